import type { Output } from '@shared/contract/contract.ts';

export type Point = Output<'plan.get'>['burnDown'][number];

/** Where the line is drawn, in px: the x of its ends, and the y of nothing and of the most. */
export interface Frame {
  readonly from: number;
  readonly to: number;
  readonly bottom: number;
  readonly top: number;
}

/** The y of a number of exceptions. */
export const heightOf = (value: number, most: number, { bottom, top }: Frame): number =>
  bottom - (most === 0 ? 0 : (value / most) * (bottom - top));

/** The steps of a count, week by week; one week alone is a level line. */
export function burnDownPath(points: readonly Point[], of: 'open' | 'due', most: number, frame: Frame): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const y = (point: Point): string => heightOf(point[of], most, frame).toFixed(1);
  const begin = `M${frame.from.toFixed(1)} ${y(first)}`;
  if (rest.length === 0) return `${begin}H${frame.to.toFixed(1)}`;
  const step = (frame.to - frame.from) / rest.length;
  return begin + rest.map((point, place) => `H${(frame.from + (place + 1) * step).toFixed(1)}V${y(point)}`).join('');
}
