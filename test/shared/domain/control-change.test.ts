import type { Control } from '@shared/domain/control.ts';
import {
  changedControl,
  changedFields,
  idProblems,
  isSameControl,
  type Known,
  newControl,
  problemsOf,
} from '@shared/domain/control-change.ts';
import { describe, expect, test } from 'vitest';
import { aControl } from './control.fixture.ts';

const june = '2026-06-01';
const july = '2026-07-01';
const known: Known = {
  criteria: new Set(['CC7.2', 'CC6.1']),
  checks: new Map([
    ['aws.log', [{ name: 'retention', unit: 'days', meaning: 'shortest', default: 365, stricter: 'higher' }]],
  ]),
  systems: new Set(['SYS-01']),
};

describe('versions of the wording', () => {
  test('a new wording is the next version from its day, and the one before is kept with its own', () => {
    const before = aControl();
    const after = changedControl(before, { frequency: 'monthly', owner: 'Someone' }, june);
    const { statement, nature, population, declares } = before;
    expect(after).toEqual({
      ...before,
      frequency: 'monthly',
      owner: 'Someone',
      version: 2,
      effectiveFrom: june,
      earlier: [{ statement, nature, population, declares, frequency: 'quarterly', version: 1, effectiveFrom: null }],
    });
    const third = changedControl(after, { statement: 'Other words.' }, july);
    expect(third).toMatchObject({ version: 3, effectiveFrom: july });
    expect(third.earlier.map(({ version, effectiveFrom }) => [version, effectiveFrom])).toEqual([
      [1, null],
      [2, june],
    ]);
  });

  test('what an auditor does not test makes no version', () => {
    const after = changedControl(aControl(), { owner: 'B', criteria: [], targetCadence: 'annual', title: 'C' }, june);
    expect(after).toMatchObject({ version: 1, effectiveFrom: null, earlier: [], owner: 'B', title: 'C' });
  });

  test.each([
    ['statement', { statement: 'x' }],
    ['nature', { nature: 'manual' }],
    ['frequency', { frequency: 'daily' }],
    ['population', { population: 'x' }],
    ['declares', { declares: [{ checkId: 'aws.log', parameter: 'retention', value: 1 }] }],
  ] as const)('a change of %s makes one', (_field, change) => {
    expect(changedControl(aControl(), change, june).version).toBe(2);
  });

  test('several edits of one day are one version', () => {
    const once = changedControl(aControl(), { frequency: 'monthly' }, june);
    const twice = changedControl(once, { statement: 'Other words.' }, june);
    expect(twice).toMatchObject({ version: 2, effectiveFrom: june, frequency: 'monthly' });
    expect(twice.earlier).toEqual(once.earlier);
  });

  test('going back to the wording before on the same day drops the version again', () => {
    const before = aControl({ version: 4, effectiveFrom: '2026-02-01', earlier: [] });
    const changed = changedControl(before, { frequency: 'monthly' }, june);
    expect(changedControl(changed, { frequency: 'quarterly' }, june)).toEqual(before);
    expect(changedControl(changed, { frequency: 'quarterly' }, july).version).toBe(6);
  });

  test('a correction changes the wording in force and makes no version', () => {
    const after = changedControl(aControl({ version: 2, effectiveFrom: june }), { statement: 'Corrected.' }, null);
    expect(after).toMatchObject({ version: 2, effectiveFrom: june, statement: 'Corrected.', earlier: [] });
  });

  test('a wording cannot begin before the one in force, and a correction or another field still can', () => {
    const control = aControl({ effectiveFrom: july });
    expect(() => changedControl(control, { statement: 'x' }, june)).toThrow(
      'The wording of LOG-01 in force holds from 2026-07-01, so a new one cannot hold from 2026-06-01.',
    );
    expect(changedControl(control, { statement: 'x' }, null).statement).toBe('x');
    expect(changedControl(control, { owner: 'x' }, june).owner).toBe('x');
  });
});

test('undefined leaves a field, null clears one', () => {
  const control = aControl({ effectiveTo: july });
  expect(changedControl(control, { owner: undefined, effectiveTo: null }, june)).toEqual({
    ...control,
    effectiveTo: null,
  });
});

test('a reason goes with the status it explains', () => {
  const out = changedControl(aControl(), { status: 'not-applicable', reason: ' No card data. ' }, june);
  expect(out).toMatchObject({ status: 'not-applicable', reason: 'No card data.' });
  expect(changedControl(out, { status: 'planned' }, june).reason).toBeNull();
  expect(changedControl(aControl(), { reason: 'Left over.' }, june).reason).toBeNull();
});

