import type { Segment } from '@shared/domain/finding.ts';
import type { CheckReading, ControlReading, CriterionReading } from '@shared/domain/reading.ts';
import { checks as allChecks } from '../checks/registry.ts';
import { checkReadings, controlReadings, criterionReadings } from '../evaluate/readings.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { loadCriteria } from './library.ts';

/** How checks, controls and criteria stand after the last judgement. */
export interface Readings {
  readonly checks: readonly CheckReading[];
  readonly controls: readonly ControlReading[];
  readonly criteria: readonly CriterionReading[];
}

const noLines: Readonly<Record<string, readonly Segment[]>> = {};

/** Reads the standing of everything in scope from the counts of the last judgement. */
export function readReadings(workspace: Workspace, deps: Deps): Readings {
  const matrix = workspace.controls.all();
  const judgement = workspace.judgements.get();
  const counts = workspace.findings.counts();
  const checks = checkReadings(allChecks, matrix, counts);
  const controls = controlReadings(matrix, counts, judgement?.lines ?? noLines, judgement?.asOf ?? null);
  const scope = loadCriteria(deps.resources, workspace.engagements.get().categories);
  return { checks, controls, criteria: criterionReadings(scope, checks, controls) };
}
