import type { PointId, Response } from '@shared/domain/response.ts';
import { describe, expect, test } from 'vitest';
import type { RubricContext } from '../../../../../electron/engine/evaluate/rubric/context.ts';
import { readRubric } from '../../../../../electron/engine/evaluate/rubric/rubric.ts';
import { contextOf, lettersOf, stateOf, writtenFor } from './responses.fixture.ts';

const leavers = writtenFor('substantive', 'leavers').response;
const context = contextOf('leavers');
/** How a point stands when a full response to the leaver finding is written otherwise in some fields. */
const point = (id: PointId, change: Partial<Response>, within: Partial<RubricContext> = {}) =>
  stateOf(readRubric({ ...leavers, ...change }, { ...context, ...within }), id);
const on = (change: Partial<RubricContext['exception']>): Partial<RubricContext> => ({
  exception: { ...context.exception, ...change },
});
const lookback = (change: Partial<Response['lookback']>) => ({ lookback: { ...leavers.lookback, ...change } });

test('the full response stands on all ten points, so that each trap below changes one thing', () => {
  expect(lettersOf(readRubric(leavers, context))).toBe('mmmmmmmmmm');
});

test('the weak examples of the rubric itself earn one point of ten between them, and the answers to them are asked for', () => {
  const { response, context: within } = writtenFor('weak', 'leavers');
  const { score, flags } = readRubric(response, within);
  expect(score).toBe(1);
  expect(flags.map(({ phrase, field }) => [phrase, field])).toEqual([
    ['isolated incident', 'lookback.text'],
    ['no impact', 'impact'],
    ['reminded', 'correctiveAction'],
  ]);
});

describe('R1', () => {
  test.each([
    ['2/25 leavers were late.', 'met'],
    ['Two of twenty-five were late.', 'met'],
    ['t-104 was late.', 'met'],
    ['See T-104, removed 4 days late.', 'met'],
    ['IAM-04 did not work.', 'met'],
    ['T-2 and T-25 were late.', 'partial'],
    ['In 2026 some were late; 250 were not.', 'partial'],
    ['Noted.', 'partial'],
    ['…', 'not-met'],
  ] as const)('“%s” is %s', (statement, state) => {
    expect(point('R1', { statement })).toBe(state);
  });

  test('“Noted.” without a position is nothing', () => {
    expect(point('R1', { statement: 'Noted.', position: null })).toBe('not-met');
  });

  test('a count in thousands is read with its comma', () => {
    const many = on({ deviationCount: 1284, sampleSize: 20_000 });
    expect(point('R1', { statement: '1,284 rows were late.' }, many)).toBe('met');
    expect(point('R1', { statement: '1,285 rows were late.' }, many)).toBe('partial');
  });

  test('an exception that does not count itself leaves the point half', () => {
    expect(point('R1', {}, on({ deviationCount: null }))).toBe('partial');
    expect(point('R1', {}, on({ affectedItems: [] }))).toBe('partial');
  });

  test('a dispute needs evidence that exists, else the whole response is weak', () => {
    const disputes = { ...leavers, position: 'disputes' } as const;
    const denied = readRubric({ ...disputes, statementEvidence: ['E-404'] }, context);
    expect([stateOf(denied, 'R1'), denied.band, denied.cap]).toEqual(['not-met', 'weak', 'Denies without evidence.']);
    const shown = readRubric({ ...disputes, statementEvidence: ['E-102'] }, context);
    expect([stateOf(shown, 'R1'), shown.band]).toEqual(['met', 'substantive']);
  });
});

