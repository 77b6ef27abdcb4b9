import type { CellKeyboardEvent, CellKeyDownArgs } from 'react-data-grid';
import type { MatrixLine } from './control-lines.ts';
import { foldDomain, useControls } from './controls.store.ts';
import { noteOpening } from './editor-focus.ts';
import { fillDown } from './matrix-clipboard.ts';
import { saveTexts } from './matrix-edits.ts';
import { domainField, editableField, fieldColumn, type MatrixField } from './matrix-fields.ts';
import { type MatrixAction, matrixAction } from './matrix-keys.ts';
import { clearSelection, selectAllShown, selectTo } from './matrix-selection.ts';

type Active = Extract<CellKeyDownArgs<MatrixLine>, { readonly mode: 'ACTIVE' }>;
type Edited = Extract<CellKeyDownArgs<MatrixLine>, { readonly mode: 'EDIT' }>;

/** What keys need to know of the grid. */
interface KeyPlace {
  readonly fields: readonly MatrixField[];
  readonly onSearch: () => void;
  /** True after Escape: the next Tab leaves the matrix, so that the keyboard is never caught. */
  readonly isReleased: boolean;
}

/** Keeps a key from the grid and from the browser. */
function take(event: CellKeyboardEvent): void {
  event.preventGridDefault();
  event.preventDefault();
}

/** The next line up or down; a selection that grows passes over the heads of domains. */
function nextLine(lines: readonly MatrixLine[], from: number, by: 1 | -1, isExtending: boolean): number {
  const next = from + by;
  return isExtending && lines[next]?.kind === 'domain' ? next + by : next;
}

/** Up and down keep to their column, also across the heads of domains. */
function move(
  { rowIdx, setActivePosition }: Active,
  event: CellKeyboardEvent,
  { by, isExtending }: Extract<MatrixAction, { readonly kind: 'move' }>,
  fields: readonly MatrixField[],
): void {
  const { lines, focus } = useControls.getState();
  const next = nextLine(lines, rowIdx, by, isExtending);
  const line = lines[next];
  // Above the first line stand the heads of the columns, which the grid reaches by itself.
  if (line !== undefined || isExtending) take(event);
  if (line === undefined) return;
  if (isExtending && line.kind === 'control') selectTo(line.reading.control.id);
  if (!isExtending) useControls.setState({ anchor: null });
  const field = line.kind === 'domain' ? domainField : focus.field;
  setActivePosition({ rowIdx: next, idx: Math.max(0, fields.indexOf(field)) }, { shouldFocus: true });
}

function foldByArrow(row: MatrixLine | undefined, event: CellKeyboardEvent): void {
  if (row?.kind !== 'domain' || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
  take(event);
  foldDomain(row.domain, event.key === 'ArrowLeft');
}

/** Tab on the head of a domain goes on to the next line; its words are one stop. */
function tab({ row, rowIdx, setActivePosition }: Active, event: CellKeyboardEvent, place: KeyPlace): void {
  if (place.isReleased) {
    event.preventGridDefault();
    return;
  }
  const next = rowIdx + (event.shiftKey ? -1 : 1);
  if (row?.kind !== 'domain' || useControls.getState().lines[next] === undefined) return;
  take(event);
  setActivePosition({ rowIdx: next, idx: event.shiftKey ? place.fields.length - 1 : 0 }, { shouldFocus: true });
}

/** Opens the editor of a typed cell; on other cells the key is left to the shortcuts of the screen. */
function open({ row, column }: Active, event: CellKeyboardEvent, byTyping: boolean): void {
  if (row?.kind !== 'control' || editableField(column?.key ?? '') === null) return;
  noteOpening(byTyping);
  event.stopPropagation();
  // The key that opens must not be typed into the field it opens.
  if (!byTyping) event.preventDefault();
}

function clear({ row, column }: Active): void {
  const field = editableField(column?.key ?? '');
  if (row?.kind === 'control' && field !== null) saveTexts([{ control: row.reading.control, field, text: '' }]);
}

/** Does what a key asks while no cell is edited; what it does not use is left to the grid. Answers whether Tab leaves next. */
export function perform(cell: Active, event: CellKeyboardEvent, place: KeyPlace): boolean {
  foldByArrow(cell.row, event);
  const action = event.isGridDefaultPrevented() ? null : matrixAction(event);
  if (action === null) return place.isReleased;
  if (action.kind === 'move') move(cell, event, action, place.fields);
  else if (action.kind === 'tab') tab(cell, event, place);
  else if (action.kind === 'leave') clearSelection();
  else if (action.kind === 'edit' || action.kind === 'type') open(cell, event, action.kind === 'type');
  else {
    take(event);
    event.stopPropagation();
    const does = { fill: fillDown, clear: () => clear(cell), 'select-all': selectAllShown, search: place.onSearch };
    does[action.kind]();
  }
  return action.kind === 'leave';
}

/** Does what a key asks in an editor: menus use Enter for their choice, long texts break lines with Shift Enter. */
export function performWhileEditing({ column, navigate }: Edited, event: CellKeyboardEvent): void {
  const kind = fieldColumn(column.key)?.kind;
  const isLong = kind === 'long' || kind === 'lines';
  if (event.key === 'Tab' && isLong) {
    event.preventGridDefault();
    navigate();
  }
  if (event.key !== 'Enter') return;
  // An Enter that a menu used for its choice is spent; one it did not use saves.
  if (event.isDefaultPrevented() || event.shiftKey || event.nativeEvent.isComposing) event.preventGridDefault();
  else event.preventDefault();
}
