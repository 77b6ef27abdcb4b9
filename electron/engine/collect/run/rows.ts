import { isObject, type Json } from '@shared/domain/json.ts';
import { kindOfList } from '../file/detect.ts';
import { parseJson } from '../file/raw-item.ts';
import { createScanner, type Member } from '../file/scanner.ts';

/** One row of an answer, with where its bytes stand in it. */
export interface AnswerRow {
  readonly value: Json;
  readonly bytes: Buffer;
  readonly offset: number;
}

const limits = { depth: 64, memberBytes: 64 << 20 };

/** The lists in which Resource Graph and Resource Manager give their rows. */
const azureLists = ['data', 'value'];
/** Any other list is a part of one resource, or says something about the answer. */
const holdsRows = (key: string | null): boolean =>
  key !== null && (azureLists.includes(key) || kindOfList(key) !== null);

/** Rows of a query of AWS Config are JSON as text. */
function rowOf({ bytes, offset }: Member): AnswerRow {
  const value = parseJson(bytes, offset, 'a row');
  return {
    value: typeof value === 'string' ? parseJson(Buffer.from(value, 'utf8'), offset, 'a row') : value,
    bytes,
    offset,
  };
}

/** The rows of one answer: the elements of its list, or the answer itself where it is one resource. */
export function rowsOf(answer: Buffer): readonly AnswerRow[] {
  const rows: AnswerRow[] = [];
  const scanner = createScanner((member) => {
    if (member.isElement && holdsRows(member.key)) rows.push(rowOf(member));
  }, limits);
  scanner.push(answer);
  scanner.end();
  if (rows.length > 0) return rows;
  const whole = parseJson(answer, 0, 'the answer');
  const isResource = isObject(whole) && typeof whole.id === 'string' && typeof whole.type === 'string';
  return isResource ? [{ value: whole, bytes: answer, offset: 0 }] : [];
}
