import { isDay } from '@shared/domain/period.ts';
import type { PointId, Response } from '@shared/domain/response.ts';
import { count, counted, listed } from '@shared/domain/words.ts';
import { decoded } from '../matrix/read/cell-text.ts';
import { folded } from '../matrix/words.ts';
import { sentenceCase } from '../words.ts';
import { val } from '../writers/xlsx/cell.ts';

/** What cells may name. */
export interface Named {
  /** Evidence on file for the exception. */
  readonly evidence: ReadonlySet<string>;
  /** Controls of the matrix. */
  readonly controls: ReadonlySet<string>;
}

/** A cell as it was understood: the text that stands for it, and the response with it. */
export interface Understood {
  readonly text: string;
  into(response: Response): Response;
}
/** Why a cell cannot be taken. */
interface Refused {
  readonly message: string;
}
export type Answer = Understood | Refused;
export const isRefused = (answer: Answer): answer is Refused => 'message' in answer;

/** How a cell is validated by the spreadsheet program. */
export type Entry =
  | { readonly kind: 'prose'; readonly most: number }
  | { readonly kind: 'line'; readonly most: number }
  | { readonly kind: 'list'; readonly words: readonly string[] }
  | { readonly kind: 'day' }
  | { readonly kind: 'whole' }
  | { readonly kind: 'ids' };

/** One cell that management fills in. */
export interface FormField {
  /** As the response names it: `lookback.population`. */
  readonly name: string;
  readonly point: PointId;
  readonly label: string;
  readonly entry: Entry;
  /** The text that stands for the answer; empty when nothing is said. */
  text(response: Response): string;
  read(cell: string, named: Named): Answer;
}

/** One part of a response, to be read and replaced. */
export interface Part<T> {
  readonly name: string;
  get(response: Response): T;
  put(response: Response, value: T): Response;
}

/** A field of the response. */
export const part = <K extends keyof Response>(name: K): Part<Response[K]> => ({
  name,
  get: (response) => response[name],
  put: (response, value) => ({ ...response, [name]: value }),
});
type Lookback = Response['lookback'];
/** A field of the look back. */
export const lookedBack = <K extends keyof Lookback & string>(name: K): Part<Lookback[K]> => ({
  name: `lookback.${name}`,
  get: ({ lookback }) => lookback[name],
  put: (response, value) => ({ ...response, lookback: { ...response.lookback, [name]: value } }),
});

type Asked = readonly [point: PointId, label: string];
const understood = <T>(field: Part<T>, value: T, text: string): Understood => ({
  text,
  into: (response) => field.put(response, value),
});

const quoted = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

/** A text as its cell gives it back; line ends and blanks around it are of no account. */
const settled = (text: string): string => decoded(String(val(text.replace(/\r\n?/g, '\n')) ?? '')).trim();

const written =
  (kind: 'prose' | 'line') =>
  ([point, label]: Asked, field: Part<string>, most: number): FormField => ({
    name: field.name,
    point,
    label,
    entry: { kind, most },
    text: (response) => settled(field.get(response)),
    read: (cell) =>
      cell.length > most
        ? {
            message: `The text has ${counted(cell.length, 'character')}; at most ${count(most)} are kept. Nothing was cut.`,
          }
        : understood(field, cell, cell.replace(/\r\n?/g, '\n').trim()),
  });
/** A text of several lines. */
export const prose = written('prose');
/** A text of one line. */
export const line = written('line');

/** The word people read for an id: `Tool or integration gap`. */
export const choiceWord = (id: string): string => sentenceCase(id.replaceAll('-', ' '));

/** One of a few words, or nothing. */
export function choice<T extends string>(
  [point, label]: Asked,
  field: Part<T | null>,
  ids: readonly T[],
  wordOf: (id: T) => string = choiceWord,
): FormField {
  return {
    name: field.name,
    point,
    label,
    entry: { kind: 'list', words: ids.map(wordOf) },
    text: (response) => {
      const id = field.get(response);
      return id === null ? '' : wordOf(id);
    },
    read: (cell) => {
      if (cell === '') return understood(field, null, '');
      const id = ids.find((it) => [it, wordOf(it)].some((word) => folded(word) === folded(cell)));
      return id === undefined
        ? { message: `${quoted(cell)} is none of the words allowed: ${listed(ids.map(wordOf))}.` }
        : understood(field, id, wordOf(id));
    },
  };
}

const yesNo = new Map([
  ['yes', true],
  ['true', true],
  ['no', false],
  ['false', false],
]);

/** Yes, no, or nothing, which `none` stands for. */
export function answer<T extends boolean | null>([point, label]: Asked, field: Part<T | boolean>, none: T): FormField {
  const word = (value: T | boolean): string => (value === none || value === null ? '' : value ? 'Yes' : 'No');
  return {
    name: field.name,
    point,
    label,
    entry: { kind: 'list', words: ['Yes', 'No'] },
    text: (response) => word(field.get(response)),
    read: (cell) => {
      const value = cell === '' ? none : yesNo.get(cell.toLowerCase());
      return value === undefined
        ? { message: `${quoted(cell)} is neither Yes nor No.` }
        : understood(field, value, word(value));
    },
  };
}

/** A calendar day, or nothing. */
export const day = ([point, label]: Asked, field: Part<string | null>): FormField => ({
  name: field.name,
  point,
  label,
  entry: { kind: 'day' },
  text: (response) => field.get(response) ?? '',
  read: (cell) => {
    if (cell === '') return understood(field, null, '');
    const found = /^(\d{4}-\d{2}-\d{2})(T00:00(:00(\.0+)?)?Z?)?$/.exec(cell)?.[1] ?? '';
    return isDay(found)
      ? understood(field, found, found)
      : { message: `${quoted(cell)} is not a calendar day. Write it with year, month and day, such as 2026-12-31.` };
  },
});

/** A count, or nothing. */
export const whole = ([point, label]: Asked, field: Part<number | null>): FormField => ({
  name: field.name,
  point,
  label,
  entry: { kind: 'whole' },
  text: (response) => String(field.get(response) ?? ''),
  read: (cell) => {
    if (cell === '') return understood(field, null, '');
    const value = Number(cell);
    return /^\d+$/.test(cell) && Number.isSafeInteger(value)
      ? understood(field, value, String(value))
      : { message: `${quoted(cell)} is not a whole number of 0 or more.` };
  },
});

/** Ids of things that exist, in a list. */
export const ids = ([point, label]: Asked, field: Part<readonly string[]>, of: keyof Named): FormField => ({
  name: field.name,
  point,
  label,
  entry: { kind: 'ids' },
  text: (response) => field.get(response).join(', '),
  read: (cell, named) => {
    const words = [...new Set(cell.split(/[\s,;]+/).filter((word) => word !== ''))];
    const found = words.map((word) => [...named[of]].find((id) => id.toLowerCase() === word.toLowerCase()));
    const unknown = words[found.indexOf(undefined)];
    const place = of === 'controls' ? 'the control matrix' : 'the evidence on file';
    if (unknown !== undefined) return { message: `${quoted(unknown)} is not in ${place}.` };
    const value = found.flatMap((id) => id ?? []);
    return understood(field, value, value.join(', '));
  },
});
