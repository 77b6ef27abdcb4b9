import type { TrustCategory } from '@shared/domain/engagement.ts';
import { daysBetween, type Period } from '@shared/domain/period.ts';
import { counted, listed, shortDay } from '@shared/domain/words.ts';
import { categoryWords } from '../../ui/category-words.ts';
import { stripSpan } from '../../ui/strip-scale.ts';

/** `Day 260 of 365`: how far the instant judged is into the period; says so when it lies outside. */
export function dayOfPeriod(asOf: string, period: Period): string {
  const span = stripSpan(period);
  const days = Math.round(daysBetween(span.from, span.to));
  const day = Math.floor(daysBetween(span.from, asOf)) + 1;
  if (day < 1) return `${counted(1 - day, 'day')} before the period`;
  if (days === 1) return day === 1 ? 'On the date' : `${counted(day - 1, 'day')} after the date`;
  return day > days ? `${counted(day - days, 'day')} after the period` : `Day ${day} of ${days}`;
}

/** `Security, availability and confidentiality` */
export function categoryList(categories: readonly TrustCategory[]): string {
  const words = listed(categories.map((category) => categoryWords[category].toLowerCase()));
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** `31 snapshots, last 16 Sep`, or that there is none. */
export function snapshotWords(times: readonly string[]): string {
  const last = times.toSorted().at(-1);
  return last === undefined ? 'None yet' : `${counted(times.length, 'snapshot')}, last ${shortDay(last)}`;
}
