import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { azureKind, holdsToken, kindOfAzureObject, refuseToken } from './detect-azure.ts';
import { parseJson, type RawItem } from './raw-item.ts';
import { createScanner, type Member } from './scanner.ts';

const limits = { depth: 64, memberBytes: 64 << 20 };

/** The members of an object that is itself a member of a body, with places in the body. */
function membersOf(bytes: Buffer, offset: number, onMember: (member: Member) => void): void {
  const scanner = createScanner((member) => onMember({ ...member, offset: member.offset + offset }), limits);
  scanner.push(bytes);
  scanner.end();
}

/** Where and when rows were read, as far as the file says. */
type Answer = Pick<RawItem, 'readAt' | 'answer'>;

/** A row of a table as the object it means. */
export const tableRow = (columns: readonly string[], values: Json): Json =>
  Array.isArray(values) ? Object.fromEntries(columns.map((name, place) => [name, values[place] ?? null])) : values;

const columnName = (column: Json): string => (isObject(column) ? String(column.name ?? '') : '');

/** The rows of `data: { columns, rows }`, the form in which old versions of Resource Graph answer. */
export function readTable({ bytes, offset }: Member, from: Answer, take: (item: RawItem) => void): void {
  const columns: string[] = [];
  membersOf(bytes, offset, (member) => {
    if (!member.isElement) return;
    if (member.key === 'columns') columns.push(columnName(parseJson(member.bytes, member.offset, 'a column')));
    if (member.key !== 'rows') return;
    const value = tableRow(columns, parseJson(member.bytes, member.offset, 'a row'));
    take({
      value: () => value,
      bytes: member.bytes,
      offset: member.offset,
      kind: 'graph-rows',
      ...from,
      isPlain: false,
    });
  });
}

/** The file is one answer, and does not say when it was given. */
export const onlyAnswer: Answer = { readAt: null, answer: 0 };

/** Links and tokens of next pages, and what later requests asked for. */
export interface Pages {
  readonly wanted: string[];
  readonly asked: string[];
}

const texts = (body: JsonObject): readonly string[] =>
  [body.nextLink, body.$skipToken].filter((it): it is string => typeof it === 'string' && it !== '');

/** The rows of one answer's body: a list, a table or one resource. */
function readAnswer(body: Member, from: Answer, take: (item: RawItem) => void): void {
  let rows = 0;
  const takeRow = (item: RawItem): void => {
    rows += 1;
    take(item);
  };
  membersOf(body.bytes, body.offset, (member) => {
    const { key, isElement, bytes, offset } = member;
    if (!isElement && key === 'data' && bytes[0] === 0x7b) readTable(member, from, takeRow);
    if (!isElement || key === null) return;
    const value = parseJson(bytes, offset, 'a row');
    const kind = azureKind(value, key);
    if (kind !== null) takeRow({ value: () => value, bytes, offset, kind, ...from, isPlain: true });
  });
  const value = rows === 0 ? parseJson(body.bytes, body.offset, 'an answer') : null;
  const kind = isObject(value) ? kindOfAzureObject(value) : null;
  if (kind !== null)
    takeRow({ value: () => value, bytes: body.bytes, offset: body.offset, kind, ...from, isPlain: true });
}

function dateOf(exchange: JsonObject): string | null {
  const { headers } = exchange;
  if (!isObject(headers)) return null;
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === 'date')?.[1];
  const at = typeof found === 'string' ? new Date(found) : new Date(Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function refuseSecrets(exchange: JsonObject): void {
  const { headers, requestHeaders } = exchange;
  for (const sent of [headers, requestHeaders])
    if (isObject(sent) && Object.keys(sent).some((name) => name.toLowerCase() === 'authorization'))
      throw holdsToken('an authorization header');
  if (isObject(exchange.body)) refuseToken(Object.keys(exchange.body));
}

/** True for a question with its answer, as recorders of web traffic keep them. */
export const isExchange = (value: Json): value is JsonObject =>
  isObject(value) && typeof value.url === 'string' && 'body' in value;

/** The rows of one recorded answer; answers that failed hold none. */
export function readExchange(exchange: JsonObject, member: Member, pages: Pages, take: (item: RawItem) => void): void {
  refuseSecrets(exchange);
  pages.asked.push(`${String(exchange.url)} ${JSON.stringify(exchange.requestBody ?? null)}`);
  const from = { readAt: dateOf(exchange), answer: pages.asked.length };
  if (!isObject(exchange.body) || (exchange.status !== undefined && exchange.status !== 200)) return;
  pages.wanted.push(...texts(exchange.body));
  membersOf(member.bytes, member.offset, (inner) => {
    if (inner.key === 'body' && !inner.isElement) readAnswer(inner, from, take);
  });
}

/** A table's rows stand between these places; its columns name their values. */
export interface TablePlace {
  readonly from: number;
  readonly to: number;
  readonly columns: readonly string[];
}

function tablesInObject(bytes: Buffer, offset: number): readonly TablePlace[] {
  const found: TablePlace[] = [];
  membersOf(bytes, offset, (member) => {
    if (member.key === 'data' && !member.isElement && member.bytes[0] === 0x7b)
      found.push({
        from: member.offset,
        to: member.offset + member.bytes.length,
        columns: columnsOf(member),
      });
    const isInside = (member.key === 'exchanges' && member.isElement) || (member.key === 'body' && !member.isElement);
    if (isInside && member.bytes[0] === 0x7b) found.push(...tablesInObject(member.bytes, member.offset));
  });
  return found;
}

function columnsOf(table: Member): readonly string[] {
  const columns: string[] = [];
  membersOf(table.bytes, table.offset, ({ key, isElement, bytes, offset }) => {
    if (key === 'columns' && isElement) columns.push(columnName(parseJson(bytes, offset, 'a column')));
  });
  return columns;
}

/** The tables of a body that was read before, so that a row of bare values can be read again. */
export function tablesIn(body: Buffer): readonly TablePlace[] {
  const start = body.indexOf(0x7b);
  return tablesInObject(body.subarray(start), start);
}
