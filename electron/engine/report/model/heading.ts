import { type Engagement, reportPeriod } from '@shared/domain/engagement.ts';
import { daysBetween, earlier, type Interval, type Period, periodInstants } from '@shared/domain/period.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { partialWords } from '@shared/domain/task-coverage.ts';
import { clock, count, dayWords, longDay, shortDay } from '@shared/domain/words.ts';
import type { BinderSource } from '../binder-source.ts';

/** What every page and sheet says of itself, and the span that dates are counted in. */
export interface Heading {
  readonly client: string;
  /** `SOC 2 Type II readiness` */
  readonly report: string;
  readonly isPeriod: boolean;
  /** True when the period lies in one calendar year, so that days need no year. */
  readonly isOneYear: boolean;
  readonly period: string;
  readonly shortPeriod: string;
  /** `30 September 2026, 23:59 UTC` */
  readonly judged: string;
  /** `30 Sep 2026` */
  readonly judgedDay: string;
  readonly dayOf: string;
  readonly span: Interval;
  /** The instant judged, ISO 8601 UTC. */
  readonly asOf: string;
  /** The last instant that can be spoken about: the instant judged, or the end of the period when that is earlier. */
  readonly judgedTo: string;
  /** Days from the start of the period to `judgedTo`; zero when judging ended before the period. */
  readonly daysJudged: number;
  readonly daysLeft: number;
  /** `41 of 44 tasks read; 2 denied, 1 throttled.`; null when everything that was asked was read. */
  readonly partial: string | null;
}

const providerNames: Readonly<Record<Provider, string>> = { aws: 'AWS', azure: 'Azure' };

/** `9f3c41d0…d4e7b21e`: for feet of pages, never where a hash is to be checked. */
export const shortHash = (hash: string): string => `${hash.slice(0, 8)}…${hash.slice(-8)}`;

/** `AWS 111122223333`; an account that the file does not state is said to be so. */
export const accountName = (provider: Provider, account: string): string =>
  `${providerNames[provider]} ${account === '' ? '(account not stated)' : account}`;

/** `444455556666, eu-central-1` */
export const placeName = (account: string, region: string): string =>
  [account === '' ? 'account not stated' : account, region === '' ? 'region not stated' : region].join(', ');

const isOneYear = ({ from, to }: Period): boolean => from.slice(0, 4) === to.slice(0, 4);
const withoutYear = (words: string): string => words.replace(/ \d+$/, '');

function longPeriod({ from, to }: Period): string {
  if (from === to) return longDay(from);
  return `${isOneYear({ from, to }) ? withoutYear(longDay(from)) : longDay(from)} to ${longDay(to)}`;
}

function shortPeriod({ from, to }: Period): string {
  if (from === to) return dayWords(from);
  return `${isOneYear({ from, to }) ? shortDay(from) : dayWords(from)} – ${dayWords(to)}`;
}

function dayOf(span: Interval, judgedTo: string): string {
  const all = daysBetween(span.from, span.to);
  const lived = Math.min(all, Math.max(0, Math.ceil(daysBetween(span.from, judgedTo))));
  return `day ${count(lived)} of ${count(all)}`;
}

/** The heading of a binder, in words and as instants. */
export function heading({
  engagement,
  asOf,
  collections = [],
}: Pick<BinderSource, 'engagement' | 'asOf'> & Partial<Pick<BinderSource, 'collections'>>): Heading {
  const { scope, client, timeZone }: Engagement = engagement;
  const period = reportPeriod(scope);
  const span = periodInstants(period, timeZone);
  const judgedTo = earlier(new Date(asOf).toISOString(), span.to);
  return {
    client,
    report: `SOC 2 Type ${scope.reportType === 1 ? 'I' : 'II'} readiness`,
    isPeriod: scope.reportType === 2,
    isOneYear: isOneYear(period),
    period: longPeriod(period),
    shortPeriod: shortPeriod(period),
    judged: `${longDay(asOf)}, ${clock(asOf)} UTC`,
    judgedDay: dayWords(asOf),
    dayOf: dayOf(span, judgedTo),
    span,
    asOf: new Date(asOf).toISOString(),
    judgedTo,
    daysJudged: Math.max(0, daysBetween(span.from, judgedTo)),
    daysLeft: Math.max(0, daysBetween(judgedTo, span.to)),
    partial: partialWords([...collections].sort((a, b) => b.id - a.id)),
  };
}
