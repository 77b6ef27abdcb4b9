import type { Json } from '@shared/domain/json.ts';

/** Above this a number is epoch milliseconds, below it seconds: the turn lies in the year 2286 and in April 1970. */
const millisecondsFrom = 1e10;

/** Certainly an instant: no month is shorter than 28 days. */
const isPlain = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** An instant as ISO 8601 in UTC from the forms AWS writes (ISO with zone, epoch seconds or milliseconds); null when it is none. */
export function timeOf(value: Json): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  // Nearly every item is in this form already; making it anew for each of 100,000 costs more than parsing it.
  if (typeof value === 'string' && (isPlain.test(value) || (isIso.test(value) && !Number.isNaN(Date.parse(value)))))
    return value;
  const numeric =
    typeof value === 'number' ? value : value !== '' && Number.isFinite(Number(value)) ? Number(value) : null;
  const date = numeric === null ? new Date(value) : new Date(numeric > millisecondsFrom ? numeric : numeric * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
