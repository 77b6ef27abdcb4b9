import type { Scene } from '@shared/domain/check.ts';
import { later } from '@shared/domain/period.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { instantInWords } from '@shared/domain/words.ts';
import { flag, text } from './read.ts';
import { isCustomerManaged, recorderType, scopeOf } from './recorders.ts';
import type { RuleDefinition } from './rule-definitions.ts';
import { cell, rowNamed, statusType, timeAt } from './rule-rows.ts';

const hour = 3_600_000;

/** A rule that states how often it runs is periodic, whatever its page says. */
const isPeriodic = ({ trigger }: RuleDefinition, rule: Resource): boolean =>
  trigger === null ? text(cell(rule, 'MaximumExecutionFrequency')) !== null : trigger === 'periodic';

/** The last instant at which the rule is known to have judged: its last success, or the result itself. */
function lastJudged(row: Resource, status: Resource | undefined): string | null {
  const times = [
    timeAt(row, 'ResultRecordedTime'),
    timeAt(row, 'ConfigRuleInvokedTime'),
    timeAt(status, 'LastSuccessfulEvaluationTime'),
  ];
  return times.reduce<string | null>((latest, at) => (at === null ? latest : later(latest ?? at, at)), null);
}

/** A run that failed after the last success: the results are those of before. */
function failedSince(status: Resource | undefined): string | null {
  const [failed, good] = [
    timeAt(status, 'LastFailedEvaluationTime'),
    timeAt(status, 'LastSuccessfulEvaluationTime') ?? '',
  ];
  if (status === undefined || failed === null || failed <= good) return null;
  const code = text(cell(status, 'LastErrorCode'));
  return code === null ? null : `its evaluation of ${instantInWords(failed)} failed with ${code}`;
}

/** The row of the rule carries no time of its own, so its capture is the instant it was read. */
function periodicDoubt(rule: Resource, row: Resource, status: Resource | undefined, hours: number): string | null {
  const judged = lastJudged(row, status);
  if (judged === null) return 'no answer read states when the rule last ran';
  const age = (Date.parse(rule.capturedAt) - Date.parse(judged)) / hour;
  if (age <= hours) return null;
  return `the rule last ran on ${instantInWords(judged)}, more than ${hours} hours before it was read`;
}

/** Evaluated on change, so age is no fault; a recorder that stopped since hides the changes. */
function recordedDoubt(row: Resource, type: string, scene: Scene): string | null {
  const since = timeAt(row, 'ResultRecordedTime');
  const recorder = scene.of(recorderType, row.account, row.region).find(isCustomerManaged);
  if (recorder === undefined) return `no recorder of ${row.region} was read, and the rule judges what changes`;
  const stopped = timeAt(recorder, 'lastStopTime');
  if (flag(cell(recorder, 'Recording')) === false)
    return stopped === null ? 'the recorder is stopped' : `the recorder is stopped since ${instantInWords(stopped)}`;
  if (since === null) return 'the row does not state when the result was recorded';
  if (stopped !== null && stopped > since)
    return `the recorder was stopped on ${instantInWords(stopped)}, after the result`;
  const scope = scopeOf(recorder);
  const isLeftOut = scope !== null && scope.kind !== 'all' && scope.types.has(type) === (scope.kind === 'except');
  return isLeftOut ? `the recorder does not record ${type}` : null;
}

/** Why a result may not be used any more, as half a sentence; null while it may. */
export function staleness(
  definition: RuleDefinition,
  rule: Resource,
  row: Resource,
  type: string,
  scene: Scene,
): string | null {
  const status = rowNamed(scene, statusType, row.account, row.region, rule.name);
  const failed = failedSince(status);
  if (failed !== null) return failed;
  if (isPeriodic(definition, rule)) return periodicDoubt(rule, row, status, definition.maxAgeHours ?? 48);
  return type === 'AWS::::Account' ? null : recordedDoubt(row, type, scene);
}