describe('R2', () => {
  const { title, description } = context.exception;
  const cause = 'HR entered terminations in the payroll tool only; no event reached the identity provider.';
  test.each([
    ['bare human error', 'It was human error.', 'not-met'],
    ['human error in capitals, cut by a hyphen', 'HUMAN-ERROR of the team!', 'not-met'],
    ['an oversight with regrets', 'This was an oversight. We are sorry about it.', 'not-met'],
    ['human error because, short', 'Human error because nobody had told IT.', 'not-met'],
    ['human error because, with what let it happen', `Human error, because ${cause}`, 'met'],
    ['human error after the cause', `${cause} In the end it was human error.`, 'met'],
    ['a short cause with human error beside it', 'Payroll tells Okta nothing of contractors. Human error.', 'partial'],
    ['three words', 'Process not followed.', 'not-met'],
    ['the description again', description, 'not-met'],
    ['the title again', `${title}, and that is why the access stayed with those 2 of the 25 leavers.`, 'not-met'],
    ['title and description again', `${title}. ${description}`, 'not-met'],
    ['one sentence of the description again', description.split('. ')[0] ?? '', 'not-met'],
    ['the description and a word of regret', `${description} Sorry.`, 'not-met'],
    ['the description and then the cause', `${description} ${cause}`, 'met'],
    ['the cause and then the description', `${cause} ${description}`, 'met'],
    ['a placeholder', 'TBD', 'not-met'],
  ] as const)('%s', (_, rootCause, state) => {
    expect(point('R2', { rootCause: rootCause as string })).toBe(state);
  });

  test('twelve words are enough and eleven are half', () => {
    const words = 'payroll does not tell the identity provider about contractors who leave early'.split(' ');
    expect(point('R2', { rootCause: words.join(' ') })).toBe('met');
    expect(point('R2', { rootCause: words.slice(0, 11).join(' ') })).toBe('partial');
    expect(point('R2', { rootCauseCategory: null })).toBe('partial');
  });
});

describe('R3', () => {
  test('“isolated incident” alone is nothing, and is asked about until the look back stands', () => {
    const claim = { ...leavers.lookback, text: 'An “isolated   incident”.' };
    const alone = {
      ...leavers,
      lookback: { ...writtenFor('weak', 'incident-review').response.lookback, text: claim.text },
    };
    const flagged = (response: Response) => readRubric(response, context).flags.map(({ phrase }) => phrase);
    expect(stateOf(readRubric(alone, context), 'R3')).toBe('not-met');
    expect(flagged(alone)).toEqual(['isolated incident']);
    expect(flagged({ ...leavers, lookback: claim })).toEqual([]);
  });

  test.each([
    ['from the first day to the last', {}, 'met'],
    ['from before the first day', { from: '2025-01-01', to: '2026-10-02' }, 'met'],
    ['from one day too late', { from: '2025-10-02' }, 'partial'],
    ['to one day too early', { to: '2026-09-29' }, 'partial'],
    ['without a count of what was looked at', { population: null }, 'partial'],
    ['with more found than looked at', { population: 2, instances: 3 }, 'partial'],
    ['with nothing found', { instances: 0 }, 'met'],
    ['not said to be done', { performed: null }, 'partial'],
    ['refused without a reason', { performed: false, whyNot: 'Too much work.' }, 'partial'],
    ['refused with a reason', { performed: false, whyNot: 'All 25 leavers of the period were selected.' }, 'met'],
  ] as const)('a look back %s', (_, change, state) => {
    expect(point('R3', lookback(change))).toBe(state);
  });

  test('while the period runs, up to today is the whole of it', () => {
    const running = { period: { from: '2026-01-01', to: '2026-12-31' }, today: '2026-10-20' };
    expect(point('R3', lookback({ to: '2026-10-20' }), running)).toBe('met');
    expect(point('R3', lookback({ to: '2026-10-19' }), running)).toBe('partial');
  });
});

