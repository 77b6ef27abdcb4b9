import type { Parameter } from '@shared/domain/check.ts';
import type { Declaration } from '@shared/domain/control.ts';
import type { Known } from '@shared/domain/control-change.ts';
import type { Json } from '@shared/domain/json.ts';
import { isDay } from '@shared/domain/period.ts';
import type { System } from '@shared/domain/system.ts';
import { listed } from '@shared/domain/words.ts';
import type { EditableField } from './columns.ts';
import { folded, wordFor, wordListOf, wordLists } from './words.ts';

/** What cells may name. */
export interface Names extends Known {
  readonly register: readonly Pick<System, 'id' | 'name'>[];
}

/** Why a cell cannot be read. */
export interface Refusal {
  readonly message: string;
  readonly remedy: string | null;
}
type Read = { readonly value: Json } | Refusal;

/** True for a value that could not be read. */
export const isRefusal = (read: Read): read is Refusal => 'message' in read;
const refuse = (message: string, remedy: string | null): Refusal => ({ message, remedy });

const quoted = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)];

function readWord(field: EditableField, text: string): Read | null {
  const list = wordListOf(field);
  if (list === null) return null;
  const word = wordFor(list, text);
  if (word !== null) return { value: list === 'isKey' ? word === 'key' : word };
  const allowed = listed(wordLists[list].map((it) => it.word)).replace(' and ', ' or ');
  return refuse(
    text === '' ? 'The cell is empty.' : `${quoted(text)} is none of the words allowed.`,
    `Write ${allowed}.`,
  );
}

/** Why an id that looks like a criterion is none: mistakes that other tools' data is known for. */
function criterionRemedy(id: string): string {
  if (/^PP1\.\d$/.test(id)) return `Processing integrity is PI1: write ${id.replace('PP', 'PI')}.`;
  if (/^P\d\.0$/.test(id))
    return `${id} is the heading of a group; write its criteria, such as ${id.replace(/0$/, '1')}.`;
  return 'Write ids such as CC6.1, A1.2, C1.1, PI1.3 or P4.2.';
}

function readCriteria(text: string, { criteria }: Names): Read {
  const ids = distinct(
    text
      .replace(/\b(CC|PI|PP|[ACP])\s+(?=\d)/gi, '$1')
      .split(/[\s,;|]+/)
      .filter((id) => id !== '')
      .map((id) => id.toUpperCase()),
  );
  const unknown = ids.find((id) => !criteria.has(id));
  return unknown === undefined
    ? { value: ids }
    : refuse(`${quoted(unknown)} is not a trust services criterion.`, criterionRemedy(unknown));
}

function readSystems(text: string, { register }: Names): Read {
  const words = distinct(text.split(/[\n,;]+/).flatMap(lines));
  const found = words.map((word) =>
    register.find(({ id, name }) => [id, name].some((it) => folded(it) === folded(word))),
  );
  const at = found.indexOf(undefined);
  if (at === -1) return { value: distinct(found.flatMap((system) => system?.id ?? [])) };
  return refuse(
    `${quoted(words[at] ?? '')} is not in the scope register.`,
    'Declare the system first, or leave it out.',
  );
}

function readDay(text: string): Read {
  const day = /^(\d{4}-\d{2}-\d{2})(T00:00(:00(\.0+)?)?Z?)?$/.exec(text)?.[1] ?? '';
  return isDay(day)
    ? { value: day }
    : refuse(`${quoted(text)} is not a calendar day.`, 'Write it with year, month and day, such as 2026-12-31.');
}

const isText = (like: Json | undefined): boolean => typeof like === 'string';

/** A declared value as a parameter takes it: texts need no quotes, and lists may be written with commas. */
function declaredValue(text: string, like: Json | undefined): Json {
  if (isText(like)) return text;
  try {
    return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
  } catch {
    return Array.isArray(like) ? text.split(',').map((it) => it.trim()) : text;
  }
}

const declared = /^(\S+)\s+(\S+?)\s*=\s*(.+)$/;

function readDeclares(text: string, { checks }: Names): Read {
  const read: Declaration[] = [];
  for (const line of lines(text)) {
    const [, checkId = '', parameter = '', value = ''] = declared.exec(line) ?? [];
    if (checkId === '')
      return refuse(
        `${quoted(line)} is not a declared value.`,
        'Write check, parameter, = and value, such as aws.data-store-backup-on backupRetentionDays = 35.',
      );
    const like = parameters(checks, checkId).find(({ name }) => name === parameter)?.default;
    read.push({ checkId, parameter, value: declaredValue(value, like) });
  }
  return { value: read.map((it) => ({ ...it })) };
}

const parameters = (checks: Names['checks'], id: string): readonly Parameter[] => checks.get(id) ?? [];

const oneLine = new Set<EditableField>(['domain', 'title', 'owner', 'performer', 'policy']);

/** The value of a field from the text of its cell. An empty cell empties texts and lists, and is refused for words. */
export function readValue(field: EditableField, cell: string, names: Names): Read {
  const text = cell.trim();
  switch (field) {
    case 'criteria':
      return readCriteria(text, names);
    case 'systems':
      return readSystems(text, names);
    case 'declares':
      return readDeclares(text, names);
    case 'evidence':
    case 'testOfOperation':
      return { value: lines(text) };
    case 'effectiveTo':
      return text === '' ? { value: null } : readDay(text);
    case 'reason':
      return { value: text === '' ? null : text };
    default:
      return readWord(field, text) ?? { value: oneLine.has(field) ? text.replace(/\s*\n\s*/g, ' ') : text };
  }
}
