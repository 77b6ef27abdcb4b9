import { type Interval, isDay, type Period, periodInstants } from '@shared/domain/period.ts';

/** The span a strip draws, as instants; a period given in days is widened to its last midnight. */
export const stripSpan = (period: Period): Interval => (isDay(period.from) ? periodInstants(period, 'UTC') : period);

/** A month's name and where it begins on the axis, from 0 to 1. */
export interface MonthLabel {
  readonly at: string;
  readonly x: number;
}

// Parts of the axis that a label takes: a month is written to the right of its line, the day judged is centred on its own.
const monthWidth = 0.035;
const halfDay = 0.031;

/** The months whose names fit on an axis: at most twelve, and none that would run into the day judged at `now`. */
export function fittingMonths(months: readonly MonthLabel[], now: number | null): readonly MonthLabel[] {
  const step = Math.ceil(months.length / 12);
  const isFree = (x: number) => now === null || x > now + halfDay || x + monthWidth < now - halfDay;
  return months.filter(({ x }, index) => index % step === 0 && isFree(x));
}
