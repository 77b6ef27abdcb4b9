import { emptyResponse, type Response } from '@shared/domain/response.ts';
import { expect, test } from 'vitest';
import { readRubric } from '../../../../../electron/engine/evaluate/rubric/rubric.ts';
import { contextOf, lettersOf, written, writtenFor } from './responses.fixture.ts';

const context = contextOf('leavers');
const flagsOf = (change: Partial<Response>) => readRubric({ ...emptyResponse, ...change }, context).flags;
const { minimising, vague, reminderOnly, unprovenCompletion } = context.rubric.phrases;
const phrases = [
  ...minimising.map((phrase) => ['minimising', phrase] as const),
  ...vague.map((phrase) => ['vague', phrase] as const),
  ...reminderOnly.map((phrase) => ['reminder-only', phrase] as const),
  ...unprovenCompletion.map((phrase) => ['unproven-completion', phrase] as const),
];

test.each(phrases)('%s: “%s” is found as whole words, in any case and over a line', (kind, phrase) => {
  const text = `It is (${phrase.toUpperCase().replace(' ', '\n')}), and x${phrase}x is a word of its own.`;
  const [flag, ...rest] = flagsOf({ impact: text });
  expect(rest).toEqual([]);
  expect(flag).toMatchObject({ kind, phrase, field: 'impact', from: 7, to: 7 + phrase.length });
  expect(flag?.asks).toMatch(/\?$/);
});

test('every place of a phrase is marked, in the field it stands in', () => {
  const found = flagsOf({ statement: 'Minor, minor; minority.', proof: 'As appropriate.' });
  expect(found.map(({ field, from, to }) => [field, from, to])).toEqual([
    ['statement', 0, 5],
    ['statement', 7, 12],
    ['proof', 0, 14],
  ]);
});

test('flags change no point, no score and no band', () => {
  for (const { response, context: within } of written) {
    const quiet = { minimising: [], vague: [], reminderOnly, unprovenCompletion: [] };
    const silent = readRubric(response, { ...within, rubric: { ...within.rubric, phrases: quiet } });
    const spoken = readRubric(response, within);
    expect([lettersOf(spoken), spoken.score, spoken.band]).toEqual([lettersOf(silent), silent.score, silent.band]);
  }
});

test('what stands behind a phrase settles it: the look back, the effect, the action, the proof', () => {
  const { response } = writtenFor('substantive', 'leavers');
  const said = {
    ...response,
    lookback: { ...response.lookback, text: 'An isolated incident.' },
    impact: 'No impact: both accounts stayed unused.',
    correctiveAction: `${response.correctiveAction} HR was reminded.`,
    proof: 'It has been resolved: 6 departures since were on time.',
  };
  expect(readRubric(said, context).flags).toEqual([]);
  const unsettled = {
    ...said,
    lookback: { ...said.lookback, method: '' },
    impactEvidence: [],
    correctiveAction: 'HR was reminded.',
    proofEvidence: [],
  };
  expect(readRubric(unsettled, context).flags.map(({ phrase }) => phrase)).toEqual([
    'isolated incident',
    'no impact',
    'reminded',
    'has been resolved',
  ]);
});
