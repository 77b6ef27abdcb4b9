import type { Json } from '@shared/domain/json.ts';
import type { Property } from '@shared/domain/resource.ts';
import { number, text } from './read.ts';

const iso = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/;
const american = /^[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d [AP]M$/;

const dayMilliseconds = 86_400_000;

/** Recorded items count seconds or milliseconds since 1970; seconds stay below this until the year 5138. */
const leastMilliseconds = 1e11;

/** A time without a zone is in UTC, wherever this runs. */
function parse(words: string): number {
  const found = iso.exec(words);
  if (found !== null) return Date.parse(words.includes('T') && found[1] === undefined ? `${words}Z` : words);
  return american.test(words) ? Date.parse(`${words} UTC`) : Number.NaN;
}

/** A recorded time as milliseconds since 1970 UTC: ISO text, a count of seconds or milliseconds, or `Feb 21, 2022 6:37:48 PM`; null when it is none. */
export function instantOf(property: Property): number | null {
  const count = number(property);
  if (count !== null) return count < leastMilliseconds ? count * 1000 : count;
  const instant = parse(text(property) ?? '');
  return Number.isNaN(instant) ? null : instant;
}

/** Instants are compared as text, which years of five digits would turn around: what ends later ends then. */
const endOfTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The instant (ISO 8601 UTC) at which a day and so many more are over; null when it is no day. */
export function endOfDay(day: Json | undefined, further = 0): string | null {
  const begins = typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN;
  const ends = begins + (1 + further) * dayMilliseconds;
  return Number.isNaN(ends) ? null : new Date(Math.max(0, Math.min(ends, endOfTime))).toISOString();
}

/** The UTC day of an instant: `2026-11-04`. */
export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
