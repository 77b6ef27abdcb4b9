import { type AuditException, type ExceptionStatus, transitions } from '@shared/domain/exception.ts';
import { dayOf } from '@shared/domain/period.ts';
import { type Response, textsOf } from '@shared/domain/response.ts';
import { dayWords, listed } from '@shared/domain/words.ts';

/** Words for the states, as they stand in a sentence. */
export const statusWords: Readonly<Record<ExceptionStatus, string>> = {
  open: 'open',
  'response-drafted': 'response drafted',
  'response-approved': 'response approved',
  'in-remediation': 'in remediation',
  remediated: 'remediated',
  verified: 'verified',
  'accepted-risk': 'accepted risk',
  disputed: 'disputed',
  withdrawn: 'withdrawn',
};

const closed: readonly ExceptionStatus[] = ['verified', 'accepted-risk', 'withdrawn'];
/** True while something is still to be done about it. It stays in the period's report either way. */
export const isOpen = ({ status }: Pick<AuditException, 'status'>): boolean => !closed.includes(status);

/** What a person says when moving an exception. Days are calendar days in the client's zone. */
export interface Move {
  readonly to: ExceptionStatus;
  readonly by: string;
  readonly reason: string;
  /** For an accepted risk: the day it ends. */
  readonly until: string | null;
  /** Evidence ids or ids of findings that pass now. */
  readonly evidence: readonly string[];
}

/** What a move is judged against. */
export interface MoveContext {
  readonly today: string;
  readonly timeZone: string;
  /** Findings of this exception that pass now, with the last instant at which a reading shows it. */
  readonly passing: ReadonlyMap<string, string>;
  /** What a reading says against the repair, in one sentence; null when none does. */
  readonly contradiction: string | null;
}

type Need = (exception: AuditException, move: Move, context: MoveContext) => readonly string[];

const said = (text: string, words: string): readonly string[] => (text.trim() === '' ? [words] : []);
/** True when anything was written in answer. */
export const hasText = (response: Response): boolean => textsOf(response).some(([, text]) => text.trim() !== '');

/** Instants at which the evidence named was collected. */
function instantsOf(exception: AuditException, ids: readonly string[], { passing }: MoveContext): readonly string[] {
  const kept = exception.evidence.filter(({ id }) => ids.includes(id)).map(({ collectedAt }) => collectedAt);
  return [...kept, ...ids.flatMap((id) => passing.get(id) ?? [])];
}

const completion: Need = (exception, _move, context) => {
  const { completedOn, proofEvidence } = exception.response;
  if (completedOn === null) return ['the day it was completed'];
  if (completedOn > context.today) return [`a completion that is not in the future (${dayWords(completedOn)})`];
  const after = instantsOf(exception, proofEvidence, context).some((at) => dayOf(at, context.timeZone) >= completedOn);
  return after ? [] : [`evidence collected on or after ${dayWords(completedOn)}`];
};

/** Ids that are neither evidence of the exception nor a finding of it that passes. */
const strangers = (exception: AuditException, ids: readonly string[], { passing }: MoveContext): readonly string[] =>
  ids.filter((id) => !passing.has(id) && !exception.evidence.some((item) => item.id === id));

const verification: Need = (exception, move, context) => {
  const done = exception.response.completedOn;
  const after = instantsOf(exception, move.evidence, context).some(
    (at) => done === null || dayOf(at, context.timeZone) >= done,
  );
  const unknown = strangers(exception, move.evidence, context);
  return [
    ...said(move.by, 'the person who verified'),
    ...(unknown.length === 0 ? [] : [`evidence of its own or findings that pass (${listed(unknown)} is neither)`]),
    ...(context.contradiction === null ? [] : [`a reading in which it holds (${context.contradiction})`]),
    ...(after ? [] : ['a later occurrence that worked: evidence after the completion, or a finding that passes now']),
  ];
};

const acceptance: Need = (_exception, { by, reason, until }, { today }) => [
  ...said(by, 'the person who accepts the risk'),
  ...said(reason, 'a reason'),
  ...(until === null ? ['the day the acceptance ends'] : until > today ? [] : ['an end that is in the future']),
];

const needs: Readonly<Record<ExceptionStatus, Need>> = {
  open: (_exception, { reason }) => said(reason, 'a reason'),
  'response-drafted': ({ response }) => (hasText(response) ? [] : ['some text in the response']),
  'response-approved': ({ response }, { by }) => [
    ...said(by, 'the person who approves'),
    ...(response.position === null ? ['whether the finding is accepted or disputed'] : []),
  ],
  'in-remediation': ({ response }) => said(response.correctiveAction, 'the action that changes the cause'),
  remediated: completion,
  verified: verification,
  'accepted-risk': acceptance,
  disputed: ({ response, evidence }, { reason }) => [
    ...said(reason, 'a reason'),
    ...(evidence.some(({ id }) => response.statementEvidence.includes(id))
      ? []
      : ['a piece of evidence for the dispute']),
  ],
  withdrawn: (_exception, { reason }) => said(reason, 'a reason'),
};

/** Why this state cannot follow the one before, in one sentence; null when it can. */
export function forbidden(from: ExceptionStatus, to: ExceptionStatus): string | null {
  if (transitions[from].includes(to)) return null;
  const may = transitions[from].map((status) => statusWords[status]);
  return `An exception that is ${statusWords[from]} cannot become ${statusWords[to]}; it may become ${listed(may)}.`;
}

/** What is still missing for a move that is allowed; empty when nothing is. */
export const missingFor = (exception: AuditException, move: Move, context: MoveContext): readonly string[] =>
  needs[move.to](exception, move, context);
