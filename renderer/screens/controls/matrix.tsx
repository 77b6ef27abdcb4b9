import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useContext, useMemo, useRef } from 'react';
import type { Judged } from '../../judged.ts';
import { type GridLine, VirtualTable } from '../../ui/virtual-table.tsx';
import type { GridColumn } from '../../ui/virtual-table-head.tsx';
import { focusCell, foldDomain, useControls } from './controls.store.ts';
import { perform, startEditing } from './matrix-actions.ts';
import { controlHeight, domainHeight } from './matrix-columns.tsx';
import { MatrixContext } from './matrix-context.ts';
import { matrixAction } from './matrix-keys.ts';
import { ControlLine, DomainLine } from './matrix-line.tsx';

const gridId = 'matrix';
const keys =
  'Arrows and Tab move between cells. F2 or Enter edits, typing replaces, Escape undoes the edit, Ctrl Z takes saved changes back. Escape, then Tab, leaves the matrix.';

/** Keys of the matrix. After Escape the next Tab leaves it, so that the keyboard is never caught. */
function useMatrixKeys(shown: readonly string[], search: () => void) {
  const isReleased = useRef(false);
  return (event: KeyboardEvent, page: number) => {
    if (event.target !== event.currentTarget) return;
    const action = matrixAction(event, page);
    const isTab = action?.kind === 'next' || action?.kind === 'previous';
    if (action === null || (isTab && isReleased.current)) return;
    isReleased.current = action.kind === 'leave';
    if (perform(action, shown, search)) event.preventDefault();
  };
}

function clickLine(line: number, column: string | null, event: MouseEvent): void {
  const at = useControls.getState().lines[line];
  if (at?.kind === 'domain') foldDomain(at.domain, at.isOpen);
  // A click inside the field of a cell belongs to the field.
  else if (column !== null && !(event.target instanceof HTMLInputElement)) focusCell({ line, column });
}

/** Space left and right of a strip inside its cell, in px. */
const cellPadding = 17;

function useStripFrame(columns: readonly GridColumn[], { span, asOf }: Judged) {
  const column = columns.find(({ id }) => id === 'period')?.width ?? cellPadding;
  return useMemo(() => ({ span, asOf, width: column - cellPadding }), [span, asOf, column]);
}

interface MatrixProps {
  readonly columns: readonly GridColumn[];
  /** The columns the focus moves over. */
  readonly shown: readonly string[];
  readonly judged: Judged;
  readonly gridRef: RefObject<HTMLTableElement | null>;
  readonly onSearch: () => void;
  readonly onResize: (column: string, width: number) => void;
}

/** The control matrix as a grid of cells. */
export function Matrix({ columns, shown, judged, gridRef, onSearch, onResize }: MatrixProps) {
  const { lines, cell, editing } = useControls();
  const ids = useMemo(() => columns.map(({ id }) => id), [columns]);
  const strip = useStripFrame(columns, judged);
  const hold = useContext(MatrixContext);
  const onKeyDown = useMatrixKeys(shown, onSearch);
  const heightOf = useCallback(
    (line: number) => (lines[line]?.kind === 'domain' ? domainHeight : controlHeight),
    [lines],
  );
  const row = (grid: GridLine) => {
    const at = lines[grid.line];
    if (at === undefined) return null;
    if (at.kind === 'domain') return <DomainLine key={at.domain} grid={grid} line={at} span={ids.length} />;
    const { id } = at.reading.control;
    return (
      <ControlLine
        key={id}
        grid={grid}
        gridId={gridId}
        reading={at.reading}
        number={at.number}
        columns={ids.join(' ')}
        strip={strip}
        activeColumn={grid.isActive ? cell.column : null}
        editing={editing?.id === id ? editing : null}
      />
    );
  };
  const isOnControl = lines[cell.line]?.kind === 'control';
  return (
    <VirtualTable
      id={gridId}
      label="Control matrix"
      description={keys}
      columns={columns}
      lines={lines.length}
      heightOf={heightOf}
      row={row}
      active={lines.length === 0 ? null : cell.line}
      activeCell={isOnControl ? cell.column : null}
      reveal={`${cell.line} ${cell.column}`}
      frozen={3}
      minWidth={columns.reduce((sum, column) => sum + (column.width ?? 420), 0)}
      onResize={onResize}
      onKeyDown={onKeyDown}
      onLine={(line, column, event) => {
        clickLine(line, column, event);
        if (!(event.target instanceof HTMLInputElement)) hold.focus();
      }}
      onLineTwice={() => startEditing(null)}
      gridRef={gridRef}
    />
  );
}
