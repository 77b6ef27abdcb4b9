import { isUtf8 } from 'node:buffer';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
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

function rowMembers(answer: Buffer): readonly Member[] {
  const members: Member[] = [];
  const scanner = createScanner((member) => {
    if (member.isElement && holdsRows(member.key)) members.push(member);
  }, limits);
  scanner.push(answer);
  scanner.end();
  return members;
}

/** The values of the members as the answer was parsed; null where it does not tell which value is whose. */
function parsedRows(members: readonly Member[], answer: Buffer, json: JsonObject): readonly Json[] | null {
  const lists = new Set(members.map(({ key }) => key ?? ''));
  const values = [...lists].flatMap((key): readonly Json[] => {
    const list = json[key];
    return Array.isArray(list) ? list : [];
  });
  return values.length === members.length && isUtf8(answer) ? values : null;
}

/** Rows of a query of AWS Config are JSON as text. */
function rowOf({ bytes, offset }: Member, known: Json | undefined): AnswerRow {
  const value = known === undefined ? parseJson(bytes, offset, 'a row') : known;
  return {
    value: typeof value === 'string' ? parseJson(Buffer.from(value, 'utf8'), offset, 'a row') : value,
    bytes,
    offset,
  };
}

/**
 * The rows of one answer: the elements of its list, or the answer itself where it is one resource. `json` is the answer where
 * it was parsed before.
 */
export function rowsOf(answer: Buffer, json?: JsonObject): readonly AnswerRow[] {
  const members = rowMembers(answer);
  const values = json === undefined ? null : parsedRows(members, answer, json);
  if (members.length > 0) return members.map((member, place) => rowOf(member, values?.[place]));
  const whole = parseJson(answer, 0, 'the answer');
  const isResource = isObject(whole) && typeof whole.id === 'string' && typeof whole.type === 'string';
  return isResource ? [{ value: whole, bytes: answer, offset: 0 }] : [];
}
