import type { Input } from '@shared/contract/contract.ts';
import type { ScopeDifference } from '@shared/domain/system.ts';
import { placeWords } from './scope-words.ts';

/** What decides a difference; each asks for its reason. */
export type Decision = 'take-in' | 'leave-out' | 'correct' | 'ask' | 'accept' | 'withdraw';
/** What a person may do about a difference. */
export type Act = Decision | 'see-gaps' | 'raise';

/** The words of each decision: on its button, as the head of its dialog, over its field, and what it does. */
interface DecisionWords {
  readonly button: string;
  readonly title: (place: string) => string;
  readonly reason: string;
  readonly does: string;
}

export const decisions: Readonly<Record<Decision, DecisionWords>> = {
  'take-in': {
    button: 'Take into scope…',
    title: (place) => `Take ${place} into scope`,
    reason: 'Why it belongs to the system',
    does: 'The register names the place as in scope.',
  },
  'leave-out': {
    button: 'Declare out…',
    title: (place) => `Declare ${place} out of scope`,
    reason: 'Why it is left out of the report',
    does: 'The register names the place as left out, with this reason. The auditor reads it.',
  },
  correct: {
    button: 'Correct the memo…',
    title: (place) => `Correct the memo for ${place}`,
    reason: 'What is true instead',
    does: 'The register no longer says that the service runs there.',
  },
  ask: {
    button: 'Ask the client…',
    title: (place) => `Ask the client about ${place}`,
    reason: 'What is asked, and of whom',
    does: 'The question is filed with the difference. Fieldwork sends nothing.',
  },
  accept: {
    button: 'Accept…',
    title: (place) => `Accept the difference in ${place}`,
    reason: 'Why it may stay as it is',
    does: 'The register stays as it is. The difference opens again when something else is seen there.',
  },
  withdraw: {
    button: 'Withdraw…',
    title: (place) => `Withdraw the decision on ${place}`,
    reason: 'Why it is withdrawn',
    does: 'The difference is open again. The decision stays in the log.',
  },
};

/** The words of an act on its button. */
export function actWords(act: Act): string {
  if (act === 'see-gaps') return 'See what is missing';
  return act === 'raise' ? 'Raise an exception' : decisions[act].button;
}
/** The head of the dialog of a decision. */
export const decisionTitle = (decision: Decision, difference: ScopeDifference): string =>
  decisions[decision].title(placeWords(difference));

/** The acts of a difference: the usual one, the one beside it, and the others. */
interface Acts {
  readonly main: Act;
  readonly second: Act | null;
  readonly more: readonly Act[];
}

const open: Readonly<Record<ScopeDifference['kind'], Acts>> = {
  'undeclared-account': { main: 'take-in', second: 'leave-out', more: ['ask', 'accept', 'raise'] },
  'undeclared-region': { main: 'take-in', second: 'leave-out', more: ['ask', 'accept', 'raise'] },
  'customer-data-outside': { main: 'take-in', second: 'ask', more: ['accept', 'raise'] },
  'not-there': { main: 'correct', second: 'ask', more: ['accept', 'raise'] },
  'not-read': { main: 'see-gaps', second: 'ask', more: ['accept', 'raise'] },
  'not-recorded': { main: 'see-gaps', second: 'ask', more: ['accept', 'raise'] },
};

/** What can be done about a difference now. */
export const actsOf = ({ kind, decision }: ScopeDifference): Acts =>
  decision === null ? open[kind] : { main: 'withdraw', second: null, more: ['raise'] };

/** The call that carries a decision to the engine. */
export type DecisionCall =
  | { readonly route: 'scope.declare'; readonly input: Input<'scope.declare'> }
  | { readonly route: 'scope.decide'; readonly input: Input<'scope.decide'> };

/** A decision with its reason as a call: it corrects the register, or it is kept beside it. */
export function decisionCall(decision: Decision, { id, region }: ScopeDifference, reason: string): DecisionCall {
  const declare = (stance: Input<'scope.declare'>['stance']): DecisionCall => ({
    route: 'scope.declare',
    input: { difference: id, stance, reason },
  });
  const decide = (kind: Input<'scope.decide'>['kind']): DecisionCall => ({
    route: 'scope.decide',
    input: { difference: id, kind, reason },
  });
  const calls: Readonly<Record<Decision, () => DecisionCall>> = {
    'take-in': () => declare('in'),
    'leave-out': () => declare('excluded'),
    // A whole account is in or out; only a place inside it can be unused.
    correct: () => declare(region === null ? 'excluded' : 'unused'),
    ask: () => decide('asked'),
    accept: () => decide('accepted'),
    withdraw: () => decide('withdrawn'),
  };
  return calls[decision]();
}