describe('R4 and R5', () => {
  test('“none” needs evidence, another grade needs words', () => {
    expect(point('R4', { impactEvidence: [] })).toBe('partial');
    expect(point('R4', { impactEvidence: ['E-404'] })).toBe('partial');
    expect(point('R4', { impactEvidence: [], impactRating: 'low' })).toBe('met');
    expect(point('R4', { impact: ' ', impactRating: 'low' })).toBe('partial');
    expect(point('R4', { impact: '', impactRating: null })).toBe('not-met');
  });

  test.each([
    ['worked and shares a criterion', ['IAM-03'], 'met'],
    ['is not in the matrix', ['XYZ-01'], 'not-met'],
    ['shares no criterion', ['CHG-04'], 'not-met'],
    ['is the control that failed', ['IAM-04'], 'not-met'],
    ['shares a criterion and did not work', ['IAM-05'], 'partial'],
    ['worked, beside one that is not in the matrix', ['IAM-03', 'XYZ-01'], 'partial'],
  ] as const)('a compensating control that %s', (_, compensatingControlIds, state) => {
    expect(point('R5', { compensatingControlIds })).toBe(state);
  });

  test('the control that failed limits nothing, even when it works again', () => {
    const controls = new Map([...context.controls, ['IAM-04', { criteria: ['CC6.2'], isEffective: true }] as const]);
    expect(point('R5', { compensatingControlIds: ['IAM-04'] }, { controls })).toBe('not-met');
  });

  test('none is an answer, and silence is not', () => {
    const none = { compensatingControlIds: [], compensating: '' };
    expect(point('R5', { ...none, compensatingNone: true })).toBe('met');
    expect(point('R5', { ...none, compensating: 'We have strong security.' })).toBe('not-met');
    expect(point('R5', { ...none, compensating: 'IAM-03 worked.' })).toBe('partial');
  });
});

describe('R6', () => {
  test.each([
    ['on the day of the finding', '2026-09-28', ['E-102'], 'met'],
    ['a day before the finding', '2026-09-27', ['E-102'], 'partial'],
    ['today, shown by what is older', '2026-10-20', ['E-102'], 'partial'],
    ['tomorrow', '2026-10-21', [], 'not-met'],
    ['tomorrow, with evidence of today', '2026-10-21', ['E-103'], 'partial'],
    ['on a day, with nothing attached', '2026-09-29', [], 'partial'],
    ['on a day, with evidence that does not exist', '2026-09-29', ['E-404'], 'partial'],
    ['on no day, with evidence', null, ['E-102'], 'partial'],
    ['on no day, in words', null, [], 'not-met'],
  ] as const)('a correction %s', (_, correctionOn, correctionEvidence, state) => {
    expect(point('R6', { correctionOn, correctionEvidence })).toBe(state);
  });

  test('today is a day that was', () => {
    const corrected = { correctionOn: '2026-10-16', correctionEvidence: ['E-103'] };
    expect(point('R6', corrected, { today: '2026-10-16' })).toBe('met');
    expect(point('R6', corrected, { today: '2026-10-15' })).toBe('partial');
  });

  test("evidence counts from the day it was collected, in the client's zone", () => {
    const evidence = (collectedAt: string) =>
      on({ evidence: context.exception.evidence.map((item) => ({ ...item, collectedAt })) });
    const corrected = { correctionOn: '2026-10-01', correctionEvidence: ['E-102'] };
    expect(point('R6', corrected, evidence('2026-10-01T03:59:59.000Z'))).toBe('partial');
    expect(point('R6', corrected, evidence('2026-10-01T04:00:00.000Z'))).toBe('met');
  });
});

describe('R7', () => {
  test.each([
    ['Staff were reminded of the policy.', 'partial'],
    ['We REITERATED the policy. All were re-trained and will ensure more care.', 'partial'],
    ['Staff were reminded of the policy and of the importance of removing access in time.', 'partial'],
    ['Staff were reminded, and the HR tool now disables the account on the last day.', 'met'],
    ['The HR tool now disables the account; staff were reminded.', 'met'],
    ['Staff were reminded. The HR tool now disables the account.', 'met'],
    ['Fixed the tool.', 'partial'],
    ['', 'not-met'],
  ] as const)('“%s” is %s', (correctiveAction, state) => {
    expect(point('R7', { correctiveAction: correctiveAction.replace('re-trained', 'retrained') })).toBe(state);
  });
});

describe('R8', () => {
  test.each([
    ['critical', 7],
    ['high', 30],
    ['medium', 60],
    ['low', 90],
  ] as const)('at %s severity, %i days are allowed and one more is too late', (level, days) => {
    const due = (after: number) => new Date(Date.parse(context.exception.detectedOn) + after * 864e5).toISOString();
    expect(point('R8', { dueOn: due(days).slice(0, 10) }, { level })).toBe('met');
    expect(point('R8', { dueOn: due(days + 1).slice(0, 10) }, { level })).toBe('partial');
    expect(point('R8', { dueOn: due(-1).slice(0, 10) }, { level })).toBe('partial');
  });

  test('one of person, role and day names nobody; two are half', () => {
    expect(point('R8', { ownerRole: 'IT', ownerName: '', dueOn: null })).toBe('not-met');
    expect(point('R8', { ownerName: 'TBD', ownerRole: 'Head of IT' })).toBe('partial');
    expect(point('R8', { ownerName: '', ownerRole: 'tbc', dueOn: '2026-10-20' })).toBe('not-met');
  });
});

