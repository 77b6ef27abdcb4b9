import type { FindingRow } from '@shared/contract/shapes.ts';
import type { Lapse } from '@shared/domain/finding.ts';
import { daysBetween } from '@shared/domain/period.ts';
import { counted } from '@shared/domain/words.ts';
import { durationWords, instantWords } from '../../../ui/words.ts';

const now = { pass: 'passes now', fail: 'fails now', unknown: 'unknown now', 'not-applicable': 'not applicable now' };

/** `unknown now`: how a lapsed finding stands at the instant judged, which its state does not say; null for any other. */
export const nowWords = ({ state, verdict }: Pick<FindingRow, 'state' | 'verdict'>): string | null =>
  state === 'lapsed' ? now[verdict] : null;

/** `2 lapses, 5 days, open`: every lapse counted, an open one up to the instant judged. */
export function lapsesWords(lapses: readonly Lapse[], asOf: string | null): string {
  if (lapses.length === 0) return 'No lapse was seen in the period.';
  const days = lapses.reduce((sum, { from, to }) => sum + daysBetween(from, to ?? asOf ?? from), 0);
  const isOpen = lapses.some(({ to }) => to === null);
  return `${counted(lapses.length, 'lapse')}, ${counted(Math.max(1, Math.round(days)), 'day')}${isOpen ? ', open' : ''}`;
}

/** `From 14 Apr 2026 11:05:00 UTC to 16 Apr 2026 19:05:00 UTC, 2 days.` */
export function lapseSpan({ from, to, isStartUncertain }: Lapse): string {
  const start = `${isStartUncertain ? 'Seen first on' : 'From'} ${instantWords(from)}`;
  const end = to === null ? ', open' : ` to ${instantWords(to)}, ${durationWords(from, to)}`;
  return `${start}${end}.`;
}

/** Why the start of a lapse may lie earlier; null when it was observed. */
export const startWords = ({ isStartUncertain }: Lapse): string | null =>
  isStartUncertain ? 'Nothing was observed before; the lapse may be older.' : null;
