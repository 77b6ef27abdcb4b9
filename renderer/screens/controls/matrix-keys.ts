import type { MatrixLine } from './control-lines.ts';

/** A cell of the matrix by line and column. */
export interface Cell {
  readonly line: number;
  readonly column: string;
}

/** What a key asks of the matrix while no cell is being edited. */
export type MatrixAction =
  | { readonly kind: 'move'; readonly lines: number; readonly columns: number }
  | { readonly kind: 'next' | 'previous' | 'line-start' | 'line-end' | 'edit' | 'undo' | 'leave' | 'search' }
  | { readonly kind: 'type'; readonly text: string };

interface Stroke {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};
const others: Readonly<Record<string, 'edit' | 'leave' | 'line-start' | 'line-end' | 'search'>> = {
  Enter: 'edit',
  F2: 'edit',
  Escape: 'leave',
  Home: 'line-start',
  End: 'line-end',
  '/': 'search',
};

function withCommand({ key, shiftKey }: Stroke): MatrixAction | null {
  return key.toLowerCase() === 'z' && !shiftKey ? { kind: 'undo' } : null;
}

/** The action of a key press on the matrix, `page` lines to a page; null leaves the key to others. */
export function matrixAction(stroke: Stroke, page: number): MatrixAction | null {
  const { key } = stroke;
  if (stroke.ctrlKey || stroke.metaKey) return withCommand(stroke);
  if (stroke.altKey) return null;
  if (key === 'Tab') return { kind: stroke.shiftKey ? 'previous' : 'next' };
  if (key === 'PageDown' || key === 'PageUp')
    return { kind: 'move', lines: key === 'PageDown' ? page : -page, columns: 0 };
  const move = moves[key];
  if (move !== undefined) return { kind: 'move', lines: move[0], columns: move[1] };
  const other = others[key];
  if (other !== undefined) return { kind: other };
  return key.length === 1 ? { kind: 'type', text: key } : null;
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** The cell a move leads to; heads of domains are stops, so that they can be folded. */
export function moveCell(
  cell: Cell,
  lines: number,
  columns: readonly string[],
  by: { readonly lines: number; readonly columns: number },
): Cell {
  const place = clamp(columns.indexOf(cell.column) + by.columns, columns.length - 1);
  return { line: clamp(cell.line + by.lines, lines - 1), column: columns[place] ?? cell.column };
}

/** The next cell in reading order, from control to control; null past the last one, where Tab leaves the matrix. */
export function nextCell(
  cell: Cell,
  lines: readonly MatrixLine[],
  columns: readonly string[],
  step: 1 | -1,
): Cell | null {
  const place = columns.indexOf(cell.column) + step;
  const sameLine = columns[place];
  if (sameLine !== undefined && lines[cell.line]?.kind === 'control') return { line: cell.line, column: sameLine };
  const edge = step === 1 ? columns[0] : columns.at(-1);
  for (let line = cell.line + step; line >= 0 && line < lines.length; line += step) {
    if (lines[line]?.kind === 'control' && edge !== undefined) return { line, column: edge };
  }
  return null;
}
