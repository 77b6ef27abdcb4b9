import type { Period } from '@shared/domain/period.ts';

/** `2026-Q3`: the calendar quarter of a day. Quarters sort as text. */
const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** The quarter that can be confirmed today: the present one, or the one of the period that is nearest to it. */
export function presentQuarter({ from, to }: Period, today: string): string {
  if (today < from) return quarterOf(from);
  return quarterOf(today > to ? to : today);
}

/** Why a quarter cannot be confirmed; null when it can: it has begun, and days of the report lie in it. */
export function quarterProblem(quarter: string, { from, to }: Period, today: string): string | null {
  if (quarter < quarterOf(from) || quarter > quarterOf(to))
    return `${quarter} has no day of the report, which speaks of ${from} to ${to}.`;
  return quarter > quarterOf(today) ? `${quarter} has not begun yet.` : null;
}
