import { earlier } from '@shared/domain/period.ts';
import type { Response } from '@shared/domain/response.ts';
import { count, counted, dayWords, listed } from '@shared/domain/words.ts';
import { isBlank, type Judged, met, missing, named, type Point, partial, type RubricContext } from './context.ts';
import { saysAnew } from './restatement.ts';
import { contentOf, namesId, namesNumber, says, sentencesOf, sentencesWithout, without, wordsOf } from './text.ts';

const fewestCauseWords = 12;
/** Words that carry meaning, below which nothing is said of a cause. */
const fewestCauseContent = 4;
const fewestReasonWords = 5;
const fewestSearchWords = 8;

/** A denial has a price: it needs proof. */
export const deniesWithoutEvidence = (response: Response, context: RubricContext): boolean =>
  response.position === 'disputes' && named(response.statementEvidence, context).length === 0;

/** The ids, names and days inside what an item is called; a bare number such as a port or a year names no item. */
const marksOf = (words: string): readonly string[] =>
  wordsOf(words).filter((word) => word.length > 3 && /[-\d/:._]/.test(word) && !/^\d{1,5}$/.test(word));

function namesFact({ statement }: Response, { exception }: RubricContext): boolean {
  const { deviationCount, sampleSize, affectedItems, controlId, id } = exception;
  const numbers = [deviationCount, sampleSize].filter((value) => value !== null);
  const said = ` ${wordsOf(statement).join(' ')} `;
  return (
    numbers.some((value) => namesNumber(value, statement)) ||
    namesId([controlId, id, ...affectedItems.flatMap(({ words }) => marksOf(words))], statement) ||
    affectedItems.some(({ words }) => !isBlank(words) && said.includes(` ${wordsOf(words).join(' ')} `))
  );
}

/** R1: the fact is accepted, or disputed with evidence. */
export const ownsTheFact: Point = (response, context) => {
  const { statement, position } = response;
  const { deviationCount, sampleSize, affectedItems } = context.exception;
  if (isBlank(statement)) return missing('Say which control, how many of how many, which items and which days.');
  if (deniesWithoutEvidence(response, context)) return missing('A dispute needs at least one piece of evidence.');
  if (!namesFact(response, context))
    return (position === null ? missing : partial)('Name the count, an item or the control.');
  if (deviationCount === null || sampleSize === null || affectedItems.length === 0)
    return partial('The exception itself does not yet say how many of how many, and which items.');
  if (position === null) return partial('Say whether the finding is accepted or disputed.');
  return met(position === 'disputes' ? 'Disputes the fact with evidence.' : 'Names the fact and accepts it.');
};

/** Why a text is no cause at all. */
function noCause(text: string, length: number, rejected: readonly string[]): Judged {
  if (rejected.some((phrase) => says(phrase, text)))
    return missing('“Human error” and its like name no cause. Say what let it happen.');
  return contentOf(wordsOf(text)).size < fewestCauseContent
    ? missing(`${counted(length, 'word')}; a cause needs at least ${fewestCauseWords}.`)
    : missing('It says the finding again. Say what let it happen.');
}

/** R2: why, and not the fact again. “Human error” and its like count for nothing, whatever stands around them. */
export const rootCause: Point = ({ rootCause: text, rootCauseCategory }, { exception, rubric }) => {
  if (isBlank(text)) return missing('Say why it happened: process, system or capacity.');
  const known = [exception.title, exception.description];
  const counting = without(rubric.rejectedCauses, text);
  const { length } = wordsOf(counting);
  if (saysAnew(sentencesOf(counting), known, { words: fewestCauseWords, content: fewestCauseContent }))
    return rootCauseCategory === null
      ? partial('Choose the category of the cause.')
      : met(`${counted(length, 'word')}, a category, and not a restatement.`);
  const plain = sentencesWithout(rubric.rejectedCauses, text);
  if (!saysAnew(plain, known, { words: 1, content: fewestCauseContent }))
    return noCause(text, length, rubric.rejectedCauses);
  return length < fewestCauseWords
    ? partial(`${counted(length, 'word')}; a cause needs at least ${fewestCauseWords}.`)
    : partial('Most of it says the finding again. Say what let it happen.');
};

