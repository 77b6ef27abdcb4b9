import { count } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import type { ReadCell, ReadRow } from './cell-text.ts';
import { limits } from './limits.ts';

/** The refusal of a file that holds more of something than a matrix does. */
export const tooMany = (what: 'file' | 'sheet' | 'workbook', limit: number, things: string): AppError =>
  new AppError(
    'too-large',
    `The ${what} has more than ${count(limit)} ${things}.`,
    'Leave only the rows and columns of the matrix in it.',
  );

const isEmpty = (cell: ReadCell): boolean => typeof cell === 'string' && cell.trim() === '';

/** Puts cells into rows within the limits; what has nothing in it is passed over. */
export function createRows() {
  const all: ReadRow[] = [];
  let cells: ReadCell[] = [];
  let row = 0;
  return {
    all,
    /** The number of the row begun last. */
    number: (): number => row,
    begin(number: number): void {
      row = number;
      cells = [];
    },
    put(column: number, cell: ReadCell): void {
      if (isEmpty(cell)) return;
      if (column >= limits.columns) throw tooMany('file', limits.columns, 'columns');
      cells[column] = cell;
    },
    end(width: number | null): void {
      if (cells.length > 0) all.push({ row, cells, width });
      if (all.length > limits.rows + limits.headRows) throw tooMany('file', limits.rows, 'rows');
    },
  };
}
