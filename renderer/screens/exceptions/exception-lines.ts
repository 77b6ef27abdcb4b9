import { severities } from '@shared/domain/check.ts';
import { exceptionStatuses } from '@shared/domain/exception.ts';
import { counted } from '@shared/domain/words.ts';
import type { ExceptionRow } from '../../exceptions/exceptions.store.ts';
import { isClosed } from '../../exceptions/exceptions.store.ts';
import { statusWords } from '../../ui/exception-words.ts';
import { severityWords } from '../../ui/severity.tsx';

/** What the list is narrowed to; `closed` are those with nothing left to do. */
export interface ExceptionFilter {
  readonly search: string;
  readonly show: 'open' | 'overdue' | 'closed' | 'all';
  readonly severity: string | null;
  readonly kind: string | null;
  readonly criterion: string | null;
}
export const noFilter: ExceptionFilter = { search: '', show: 'all', severity: null, kind: null, criterion: null };

export const groupings = ['none', 'state', 'severity', 'control'] as const;
export type Grouping = (typeof groupings)[number];

/** A line of the table: an exception, or the head of a group of them. */
export type ExceptionLine =
  | { readonly kind: 'row'; readonly row: ExceptionRow }
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly title: string;
      readonly count: number;
      readonly isOpen: boolean;
    };

function fits(row: ExceptionRow, { show, severity, kind, criterion }: ExceptionFilter): boolean {
  if (show === 'open' && isClosed(row)) return false;
  if (show === 'closed' && !isClosed(row)) return false;
  if (show === 'overdue' && !row.isOverdue) return false;
  return (
    (severity === null || row.severity.level === severity) &&
    (kind === null || row.exception.kind === kind) &&
    (criterion === null || row.exception.criteria.includes(criterion))
  );
}

function says({ exception }: ExceptionRow, search: string): boolean {
  const words = search.trim().toLowerCase();
  const { id, title, controlId, response, description } = exception;
  return [id, title, controlId, response.ownerName, description].some((text) => text.toLowerCase().includes(words));
}

/** The exceptions that fit a filter, in the order they were raised. */
export const shownRows = (rows: readonly ExceptionRow[], filter: ExceptionFilter): readonly ExceptionRow[] =>
  rows.filter((row) => fits(row, filter) && says(row, filter.search));

interface Group {
  readonly key: string;
  readonly title: string;
  readonly holds: (row: ExceptionRow) => boolean;
}

const groupsBy: Readonly<Record<Exclude<Grouping, 'none'>, (rows: readonly ExceptionRow[]) => readonly Group[]>> = {
  state: () =>
    exceptionStatuses.map((status) => ({
      key: status,
      title: statusWords[status],
      holds: ({ exception }) => exception.status === status,
    })),
  // The gravest first.
  severity: () =>
    severities.toReversed().map((level) => ({
      key: level,
      title: severityWords[level],
      holds: ({ severity }) => severity.level === level,
    })),
  control: (rows) =>
    [...new Set(rows.map(({ exception }) => exception.controlId))].sort().map((controlId) => ({
      key: controlId,
      title: controlId,
      holds: ({ exception }) => exception.controlId === controlId,
    })),
};

/** The lines of the table: every group with its exceptions, those of a folded one left out; empty groups are left out. */
export function linesOf(
  rows: readonly ExceptionRow[],
  grouping: Grouping,
  folded: ReadonlySet<string>,
): readonly ExceptionLine[] {
  const asLines = (some: readonly ExceptionRow[]) => some.map((row) => ({ kind: 'row', row }) as const);
  if (grouping === 'none') return asLines(rows);
  return groupsBy[grouping](rows).flatMap(({ key, title, holds }) => {
    const held = rows.filter(holds);
    if (held.length === 0) return [];
    const isOpen = !folded.has(key);
    return [{ kind: 'group', key, title, count: held.length, isOpen } as const, ...(isOpen ? asLines(held) : [])];
  });
}

/** `5 exceptions: 4 open, 1 overdue, 2 without a response` */
export function totals(rows: readonly ExceptionRow[]): string {
  const open = rows.filter((row) => !isClosed(row));
  const overdue = open.filter(({ isOverdue }) => isOverdue).length;
  const silent = open.filter(isSilent).length;
  const parts = [
    `${open.length} open`,
    ...(overdue === 0 ? [] : [`${overdue} overdue`]),
    ...(silent === 0 ? [] : [`${silent} without a response`]),
  ];
  return `${counted(rows.length, 'exception')}: ${parts.join(', ')}`;
}

/** True while management has written nothing that counts. */
export const isSilent = ({ rubric }: ExceptionRow): boolean => rubric.score < 1;
