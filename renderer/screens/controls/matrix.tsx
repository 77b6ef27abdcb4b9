import { type ClipboardEvent, type Key, useEffect, useMemo, useRef } from 'react';
import {
  type CellKeyboardEvent,
  type CellKeyDownArgs,
  type CellMouseArgs,
  type CellMouseEvent,
  DataGrid,
  type DataGridHandle,
  type PositionChangeArgs,
  type RenderRowProps,
  Row,
  type SortColumn,
} from 'react-data-grid';
import type { Judged } from '../../judged.ts';
import type { ChoosableColumn } from '../../ui/grid-columns.tsx';
import { lineId, type MatrixLine, type MatrixSort, placeOf } from './control-lines.ts';
import { noteFocus, sortControls, useControls } from './controls.store.ts';
import { noteOpening } from './editor-focus.ts';
import gridClasses from './grid.module.css';
import classes from './matrix.module.css';
import { perform, performWhileEditing } from './matrix-actions.ts';
import { copyMatrix, filledTexts, pasteMatrix } from './matrix-clipboard.ts';
import { headHeight, heightOf, useGridColumns } from './matrix-columns.tsx';
import { saveTexts } from './matrix-edits.ts';
import { domainField, editableField, fieldColumn, type MatrixField } from './matrix-fields.ts';
import { selectTo, toggleSelected } from './matrix-selection.ts';

const keys =
  'Arrows and Tab move between cells. F2 or Enter edits, typing replaces, Escape undoes the edit. Shift with arrows selects controls. Ctrl D fills down, Ctrl Z takes saved changes back. Escape, then Tab, leaves the matrix.';

const isField = (target: EventTarget): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'checkbox');

const asSortColumns = (sort: readonly MatrixSort[]): readonly SortColumn[] =>
  sort.map(({ field, isDescending }) => ({ columnKey: field, direction: isDescending ? 'DESC' : 'ASC' }));
const asSort = (columns: readonly SortColumn[]): readonly MatrixSort[] =>
  columns.flatMap(({ columnKey, direction }) => {
    const field = fieldColumn(columnKey)?.id;
    return field === undefined ? [] : [{ field, isDescending: direction === 'DESC' }];
  });

/** Saves what editors and the fill handle wrote into lines. */
function saveDrafts(lines: readonly MatrixLine[], indexes: readonly number[]): void {
  const texts = indexes.flatMap((at) => {
    const line = lines[at];
    if (line?.kind !== 'control' || line.draft === undefined) return [];
    return [{ control: line.reading.control, ...line.draft }];
  });
  saveTexts(texts);
}

function fill(columnKey: string, source: MatrixLine, target: MatrixLine): MatrixLine {
  const field = editableField(columnKey);
  if (field === null || source.kind === 'domain' || target.kind === 'domain') return target;
  const [first] = filledTexts(source.reading.control, field, [target.reading.control]);
  return first === undefined ? target : { ...target, draft: { field, text: first.text } };
}

/** A click on the number selects; with Ctrl or Shift a click anywhere in the line does. */
function clickCell({ column, row }: CellMouseArgs<MatrixLine>, event: CellMouseEvent): void {
  if (row.kind === 'domain') return;
  const { id } = row.reading.control;
  if (event.shiftKey) selectTo(id);
  else if (column.key === 'number' || event.ctrlKey || event.metaKey) toggleSelected(id);
}

/** Shift and click selects lines, not the text between them; its range begins where the focus was. */
function pressCell(_cell: CellMouseArgs<MatrixLine>, event: CellMouseEvent): void {
  if (event.shiftKey) event.preventDefault();
  useControls.setState(({ anchor, focus }) => ({ anchor: event.shiftKey ? (anchor ?? focus.line) : null }));
}

