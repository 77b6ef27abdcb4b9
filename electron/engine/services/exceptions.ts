import type { Input, Output } from '@shared/contract/contract.ts';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import { reportPeriod } from '@shared/domain/engagement.ts';
import type { AuditException } from '@shared/domain/exception.ts';
import { asJson } from '@shared/domain/json.ts';
import { dayWords } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { isOpen } from '../evaluate/moves.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { type Surroundings, surroundings } from './exception-context.ts';
import { itemsByHand } from './exception-proposal.ts';
import { criteriaOf, newException, withFindings } from './exception-raise.ts';
import { asTyped, coveredBy, detailOf, exceptionAt, rowOfException, rubricOf } from './exception-view.ts';
import { record } from './record.ts';

type Detail = Output<'exception.detail'>;

/** Every exception with its severity, score and indicator. */
export function listExceptions(workspace: Workspace, deps: Deps): Output<'exception.list'> {
  const around = surroundings(workspace, deps);
  const covered = coveredBy(around.exceptions);
  const failing = workspace.findings.failing(around.checks.map(({ checkId }) => checkId));
  return {
    rows: around.exceptions.map((exception) => rowOfException(exception, workspace, around)),
    suggestions: failing.filter(({ id }) => !covered.has(id)).length,
  };
}

/** One exception: evidence, story, response, rubric, what may follow. */
export const exceptionDetail = (workspace: Workspace, deps: Deps, id: string): Detail => detailOf(workspace, deps, id);

interface Written {
  readonly action: string;
  readonly before?: AuditException;
  readonly reason?: string;
}

/** Writes an exception and its log entry in one transaction. */
export function writeException(workspace: Workspace, deps: Deps, after: AuditException, written: Written): void {
  const change = { objectType: 'exception', objectId: after.id, after, ...written };
  record(workspace, deps, change, () => workspace.exceptions.put(after));
}

/** Raises an exception from findings, scope differences or by hand. */
export function raiseException(workspace: Workspace, deps: Deps, input: Input<'exception.raise'>): Detail {
  const exception = newException(workspace, deps, input);
  writeException(workspace, deps, exception, { action: 'exception.raised', reason: exception.title });
  return detailOf(workspace, deps, exception.id);
}

/** Adds findings that match. */
export function addToException(workspace: Workspace, deps: Deps, { id, findings }: Input<'exception.add'>): Detail {
  const before = exceptionAt(workspace, id);
  if (findings.length === 0) return detailOf(workspace, deps, id);
  const after = withFindings(before, findings, surroundings(workspace, deps));
  writeException(workspace, deps, after, { action: 'exception.extended', before });
  return detailOf(workspace, deps, id);
}

function factProblem(exception: AuditException, around: Surroundings): readonly [string, string] | null {
  const { windowStart, windowEnd, sampleSize, deviationCount, controlId, detectedOn } = exception;
  const { from, to } = reportPeriod(around.engagement.scope);
  const outside = [windowStart, windowEnd].find((day) => day !== null && (day < from || day > to));
  if (outside !== undefined)
    return [`${outside} lies outside the period, ${from} to ${to}.`, 'Give a day of the period.'];
  if (windowStart !== null && windowEnd !== null && windowStart > windowEnd)
    return [`The window ends on ${windowEnd}, before it begins on ${windowStart}.`, 'Give a later end.'];
  if (sampleSize !== null && deviationCount !== null && deviationCount > sampleSize)
    return [`${deviationCount} deviations cannot be found in ${sampleSize} items.`, 'Correct one of the two numbers.'];
  if (detectedOn > around.today)
    return [`${dayWords(detectedOn)} is still to come.`, 'Give the day on which it was found.'];
  if (!around.known.has(controlId))
    return [`There is no control ${controlId} in the matrix.`, 'Choose one of the matrix.'];
  return null;
}

function changed(before: AuditException, change: Input<'exception.update'>['change']): AuditException {
  const { exposure, tolerableRate, override, items, ...facts } = change;
  const inputs = before.severityInputs;
  const read = before.affectedItems.filter(({ findingId, capturedAt }) => findingId !== null || capturedAt !== null);
  return {
    ...before,
    ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
    affectedItems: items === undefined ? before.affectedItems : [...read, ...itemsByHand(items)],
    severityInputs: {
      exposure: exposure ?? inputs.exposure,
      tolerableRate: tolerableRate === undefined ? inputs.tolerableRate : tolerableRate,
      override: override === undefined ? inputs.override : override,
    },
  };
}

