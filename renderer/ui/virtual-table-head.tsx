import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import classes from './virtual-table.module.css';

/** A column of a grid. Without a width it takes what is left. */
export interface GridColumn {
  readonly id: string;
  readonly title: string;
  readonly width?: number | undefined;
  readonly align?: 'right' | undefined;
  readonly isSortable?: boolean | undefined;
  /** Shown instead of the title, for heads that are pictures such as a scale of months. */
  readonly head?: ReactNode;
}

/** The direction of a sorted column, and its place when the list is sorted by several. */
export interface GridSort {
  readonly descending: boolean;
  readonly place: number | null;
}

interface HeadProps {
  readonly columns: readonly GridColumn[];
  readonly sortOf?: ((column: string) => GridSort | null) | undefined;
  /** `isAdding`: Shift was held, the column becomes one more key. */
  readonly onSort?: ((column: string, isAdding: boolean) => void) | undefined;
  /** A column's new width in px, while its edge is dragged or Alt and an arrow are pressed on its head. */
  readonly onResize?: ((column: string, width: number) => void) | undefined;
}

const narrowest = 48;
const keyStep = 16;

function ResizeEdge({ onDrag }: { readonly onDrag: (by: number) => void }) {
  const last = useRef(0);
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = event.clientX;
  };
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onDrag(event.clientX - last.current);
    last.current = event.clientX;
  };
  return <span className={classes.edge} aria-hidden="true" onPointerDown={begin} onPointerMove={drag} />;
}

function SortSign({ sort }: { readonly sort: GridSort | null }) {
  if (sort === null) return null;
  const Sign = sort.descending ? ChevronDown : ChevronUp;
  return (
    <span className={classes.sign}>
      <Sign size={12} strokeWidth={1.75} aria-hidden="true" />
      {sort.place === null ? null : <span className="nums">{sort.place}</span>}
    </span>
  );
}

const ariaSort = (sort: GridSort | null) =>
  sort === null || (sort.place ?? 1) > 1 ? undefined : sort.descending ? 'descending' : 'ascending';

interface HeadCellProps extends Omit<HeadProps, 'columns'> {
  readonly column: GridColumn;
}

function HeadCell({ column, sortOf, onSort, onResize }: HeadCellProps) {
  const sort = column.isSortable === true ? (sortOf?.(column.id) ?? null) : null;
  const cell = useRef<HTMLTableCellElement>(null);
  const widen = (by: number) => {
    const width = cell.current?.offsetWidth ?? narrowest;
    onResize?.(column.id, Math.max(narrowest, width + by));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    event.stopPropagation();
    widen(event.key === 'ArrowLeft' ? -keyStep : keyStep);
  };
  const words = column.head ?? column.title;
  return (
    <th ref={cell} scope="col" data-align={column.align} aria-sort={ariaSort(sort)}>
      {column.isSortable === true ? (
        <button
          type="button"
          className={classes.sort}
          onClick={(event) => onSort?.(column.id, event.shiftKey)}
          onKeyDown={onKeyDown}
        >
          {words}
          <SortSign sort={sort} />
        </button>
      ) : (
        words
      )}
      {onResize === undefined || column.width === undefined ? null : <ResizeEdge onDrag={widen} />}
    </th>
  );
}

/** The head row of a grid: a click sorts, with Shift by one more column; an edge drags, Alt and an arrow do the same by key. */
export function GridHead({ columns, ...handlers }: HeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} {...handlers} />
        ))}
      </tr>
    </thead>
  );
}
