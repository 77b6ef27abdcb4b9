import { type Interval, type Period, periodInstants } from './period.ts';

export const trustCategories = [
  'security',
  'availability',
  'confidentiality',
  'processing-integrity',
  'privacy',
] as const;
export type TrustCategory = (typeof trustCategories)[number];

/** Type I judges one date; Type II judges every day of a period. Days are calendar dates (`YYYY-MM-DD`). */
export type ReportScope =
  | { readonly reportType: 1; readonly asOfOn: string }
  | { readonly reportType: 2; readonly period: Period };

/** The report before this one, as printed by its auditor. */
export interface PreviousReport {
  readonly scope: ReportScope;
  readonly reportedOn: string | null;
  readonly auditor: string;
  /** The opinion in the words of that report; never an opinion of ours. */
  readonly opinion: string;
}

/** Who fills an owner role named in the control matrix. */
export interface Person {
  readonly role: string;
  readonly name: string;
}

/** From which date the age of a report counts. Practice counts from the period end. */
export const stalenessAnchors = ['period-end', 'report-date'] as const;
export type StalenessAnchor = (typeof stalenessAnchors)[number];

/** One client and one report. One engagement is one folder. */
export interface Engagement {
  readonly id: string;
  readonly client: string;
  /** The service the report is about; empty when not yet written down. */
  readonly service: string;
  readonly scope: ReportScope;
  /** Always contains `security`. */
  readonly categories: readonly TrustCategory[];
  /** IANA name of the client's time zone, in which the days of the period begin and end. */
  readonly timeZone: string;
  /** The CPA firm; empty when not chosen. */
  readonly auditor: string;
  /** The day the report is expected or was issued. */
  readonly reportOn: string | null;
  readonly previous: PreviousReport | null;
  readonly people: readonly Person[];
  readonly stalenessAnchor: StalenessAnchor;
  /** The engagement this one was rolled over from. */
  readonly rolledFrom: string | null;
  readonly createdAt: string;
}

/** The days a report speaks about: a Type I date is a period of one day. */
export function reportPeriod(scope: ReportScope): Period {
  return scope.reportType === 1 ? { from: scope.asOfOn, to: scope.asOfOn } : scope.period;
}

/** The report's days as instants (ISO 8601, UTC), from the first midnight to the one after the last day, in the client's zone. */
export function reportInterval({ scope, timeZone }: Pick<Engagement, 'scope' | 'timeZone'>): Interval {
  return periodInstants(reportPeriod(scope), timeZone);
}

/** `SOC 2 Type II, 2026-01-01 to 2026-12-31` */
export function reportLabel(scope: ReportScope): string {
  return scope.reportType === 1
    ? `SOC 2 Type I, as of ${scope.asOfOn}`
    : `SOC 2 Type II, ${scope.period.from} to ${scope.period.to}`;
}
