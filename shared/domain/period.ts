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

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(instant / 1000) * 1000;
}

/** The instant (ISO 8601, UTC) at which a calendar day begins in a zone (an IANA name). */
export function dayStart(day: string, timeZone: string): string {
  const asUtc = Date.parse(`${day}T00:00:00.000Z`);
  if (timeZone === 'UTC') return new Date(asUtc).toISOString();
  // Twice: the offset at midnight in UTC may be another than at midnight there, on a day the clocks change.
  const near = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(near, timeZone)).toISOString();
}

/** The calendar day (`YYYY-MM-DD`) that an instant falls on in a zone. */
export function dayOf(instant: string, timeZone: string): string {
  const at = Date.parse(instant);
  const offset = timeZone === 'UTC' ? 0 : offsetAt(at, timeZone);
  return new Date(at + offset).toISOString().slice(0, 10);
}

/** The day a number of days after another. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day a number of months after another; the last day of the month where that month is shorter. */
export function addMonths(day: string, months: number): string {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).toISOString().slice(0, 10);
  const same = `${last.slice(0, 8)}${day.slice(8)}`;
  return same < last ? same : last;
}

/** How many calendar days a period holds, both ends included. */
export const dayCount = ({ from, to }: Period): number => daysBetween(from, to) + 1;

/** The whole calendar months a period consists of; null where whole months do not fit exactly. */
export function wholeMonths(period: Period): number | null {
  const months = Math.round(dayCount(period) / 30.44);
  return months > 0 && addMonths(period.from, months) === addDays(period.to, 1) ? months : null;
}

/** The period as instants: from the first midnight to the midnight after the last day, in a zone. */
export function periodInstants(period: Period, timeZone: string): Interval {
  return { from: dayStart(period.from, timeZone), to: dayStart(addDays(period.to, 1), timeZone) };
}

/** True when this program knows the zone's name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whole and part days between two instants. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The earlier of two instants. */
export const earlier = (a: string, b: string): string => (a < b ? a : b);
/** The later of two instants. */
export const later = (a: string, b: string): string => (a > b ? a : b);
