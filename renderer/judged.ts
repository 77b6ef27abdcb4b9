import { reportInterval, reportPeriod } from '@shared/domain/engagement.ts';
import type { Interval, Period } from '@shared/domain/period.ts';
import { useMemo } from 'react';
import { useEngagement } from './engagement.store.ts';

/** What every line through time is drawn against. */
export interface Judged {
  readonly period: Period;
  /** The period as instants. */
  readonly span: Interval;
  /** The instant judged; null before the first judging. */
  readonly asOf: string | null;
  /** A Type I report judges one date: it has no line through a period. */
  readonly isOneDay: boolean;
}

/** The period and the instant judged of the open engagement; null when none is open. */
export function useJudged(): Judged | null {
  const summary = useEngagement((state) => state.summary);
  return useMemo(() => {
    if (summary === null) return null;
    const period = reportPeriod(summary.engagement.scope);
    return {
      period,
      span: reportInterval(summary.engagement),
      asOf: summary.asOf,
      isOneDay: period.from === period.to,
    };
  }, [summary]);
}
