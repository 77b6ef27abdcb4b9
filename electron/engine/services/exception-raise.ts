import type { Input } from '@shared/contract/contract.ts';
import { reportInterval } from '@shared/domain/engagement.ts';
import type { AffectedItem, AuditException, Origin } from '@shared/domain/exception.ts';
import { dayOf, earlier, later } from '@shared/domain/period.ts';
import { emptyResponse } from '@shared/domain/response.ts';
import { dayWords } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { isOpen } from '../evaluate/moves.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { type Surroundings, surroundings } from './exception-context.ts';
import { foundIn, itemsByHand, itemsOf, type Proposal, proposalOf, resourcesOf } from './exception-proposal.ts';

/** The instant before another: what ends at midnight ended on the day before. */
const justBefore = (at: string): string => new Date(Date.parse(at) - 1).toISOString();

/** The days of the period on which anything affected was failing; the end is null while any of it is open. */
export function windowOf(
  items: readonly AffectedItem[],
  { engagement }: Surroundings,
): Pick<AuditException, 'windowStart' | 'windowEnd'> {
  const { from, to } = reportInterval(engagement);
  const inside = items.flatMap((item) =>
    item.from === null || item.from >= to || (item.to ?? to) <= from ? [] : [{ from: item.from, to: item.to }],
  );
  const [start] = inside.map((item) => item.from).sort();
  if (start === undefined) return { windowStart: null, windowEnd: null };
  const ends = inside.flatMap((item) => item.to ?? []).sort();
  const last = ends.length < inside.length ? undefined : ends.at(-1);
  const windowStart = dayOf(later(start, from), engagement.timeZone);
  if (last === undefined) return { windowStart, windowEnd: null };
  const windowEnd = dayOf(justBefore(earlier(last, to)), engagement.timeZone);
  return { windowStart, windowEnd: later(windowStart, windowEnd) };
}

function nextId(exceptions: readonly AuditException[]): string {
  const last = Math.max(0, ...exceptions.map(({ id }) => Number(id.slice('EX-'.length))));
  return `EX-${String(last + 1).padStart(3, '0')}`;
}

function refuseIncomplete({ title, controlId, detectedOn }: AuditException, around: Surroundings): void {
  if (title === '')
    throw new AppError('bad-input', 'An exception needs a title.', 'Say in one line what did not hold.');
  if (!around.known.has(controlId))
    throw new AppError(
      'bad-input',
      controlId === '' ? 'No control of the matrix reaches this.' : `There is no control ${controlId} in the matrix.`,
      'Name the control that did not operate.',
    );
  if (detectedOn > around.today)
    throw new AppError('bad-input', `${dayWords(detectedOn)} is still to come.`, 'Give the day on which it was found.');
}

function refuseRaised(ids: readonly string[], exceptions: readonly AuditException[]): void {
  const wanted = new Set(ids.filter((id) => id !== ''));
  const other = exceptions.find((it) => it.status !== 'withdrawn' && it.origins.some(({ id }) => wanted.has(id)));
  if (other !== undefined)
    throw new AppError(
      'conflict',
      `${other.id} covers this already: ${other.title}.`,
      `Open ${other.id}, or withdraw it.`,
    );
}

/** Criteria of the control that the rules behind it speak to; all of the control's when no rule does. */
export function criteriaOf(controlId: string, items: readonly AffectedItem[], around: Surroundings): readonly string[] {
  const own = around.known.get(controlId)?.criteria ?? [];
  const rules = new Set(items.map(({ findingId }) => around.finding(findingId ?? '')?.checkId));
  const spoken = new Set(around.checks.filter(({ checkId }) => rules.has(checkId)).flatMap(({ criteria }) => criteria));
  const both = own.filter((id) => spoken.has(id));
  return both.length === 0 ? own : both;
}

const distinct = (origins: readonly Origin[]): readonly Origin[] =>
  origins.length === 0
    ? [{ kind: 'manual', id: '' }]
    : origins.filter((one, place) => origins.findIndex(({ id }) => id === one.id) === place);

/** A new exception from what a person chose, filled in from where it was found. Not yet written. */
export function newException(
  workspace: Workspace,
  deps: Deps,
  { origins, detectedOn, detectedBy, items = [], ...given }: Input<'exception.raise'>,
): AuditException {
  const around = surroundings(workspace, deps);
  refuseRaised(
    origins.map(({ id }) => id),
    around.exceptions,
  );
  const written = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
  const proposal = proposalOf(origins, given.controlId, workspace, deps, around);
  const affectedItems = [...proposal.affectedItems, ...itemsByHand(items)];
  const filled: Proposal = { ...proposal, ...written, affectedItems };
  const exception: AuditException = {
    ...filled,
    ...windowOf(affectedItems, around),
    id: nextId(around.exceptions),
    criteria: criteriaOf(filled.controlId, affectedItems, around),
    detectedOn: detectedOn ?? around.today,
    detectedBy: detectedBy || deps.actor,
    origins: distinct(origins),
    severityInputs: { exposure: 'none', tolerableRate: null, override: null },
    status: 'open',
    response: emptyResponse,
    evidence: [],
    plan: [],
    acceptedRisk: null,
    verification: null,
    repeatOf: null,
    auditorDisposition: '',
    raisedAt: deps.clock(),
    raisedBy: deps.actor,
  };
  refuseIncomplete(exception, around);
  return exception;
}

function refuseForeign(exception: AuditException, checkIds: readonly string[], around: Surroundings): void {
  if (!isOpen(exception))
    throw new AppError('conflict', `${exception.id} is closed.`, 'Open it again, or raise another exception.');
  const foreign = checkIds.find(
    (id) => !around.checks.some(({ checkId, controls }) => checkId === id && controls.includes(exception.controlId)),
  );
  if (foreign !== undefined)
    throw new AppError(
      'bad-input',
      `${foreign} does not speak to ${exception.controlId}, the control of ${exception.id}.`,
      'Raise it as an exception of its own.',
    );
}

/** Adds findings that match to what an exception is about. */
export function withFindings(exception: AuditException, ids: readonly string[], around: Surroundings): AuditException {
  refuseRaised(ids, around.exceptions);
  const findings = foundIn(ids, around);
  refuseForeign(
    exception,
    findings.map(({ checkId }) => checkId),
    around,
  );
  const affectedItems = [...exception.affectedItems, ...findings.flatMap(itemsOf)];
  const origins = [...exception.origins, ...findings.map(({ id }) => ({ kind: 'finding', id }) as const)];
  const all = origins.flatMap(({ id }) => around.finding(id) ?? []);
  const deviationCount = exception.deviationCount === null ? null : resourcesOf(all);
  return { ...exception, ...windowOf(affectedItems, around), affectedItems, deviationCount, origins };
}
