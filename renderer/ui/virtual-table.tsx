import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import classes from './virtual-table.module.css';
import { type GridColumn, GridHead, type GridSort } from './virtual-table-head.tsx';

/** What a grid gives to the row it asks for. */
export interface GridLine {
  readonly line: number;
  /** Id in the page, so that the grid can name the line that has its focus. */
  readonly id: string;
  readonly isActive: boolean;
  /** The list flies past: a row that was not drawn yet may come as a placeholder until it rests. */
  readonly isBrief: boolean;
}

interface VirtualTableProps {
  /** Begins the ids of rows; unique in the page. */
  readonly id: string;
  readonly label: string;
  /** What a screen reader is told about the keys of this grid. */
  readonly description: string;
  readonly columns: readonly GridColumn[];
  readonly lines: number;
  /** Height of a line in px; a new function means that the lines were laid out anew. */
  readonly heightOf: (line: number) => number;
  readonly row: (line: GridLine) => ReactNode;
  /** The line that has the focus of the grid; null when none has. */
  readonly active: number | null;
  /** A change of this value brings the active line into view; folding a group elsewhere must not. */
  readonly reveal: string | number | null;
  /** Whether the first column stays while the others scroll sideways. */
  readonly frozen?: 0 | 1 | undefined;
  /** Narrowest width in px at which the columns are legible; below it the grid scrolls sideways. */
  readonly minWidth: number;
  readonly isMultiselectable?: boolean | undefined;
  readonly sortOf?: ((column: string) => GridSort | null) | undefined;
  readonly onSort?: ((column: string, isAdding: boolean) => void) | undefined;
  readonly onResize?: ((column: string, width: number) => void) | undefined;
  /** `page` is the number of lines in view. */
  readonly onKeyDown?: ((event: KeyboardEvent, page: number) => void) | undefined;
  /** A click on a line; `column` when it fell on a cell that names one. */
  readonly onLine?: ((line: number, column: string | null, event: MouseEvent) => void) | undefined;
  readonly onLineTwice?: ((line: number, column: string | null) => void) | undefined;
  /** The lines drawn, whenever they change: the moment to load what is missing. */
  readonly onRange?: ((from: number, to: number) => void) | undefined;
  readonly gridRef?: RefObject<HTMLTableElement | null> | undefined;
}

const headHeight = 28;
const overscan = 6;

/** The line and the column a click fell on, read from the marks that rows and cells carry. */
function placeOf(event: MouseEvent): { readonly line: number; readonly column: string | null } | null {
  if (!(event.target instanceof Element)) return null;
  const row = event.target.closest('tr[data-line]');
  if (!(row instanceof HTMLElement)) return null;
  const cell = event.target.closest('td[data-column]');
  const column = cell instanceof HTMLElement ? (cell.dataset.column ?? null) : null;
  return { line: Number(row.dataset.line), column };
}

function useLines(props: VirtualTableProps, scroller: RefObject<HTMLDivElement | null>) {
  const { lines, heightOf, active, reveal, onRange } = props;
  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    overscan,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new heightOf is the sign that every measure is out of date.
  useEffect(() => virtual.measure(), [heightOf, virtual]);
  const latest = useRef(active);
  latest.current = active;
  useEffect(() => {
    const line = reveal === null ? null : latest.current;
    // The head of the first group comes into view with its first row.
    if (line !== null) virtual.scrollToIndex(line <= 1 ? 0 : line, { align: 'auto' });
  }, [reveal, virtual]);
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (to >= from) onRange?.(from, to);
  }, [from, to, onRange]);
  const above = (items[0]?.start ?? headHeight) - headHeight;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? headHeight) - headHeight);
  return { items, above, below, from, to };
}

/** Lines that may enter at once and still be drawn in full between two frames. */
const mostAtOnce = 12;
/** Pause in ms after which a list rests. */
const restMs = 100;

/** True while the list jumps by many lines, again and again: a dragged scrollbar or a flung wheel. */
function useFlight(from: number): boolean {
  const [isFlying, setFlying] = useState(false);
  const last = useRef({ from, jumpedAt: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    const { from: before, jumpedAt } = last.current;
    const now = performance.now();
    const isJump = Math.abs(from - before) > mostAtOnce;
    last.current = { from, jumpedAt: isJump ? now : jumpedAt };
    if (isJump && now - jumpedAt < restMs) setFlying(true);
  }, [from]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every move of the list begins the rest anew.
  useEffect(() => {
    if (!isFlying) return undefined;
    const timer = setTimeout(() => setFlying(false), restMs);
    return () => clearTimeout(timer);
  }, [isFlying, from]);
  return isFlying;
}

/** Whether the grid scrolls sideways; only then cells are frozen, because frozen cells cost time to draw. */
function useIsNarrower(scroller: RefObject<HTMLDivElement | null>, minWidth: number): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setNarrow(element.clientWidth < minWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, minWidth]);
  return isNarrow;
}

function Spacer({ px, columns }: { readonly px: number; readonly columns: number }) {
  if (px <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: the row stands for lines that are not drawn and never takes the focus.
    <tr aria-hidden="true" className={classes.spacer}>
      <td colSpan={columns} style={{ height: px }} />
    </tr>
  );
}

/** The id in the page of a line. */
const gridLineId = (grid: string, line: number): string => `${grid}-${line}`;

/** A table that draws only the lines in view; rows keep their own markup through `row`. The grid holds the focus, its active line is named to it. */
export function VirtualTable(props: VirtualTableProps) {
  const { id, columns, lines, active, gridRef } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrower(scroller, props.minWidth);
  const { items, above, below, from, to } = useLines(props, scroller);
  const isBrief = useFlight(from);
  const isActiveDrawn = active !== null && active >= from && active <= to;
  const activeId = isActiveDrawn ? gridLineId(id, active) : undefined;
  const pageLines = () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / 28) - 1);
  const onClick = (event: MouseEvent) => {
    const place = placeOf(event);
    if (place !== null) props.onLine?.(place.line, place.column, event);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const place = placeOf(event);
    if (place !== null) props.onLineTwice?.(place.line, place.column);
  };
  return (
    <div ref={scroller} className={classes.scroller}>
      <p id={`${id}-keys`} hidden>
        {props.description}
      </p>
      <table
        ref={gridRef}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML lets a table be a grid, and its cells follow.
        role="grid"
        className={classes.grid}
        aria-label={props.label}
        aria-describedby={`${id}-keys`}
        aria-rowcount={lines + 1}
        aria-multiselectable={props.isMultiselectable}
        aria-activedescendant={activeId}
        tabIndex={0}
        data-frozen={isNarrow ? (props.frozen ?? 0) : 0}
        style={{ minWidth: props.minWidth }}
        onKeyDown={(event) => props.onKeyDown?.(event, pageLines())}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={column.width === undefined ? undefined : { width: column.width }} />
          ))}
        </colgroup>
        <GridHead columns={columns} sortOf={props.sortOf} onSort={props.onSort} onResize={props.onResize} />
        <tbody>
          <Spacer px={above} columns={columns.length} />
          {items.map(({ index }) =>
            props.row({ line: index, id: gridLineId(id, index), isActive: index === active, isBrief }),
          )}
          <Spacer px={below} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

/** The attributes every row of a grid carries; the head is row 1. */
export const lineProps = ({ line, id, isActive }: GridLine, height: number) => ({
  id,
  'data-line': line,
  'data-active': isActive || undefined,
  'aria-rowindex': line + 2,
  style: { height },
});
