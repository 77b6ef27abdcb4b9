import type { Fault } from './faults.ts';
import type { LoopbackRegion, LoopbackWorld, Row } from './world.ts';

/** An error AWS Config answers with. */
export class ConfigRefusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface ConfigCall {
  readonly world: LoopbackWorld;
  readonly account: string;
  readonly region: string;
  readonly place: LoopbackRegion;
  readonly input: Row;
  readonly fault: Fault | null;
}

export interface Paging {
  readonly list: string;
  readonly token: 'NextToken' | 'nextToken';
  readonly size: number;
  readonly more?: Row;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
export const rowsIn = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : []);

export const read = (token: unknown): { offset: number; isEmptied: boolean } => {
  if (typeof token !== 'string' || token === '') return { offset: 0, isEmptied: false };
  const [offset, isEmptied] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  if (offset === undefined || Number.isNaN(Number(offset)))
    throw new ConfigRefusal('InvalidNextTokenException', 'The specified nextToken is not valid.');
  return { offset: Number(offset), isEmptied: isEmptied === 'e' };
};
export const token = (offset: number, isEmptied: boolean): string =>
  Buffer.from(`${offset}:${isEmptied ? 'e' : ''}`).toString('base64url');

/** One page of rows, with the faults that concern pages; `show` makes what the answer shows of each row of the page. */
export function page<T>(
  call: ConfigCall,
  rows: readonly T[],
  { list, token: key, size, more = {} }: Paging,
  show: (row: T) => unknown = (row) => row,
): Row {
  const { offset, isEmptied } = read(call.input[key]);
  const kind = call.fault?.kind;
  if (kind === 'empty-page' && !isEmptied) return { [list]: [], [key]: token(offset, true), ...more };
  const from = kind === 'duplicate' ? Math.max(0, offset - 1) : offset;
  const asked = Number(call.input.Limit ?? call.input.limit ?? call.input.MaxResults ?? size) || size;
  const end = offset + Math.min(asked, size);
  const isLast = end >= rows.length;
  const next = kind === 'token-loop' ? token(offset, false) : isLast ? undefined : token(end, false);
  return { [list]: rows.slice(from, end).map(show), ...(next === undefined ? {} : { [key]: next }), ...more };
}
