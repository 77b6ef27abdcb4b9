import type { Lapse } from '@shared/domain/finding.ts';
import { daysBetween, earlier, later } from '@shared/domain/period.ts';
import type { CheckReading } from '@shared/domain/reading.ts';
import type { SourceFinding } from '../binder-source.ts';
import type { Heading } from './heading.ts';

/** A finding with the numbers it goes by in this binder. */
export interface FindingLine {
  /** `F-0002`: its place in the sheet Findings. */
  readonly id: string;
  readonly finding: SourceFinding;
  /** `G-02`; null when its check has no gap. */
  readonly gap: string | null;
  readonly lapses: readonly string[];
}

/** A lapse with the finding it belongs to, counted inside the period. */
export interface LapseLine {
  readonly id: string;
  readonly finding: FindingLine;
  readonly lapse: Lapse;
  /** The condition that was not true: the check's title. */
  readonly condition: string;
  /** Days inside the period, to the instant judged. */
  readonly days: number;
}

/** `F-0007`: at least `width` digits, as many as the largest number needs. */
export function ordinal(prefix: string, place: number, total: number, width: number): string {
  return `${prefix}-${String(place + 1).padStart(Math.max(width, String(total).length), '0')}`;
}

/** How long a lapse lay inside the period, in days; an open one counts to the instant judged. */
function lapsedDays({ from, to }: Lapse, { span, judgedTo }: Pick<Heading, 'span' | 'judgedTo'>): number {
  return Math.max(0, daysBetween(later(from, span.from), earlier(to ?? judgedTo, judgedTo)));
}

/** Every finding and every lapse, numbered in the order of the source. */
export function findingLines(
  findings: readonly SourceFinding[],
  checks: readonly CheckReading[],
  gapIds: ReadonlyMap<string, string>,
  heading: Heading,
): { readonly findings: readonly FindingLine[]; readonly lapses: readonly LapseLine[] } {
  const titles = new Map(checks.map(({ checkId, title }) => [checkId, title]));
  const all = findings.reduce((sum, { lapses }) => sum + lapses.length, 0);
  const lapses: LapseLine[] = [];
  const lines = findings.map((finding, place) => {
    const ids = finding.lapses.map((_, nth) => ordinal('L', lapses.length + nth, all, 2));
    const line: FindingLine = {
      id: ordinal('F', place, findings.length, 4),
      finding,
      gap: gapIds.get(finding.checkId) ?? null,
      lapses: ids,
    };
    const condition = titles.get(finding.checkId) ?? finding.checkId;
    finding.lapses.forEach((lapse, nth) => {
      lapses.push({ id: ids[nth] ?? '', finding: line, lapse, condition, days: lapsedDays(lapse, heading) });
    });
    return line;
  });
  return { findings: lines, lapses };
}
