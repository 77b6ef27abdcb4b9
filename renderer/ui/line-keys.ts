const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The line a key leads to in a plain list, `page` lines to a page; null for keys that do not move. */
export function lineAfter(stroke: Stroke, line: number, lines: number, page: number): number | null {
  const { key } = stroke;
  if (lines === 0 || stroke.ctrlKey || stroke.metaKey || stroke.altKey) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return lines - 1;
  const step = key === 'PageDown' ? page : key === 'PageUp' ? -page : steps[key];
  return step === undefined ? null : Math.max(0, Math.min(lines - 1, line + step));
}
