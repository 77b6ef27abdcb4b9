import { counted } from '@shared/domain/words.ts';
import { visible } from '../visible.ts';

/** What a workbook cell may hold; there is no way to write a formula. */
export type Cell = string | number | boolean | Date | null;

/** Excel holds 32,767 characters in a cell; the rest is in findings.json. */
const mostCharacters = 32_000;

/** Excel reads `_x0041_` as the letter A, so the underscore that begins such a run is itself written as a code. */
const excelCode = /_(?=x[0-9A-Fa-f]{4}_)/g;

function text(raw: string): string {
  const seen = visible(raw);
  const shown = seen.includes('_x') ? seen.replace(excelCode, '_x005F_') : seen;
  if (shown.length <= mostCharacters) return shown;
  const end = /[\uD800-\uDBFF]/.test(shown.charAt(mostCharacters - 1)) ? mostCharacters - 1 : mostCharacters;
  return `${shown.slice(0, end)}… (${counted(raw.length, 'character')}, the whole is in findings.json)`;
}

/** The one door into a cell: text, finite numbers, booleans, valid dates and nothing pass; all else becomes text. */
export function val(value: unknown): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'not a date' : value;
  return text(JSON.stringify(value) ?? String(value));
}
