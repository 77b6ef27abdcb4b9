import type { ExceptionStatus } from '@shared/domain/exception.ts';
import { create } from 'zustand';
import { call } from '../../api.ts';
import { readExceptions } from '../../exceptions/exceptions.store.ts';
import { useNavigation } from '../../navigation.store.ts';
import type { ExceptionFilter, Grouping } from './exception-lines.ts';
import { noFilter } from './exception-lines.ts';

interface ListState {
  readonly filter: ExceptionFilter;
  readonly group: Grouping;
  /** Keys of folded groups. */
  readonly folded: ReadonlySet<string>;
  readonly view: 'table' | 'board';
  readonly focus: string | null;
  readonly selected: ReadonlySet<string>;
}

/** How the exceptions are shown: narrowed to what, grouped by what, which is in focus and which are selected. */
export const useList = create<ListState>(() => ({
  filter: noFilter,
  group: 'none',
  folded: new Set(),
  view: 'table',
  focus: null,
  selected: new Set(),
}));

const { getState: get, setState: set } = useList;

export const filterExceptions = (change: Partial<ExceptionFilter>): void =>
  set(({ filter }) => ({ filter: { ...filter, ...change } }));
export const groupBy = (group: Grouping): void => set({ group, folded: new Set() });
export const showAs = (view: ListState['view']): void => set({ view });
export const clearSelected = (): void => set({ selected: new Set() });

const toggled = (all: ReadonlySet<string>, one: string): ReadonlySet<string> => {
  const next = new Set(all);
  if (!next.delete(one)) next.add(one);
  return next;
};

/** Folds a group, or opens it. */
export const fold = (key: string): void => set(({ folded }) => ({ folded: toggled(folded, key) }));

/** Takes an exception into the selection, or out of it. */
export const toggleSelected = (id: string): void => set(({ selected }) => ({ selected: toggled(selected, id) }));

/** Puts the focus on an exception. */
export function focusException(id: string): void {
  if (get().focus === id) return;
  set({ focus: id });
  useNavigation.getState().note('exceptions', { id });
}

interface Sent {
  readonly to: ExceptionStatus;
  readonly by: string;
  readonly reason: string;
  readonly until: string | null;
  readonly evidence?: string[];
}

/** Moves exceptions; says of each that could not go why, and leaves those selected. */
export async function moveExceptions(ids: readonly string[], sent: Sent): Promise<readonly string[]> {
  const { refused } = await call('exception.move', { ids: [...ids], ...sent });
  set({ selected: new Set(refused.map(({ id }) => id)) });
  await readExceptions();
  return refused.map(({ id, why }) => `${id}: ${why}`);
}