describe('R9', () => {
  const planned = { completedOn: null, proofEvidence: [], dueOn: '2026-10-20' };
  test('naming the proof is enough while the action is not yet due, and no longer', () => {
    expect(point('R9', planned)).toBe('met');
    expect(point('R9', { ...planned, dueOn: '2026-10-19' })).toBe('partial');
    expect(point('R9', { ...planned, dueOn: null })).toBe('partial');
    expect(point('R9', { ...planned, proof: 'A report.' })).toBe('partial');
    expect(point('R9', { ...planned, proof: '' })).toBe('not-met');
  });

  test.each([
    ['evidence of the day itself', '2026-10-16', ['E-103'], 'met'],
    ['evidence one day too early', '2026-10-17', ['E-103'], 'not-met'],
    ['evidence that does not exist', '2026-10-07', ['E-404'], 'not-met'],
    ['no evidence', '2026-10-07', [], 'not-met'],
  ] as const)('completion with %s', (_, completedOn, proofEvidence, state) => {
    const reading = readRubric({ ...leavers, completedOn, proofEvidence }, context);
    expect(stateOf(reading, 'R9')).toBe(state);
    expect(reading.band).toBe(state === 'met' ? 'substantive' : 'weak');
  });

  test('a statement has no hash and proves no completion', () => {
    const said = on({ evidence: context.exception.evidence.map((item) => ({ ...item, sha256: null })) });
    expect(point('R9', {}, said)).toBe('not-met');
    const sourceless = on({ evidence: context.exception.evidence.map((item) => ({ ...item, source: ' ' })) });
    expect(point('R9', {}, sourceless)).toBe('not-met');
  });

  test('a completion that is still to come is a plan and no claim', () => {
    const reading = readRubric({ ...leavers, ...planned, completedOn: '2026-10-21' }, context);
    expect([stateOf(reading, 'R9'), reading.band]).toEqual(['partial', 'substantive']);
  });

  test('remediated is a claim too, and verified needs the later occurrence', () => {
    expect(point('R9', planned, on({ status: 'remediated' }))).toBe('not-met');
    expect(point('R9', {}, on({ status: 'remediated' }))).toBe('met');
    expect(point('R9', {}, on({ status: 'verified' }))).toBe('partial');
    const verification = { by: 'L. Vogt', on: '2026-10-16', words: '6 departures.', evidence: ['E-103'] };
    expect(point('R9', {}, on({ status: 'verified', verification }))).toBe('met');
  });
});

describe('R10', () => {
  test.each([
    ['a control by its id', { monitoringId: 'IAM-05', monitoring: '' }, 'met'],
    ['a check by its id', { monitoringId: 'aws.access-analyzer-on', monitoring: '' }, 'met'],
    ['a control in the text', { monitoringId: '', monitoring: 'iam-05 would show it.' }, 'met'],
    ['words alone', { monitoringId: '', monitoring: 'We watch it.' }, 'partial'],
    ['words and an id that does not exist', { monitoringId: 'LV-3', monitoring: 'We watch it.' }, 'partial'],
    ['an id that does not exist', { monitoringId: 'LV-3', monitoring: '' }, 'not-met'],
    ['nothing', { monitoringId: '', monitoring: '' }, 'not-met'],
  ] as const)('%s', (_, change, state) => {
    expect(point('R10', change)).toBe(state);
  });

  test('a repeat is linked, and says why the last fix did not hold', () => {
    const repeat = on({ repeatOf: '2025 exception 2' });
    const repeatWhy = 'The job of 2025 covered employees and left out contractors.';
    expect(point('R10', {}, { hadBefore: true })).toBe('partial');
    expect(point('R10', {}, repeat)).toBe('partial');
    expect(point('R10', { repeatWhy }, repeat)).toBe('met');
  });
});
