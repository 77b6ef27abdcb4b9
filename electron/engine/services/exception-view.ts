import type { Output } from '@shared/contract/contract.ts';
import type { AuditException } from '@shared/domain/exception.ts';
import { transitions } from '@shared/domain/exception.ts';
import type { Finding } from '@shared/domain/finding.ts';
import type { RubricReading } from '@shared/domain/response.ts';
import { AppError } from '@shared/errors.ts';
import { contradiction, offersOn, seenUntil } from '../evaluate/follow-up.ts';
import { mergeLines } from '../evaluate/line.ts';
import { isOpen, type MoveContext, missingFor, statusWords } from '../evaluate/moves.ts';
import { readRubric } from '../evaluate/rubric/rubric.ts';
import { indicatorOf } from '../evaluate/severity.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import {
  daysInPeriod,
  dueOn,
  earlierOf,
  findingsOf,
  rubricContext,
  type Surroundings,
  severityNow,
  surroundings,
} from './exception-context.ts';
import { rowOf } from './findings.ts';
import { fieldChanges } from './history.ts';

type Detail = Output<'exception.detail'>;
type Row = Detail['row'];

/** The exception with the response as it is being typed, when something was typed since the last version. */
export function asTyped(exception: AuditException, workspace: Workspace): AuditException {
  const draft = workspace.exceptions.draft(exception.id);
  return draft === null ? exception : { ...exception, response: draft.response };
}

/** The rubric's reading of an exception's response. */
export const rubricOf = (exception: AuditException, around: Surroundings): RubricReading =>
  readRubric(exception.response, rubricContext(exception, around));

/** For each criterion, the other controls that worked in the period. */
function supporters(exception: AuditException, { known }: Surroundings): ReadonlyMap<string, readonly string[]> {
  const others = [...known].filter(([id, { isEffective }]) => isEffective && id !== exception.controlId);
  return new Map(
    exception.criteria.map((criterion) => [
      criterion,
      others.filter(([, { criteria }]) => criteria.includes(criterion)).map(([id]) => id),
    ]),
  );
}

/** The account of a scope difference; its id is kind, account and region. */
const accountOf = (difference: string): string => difference.split(' ')[1] ?? '';

/** True when a place it touches is declared to handle customer data or transactions. */
function touchesCustomerData(exception: AuditException, workspace: Workspace, around: Surroundings): boolean {
  const accounts = new Set([
    ...findingsOf(exception, around).map(({ resource }) => resource.account),
    ...exception.origins.flatMap(({ kind, id }) => (kind === 'scope-difference' ? [accountOf(id)] : [])),
  ]);
  return workspace.systems
    .all()
    .some(({ identifier, handlesCustomerData }) => handlesCustomerData && accounts.has(identifier));
}

/** A row of the exceptions table, from the response as it is being typed. */
export function rowOfException(stored: AuditException, workspace: Workspace, around: Surroundings): Row {
  const exception = asTyped(stored, workspace);
  const { score, band, cap } = rubricOf(exception, around);
  const due = dueOn(exception, around);
  return {
    exception,
    severity: severityNow(exception, around),
    rubric: { score, band, cap },
    indicator: indicatorOf(exception, supporters(exception, around)),
    daysInPeriod: daysInPeriod(exception, around),
    dueOn: due,
    isOverdue: isOpen(exception) && exception.status !== 'remediated' && due < around.today,
    touchesCustomerData: touchesCustomerData(exception, workspace, around),
  };
}

/** The exception of an id; refuses when there is none. */
export function exceptionAt(workspace: Workspace, id: string): AuditException {
  const found = workspace.exceptions.find(id);
  if (found === null) throw new AppError('not-found', `There is no exception ${id}.`, 'Choose one from the list.');
  return found;
}

/** What a move of an exception is judged against. */
export function moveContext(exception: AuditException, around: Surroundings): MoveContext {
  const { timeZone } = around.engagement;
  const findings = findingsOf(exception, around);
  const passing = findings.flatMap((finding): readonly (readonly [string, string])[] => {
    const at = finding.verdict === 'pass' ? seenUntil(finding) : null;
    return at === null ? [] : [[finding.id, at]];
  });
  return {
    today: around.today,
    timeZone,
    passing: new Map(passing),
    contradiction: contradiction(exception, findings, timeZone)?.words ?? null,
  };
}

function movesOf(exception: AuditException, around: Surroundings): Detail['moves'] {
  const context = moveContext(exception, around);
  const evidence = [...exception.evidence.map(({ id }) => id), ...context.passing.keys()];
  return transitions[exception.status].map((to) => {
    // What only the person who moves it can say is asked when moving.
    const said = { to, by: 'asked', reason: 'asked', until: '9999-12-31', evidence };
    return { to, missing: missingFor(exception, said, context) };
  });
}

