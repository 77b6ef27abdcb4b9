import type { RowIndex } from './row-index.ts';

/** What a key asks of the list. */
export type ListAction =
  | { readonly kind: 'move'; readonly step: number; readonly extends: boolean }
  | { readonly kind: 'first' | 'last'; readonly extends: boolean }
  | { readonly kind: 'open' | 'leave' | 'select' | 'select-all' | 'fold' | 'unfold' | 'search' };

interface Stroke {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const plain: Readonly<Record<string, ListAction['kind']>> = {
  Enter: 'open',
  Escape: 'leave',
  x: 'select',
  X: 'select',
  '/': 'search',
  ArrowLeft: 'fold',
  ArrowRight: 'unfold',
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, J: 1, ArrowUp: -1, k: -1, K: -1 };

/** The action of a key press in the list, `page` lines to a page; null leaves the key to others. */
export function listAction(stroke: Stroke, page: number): ListAction | null {
  const { key, shiftKey } = stroke;
  if (stroke.altKey) return null;
  if (stroke.ctrlKey || stroke.metaKey) return key.toLowerCase() === 'a' ? { kind: 'select-all' } : null;
  const step = key === 'PageDown' ? page : key === 'PageUp' ? -page : steps[key];
  if (step !== undefined) return { kind: 'move', step, extends: shiftKey };
  if (key === 'Home' || key === 'End') return { kind: key === 'Home' ? 'first' : 'last', extends: shiftKey };
  const kind = plain[key];
  if (kind === undefined || kind === 'move' || kind === 'first' || kind === 'last') return null;
  return { kind };
}

/** Findings stop the keyboard, and heads of folded groups; a head of an open group is passed over. */
function isStop(index: RowIndex, line: number): boolean {
  const at = index.at(line);
  return at?.kind === 'finding' || (at?.kind === 'group' && !at.isOpen);
}

/** The nearest line that can hold the focus, looking along `step` from `line` and then back; null in an empty list. */
export function nearestStop(index: RowIndex, line: number, step: 1 | -1): number | null {
  const start = Math.max(0, Math.min(index.lines - 1, line));
  for (let at = start; at >= 0 && at < index.lines; at += step) if (isStop(index, at)) return at;
  for (let at = start; at >= 0 && at < index.lines; at -= step) if (isStop(index, at)) return at;
  return null;
}

/** Where a move leads from a line; null in an empty list. */
export function moveFrom(index: RowIndex, line: number | null, action: ListAction): number | null {
  if (action.kind === 'first') return nearestStop(index, 0, 1);
  if (action.kind === 'last') return nearestStop(index, index.lines - 1, -1);
  if (action.kind !== 'move') return line;
  if (line === null) return nearestStop(index, 0, 1);
  return nearestStop(index, line + action.step, action.step > 0 ? 1 : -1);
}
