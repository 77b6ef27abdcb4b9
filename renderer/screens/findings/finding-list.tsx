import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useMemo,
  useRef,
} from 'react';
import type { Judged } from '../../judged.ts';
import type { ChoosableColumn } from '../../ui/grid-columns.tsx';
import { type GridLine, VirtualTable } from '../../ui/virtual-table.tsx';
import type { GridSort } from '../../ui/virtual-table-head.tsx';
import { FindingLine, GroupLine, groupHeight, lineHeight } from './finding-line.tsx';
import { focusOn, toggleSelected } from './finding-selection.ts';
import { type FindingSort, nextSort } from './finding-words.ts';
import { ask, fold, loadLines, useFindings } from './findings.store.ts';
import { copyText, type ListSurroundings, perform } from './list-actions.ts';
import { listAction } from './list-keys.ts';
import { rowAt } from './page-cache.ts';
import type { RowIndex } from './row-index.ts';

const keys =
  'Arrows or j and k move, Shift extends the selection, x selects, Enter opens the finding, left and right fold and open a group, Ctrl C copies rows.';

const sortKeys: readonly string[] = ['severity', 'state', 'resource', 'account', 'type', 'check', 'capturedAt'];
const isSortKey = (column: string): column is FindingSort['by'] => sortKeys.includes(column);

function sortSign(sort: readonly FindingSort[], column: string): GridSort | null {
  const place = sort.findIndex(({ by }) => by === column);
  const key = sort[place];
  return key === undefined ? null : { descending: key.descending, place: sort.length > 1 ? place + 1 : null };
}

function onSort(column: string, isAdding: boolean): void {
  if (isSortKey(column)) void ask({ sort: nextSort(useFindings.getState().query.sort, column, isAdding) });
}

function useLineHeights(rows: RowIndex) {
  return useCallback((line: number) => (rows.at(line)?.kind === 'group' ? groupHeight : lineHeight), [rows]);
}

/** Scrolling past rests this long before pages are read, in ms, so that a dragged scrollbar does not ask for every page. */
const scrollPause = 40;

function useLoading(rows: RowIndex) {
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useCallback(
    (from: number, to: number) => {
      clearTimeout(resting.current);
      resting.current = setTimeout(() => void loadLines(rows, from, to), scrollPause);
    },
    [rows],
  );
}

/** The narrowest resource column in px. */
const leastResource = 180;
/** Space left and right of a strip inside its cell, in px. */
const cellPadding = 16;

function useStripFrame(columns: readonly ChoosableColumn[], { span, asOf }: Judged) {
  const column = columns.find(({ id }) => id === 'period')?.width ?? cellPadding;
  return useMemo(() => ({ span, asOf, width: column - cellPadding }), [span, asOf, column]);
}

function clickLine(line: number, event: MouseEvent): void {
  const { rows } = useFindings.getState();
  const at = rows.at(line);
  if (at?.kind === 'group') fold(at.group.key, at.isOpen);
  if (at?.kind !== 'finding') return;
  if (event.ctrlKey || event.metaKey) toggleSelected(at.offset);
  void focusOn(at.offset, event.shiftKey);
}

/** Ctrl C outside a text selection copies rows; the copy event needs no clipboard permission. */
function onCopy(event: ClipboardEvent): void {
  if (window.getSelection()?.isCollapsed === false) return;
  const text = copyText();
  if (text === null) return;
  event.clipboardData.setData('text/plain', text);
  event.preventDefault();
}

interface FindingListProps {
  readonly columns: readonly ChoosableColumn[];
  readonly judged: Judged;
  /** Findings with the exception that covers each. */
  readonly covered: ReadonlyMap<string, string>;
  readonly surroundings: ListSurroundings;
  readonly gridRef: RefObject<HTMLTableElement | null>;
  readonly onResize: (column: string, width: number) => void;
}

/** The findings as a grid that draws only what is in view. */
export function FindingList({ columns, judged, covered, surroundings, gridRef, onResize }: FindingListProps) {
  const { rows, pages, focus, selected, query } = useFindings();
  const heightOf = useLineHeights(rows);
  const onRange = useLoading(rows);
  const ids = columns.map(({ id }) => id).join(' ');
  const strip = useStripFrame(columns, judged);
  const row = (grid: GridLine) => {
    const at = rows.at(grid.line);
    if (at === undefined) return null;
    if (at.kind === 'group')
      return <GroupLine key={at.group.key} grid={grid} group={at.group} isOpen={at.isOpen} span={columns.length} />;
    const finding = rowAt(pages, at.offset);
    const isSelected = finding !== undefined && selected.has(finding.id);
    const exception = covered.get(finding?.id ?? '') ?? null;
    return <FindingLine key={at.offset} {...{ grid, strip, exception, isSelected }} row={finding} columns={ids} />;
  };
  const onKeyDown = (event: KeyboardEvent, page: number) => {
    // Keys pressed on a head of a column sort or resize it.
    if (event.target !== event.currentTarget) return;
    const action = listAction(event, page);
    if (action === null) return;
    event.preventDefault();
    perform(action, surroundings);
  };
  const onLine = (line: number, _column: string | null, event: MouseEvent) => {
    clickLine(line, event);
    if (rows.at(line)?.kind === 'finding') surroundings.showPane();
    gridRef.current?.focus({ preventScroll: true });
  };
  return (
    <div style={{ display: 'contents' }} onCopy={onCopy}>
      <VirtualTable
        id="findings"
        label="Findings"
        description={keys}
        columns={columns}
        lines={rows.lines}
        heightOf={heightOf}
        row={row}
        active={focus === null ? null : rows.lineOf(focus)}
        reveal={focus}
        frozen={1}
        minWidth={columns.reduce((sum, column) => sum + (column.width ?? leastResource), 0)}
        isMultiselectable
        sortOf={(column) => sortSign(query.sort, column)}
        onSort={onSort}
        onResize={onResize}
        onKeyDown={onKeyDown}
        onLine={onLine}
        onRange={onRange}
        gridRef={gridRef}
      />
    </div>
  );
}
