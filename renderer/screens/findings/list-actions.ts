import { clearSelected, focusOn, selectRange, toggleSelected } from './finding-selection.ts';
import { fold, useFindings } from './findings.store.ts';
import { type ListAction, moveFrom } from './list-keys.ts';
import { rowAt } from './page-cache.ts';
import { findingsTsv } from './tsv.ts';

const get = useFindings.getState;

/** What the list cannot do alone: the pane and the search field belong to the screen. */
export interface ListSurroundings {
  /** Shows the finding in focus. */
  readonly showPane: () => void;
  /** Shows it and gives it the keyboard. */
  readonly enterPane: () => void;
  readonly leave: () => void;
  readonly search: () => void;
}

function move(action: ListAction): void {
  const { rows, focus } = get();
  const line = moveFrom(rows, focus === null ? null : rows.lineOf(focus), action);
  const offset = line === null ? null : rows.offsetOf(line);
  if (offset !== null) void focusOn(offset, 'extends' in action && action.extends);
}

function foldFocused(isFolded: boolean): void {
  const { rows, focus } = get();
  const group = focus === null ? null : rows.groupOf(focus);
  if (group !== null) fold(group.key, isFolded);
}

/** True while the line in focus is the head of a folded group. */
function isOnFoldedGroup(): boolean {
  const { rows, focus } = get();
  return focus !== null && rows.at(rows.lineOf(focus))?.kind === 'group';
}

/** The selected findings as text; the one in focus when none is selected. */
export function copyText(): string | null {
  const { selected, pages, focus } = get();
  if (selected.size > 0) return findingsTsv([...selected.values()]);
  const row = focus === null ? undefined : rowAt(pages, focus);
  return row === undefined ? null : findingsTsv([row]);
}

function leave(surroundings: ListSurroundings): void {
  if (get().selected.size > 0) clearSelected();
  else surroundings.leave();
}

function open(surroundings: ListSurroundings): void {
  if (isOnFoldedGroup()) foldFocused(false);
  else surroundings.enterPane();
}

function selectFocused(): void {
  const { focus } = get();
  if (focus !== null) toggleSelected(focus);
}

function selectAll(): void {
  const total = get().index?.total ?? 0;
  if (total > 0) void selectRange(0, total - 1);
}

type Doer = (surroundings: ListSurroundings, action: ListAction) => void;
const moveBy: Doer = (_surroundings, action) => move(action);

const doers: Readonly<Record<ListAction['kind'], Doer>> = {
  move: moveBy,
  first: moveBy,
  last: moveBy,
  fold: () => foldFocused(true),
  unfold: () => foldFocused(false),
  open,
  leave,
  search: (surroundings) => surroundings.search(),
  select: selectFocused,
  'select-all': selectAll,
};

/** Does what a key asked of the list. */
export const perform = (action: ListAction, surroundings: ListSurroundings): void =>
  doers[action.kind](surroundings, action);