/** Keeps the grid's cell on the line in focus when lines moved, and opens a cell when that was asked elsewhere. */
function useFollowing(lines: readonly MatrixLine[], fields: readonly MatrixField[]) {
  const grid = useRef<DataGridHandle>(null);
  /** Where the grid's own focus is, and for which line; above the first row stand the heads of the columns. */
  const at = useRef<{ rowIdx: number; idx: number; line: string } | null>(null);
  const moves = useControls((state) => state.moves);
  const opening = useControls((state) => state.opening);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the grid follows when the store says so, not when the grid itself moved.
  useEffect(() => {
    const { focus, isEditing } = useControls.getState();
    const rowIdx = placeOf(lines, focus.line);
    const idx = Math.max(0, fields.indexOf(lines[rowIdx]?.kind === 'domain' ? domainField : focus.field));
    const { rowIdx: row = -1, idx: column = -1, line = '' } = at.current ?? {};
    const isThere = (row === rowIdx && column === idx) || (row < 0 && line === focus.line);
    if (rowIdx < 0 || isEditing || isThere) return;
    const hasKeyboard = grid.current?.element?.contains(document.activeElement) ?? false;
    grid.current?.setActivePosition({ rowIdx, idx }, { shouldFocus: hasKeyboard });
    grid.current?.scrollToCell({ rowIdx });
  }, [moves, fields]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once; lines that move later must not open it anew.
  useEffect(() => {
    if (opening === null) return;
    noteOpening(false);
    const rowIdx = placeOf(lines, opening.id);
    const idx = fields.indexOf(opening.field);
    if (rowIdx >= 0 && idx >= 0) grid.current?.setActivePosition({ rowIdx, idx }, { enableEditor: true });
  }, [opening]);
  return { grid, at };
}

/** A line; the one in focus is marked, which a selector by its cells would cost at every step. */
const renderers = {
  renderRow: (key: Key, props: RenderRowProps<MatrixLine>) => (
    <Row key={key} {...props} className={props.activeCellIdx === undefined ? undefined : classes.current} />
  ),
};
const isHead = (line: MatrixLine): boolean => line.kind === 'domain';

interface MatrixProps {
  readonly columns: readonly ChoosableColumn[];
  readonly judged: Judged;
  readonly onSearch: () => void;
  readonly onResize: (column: string, width: number) => void;
}

/** The control matrix as a grid of cells that are typed into. */
export function Matrix({ columns: shown, judged, onSearch, onResize }: MatrixProps) {
  const lines = useControls((state) => state.lines);
  const sort = useControls((state) => state.sort);
  const selected = useControls((state) => state.selected);
  const columns = useGridColumns(shown, judged);
  const fields = useMemo(() => shown.flatMap(({ id }) => fieldColumn(id)?.id ?? []), [shown]);
  const { grid, at } = useFollowing(lines, fields);
  const sortColumns = useMemo(() => asSortColumns(sort), [sort]);
  const isReleased = useRef(false);
  const onCellKeyDown = (args: CellKeyDownArgs<MatrixLine>, event: CellKeyboardEvent) => {
    if (args.mode === 'EDIT') performWhileEditing(args, event);
    else isReleased.current = perform(args, event, { fields, onSearch, isReleased: isReleased.current });
  };
  const onActivePositionChange = ({ row, column, rowIdx }: PositionChangeArgs<MatrixLine>) => {
    const field = fieldColumn(column?.key ?? '')?.id;
    if (field === undefined) return;
    at.current = {
      rowIdx,
      idx: fields.indexOf(field),
      line: row === undefined ? useControls.getState().focus.line : lineId(row),
    };
    if (row === undefined) return;
    noteFocus(row.kind === 'domain' ? { line: lineId(row) } : { line: lineId(row), field });
    // The words of a domain are one stop, wherever its line was entered.
    if (row.kind === 'domain' && field !== domainField)
      grid.current?.setActivePosition({ rowIdx, idx: fields.indexOf(domainField) }, { shouldFocus: true });
  };
  const onCopy = (event: ClipboardEvent) => (isField(event.target) ? undefined : copyMatrix(event, fields));
  const onPaste = (event: ClipboardEvent) =>
    isField(event.target) ? undefined : pasteMatrix(event.clipboardData.getData('text/plain'), fields);
  return (
    <div className={classes.place} onCopy={onCopy} onPaste={onPaste}>
      <DataGrid
        ref={grid}
        className={`${gridClasses.grid} ${classes.grid}`}
        aria-label="Control matrix"
        aria-description={keys}
        columns={columns}
        rows={lines}
        rowKeyGetter={lineId}
        rowHeight={heightOf}
        headerRowHeight={headHeight}
        selectedRows={selected}
        onSelectedRowsChange={(next) => useControls.setState({ selected: next })}
        isRowSelectionDisabled={isHead}
        renderers={renderers}
        sortColumns={sortColumns}
        onSortColumnsChange={(next) => sortControls(asSort(next))}
        onRowsChange={(next, { indexes }) => saveDrafts(next, indexes)}
        onFill={({ columnKey, sourceRow, targetRow }) => fill(columnKey, sourceRow, targetRow)}
        // What is pasted is read from the event above; here the grid only learns that pasting is not typing.
        onCellPaste={({ row }) => row}
        onCellKeyDown={onCellKeyDown}
        onCellMouseDown={pressCell}
        onCellClick={clickCell}
        onActivePositionChange={onActivePositionChange}
        onColumnResize={(column, width) => onResize(column.key, Math.round(width))}
      />
    </div>
  );
}
