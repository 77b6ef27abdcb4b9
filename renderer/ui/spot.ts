/** A place of the grid by row and column. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  j: [1, 0],
  ArrowUp: [-1, 0],
  k: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** The spot a key leads to inside a grid of this size; null for other keys. */
export function spotAfter(key: string, spot: Spot, rows: number, columns: number): Spot | null {
  if (key === 'Home') return { ...spot, column: 0 };
  if (key === 'End') return { ...spot, column: columns - 1 };
  const step = steps[key];
  if (step === undefined) return null;
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most - 1, value));
  return { row: clamp(spot.row + step[0], rows), column: clamp(spot.column + step[1], columns) };
}
