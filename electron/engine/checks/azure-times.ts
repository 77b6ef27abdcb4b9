import type { Property } from '@shared/domain/resource.ts';
import { instantOf } from './instants.ts';
import { text } from './read.ts';

const dayMilliseconds = 86_400_000;
const duration = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T[\dHMS.]+)?$/i;

/** Whole days from a recorded time to an instant; null when the property holds no time. */
export function daysSince(property: Property, instant: string): number | null {
  const then = instantOf(property);
  return then === null ? null : Math.floor((Date.parse(instant) - then) / dayMilliseconds);
}

/** The days of an ISO 8601 duration such as `P90D`, `P1Y` or `P18M`, months of 30 days; hours are left out. Null when it is none. */
export function durationDays(property: Property): number | null {
  const found = duration.exec(text(property) ?? '');
  if (found === null || found[0].length < 3) return null;
  const [years, months, weeks, days] = found.slice(1).map((count) => Number(count ?? 0));
  return (years ?? 0) * 365 + (months ?? 0) * 30 + (weeks ?? 0) * 7 + (days ?? 0);
}
