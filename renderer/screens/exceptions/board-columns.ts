import { type ExceptionStatus, transitions } from '@shared/domain/exception.ts';
import type { ExceptionRow } from '../../exceptions/exceptions.store.ts';
import { road, statusWords } from '../../ui/exception-words.ts';

interface BoardColumn {
  readonly status: ExceptionStatus;
  readonly rows: readonly ExceptionRow[];
}

const aside: readonly ExceptionStatus[] = ['accepted-risk', 'disputed', 'withdrawn'];

/** The road of a response from left to right; what left the road stands at the end, where there is any. */
export function boardColumns(rows: readonly ExceptionRow[]): readonly BoardColumn[] {
  const held = (status: ExceptionStatus) => rows.filter(({ exception }) => exception.status === status);
  const off = aside.filter((status) => held(status).length > 0);
  return [...road, ...off].map((status) => ({ status, rows: held(status) }));
}

/** Why a card may not go to a column, in one sentence; null when it may. */
export function refusalOf(from: ExceptionStatus, to: ExceptionStatus): string | null {
  if (transitions[from].includes(to)) return null;
  return `An exception that stands at “${statusWords[from]}” cannot go to “${statusWords[to]}”.`;
}

/** The card an arrow key leads to: up and down in a column, left and right to the nearest column that has cards. */
export function cardAfter(columns: readonly BoardColumn[], id: string, key: string): string | null {
  const at = columns.findIndex(({ rows }) => rows.some(({ exception }) => exception.id === id));
  const here = columns[at]?.rows ?? [];
  const place = here.findIndex(({ exception }) => exception.id === id);
  const idOf = (row: ExceptionRow | undefined) => row?.exception.id ?? null;
  if (key === 'ArrowDown') return idOf(here[place + 1]);
  if (key === 'ArrowUp') return idOf(here[place - 1]);
  const beside = key === 'ArrowRight' ? columns.slice(at + 1) : columns.slice(0, Math.max(at, 0)).toReversed();
  const next = beside.find(({ rows }) => rows.length > 0)?.rows ?? [];
  return idOf(next[Math.min(place, next.length - 1)]);
}

/** The state of the column beside a card's own; null at the ends. */
export function statusBeside(
  columns: readonly BoardColumn[],
  from: ExceptionStatus,
  step: 1 | -1,
): ExceptionStatus | null {
  const at = columns.findIndex(({ status }) => status === from);
  return at < 0 ? null : (columns[at + step]?.status ?? null);
}
