import { clearSelected, focusOn, fold, selectRange, toggleSelected, useFindings } from './findings.store.ts';
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
export function isOnFoldedGroup(): boolean {
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

/** Does what a key asked of the list. */
export function perform(action: ListAction, surroundings: ListSurroundings): void {
  const { focus, index } = get();
  switch (action.kind) {
    case 'move':
    case 'first':
    case 'last':
      return move(action);
    case 'fold':
    case 'unfold':
      return foldFocused(action.kind === 'fold');
    case 'open':
      return isOnFoldedGroup() ? foldFocused(false) : surroundings.enterPane();
    case 'leave':
      return leave(surroundings);
    case 'search':
      return surroundings.search();
    case 'select':
      return focus === null ? undefined : toggleSelected(focus);
    case 'select-all':
      return index === null || index.total === 0 ? undefined : void selectRange(0, index.total - 1);
  }
}