const ofLapses = (exception: AuditException): Detail['story'] =>
  exception.affectedItems.flatMap(({ words, from, to, capturedAt }) => [
    ...(from === null ? [] : [{ at: from, kind: 'lapse' as const, words: `${words}: did not hold from here.` }]),
    ...(capturedAt === null || capturedAt === from
      ? []
      : [{ at: capturedAt, kind: 'seen' as const, words: `${words}: read, failing.` }]),
    ...(to === null ? [] : [{ at: to, kind: 'done' as const, words: `${words}: seen repaired or removed.` }]),
  ]);

const entryWords: Readonly<Record<string, string>> = {
  'exception.raised': 'Raised.',
  'exception.changed': 'Facts changed.',
  'exception.extended': 'More findings added.',
  'evidence.attached': 'Evidence attached.',
  'response.changed': 'Response written.',
  'plan.changed': 'Plan changed.',
};

function storyOf(exception: AuditException, workspace: Workspace): Detail['story'] {
  const entries = workspace.log.ofObject('exception', exception.id).toReversed();
  const told = entries.map(({ at, action, actor, reason }) => ({
    at,
    kind: 'done' as const,
    words:
      action === 'exception.moved' || action === 'exception.reopened'
        ? (reason ?? action)
        : `${entryWords[action] ?? action} By ${actor}.`,
  }));
  // Of one instant, in the order of the log.
  return [...ofLapses(exception), ...told].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const wouldHelp = (reading: RubricReading): Detail['wouldHelp'] =>
  reading.points.filter(({ state }) => state !== 'met').map(({ id, words }) => `${words} (${id})`);

function choices(exception: AuditException, around: Surroundings): Detail['compensatingChoices'] {
  return around.controls
    .filter(({ control }) => control.id !== exception.controlId)
    .filter(({ control }) => control.criteria.some((id) => exception.criteria.includes(id)))
    .map(({ control, reading }) => ({
      id: control.id,
      title: control.title,
      standing: reading,
      isEffective: around.known.get(control.id)?.isEffective === true,
    }));
}

/** One exception with everything its page shows. */
export function detailOf(workspace: Workspace, deps: Deps, id: string): Detail {
  const around = surroundings(workspace, deps);
  const stored = exceptionAt(workspace, id);
  const draft = workspace.exceptions.draft(id);
  const exception = asTyped(stored, workspace);
  const findings = findingsOf(exception, around);
  const versions = workspace.exceptions.versions(id);
  const rubric = rubricOf(exception, around);
  return {
    row: rowOfException(stored, workspace, around),
    response: exception.response,
    isDraft: draft !== null,
    savedAt: draft?.at ?? versions.at(-1)?.at ?? null,
    rubric,
    control: around.controls.find(({ control }) => control.id === exception.controlId)?.control ?? null,
    findings: findings.map((finding) => rowOf(finding, around.checks)),
    segments: mergeLines(findings.map(({ segments }) => segments)),
    story: storyOf(exception, workspace),
    wouldHelp: wouldHelp(rubric),
    offers: offersOn(exception, findings, matching(exception, findings, workspace, around), around.engagement.timeZone),
    moves: movesOf(exception, around),
    compensatingChoices: choices(exception, around),
    earlier: earlierOf(exception, around),
    versions,
    history: workspace.log.ofObject('exception', id).map(({ before, after, ...entry }) => ({
      entry,
      fields: fieldChanges(before, after),
    })),
  };
}

/** Origins that an exception speaks for. A withdrawn one speaks for nothing. */
export const coveredBy = (exceptions: readonly AuditException[]): ReadonlySet<string> =>
  new Set(exceptions.flatMap(({ status, origins }) => (status === 'withdrawn' ? [] : origins.map(({ id }) => id))));

/** Findings of the same rules that fail or lapsed and that no exception covers. */
function matching(
  exception: AuditException,
  findings: readonly Finding[],
  workspace: Workspace,
  around: Surroundings,
): readonly Finding[] {
  const covered = coveredBy(around.exceptions);
  const checkIds = [...new Set(findings.map(({ checkId }) => checkId))];
  if (checkIds.length === 0 || !isOpen(exception)) return [];
  return workspace.findings.failing(checkIds).filter(({ id }) => !covered.has(id));
}

/** Words for a move in the log. */
export const moveWords = (
  exception: AuditException,
  to: AuditException['status'],
  by: string,
  reason: string,
): string =>
  [`${statusWords[exception.status]} → ${statusWords[to]}`, by === '' ? '' : `by ${by}`, reason]
    .filter((it) => it !== '')
    .join('; ');
