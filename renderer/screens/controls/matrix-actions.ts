import { cellText, editable } from './control-edit.ts';
import { controlAt, edit, focusCell, foldDomain, undoLast, useControls } from './controls.store.ts';
import { type MatrixAction, moveCell, nextCell } from './matrix-keys.ts';

const get = useControls.getState;

/** Opens the field of the cell in focus; typed text replaces what stands there, null keeps it. */
export function startEditing(typed: string | null): void {
  const { lines, cell } = get();
  const control = controlAt(lines, cell.line);
  const column = editable(cell.column);
  if (control === null || column === null) return;
  const isMenu = column === 'frequency' || column === 'status';
  edit({ id: control.id, column, draft: typed ?? (isMenu ? '' : cellText(control, column)), refusal: null });
}

/** Left and right fold and open a domain whose head has the focus. */
function moveBy(lines: number, columns: number, shown: readonly string[]): void {
  const state = get();
  const head = state.lines[state.cell.line];
  if (lines === 0 && head?.kind === 'domain') foldDomain(head.domain, columns < 0);
  else focusCell(moveCell(state.cell, state.lines.length, shown, { lines, columns }));
}

/** Moves to the next cell in reading order; false past the last one. */
export function stepCell(shown: readonly string[], step: 1 | -1): boolean {
  const { cell, lines } = get();
  const next = nextCell(cell, lines, shown, step);
  if (next !== null) focusCell(next);
  return next !== null;
}

/** Does what a key asked of the matrix. True when the key was used and must not do anything else. */
export function perform(action: MatrixAction, shown: readonly string[], search: () => void): boolean {
  const { cell, lines } = get();
  const line = lines[cell.line];
  switch (action.kind) {
    case 'move':
      moveBy(action.lines, action.columns, shown);
      return true;
    case 'next':
    case 'previous':
      return stepCell(shown, action.kind === 'next' ? 1 : -1);
    case 'line-start':
    case 'line-end':
      focusCell({ ...cell, column: (action.kind === 'line-start' ? shown[0] : shown.at(-1)) ?? cell.column });
      return true;
    case 'edit':
      if (line?.kind === 'domain') foldDomain(line.domain, line.isOpen);
      else startEditing(null);
      return true;
    case 'type':
      startEditing(action.text);
      return true;
    case 'undo':
      void undoLast();
      return true;
    case 'search':
      search();
      return true;
    case 'leave':
      return false;
  }
}
