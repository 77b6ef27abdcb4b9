import type { Reading } from '@shared/domain/criterion.ts';
import type { CriterionReading } from '@shared/domain/reading.ts';

export interface Column {
  readonly group: string;
  readonly groupTitle: string;
  readonly cells: readonly CriterionReading[];
}

/** The criteria as columns, one a group, in the order they come. */
export function columnsOf(criteria: readonly CriterionReading[]): readonly Column[] {
  const groups = new Map(criteria.map(({ criterion }) => [criterion.group, criterion.groupTitle]));
  return [...groups].map(([group, groupTitle]) => ({
    group,
    groupTitle,
    cells: criteria.filter(({ criterion }) => criterion.group === group),
  }));
}

export interface Cell {
  readonly column: number;
  readonly row: number;
}

const moves: Readonly<Record<string, Cell>> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowUp: { column: 0, row: -1 },
  ArrowDown: { column: 0, row: 1 },
};

/** Where an arrow key leads from a cell; a shorter column is entered at its last cell. Null when the key does not move. */
export function stepFrom(from: Cell, key: string, columns: readonly Column[]): Cell | null {
  const move = moves[key];
  if (move === undefined) return null;
  const column = Math.min(columns.length - 1, Math.max(0, from.column + move.column));
  const last = (columns[column]?.cells.length ?? 1) - 1;
  return { column, row: Math.min(last, Math.max(0, from.row + move.row)) };
}

/** Where an arrow key leads when the groups run on like words: sideways to the next cell, up and down to the next group. */
export function stepAlong(from: Cell, key: string, columns: readonly Column[]): Cell | null {
  const move = moves[key];
  if (move === undefined) return null;
  if (move.row !== 0) return { column: Math.min(columns.length - 1, Math.max(0, from.column + move.row)), row: 0 };
  const all = columns.flatMap(({ cells }, column) => cells.map((_, row): Cell => ({ column, row })));
  const here = all.findIndex(({ column, row }) => column === from.column && row === from.row);
  return all[Math.min(all.length - 1, Math.max(0, here + move.column))] ?? null;
}

/** What the number in a cell counts: findings against it, or controls with evidence; silent cells have none. */
export function cellNumber({ reading, counts, controlsWithEvidence }: CriterionReading): number | null {
  if (reading === 'contradicted') return counts.fail + counts.lapsed;
  return reading === 'supported' ? controlsWithEvidence : null;
}

/** How many criteria stand each way. */
export const standingCount = (criteria: readonly CriterionReading[], standing: Reading): number =>
  criteria.filter(({ reading }) => reading === standing).length;

const shortNames: Readonly<Record<string, string>> = {
  CC1: 'Environment',
  CC2: 'Informing',
  CC3: 'Risk',
  CC4: 'Monitoring',
  CC5: 'Activities',
  CC6: 'Access',
  CC7: 'Operations',
  CC8: 'Change',
  CC9: 'Mitigation',
  A1: 'Availability',
  C1: 'Confidential',
  PI1: 'Processing',
  P1: 'Notice',
  P2: 'Consent',
  P3: 'Collection',
  P4: 'Use',
  P5: 'Access',
  P6: 'Disclosure',
  P7: 'Quality',
  P8: 'Complaints',
};

/** A name of a group short enough for its column. */
export const shortName = ({ group, groupTitle }: Column): string => shortNames[group] ?? groupTitle;
