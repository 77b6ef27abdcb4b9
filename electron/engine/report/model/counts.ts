import type { FindingState } from '@shared/domain/finding.ts';
import { type ControlReading, noCounts, type StateCounts } from '@shared/domain/reading.ts';
import { count } from '@shared/domain/words.ts';
import type { CriterionLine } from './criteria.ts';
import type { FindingLine } from './findings.ts';

/** A row of the counts table; the parts stand side by side and are never folded into one figure. */
export interface CountRow {
  readonly what: string;
  readonly all: number;
  readonly without: number;
  readonly with: number;
  readonly notJudged: string;
}

/** Findings by state. */
export function stateCounts(findings: readonly FindingLine[]): StateCounts {
  const counts: Record<FindingState, number> = { ...noCounts };
  for (const { finding } of findings) counts[finding.state] += 1;
  return counts;
}

/** All findings, of every state. */
export const total = (counts: StateCounts): number => Object.values(counts).reduce((sum, value) => sum + value, 0);

function row(what: string, all: number, without: number, against: number): CountRow {
  return { what, all, without, with: against, notJudged: count(all - without - against) };
}

/** Criteria, controls and verdicts in figures. */
export function countRows(
  criteria: readonly CriterionLine[],
  controls: readonly ControlReading[],
  counts: StateCounts,
): readonly CountRow[] {
  const kinds = (wanted: CriterionLine['kind']) => criteria.filter(({ kind }) => kind === wanted).length;
  const readings = (wanted: ControlReading['reading']) => controls.filter(({ reading }) => reading === wanted).length;
  return [
    row('Criteria', criteria.length, kinds('no-gap'), kinds('gap')),
    row('Controls in the matrix', controls.length, readings('supported'), readings('contradicted')),
    {
      what: 'Verdicts (check × resource)',
      all: total(counts),
      without: counts.pass,
      with: counts.fail + counts.lapsed,
      notJudged: `${count(counts.unknown)} unknown, ${count(counts['not-applicable'])} n/a`,
    },
  ];
}
