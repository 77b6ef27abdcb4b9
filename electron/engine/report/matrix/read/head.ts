import { listed } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { columnLetter } from '../../writers/xlsx/page.ts';
import { type ReadRow, shownText } from './cell-text.ts';
import { limits } from './limits.ts';

/** A column head as it is compared and remembered: one line, at most 200 characters. */
const headText = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);

const headsOf = ({ cells }: ReadRow): readonly string[] => Array.from(cells, (cell) => headText(shownText(cell)));

/** The row of the column heads: the first with two that are known; null when there is none. */
export function knownHeadRow(rows: readonly ReadRow[], isKnown: (head: string) => boolean): ReadRow | null {
  const first = rows.filter(({ row }) => row <= limits.headRows);
  return first.find((row) => headsOf(row).filter(isKnown).length >= 2) ?? null;
}

/** The row that looks most like column heads when none is known: the first with two cells. */
export const likelyHeadRow = (rows: readonly ReadRow[]): ReadRow | null =>
  rows.find((row) => row.row <= limits.headRows && headsOf(row).filter((head) => head !== '').length >= 2) ?? null;

/** One column that is read: its place and its head. */
export interface Column {
  readonly at: number;
  readonly head: string;
}

const giveHeads = 'Give each column that holds something a head of its own.';

function refuseTwice(columns: readonly Column[], row: number): void {
  const twice = columns.find(({ head }, place) => columns.findIndex((it) => it.head === head) < place);
  if (twice === undefined) return;
  const places = columns.filter(({ head }) => head === twice.head).map(({ at }) => columnLetter(at));
  throw new AppError(
    'bad-input',
    `Row ${row}: the head "${twice.head}" stands over the columns ${listed(places)}.`,
    giveHeads,
  );
}

/** The columns below a head row. A head that stands twice, and a column of values without a head, is refused by name. */
export function columnsOf(head: ReadRow, body: readonly ReadRow[]): readonly Column[] {
  const columns = headsOf(head).flatMap((text, at) => (text === '' ? [] : [{ at, head: text }]));
  refuseTwice(columns, head.row);
  const named = new Set(columns.map(({ at }) => at));
  // In a text file, what stands past the last head is a row gone wrong, not a column.
  const end = head.width ?? Number.POSITIVE_INFINITY;
  for (const { row, cells } of body) {
    const at = cells.findIndex((cell, place) => place < end && !named.has(place) && shownText(cell) !== '');
    if (at !== -1)
      throw new AppError('bad-input', `Column ${columnLetter(at)} has a value in row ${row} and no head.`, giveHeads);
  }
  return columns;
}
