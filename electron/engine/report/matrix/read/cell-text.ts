/** A cell that cannot be taken as it is, with what it shows. */
export interface CellProblem {
  readonly text: string;
  readonly message: string;
  readonly remedy: string;
}
/** A cell as text; empty when it holds nothing. */
export type ReadCell = string | CellProblem;

/** One row with anything in it; `row` is its number in the spreadsheet program. */
export interface ReadRow {
  readonly row: number;
  /** By column, from 0; a hole is an empty cell. */
  readonly cells: readonly (ReadCell | undefined)[];
  /** How many cells the row has in a table of text; null where rows have no length of their own. */
  readonly width: number | null;
}

/** What a cell shows. */
export const shownText = (cell: ReadCell | undefined): string => (typeof cell === 'object' ? cell.text : (cell ?? ''));

const excelCode = /_x([0-9A-Fa-f]{4})_/g;

/** Office writes a character that XML cannot carry as `_x0007_`, and an underscore before such a run as `_x005F_`. */
export const decoded = (text: string): string =>
  text.replace(excelCode, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const control = /(?![\n\t])\p{Cc}/u;

/** A text with one kind of line end; refused where it holds a control character. */
export function textCell(raw: string): ReadCell {
  const text = raw.replace(/\r\n?/g, '\n');
  const found = control.exec(text);
  if (found === null) return text;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return {
    text,
    message: `The cell holds a control character (U+${code}).`,
    remedy: 'Type the text again.',
  };
}