const isSame = (a: object, b: object): boolean => canonicalJson(asJson(a)) === canonicalJson(asJson(b));

/** Changes what is known of an exception; another control brings its own criteria. */
export function updateException(workspace: Workspace, deps: Deps, { id, change }: Input<'exception.update'>): Detail {
  const before = exceptionAt(workspace, id);
  const around = surroundings(workspace, deps);
  const next = changed(before, change);
  const problem = factProblem(next, around);
  if (problem !== null) throw new AppError('bad-input', ...problem);
  const isMoved = next.controlId !== before.controlId;
  const after = isMoved ? { ...next, criteria: criteriaOf(next.controlId, next.affectedItems, around) } : next;
  if (!isSame(before, after)) writeException(workspace, deps, after, { action: 'exception.changed', before });
  return detailOf(workspace, deps, id);
}

/** Keeps what is being typed. Cheap, and without a log entry: a draft is nobody's word yet. */
export function typeResponse(
  workspace: Workspace,
  deps: Deps,
  { id, response }: Input<'exception.type'>,
): Output<'exception.type'> {
  const exception = exceptionAt(workspace, id);
  const at = deps.clock();
  workspace.transaction(() => workspace.exceptions.putDraft(id, { at, by: deps.actor, response }));
  return { savedAt: at, rubric: rubricOf({ ...exception, response }, surroundings(workspace, deps)) };
}

/** Why a control cannot have limited an exception; null when it can. One that nothing has tested may be named: the rubric says so. */
function unfit(controlId: string, exception: AuditException, around: Surroundings): string | null {
  const found = around.controls.find(({ control }) => control.id === controlId);
  if (found === undefined) return `There is no control ${controlId} in the matrix`;
  if (!found.control.criteria.some((id) => exception.criteria.includes(id)))
    return `${controlId} shares no criterion with ${exception.controlId}`;
  if (found.reading === 'contradicted') return `${controlId} is itself contradicted by a finding`;
  const other = around.exceptions.find((it) => it.controlId === controlId && isOpen(it));
  return other === undefined ? null : `${controlId} has an open exception itself, ${other.id}`;
}

/** Refuses a response that contradicts what is known: due before it was found, or leaning on a control that cannot have limited it. */
export function refuseResponse(exception: AuditException, around: Surroundings): void {
  const { dueOn, compensatingControlIds } = exception.response;
  const { detectedOn, id } = exception;
  if (dueOn !== null && dueOn < detectedOn)
    throw new AppError(
      'bad-input',
      `${id} is due on ${dayWords(dueOn)}, before it was found on ${dayWords(detectedOn)}.`,
      'Give a later day. What was typed is kept.',
    );
  const [why] = compensatingControlIds.flatMap((controlId) => unfit(controlId, exception, around) ?? []);
  if (why !== undefined)
    throw new AppError(
      'bad-input',
      `${why}, so it cannot have limited ${id}.`,
      'Name a control that worked, or say that there was none. What was typed is kept.',
    );
}

/**
 * The exception with its draft as the next version, which leaves one log entry of its own; the same when nothing was
 * typed that was not kept already. Belongs in a transaction.
 */
export function kept(workspace: Workspace, deps: Deps, exception: AuditException): AuditException {
  const draft = workspace.exceptions.draft(exception.id);
  if (draft === null) return exception;
  if (isSame(draft.response, exception.response)) {
    workspace.exceptions.dropDraft(exception.id);
    return exception;
  }
  const after = asTyped(exception, workspace);
  refuseResponse(after, surroundings(workspace, deps));
  const change = { action: 'response.changed', objectType: 'exception', objectId: after.id };
  record(workspace, deps, { ...change, before: exception.response, after: after.response }, () => {
    workspace.exceptions.put(after);
    workspace.exceptions.addVersion(after.id, draft);
    workspace.exceptions.dropDraft(after.id);
  });
  return after;
}

/** Makes the draft the next version. */
export function keepResponse(workspace: Workspace, deps: Deps, id: string): Detail {
  workspace.transaction(() => kept(workspace, deps, exceptionAt(workspace, id)));
  return detailOf(workspace, deps, id);
}
