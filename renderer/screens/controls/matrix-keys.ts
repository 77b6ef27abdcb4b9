/** What a key asks of the matrix while no cell is edited, besides what the grid does itself. */
export type MatrixAction =
  | { readonly kind: 'move'; readonly by: 1 | -1; readonly isExtending: boolean }
  | { readonly kind: 'fill' | 'clear' | 'select-all' | 'leave' | 'search' | 'edit' | 'type' | 'tab' };

interface Stroke {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const named: Readonly<Record<string, 'clear' | 'leave' | 'search' | 'edit' | 'tab'>> = {
  Delete: 'clear',
  Backspace: 'clear',
  Escape: 'leave',
  '/': 'search',
  Enter: 'edit',
  F2: 'edit',
  Tab: 'tab',
};
const commands: Readonly<Record<string, 'fill' | 'select-all'>> = { d: 'fill', a: 'select-all' };
const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** The action of a key press on a cell; null leaves the key to the grid and to others. */
export function matrixAction({ key, shiftKey, ctrlKey, metaKey, altKey }: Stroke): MatrixAction | null {
  if (ctrlKey || metaKey) {
    const command = shiftKey ? undefined : commands[key.toLowerCase()];
    return command === undefined ? null : { kind: command };
  }
  if (altKey) return null;
  const by = steps[key];
  if (by !== undefined) return { kind: 'move', by, isExtending: shiftKey };
  const kind = named[key];
  if (kind !== undefined) return { kind };
  // Shift and Space selects the line, which the grid does.
  return key.length === 1 && !(key === ' ' && shiftKey) ? { kind: 'type' } : null;
}
