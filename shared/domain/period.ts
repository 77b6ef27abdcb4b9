/** Calendar days, both inclusive: `2026-01-01` to `2026-12-31`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** A stretch of time between two instants (ISO 8601, UTC), from inclusive, to exclusive. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** True for a real calendar day such as `2026-02-28`; false for `2026-02-30`. */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** The period as instants: from the first midnight to the midnight after the last day, in UTC. */
export function periodInstants(period: Period): Interval {
  const end = new Date(`${period.to}T00:00:00.000Z`);
  end.setUTCDate(end.getUTCDate() + 1);
  return { from: `${period.from}T00:00:00.000Z`, to: end.toISOString() };
}

/** Whole and part days between two instants. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The earlier of two instants. */
export const earlier = (a: string, b: string): string => (a < b ? a : b);
/** The later of two instants. */
export const later = (a: string, b: string): string => (a > b ? a : b);
