import type { Style } from 'exceljs';
import { type Cell, val } from './cell.ts';
import { columnStyle, type Kind, markStyles } from './styles.ts';

/** One column of a sheet: its head, its width in Excel's units, and where its value comes from. */
export interface Column<Row> {
  readonly head: string;
  readonly width: number;
  readonly kind: Kind;
  readonly value: (row: Row) => unknown;
  /** Set on columns whose long text goes over several lines. */
  readonly wraps?: true;
  /** Set on columns kept on the screen and left off the paper. */
  readonly isScreenOnly?: true;
}

/** A column of days with bars on a fixed scale from 0 to `most`. */
interface Bars {
  readonly head: string;
  readonly most: number;
}

interface Definition<Row> {
  readonly name: string;
  /** What the cover says of it. */
  readonly holds: string;
  readonly paper: 'small' | 'large';
  /** Columns that stay in view when scrolling sideways. */
  readonly frozen: number;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly bars?: Bars;
}

/** A sheet ready to write: heads, and the cells and height of each row. */
export interface Sheet extends Omit<Definition<never>, 'columns' | 'rows'> {
  readonly size: number;
  readonly columns: readonly Pick<Column<never>, 'head' | 'width' | 'kind' | 'isScreenOnly'>[];
  cells(place: number): readonly Cell[];
  style(column: number, cell: Cell): Partial<Style>;
  height(cells: readonly Cell[]): number;
}

const lineHeight = 11.6;
const oneLine = 15;
/** Excel draws no row taller than this, in points. */
const tallest = 409;
const charactersPerUnit = { arial: 1.32, courier: 1.02 };

function lines(text: string, { width, kind }: Pick<Column<never>, 'width' | 'kind'>): number {
  const unit = kind === 'mono' || kind === 'id' ? charactersPerUnit.courier : charactersPerUnit.arial;
  const room = Math.max(1, Math.floor((width - 1.5) * unit));
  return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / room)), 0);
}

/** Binds columns to rows, with one style object a column (and a word, where words carry marks). */
export function sheet<Row>(definition: Definition<Row>): Sheet {
  const { columns, rows, ...rest } = definition;
  const isTall = columns.some(({ wraps }) => wraps);
  const wrapping = columns.flatMap((column, at) => (column.wraps ? [{ column, at }] : []));
  const styles = columns.map(({ kind }, at) => columnStyle(kind, at === 0, isTall));
  const words = columns.map(({ kind }, at) => (kind === 'mark' ? markStyles(at === 0, isTall) : null));
  return {
    ...rest,
    columns,
    size: rows.length,
    cells: (place) => {
      const row = rows[place];
      return row === undefined ? [] : columns.map(({ value }) => val(value(row)));
    },
    style: (at, cell) => (typeof cell === 'string' ? words[at]?.get(cell) : undefined) ?? styles[at] ?? {},
    height: (cells) => {
      if (!isTall) return oneLine;
      const most = wrapping.map(({ column, at }) => lines(String(cells[at] ?? ''), column));
      return Math.min(tallest, Math.max(1, ...most) * lineHeight + 5);
    },
  };
}
