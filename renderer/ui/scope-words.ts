import type { ReportScope } from '@shared/domain/engagement.ts';
import type { Period } from '@shared/domain/period.ts';
import { dayWords, shortDay } from '@shared/domain/words.ts';

/** `1 Jan to 31 Dec 2026`: the year is said once when both days share it. */
export function periodWords({ from, to }: Period): string {
  if (from === to) return dayWords(from);
  return from.slice(0, 4) === to.slice(0, 4)
    ? `${shortDay(from)} to ${dayWords(to)}`
    : `${dayWords(from)} to ${dayWords(to)}`;
}

/** `Type II, 1 Jan to 31 Dec 2026` or `Type I, as of 30 Nov 2026` */
export const scopeWords = (scope: ReportScope): string =>
  scope.reportType === 1 ? `Type I, as of ${dayWords(scope.asOfOn)}` : `Type II, ${periodWords(scope.period)}`;
