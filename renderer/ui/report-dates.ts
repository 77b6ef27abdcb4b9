import type { ReportScope } from '@shared/domain/engagement.ts';
import { scopeProblem } from '@shared/domain/engagement-problems.ts';
import { isDay } from '@shared/domain/period.ts';

/** The date or period of a report while it is typed; a day not given is empty. */
export interface ReportDates {
  readonly reportType: ReportScope['reportType'];
  readonly asOfOn: string;
  readonly from: string;
  readonly to: string;
}

export type DateErrors = Partial<Readonly<Record<'asOfOn' | 'from' | 'to', string>>>;

export const noDates: ReportDates = { reportType: 2, asOfOn: '', from: '', to: '' };

/** The dates of a report as a form shows them. */
export const datesOf = (scope: ReportScope): ReportDates =>
  scope.reportType === 1
    ? { ...noDates, reportType: 1, asOfOn: scope.asOfOn }
    : { ...noDates, reportType: 2, ...scope.period };

/** The report that the dates describe; days that are not in the calendar are for `dateErrors` to tell. */
export const scopeOf = ({ reportType, asOfOn, from, to }: ReportDates): ReportScope =>
  reportType === 1 ? { reportType, asOfOn } : { reportType, period: { from, to } };

const dayError = (value: string): string | null => {
  if (value === '') return 'Give a date, such as 2026-12-31.';
  return isDay(value) ? null : `${value} is not a calendar date. Write it as 2026-12-31.`;
};

/** An object of the errors that there are. */
export const present = <K extends string>(errors: Readonly<Record<K, string | null>>): Partial<Record<K, string>> =>
  // The entries are those of `errors` whose value is a text; `fromEntries` forgets the names.
  Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== null)) as Partial<Record<K, string>>;

/** What keeps the dates from being a report, by field; empty when nothing does. `what` names the period in words. */
export function dateErrors(dates: ReportDates, what?: string): DateErrors {
  if (dates.reportType === 1) return present({ asOfOn: dayError(dates.asOfOn) });
  const days = present({ from: dayError(dates.from), to: dayError(dates.to) });
  return Object.keys(days).length > 0 ? days : present({ to: scopeProblem(scopeOf(dates), what) });
}
