import { count, counted, listed } from '@shared/domain/words.ts';
import type { Line, ReadColumn, RowError } from './lines.ts';
import { type ReadRow, shownText } from './read/cell-text.ts';
import type { Merge } from './read/sheet-cells.ts';
import type { Table } from './read/table.ts';

/** Rows named one by one in an error. */
const mostNamed = 6;

/** True when some column that is read has something in this row. */
const saysSomething = ({ cells }: ReadRow, columns: readonly ReadColumn[]): boolean =>
  columns.some(({ at }) => shownText(cells[at]).trim() !== '');

/** Rows of a text file whose cells do not stand under the heads: a quote or a delimiter is missing. */
export function raggedErrors(rows: readonly ReadRow[], { width }: Table): readonly RowError[] {
  if (width === null) return [];
  const ragged = rows.filter((row) => (row.width ?? width) < width || row.cells.length > width);
  return ragged.map((row) => ({
    row: row.row,
    column: null,
    message: `The row has ${counted(Math.max(row.width ?? 0, row.cells.length), 'cell')} under ${counted(width, 'head')}.`,
    remedy: 'Put cells that hold the delimiter in quotes, or save the file again in a spreadsheet program.',
  }));
}

/** True for a line across the table that only names a group of rows. */
const isHeading = ({ row, cells }: ReadRow, merges: readonly Merge[]): boolean =>
  cells.filter((cell) => cell !== undefined).length === 1 &&
  merges.some((it) => it.top === row && it.bottom === row && it.right > it.left && shownText(cells[it.left]) !== '');

/** The rows that can hold controls: neither empty nor a heading across the table. */
export const bodyRows = ({ rows, merges }: Table, columns: readonly ReadColumn[]): readonly ReadRow[] =>
  rows.filter((row) => saysSomething(row, columns) && !isHeading(row, merges));

/** Cells that look filled and are not, because only the first of merged cells holds anything. */
export function mergeErrors(
  rows: readonly ReadRow[],
  columns: readonly ReadColumn[],
  { merges }: Table,
): readonly RowError[] {
  const errorAt = (row: number, { at, head }: ReadColumn, here: readonly Merge[]): readonly RowError[] => {
    const merge = here.find(({ top, left, right }) => at >= left && at <= right && !(row === top && at === left));
    if (merge === undefined) return [];
    const message = `The cell is one of the merged cells ${merge.reference}; only the first holds a value.`;
    return [{ row, column: head, message, remedy: 'Split the cells and fill in each row.' }];
  };
  return rows.flatMap(({ row }) => {
    const here = merges.filter(({ top, bottom }) => row >= top && row <= bottom);
    return here.length === 0 ? [] : columns.flatMap((column) => errorAt(row, column, here));
  });
}

/** `2 and 4`; of many rows the first, this one and how many more there are. */
function rowsInWords(all: readonly number[], row: number): string {
  if (all.length <= mostNamed) return listed(all.map(String));
  return listed([String(all[0]), String(row), `${count(all.length - 2)} more`]);
}

/** Rows that name the same control. */
export function duplicateErrors(lines: readonly Line[], head: string | null): readonly RowError[] {
  const rows = new Map<string, number[]>();
  for (const { id, row } of lines) {
    const all = rows.get(id.toUpperCase());
    if (all === undefined) rows.set(id.toUpperCase(), [row]);
    else all.push(row);
  }
  return lines.flatMap(({ id, row }) => {
    const all = rows.get(id.toUpperCase()) ?? [];
    if (all[0] === row) return [];
    const message = `${id} stands in the rows ${rowsInWords(all, row)}.`;
    return [{ row, column: head, message, remedy: 'Leave one of them, or give the other a new id.' }];
  });
}
