import { emptyResponse, pointIds, textsOf } from '@shared/domain/response.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionErrors, newAction, withAction, withoutAction } from '../../renderer/exceptions/action-draft.ts';
import { linesIn } from '../../renderer/exceptions/lines-in.ts';
import { draftOf, factsChange, factsErrors } from '../../renderer/screens/exception/facts-draft.ts';
import { flagPieces } from '../../renderer/screens/exception/flag-pieces.ts';
import { flagField, sections, textOf, typed } from '../../renderer/screens/exception/sections.ts';
import { itemName, shortStory } from '../../renderer/screens/exception/story-lines.ts';
import { burnDownPath } from '../../renderer/screens/plan/burn-down-path.ts';
import { anException } from './exception-row.fixture.ts';

describe('the ten sections', () => {
  const blank = {
    ...emptyResponse,
    statementEvidence: [],
    impactEvidence: [],
    compensatingControlIds: [],
    correctionEvidence: [],
    proofEvidence: [],
  };

  test('answer the ten points of the rubric in their order', () => {
    expect(sections.map(({ point }) => point)).toEqual([...pointIds]);
  });

  test('what is typed into a section is what it shows, and no other section changes', () => {
    for (const section of sections.filter(({ text }) => text !== null)) {
      const after = { ...blank, ...typed(blank, section, 'words') };
      expect(textOf(after, section)).toBe('words');
      expect(textsOf(after).filter(([, text]) => text !== '')).toEqual([[flagField(section), 'words']]);
    }
  });
});

describe('flagged phrases', () => {
  const flag = (phrase: string, from: number) => ({
    ...({ kind: 'minimising', field: 'lookback.text', asks: 'How many?' } as const),
    ...{ phrase, from, to: from + phrase.length },
  });

  test('are cut out of the text where they stand', () => {
    expect(flagPieces('An isolated incident only.', [flag('isolated incident', 3)])).toEqual([
      { at: 0, text: 'An ', isFlagged: false },
      { at: 3, text: 'isolated incident', isFlagged: true },
      { at: 20, text: ' only.', isFlagged: false },
    ]);
  });

  test('of a text that was changed since are left out', () => {
    expect(flagPieces('Not an isolated incident.', [flag('isolated incident', 3)])).toEqual([
      { at: 0, text: 'Not an isolated incident.', isFlagged: false },
    ]);
  });

  test('the pieces are always the whole text, so that the lines break as in the field', () => {
    const flags = fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 4 }), fc.nat(40)), { maxLength: 5 });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), flags, (text, some) => {
        const cut = some.map(([, from]) => flag(text.slice(from, from + 3) || 'x', from));
        const pieces = flagPieces(text, [...cut, ...some.map(([phrase, from]) => flag(phrase, from))]);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });
});

test('the story calls an item by its name', () => {
  const items = [{ words: 'bastion, sg-0a91, eu-west-1' }];
  const at = '2026-04-14T09:00:00Z';
  const story = shortStory(
    [
      { at, kind: 'lapse', words: 'bastion, sg-0a91, eu-west-1: did not hold from here.' },
      { at, kind: 'done', words: 'Raised.' },
    ],
    items,
  );
  expect(story.map(({ words }) => words)).toEqual(['bastion: did not hold from here.', 'Raised.']);
  expect(itemName({ words: 'T-104' })).toBe('T-104');
});

describe('the facts', () => {
  const item = {
    words: 'T-104',
    findingId: null,
    from: null,
    to: null,
    capturedAt: null,
    itemSha256: null,
    snapshotId: null,
  };
  const exception = anException({
    affectedItems: [item, { ...item, words: 'bastion', findingId: 'f1', snapshotId: 's1' }],
    severityInputs: { exposure: 'possible', tolerableRate: 0.05, override: null },
  });
  const draft = draftOf(exception);

  test('that nobody touched ask for no change', () => {
    expect(factsChange(exception, draft)).toEqual({});
    expect(factsErrors(draft)).toEqual({});
  });

  test('that were touched are sent alone', () => {
    const after = {
      ...draft,
      title: ' 3 of 9 leavers ',
      tolerablePercent: 7.5,
      windowStart: '2026-03-27',
      items: 'T-104\n\n T-219 ',
    };
    expect(factsChange(exception, after)).toEqual({
      title: '3 of 9 leavers',
      tolerableRate: 0.075,
      windowStart: '2026-03-27',
      items: ['T-104', 'T-219'],
    });
    expect(factsChange(exception, { ...draft, level: 'low', levelReason: 'Two hosts.', levelBy: 'M. Lind' })).toEqual({
      override: { level: 'low', reason: 'Two hosts.', by: 'M. Lind' },
    });
  });

  test('of which some are wrong say where', () => {
    const wrong = {
      ...draft,
      title: ' ',
      detectedOn: '',
      detectedBy: '',
      windowStart: '2026-05-02',
      windowEnd: '2026-05-01',
    };
    expect(Object.keys(factsErrors({ ...wrong, deviationCount: 10, level: 'low' })).sort()).toEqual([
      ...['detectedBy', 'detectedOn', 'deviationCount', 'levelBy', 'levelReason', 'title', 'windowEnd'],
    ]);
  });
});

describe('an action of the plan', () => {
  const first = { ...newAction, id: 'EX-001-A1', action: 'Remove the rule' };
  const second = { ...newAction, id: 'EX-001-A2', action: 'Attach the policy', dependsOn: ['EX-001-A1'] };

  test('takes the place of the one with its id; a new one stands at the end', () => {
    const changed = { ...first, owner: 'Dana Ruiz' };
    expect(withAction([first, second], changed)).toEqual([changed, second]);
    expect(withAction([first], { ...newAction, action: 'More' }).map(({ action }) => action)).toEqual([
      ...['Remove the rule', 'More'],
    ]);
  });

  test('that is removed is waited for no more', () => {
    expect(withoutAction([first, second], 'EX-001-A1')).toEqual([{ ...second, dependsOn: [] }]);
  });

  test('needs words, days in order, and the day it was done', () => {
    expect(actionErrors(first)).toEqual({});
    const wrong = { ...newAction, startOn: '2026-05-02', dueOn: '2026-05-01', status: 'done' } as const;
    expect(Object.keys(actionErrors(wrong)).sort()).toEqual(['action', 'doneOn', 'dueOn']);
  });
});

test('lines of a text are those that say something', () => {
  expect(linesIn(' T-104 \n\n\tT-219\n')).toEqual(['T-104', 'T-219']);
  expect(linesIn(' \n')).toEqual([]);
});

describe('the burn-down', () => {
  const frame = { from: 0, to: 100, bottom: 100, top: 0 };
  const point = (open: number) => ({ on: '2026-10-01', open, due: 0 });

  test('steps from week to week, the most at the top and nothing at the foot', () => {
    expect(burnDownPath([point(4), point(2), point(0)], 'open', 4, frame)).toBe('M0.0 0.0H50.0V50.0H100.0V100.0');
  });

  test('of one week is level, and of none is nothing', () => {
    expect(burnDownPath([point(1)], 'open', 1, frame)).toBe('M0.0 0.0H100.0');
    expect(burnDownPath([], 'open', 1, frame)).toBe('');
  });
});
