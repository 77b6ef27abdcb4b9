import { addDays } from '@shared/domain/period.ts';
import type { Response } from '@shared/domain/response.ts';
import { dayWords } from '@shared/domain/words.ts';
import {
  collectedOn,
  isBlank,
  type Judged,
  met,
  missing,
  named,
  type Point,
  partial,
  type RubricContext,
} from './context.ts';
import { namesId, sentencesWithout, wordsOf } from './text.ts';

const fewestActionWords = 6;
const fewestProofWords = 6;
const fewestRepeatWords = 8;

/** What the day of a correction lacks; null when nothing. */
function dayLack(day: string | null, { today, exception }: RubricContext): string | null {
  if (day === null) return 'Give the day on which the items were put right.';
  if (day > today) return `${dayWords(day)} is still to come.`;
  return day < exception.detectedOn ? 'The day lies before the finding was made.' : null;
}

/** R6: the instances themselves were put right, with date and proof. Words alone are a promise. */
export const corrected: Point = (response, context) => {
  const { correction, correctionOn } = response;
  const evidence = named(response.correctionEvidence, context);
  if (isBlank(correction) && correctionOn === null && evidence.length === 0)
    return missing('Say when the items themselves were put right.');
  const lack = dayLack(correctionOn, context);
  const isPromise = evidence.length === 0 && (correctionOn === null || correctionOn > context.today);
  if (lack !== null) return (isPromise ? missing : partial)(lack);
  if (evidence.length === 0) return partial('Claimed. Attach what shows it.');
  return evidence.some((item) => collectedOn(item, context) >= (correctionOn ?? ''))
    ? met(`Put right on ${dayWords(correctionOn ?? '')}, with evidence.`)
    : partial('The evidence is older than the correction.');
};

/** What of an action is no reminder. After a semicolon, or a comma with its conjunction, a clause stands for itself. */
const changeIn = (action: string, reminders: readonly string[]): string =>
  sentencesWithout(reminders, action.replaceAll(/;|,\s+(?:and|but|so)\s/giu, '\n')).join('\n');

/** R7: the action changes the cause. */
export const changesCause: Point = ({ correctiveAction, rootCauseCategory }, { rubric }) => {
  if (isBlank(correctiveAction)) return missing('Say what changes so that the cause is gone.');
  const change = changeIn(correctiveAction, rubric.phrases.reminderOnly);
  if (isBlank(change)) return partial('A reminder alone does not change the cause. Say what now stops it.');
  if (wordsOf(change).length < fewestActionWords) return partial('Say what changes, where and by what.');
  if (rootCauseCategory === null) return partial('Choose the category of the cause that the action removes.');
  return met('Changes something, and not only what people were told.');
};

/** R8: who, and until when. One of the three alone names nobody to ask on no day. */
export const ownerAndDate: Point = ({ ownerRole, ownerName, dueOn }, { exception, rubric, level }) => {
  const days = rubric.dueDays[level];
  const latest = addDays(exception.detectedOn, days);
  const allowed = `${days} days are allowed at ${level} severity`;
  const given = [!isBlank(ownerRole), !isBlank(ownerName), dueOn !== null].filter((it) => it).length;
  if (given < 2) return missing(`Name one person, a role and a day; ${allowed}.`);
  if (isBlank(ownerRole) || isBlank(ownerName)) return partial('Name the person and the role.');
  if (dueOn === null) return partial(`Give a day; ${allowed}, until ${dayWords(latest)}.`);
  if (dueOn < exception.detectedOn) return partial('The day lies before the finding was made.');
  if (dueOn > latest) return partial(`${allowed}, until ${dayWords(latest)}.`);
  return met(`${allowed}.`);
};

/** A day still to come is a plan; only a day that was is a claim. */
const isDone = ({ completedOn }: Response, { exception, today }: RubricContext): boolean =>
  (completedOn !== null && completedOn <= today) ||
  exception.status === 'remediated' ||
  exception.status === 'verified';

function hasProof(response: Response, context: RubricContext): boolean {
  const done = response.completedOn ?? context.exception.detectedOn;
  return named(response.proofEvidence, context).some(
    (item) => item.sha256 !== null && item.source.trim() !== '' && collectedOn(item, context) >= done,
  );
}

/** Completion is claimed and nothing shows it. */
export const claimsWithoutProof = (response: Response, context: RubricContext): boolean =>
  isDone(response, context) && !hasProof(response, context);

/** What is named to show, later, that it is done. That is enough while the action is not yet due, and no longer. */
function promised({ proof: text, dueOn, completedOn }: Response, { today }: RubricContext): Judged {
  if (isBlank(text)) return missing('Name the evidence that will show it is done.');
  if (wordsOf(text).length < fewestProofWords) return partial('Say what will show it, from where and when.');
  if (completedOn !== null) return partial(`${dayWords(completedOn)} is still to come.`);
  if (dueOn === null) return partial('Give the day by which it is due.');
  return dueOn < today
    ? partial(`It was due on ${dayWords(dueOn)}. Attach what shows that it is done.`)
    : met('Names the evidence that will show it.');
}

/** R9: what shows that it is done, or will show it. */
export const proof: Point = (response, context) => {
  const { exception } = context;
  if (!isDone(response, context)) return promised(response, context);
  if (!hasProof(response, context))
    return missing('Completion is claimed. Attach evidence collected on or after that day.');
  return exception.status === 'verified' && exception.verification === null
    ? partial('Name the later occurrence that worked.')
    : met('Completion is shown by evidence collected after it.');
};

/** R10: how a repeat would be noticed. */
export const recurrence: Point = (
  { monitoring, monitoringId, repeatWhy },
  { controls, checkIds, exception, hadBefore },
) => {
  const isKnown =
    controls.has(monitoringId) || checkIds.has(monitoringId) || namesId([...controls.keys(), ...checkIds], monitoring);
  if (!isKnown && isBlank(monitoring))
    return missing(
      isBlank(monitoringId)
        ? 'Name the control or check, and whether this happened before.'
        : `${monitoringId} is no control or check here.`,
    );
  if (!isKnown) return partial('Name the control or check that would notice.');
  if (hadBefore && exception.repeatOf === null) return partial('The last report had an exception here too. Link it.');
  if (exception.repeatOf !== null && wordsOf(repeatWhy).length < fewestRepeatWords)
    return partial('Say why the last fix did not hold.');
  return met('Names the control or check that would notice.');
};
