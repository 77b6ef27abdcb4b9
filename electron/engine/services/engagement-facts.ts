import type { Input, Output } from '@shared/contract/contract.ts';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import { type Engagement, reportInterval, trustCategories } from '@shared/domain/engagement.ts';
import { engagementProblems } from '@shared/domain/engagement-problems.ts';
import { asJson } from '@shared/domain/json.ts';
import { dayOf, earlier } from '@shared/domain/period.ts';
import { readinessDates } from '@shared/domain/readiness.ts';
import { readinessWarnings } from '@shared/domain/readiness-warnings.ts';
import { listed } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { fieldChanges } from './history.ts';
import { record } from './record.ts';

/** Refuses an engagement whose facts cannot be, with every reason. */
export function refuseProblems(engagement: Engagement): void {
  const problems = engagementProblems(engagement);
  if (problems.length > 0)
    throw new AppError('bad-input', problems.map(({ message }) => message).join(' '), 'Nothing was saved.');
}

const isSame = (before: object, after: object): boolean =>
  canonicalJson(asJson(before)) === canonicalJson(asJson(after));
const judgedBy = ({ scope, categories, timeZone }: Engagement) => ({ scope, categories, timeZone });

/** The instant to judge again as of: the one judged before, unless that was the end of the report as it stood. */
function judgeAgainAt(workspace: Workspace, deps: Deps, before: Engagement, after: Engagement): string | null {
  const judgement = workspace.judgements.get();
  if (judgement === null || isSame(judgedBy(before), judgedBy(after))) return null;
  const wasAtEnd = judgement.asOf >= reportInterval(before).to;
  return earlier(wasAtEnd ? deps.clock() : judgement.asOf, reportInterval(after).to);
}

function changed(before: Engagement, { categories, ...change }: Input<'engagement.update'>['change']): Engagement {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return {
    ...before,
    ...Object.fromEntries(given),
    ...(categories === undefined
      ? {}
      : { categories: trustCategories.filter((it) => it === 'security' || categories.includes(it)) }),
  };
}

/**
 * Changes what the engagement says of itself. Returns the instant as of which findings must be judged again, null when
 * they stand; `free` refuses while work runs that would be cut through by judging.
 */
export function updateEngagement(
  workspace: Workspace,
  deps: Deps,
  { change }: Input<'engagement.update'>,
  free: () => void,
): string | null {
  const before = workspace.engagements.get();
  const after = changed(before, change);
  if (isSame(before, after)) return null;
  refuseProblems(after);
  const asOf = judgeAgainAt(workspace, deps, before, after);
  if (asOf !== null) free();
  const fields = fieldChanges(asJson(before), asJson(after)).map(({ field }) => field);
  const entry = { action: 'engagement.changed', objectType: 'engagement', objectId: before.id, before, after };
  record(workspace, deps, { ...entry, reason: `Changed: ${listed(fields)}.` }, () =>
    workspace.engagements.update(after),
  );
  return asOf;
}

/** Dates that planning depends on, and what a reader must know about dates, as of today in the client's zone. */
export function readiness(workspace: Workspace, deps: Deps): Output<'engagement.readiness'> {
  const engagement = workspace.engagements.get();
  const controls = workspace.controls.all();
  const today = dayOf(deps.clock(), engagement.timeZone);
  return {
    dates: readinessDates(engagement, controls, today),
    warnings: readinessWarnings(engagement, controls, today),
  };
}
