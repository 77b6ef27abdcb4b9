import type { Period } from './period.ts';

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

/** One client and one report. One engagement is one folder. */
export interface Engagement {
  readonly id: string;
  readonly client: string;
  readonly scope: ReportScope;
  /** Always contains `security`. */
  readonly categories: readonly TrustCategory[];
  readonly createdAt: string;
}

/** The days a report speaks about: a Type I date is a period of one day. */
export function reportPeriod(scope: ReportScope): Period {
  return scope.reportType === 1 ? { from: scope.asOfOn, to: scope.asOfOn } : scope.period;
}

/** `SOC 2 Type II, 2026-01-01 to 2026-12-31` */
export function reportLabel(scope: ReportScope): string {
  return scope.reportType === 1
    ? `SOC 2 Type I, as of ${scope.asOfOn}`
    : `SOC 2 Type II, ${scope.period.from} to ${scope.period.to}`;
}
