import type { Output } from '@shared/contract/contract.ts';
import type { Readings } from './readings.ts';

type Gaps = Output<'matrix.state'>['gaps'];

/**
 * What the matrix leaves open in the categories in scope. Controls that are not applicable cover nothing and lack nothing.
 * Evidence is, so far, a passing finding; a control that serves only criteria out of scope needs none.
 */
export function gapsOf({ controls, criteria }: Pick<Readings, 'controls' | 'criteria'>): Gaps {
  const inScope = new Set(criteria.map(({ criterion }) => criterion.id));
  const applicable = controls.filter(({ control }) => control.status !== 'not-applicable');
  const needed = applicable.filter(
    ({ control }) => control.criteria.length === 0 || control.criteria.some((id) => inScope.has(id)),
  );
  const coveredBy = (number: number): readonly string[] =>
    criteria.filter((it) => it.controls.length === number).map(({ criterion }) => criterion.id);
  return {
    criteriaWithoutControl: coveredBy(0),
    criteriaWithOneControl: coveredBy(1),
    controlsWithoutCriterion: applicable
      .filter(({ control }) => control.criteria.length === 0)
      .map(({ control }) => control.id),
    controlsWithoutEvidence: needed.filter(({ counts }) => counts.pass === 0).map(({ control }) => control.id),
  };
}