test('a new control has version 1 from its day', () => {
  const { id, version, effectiveFrom, earlier, ...fields } = aControl();
  expect(newControl('OWN-01', fields, june)).toEqual({ ...aControl({ id: 'OWN-01' }), effectiveFrom: june });
  expect([id, version, effectiveFrom, earlier]).toEqual(['LOG-01', 1, null, []]);
});

test('states are compared whole, and the changed fields are named', () => {
  const a = aControl();
  expect(isSameControl(a, { ...a })).toBe(true);
  expect(isSameControl(a, { ...a, version: 2 })).toBe(false);
  expect([isSameControl(null, a), isSameControl(a, null), isSameControl(null, null)]).toEqual([false, false, true]);
  expect(changedFields(a, { ...a, version: 2, evidence: [], owner: '' })).toEqual(['owner', 'evidence']);
});

const said = (over: Partial<Control>) =>
  problemsOf(aControl(over), known).map(({ field, words }) => `${field}: ${words}`);

test('a control that is in order has no problem', () => {
  expect(
    said({
      systems: ['SYS-01'],
      checks: ['aws.log'],
      declares: [{ checkId: 'aws.log', parameter: 'retention', value: 30 }],
      effectiveFrom: june,
      effectiveTo: june,
      status: 'not-applicable',
      reason: 'None.',
    }),
  ).toEqual([]);
});

test.each<[Partial<Control>, string]>([
  [{ title: ' ' }, 'title: The title is empty.'],
  [{ statement: '' }, 'statement: The statement is empty.'],
  [{ status: 'not-applicable' }, 'reason: It can only be not applicable with a written reason.'],
  [
    { criteria: ['CC9.9', 'CC6.1', 'CC9.9'] },
    'criteria: The criteria name CC9.9, which is not a trust services criterion.',
  ],
  [{ systems: ['SYS-02'] }, 'systems: The systems name SYS-02, which is not in the scope register.'],
  [{ checks: ['aws.gone'] }, 'checks: The checks name aws.gone, which does not exist.'],
  [
    { declares: [{ checkId: 'aws.gone', parameter: 'retention', value: 1 }] },
    'declares: The declared values name the check aws.gone, which does not exist.',
  ],
  [
    { declares: [{ checkId: 'aws.log', parameter: 'days', value: 1 }] },
    'declares: The declared values name days, which is not a parameter of aws.log.',
  ],
  [
    { declares: [{ checkId: 'aws.log', parameter: 'retention', value: 'long' }] },
    'declares: The declared value of retention of aws.log is "long", which is not a whole number, 0 or more.',
  ],
  [
    {
      declares: [
        { checkId: 'aws.log', parameter: 'retention', value: 1 },
        { checkId: 'aws.log', parameter: 'retention', value: 2 },
      ],
    },
    'declares: The declared values name retention of aws.log twice.',
  ],
  [
    { effectiveFrom: july, effectiveTo: june },
    'effectiveTo: It ends on 2026-06-01, before its wording begins to hold on 2026-07-01.',
  ],
  [
    { effectiveTo: '2026-02-30' },
    'effectiveTo: It ends on 2026-02-30, which is not a calendar day such as 2026-12-31.',
  ],
])('%j is refused in words', (over, words) => {
  expect(said(over)).toEqual([words]);
});

test('every problem is told, not the first alone', () => {
  expect(said({ title: '', statement: '', criteria: ['X'] })).toHaveLength(3);
});

test.each([
  ['LOG-01', ['There is a control LOG-01 already.']],
  ['GOV-01', ['GOV-01 was removed on 2026-10-01; undo the removal or choose another id.']],
  ['OWN-01', []],
  ['a'.repeat(40), []],
  ['a'.repeat(41), [`The id ${'a'.repeat(41)} is not made of 1 to 40 letters, digits and dashes.`]],
  ['', ['The id  is not made of 1 to 40 letters, digits and dashes.']],
  ['A B', ['The id A B is not made of 1 to 40 letters, digits and dashes.']],
  ['=1+1', ['The id =1+1 is not made of 1 to 40 letters, digits and dashes.']],
  ['__proto__', ['The id __proto__ is not made of 1 to 40 letters, digits and dashes.']],
])('the id %s of a new control: %j', (id, expected) => {
  const words = idProblems(id, new Set(['LOG-01']), new Map([['GOV-01', '2026-10-01']])).map((it) => it.words);
  expect(words).toEqual(expected);
});
