import { type CellProblem, decoded, type ReadCell, type ReadRow, shownText, textCell } from './cell-text.ts';
import { dayOfSerial } from './dates.ts';
import { limits } from './limits.ts';
import { createRows, tooMany } from './rows.ts';
import { type Listener, readXml } from './xml.ts';

/** What the cells of a sheet refer to. */
export interface Shared {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly is1904: boolean;
}

/** Cells shown as one; only the first holds anything. Rows count from 1 and columns from 0. */
export interface Merge {
  readonly reference: string;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetCells {
  readonly rows: readonly ReadRow[];
  readonly merges: readonly Merge[];
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  isFormula: boolean;
  text: string;
}

const problem = (text: string, message: string, remedy: string): CellProblem => ({ text, message, remedy });

/** `C5` as a column from 0 and a row from 1. */
function place(reference: string | undefined): { readonly column: number; readonly row: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference ?? '') ?? [];
  if (letters === undefined) return null;
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(digits) };
}

function mergesOf(reference: string): readonly Merge[] {
  const [first, last] = reference.split(':').map(place);
  if (!first || !last) return [];
  return [{ reference, top: first.row, left: first.column, bottom: last.row, right: last.column }];
}

function numberText({ text, style }: OpenCell, { dateStyles, is1904 }: Shared): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  return (dateStyles[style] ? dayOfSerial(value, is1904) : null) ?? String(value);
}

function cellValue(cell: OpenCell, shared: Shared): ReadCell {
  switch (cell.type) {
    case 's':
      return textCell(shared.strings[Number(cell.text)] ?? '');
    case 'str':
    case 'inlineStr':
      return textCell(decoded(cell.text));
    case 'b':
      return cell.text.trim() === '1' ? 'true' : 'false';
    case 'd':
      return cell.text.slice(0, 10);
    case 'e':
      return problem(cell.text, `The cell holds the error value ${cell.text}.`, 'Replace it by the value meant.');
    default:
      return numberText(cell, shared);
  }
}

function readCell(cell: OpenCell, shared: Shared): ReadCell {
  const value = cellValue(cell, shared);
  return cell.isFormula ? problem(shownText(value), 'The cell holds a formula.', 'Replace it by its value.') : value;
}

/** Follows one cell after another: its place, its type, and the text between its tags. */
function createCell() {
  let cell: OpenCell | null = null;
  let column = -1;
  let isInValue = false;
  let isInGuide = false;
  return {
    row(): void {
      column = -1;
    },
    open(element: string, attribute: (name: string) => string | undefined): void {
      if (element === 'c') {
        column = place(attribute('r'))?.column ?? column + 1;
        const style = Number(attribute('s') ?? 0);
        cell = { column, type: attribute('t') ?? 'n', style, isFormula: false, text: '' };
      } else if (element === 'rPh') isInGuide = true;
      else if (cell !== null && element === 'f') cell.isFormula = true;
      else if (cell !== null && (element === 'v' || element === 't')) isInValue = !isInGuide;
    },
    text(piece: string): void {
      if (isInValue && cell !== null) cell.text += piece;
    },
    /** The cell that ends with this element, if one does. */
    close(element: string): OpenCell | null {
      if (element === 'v' || element === 't') isInValue = false;
      if (element === 'rPh') isInGuide = false;
      if (element !== 'c') return null;
      const closed = cell;
      cell = null;
      return closed;
    },
  };
}

/** Reads the cells of a sheet, all of them or up to a row. */
export function sheetCells(
  part: string,
  bytes: Buffer,
  shared: Shared,
  lastRow = Number.POSITIVE_INFINITY,
): SheetCells {
  const rows = createRows();
  const cell = createCell();
  const merges: Merge[] = [];
  const listener: Listener = {
    open(element, attribute) {
      if (element === 'mergeCell') merges.push(...mergesOf(attribute('ref') ?? ''));
      if (merges.length > limits.merges) throw tooMany('sheet', limits.merges, 'merged areas');
      if (element !== 'row') return cell.open(element, attribute);
      cell.row();
      rows.begin(Number(attribute('r') ?? rows.number() + 1));
    },
    text: cell.text,
    close(element) {
      const closed = cell.close(element);
      if (closed !== null && (closed.isFormula || closed.text !== ''))
        rows.put(closed.column, readCell(closed, shared));
      if (element === 'row') rows.end(null);
    },
    isDone: () => rows.number() > lastRow,
  };
  readXml(part, bytes, listener);
  return { rows: rows.all, merges };
}