/** The last day that can be looked back on. */
const lookbackEnd = ({ period, today }: RubricContext): string => earlier(period.to, today);

function lookbackGaps({ lookback }: Response, context: RubricContext): readonly string[] {
  const { from, to } = lookback;
  const covers = from !== null && to !== null && from <= context.period.from && to >= lookbackEnd(context);
  const span = `that it covers ${dayWords(context.period.from)} to ${dayWords(lookbackEnd(context))}`;
  return [
    ...(isBlank(lookback.method) ? ['the method'] : []),
    ...(lookback.population === null ? ['the population'] : []),
    ...(lookback.instances === null ? ['the instances found'] : []),
    ...((lookback.instances ?? 0) > (lookback.population ?? Infinity) ? ['why more were found than looked at'] : []),
    ...(covers ? [] : [span]),
  ];
}

/** R3: how far it reaches, over the whole period. */
export const extent: Point = (response, context) => {
  const { lookback } = response;
  const hasReason = wordsOf(lookback.whyNot).length >= fewestReasonWords;
  if (lookback.performed === false)
    return hasReason ? met('Says why nobody looked back.') : partial('Say why nobody looked back.');
  const gaps = lookbackGaps(response, context);
  if (lookback.performed === true && gaps.length === 0)
    return met(
      `${counted(lookback.instances ?? 0, 'instance')} in ${count(lookback.population ?? 0)}, over the whole period.`,
    );
  if (gaps.length === 0 || hasReason) return partial('Say whether the look back was done.');
  const isTold = lookback.performed === true && wordsOf(lookback.text).length >= fewestSearchWords;
  return (gaps.length >= 4 && !isTold ? missing : partial)(`State ${listed(gaps)}.`);
};

/** R4: what it meant for customers. */
export const impact: Point = (response, context): Judged => {
  const { impact: text, impactRating } = response;
  if (isBlank(text) && impactRating === null) return missing('Say what it meant for customers and their data.');
  if (isBlank(text)) return partial('Say in words what it meant for customers.');
  if (impactRating === null) return partial('Choose how grave the effect was.');
  if (impactRating === 'none' && named(response.impactEvidence, context).length === 0)
    return partial('“None” needs a log query or another piece of evidence.');
  return met(impactRating === 'none' ? 'No effect, with evidence.' : 'Says the effect and how grave it is.');
};

/** What a named control lacks to count; null when it counts. Unknown and unrelated ones limit nothing at all. */
function lackOf(id: string, { controls, exception }: RubricContext): Judged | null {
  const control = controls.get(id);
  if (control === undefined) return missing(`${id} is not in the matrix.`);
  if (id === exception.controlId) return missing(`${id} is the control of this exception.`);
  if (!control.criteria.some((criterion) => exception.criteria.includes(criterion)))
    return missing(`${id} shares no criterion with ${exception.controlId}.`);
  return control.isEffective ? null : partial(`${id} has no effective result in the period.`);
}

/** R5: other controls that limited it. */
export const compensating: Point = (response, context) => {
  const { compensatingControlIds: ids, compensatingNone } = response;
  if (ids.length === 0 && compensatingNone) return met('Says that there was none.');
  if (ids.length === 0)
    return namesId(context.controls.keys(), response.compensating)
      ? partial('Choose the control, so that its result can be read.')
      : missing('Name a control that worked in the period, or say that there was none.');
  const lacks = ids.flatMap((id) => lackOf(id, context) ?? []);
  const [first] = lacks;
  if (first === undefined)
    return met(`${listed(ids)} ${ids.length === 1 ? 'shares' : 'share'} a criterion and worked.`);
  const isNothing = lacks.length === ids.length && lacks.every(({ state }) => state === 'not-met');
  return (isNothing ? missing : partial)(first.words);
};
