import type { Check } from '@shared/domain/check.ts';
import type { Control } from '@shared/domain/control.ts';
import type { Criterion } from '@shared/domain/criterion.ts';
import type { Segment } from '@shared/domain/finding.ts';
import {
  type CheckReading,
  type ControlReading,
  type CriterionReading,
  noCounts,
  type StateCounts,
} from '@shared/domain/reading.ts';
import { counted } from '@shared/domain/words.ts';
import { forOne } from './for-one.ts';
import { lineWords, mergeLines } from './line.ts';

const sum = (all: readonly StateCounts[]): StateCounts =>
  all.reduce(
    (total, it) => ({
      fail: total.fail + it.fail,
      lapsed: total.lapsed + it.lapsed,
      unknown: total.unknown + it.unknown,
      pass: total.pass + it.pass,
      'not-applicable': total['not-applicable'] + it['not-applicable'],
    }),
    noCounts,
  );

const contradictions = (counts: StateCounts): number => counts.fail + counts.lapsed;

/** `3 of 14 security groups open …`; with lapses and unknowns said beside, never folded in. */
function sentenceOf(check: Check, counts: StateCounts, population: number): string {
  const tail = counts.unknown > 0 ? `; ${counts.unknown} could not be judged` : '';
  if (counts.fail > 0)
    return `${counts.fail} of ${population} ${counts.fail === 1 ? forOne(check.failsAs, population) : check.failsAs}${counts.lapsed > 0 ? `; ${counts.lapsed} lapsed for a time` : ''}${tail}`;
  if (counts.lapsed > 0) return `${counts.lapsed} of ${population} lapsed inside the period: ${check.failsAs}${tail}`;
  if (population > 0) return `${check.title}: ${population} of ${population} pass${tail}`;
  return counts.unknown > 0
    ? `${check.title}: ${counts.unknown} could not be judged`
    : `${check.title}: nothing to judge`;
}

/** Each check with what it found. */
export function checkReadings(
  checks: readonly Check[],
  controls: readonly Control[],
  counts: ReadonlyMap<string, StateCounts>,
): readonly CheckReading[] {
  return checks.map((check) => {
    const own = counts.get(check.id) ?? noCounts;
    const population = own.pass + own.fail + own.lapsed;
    return {
      checkId: check.id,
      version: check.version,
      title: check.title,
      why: check.why,
      severity: check.severity,
      criteria: check.criteria,
      controls: controls.filter((control) => control.checks.includes(check.id)).map(({ id }) => id),
      remediation: check.remediation,
      cannotShow: check.cannotShow,
      judgedBy: check.judgedBy?.rule ?? null,
      counts: own,
      population,
      sentence: sentenceOf(check, own, population),
    };
  });
}

function readingOf(control: Control, counts: StateCounts): ControlReading['reading'] {
  if (control.status === 'not-applicable') return 'silent';
  if (contradictions(counts) > 0) return 'contradicted';
  if (counts.pass > 0) return 'supported';
  return counts.unknown > 0 ? 'unknown' : 'silent';
}

/** Each control with how it stands on the findings of its checks. */
export function controlReadings(
  controls: readonly Control[],
  counts: ReadonlyMap<string, StateCounts>,
  lines: Readonly<Record<string, readonly Segment[]>>,
  asOf: string | null,
): readonly ControlReading[] {
  return controls.map((control) => {
    const own = sum(control.checks.map((id) => counts.get(id) ?? noCounts));
    const segments = mergeLines(control.checks.flatMap((id) => (lines[id] === undefined ? [] : [lines[id]])));
    const words = asOf === null || segments.length === 0 ? '' : lineWords(segments, own.fail > 0);
    return { control, reading: readingOf(control, own), counts: own, segments, words };
  });
}

function becauseOf(counts: StateCounts, withEvidence: number, controls: number): string {
  const found = [
    ...(counts.fail > 0 ? [`${counts.fail} failing`] : []),
    ...(counts.lapsed > 0 ? [`${counts.lapsed} lapsed`] : []),
    ...(counts.unknown > 0 ? [`${counts.unknown} unknown`] : []),
    ...(counts.pass > 0 ? [`${counts.pass} passing`] : []),
  ];
  const findings = found.length === 0 ? 'No cloud check speaks to it' : `Findings: ${found.join(', ')}`;
  return `${findings}. Of ${counted(controls, 'control')}, ${counted(withEvidence, 'has', 'have')} evidence and no contradiction.`;
}

/** Each criterion in scope: contradicted by a finding, supported by a control with evidence, or silent. Never "met". */
export function criterionReadings(
  criteria: readonly Criterion[],
  checks: readonly CheckReading[],
  controls: readonly ControlReading[],
): readonly CriterionReading[] {
  return criteria.map((criterion) => {
    const counts = sum(checks.filter((check) => check.criteria.includes(criterion.id)).map((check) => check.counts));
    const own = controls.filter(
      ({ control }) => control.status !== 'not-applicable' && control.criteria.includes(criterion.id),
    );
    const withEvidence = own.filter(({ reading }) => reading === 'supported').length;
    const reading = contradictions(counts) > 0 ? 'contradicted' : withEvidence > 0 ? 'supported' : 'silent';
    return {
      criterion,
      reading,
      counts,
      controls: own.map(({ control }) => control.id),
      controlsWithEvidence: withEvidence,
      because: becauseOf(counts, withEvidence, own.length),
    };
  });
}
