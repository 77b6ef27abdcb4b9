import type { System } from '@shared/domain/system.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editedRegister, type SystemEdit } from '../../../../electron/engine/evaluate/scope-register.ts';
import { account, other } from './scope.fixture.ts';

const fieldsOf = ({ id: _, ...rest }: System): Omit<System, 'id'> => rest;
const put = (fields: Partial<System> = {}, id: string | null = null): SystemEdit => ({
  kind: 'put',
  id,
  system: fieldsOf(account(fields)),
});
const nobody = () => [];
const problems = (edit: SystemEdit, systems: readonly System[] = []): readonly string[] =>
  editedRegister(
    systems,
    systems.map(({ id }) => id),
    [edit],
    nobody,
  ).problems;

describe('ids', () => {
  test('a new system gets the number after the highest ever given, not the first that is free', () => {
    const { systems } = editedRegister([account()], ['SYS-01', 'SYS-09'], [put({ identifier: other })], nobody);
    expect(systems.map(({ id }) => id)).toEqual(['SYS-01', 'SYS-10']);
  });

  test('ids of systems that were removed are never given again', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (adds) => {
        let given: readonly string[] = [];
        let systems: readonly System[] = [];
        for (const isAdd of adds) {
          const last = systems.at(-1);
          const edit: SystemEdit | null = isAdd
            ? put({ kind: 'other', identifier: '', locations: [] })
            : last === undefined
              ? null
              : { kind: 'remove', id: last.id };
          if (edit === null) continue;
          const before = systems;
          systems = editedRegister(systems, given, [edit], nobody).systems;
          const added = systems.filter((one) => !before.some(({ id }) => id === one.id)).map(({ id }) => id);
          expect(added.filter((id) => given.includes(id))).toEqual([]);
          given = [...given, ...added];
        }
      }),
    );
  });

  test('systems stand in the order of their numbers', () => {
    const given = [account({ id: 'SYS-100', identifier: '1'.repeat(12) }), account({ id: 'SYS-11' })];
    expect(editedRegister(given, [], [], nobody).systems.map(({ id }) => id)).toEqual(['SYS-11', 'SYS-100']);
  });
});

describe('what is refused', () => {
  test.each<[string, Partial<System>, string]>([
    ['a short account number', { identifier: '1234' }, 'An AWS account number has 12 digits, and 1234 was given.'],
    ['no account number', { identifier: ' ' }, 'An AWS account number has 12 digits, and none was given.'],
    [
      'a subscription that is no UUID',
      { kind: 'azure-subscription', locations: [] },
      'A subscription id looks like 8a1d2c40-0000-4000-8000-00000000003f, and 111122223333 was given.',
    ],
    ['out without a reason', { stance: 'excluded', reason: '' }, 'It can only be left out with a written reason.'],
    [
      'a region out without a reason',
      { locations: [{ region: 'us-east-1', stance: 'excluded', reason: ' ' }] },
      'us-east-1 can only be left out with a written reason.',
    ],
    [
      'a region twice',
      { locations: ['eu-west-1', 'EU-WEST-1 '].map((region) => ({ region, stance: 'in', reason: '' })) },
      'The region eu-west-1 is named twice.',
    ],
    [
      'a region that is none',
      { locations: [{ region: 'eu-west1', stance: 'in', reason: '' }] },
      'eu-west1 is not a region such as eu-west-1.',
    ],
    [
      'what lies outside of regions as a region',
      { locations: [{ region: 'global', stance: 'in', reason: '' }] },
      'What lies outside of regions is declared with the account, not as a region.',
    ],
    [
      'a subservice organisation without a method',
      { kind: 'subservice', locations: [] },
      'A subservice organisation is either carved out or included; the method is missing.',
    ],
    [
      'a method for another kind',
      { method: 'carve-out' },
      'Only a subservice organisation is carved out or included; the method must be empty.',
    ],
    ['regions of a service', { kind: 'saas' }, 'Regions are declared of accounts and subscriptions only.'],
  ])('%s', (_, fields, words) => {
    expect(problems(put(fields))).toEqual([`SYS-01 Production: ${words}`]);
  });

  test('an identifier that another system has is refused by the name of that system', () => {
    expect(problems(put({ name: 'Copy' }), [account()])).toEqual([
      'SYS-02 Copy: SYS-01 Production has the identifier 111122223333 already.',
    ]);
    expect(problems(put({ kind: 'other', identifier: '', locations: [] }), [account()])).toEqual([]);
  });

  test('a system that is not there is neither changed nor removed', () => {
    expect(problems(put({}, 'SYS-07'))).toEqual(['There is no system SYS-07.']);
    expect(problems({ kind: 'remove', id: 'SYS-07' })).toEqual(['There is no system SYS-07.']);
  });

  test('a system that controls name is not removed', () => {
    const { problems: found } = editedRegister([account()], ['SYS-01'], [{ kind: 'remove', id: 'SYS-01' }], () => [
      'CHG-01',
      'CHG-02',
    ]);
    expect(found).toEqual(['SYS-01 is named by CHG-01, CHG-02; take it out of these controls first.']);
  });
});

test('letter case and spaces that mean nothing are settled', () => {
  const edit = put({
    kind: 'azure-subscription',
    name: ' Analytics ',
    identifier: ' 8A1D2C40-0000-4000-8000-00000000003F ',
    locations: [{ region: 'WestEurope ', stance: 'in', reason: '' }],
    expected: [' ', 'One. '],
  });
  const { systems, problems: found } = editedRegister([], [], [edit], nobody);
  expect(found).toEqual([]);
  expect(systems[0]).toMatchObject({
    name: 'Analytics',
    identifier: '8a1d2c40-0000-4000-8000-00000000003f',
    locations: [{ region: 'westeurope' }],
    expected: ['One.'],
  });
});

test('edits come one after the other: what one adds the next can refer to', () => {
  const { systems, problems: found } = editedRegister(
    [],
    [],
    [put(), put({ name: 'Renamed' }, 'SYS-01'), put({ identifier: other })],
    nobody,
  );
  expect(found).toEqual([]);
  expect(systems.map(({ id, name }) => [id, name])).toEqual([
    ['SYS-01', 'Renamed'],
    ['SYS-02', 'Production'],
  ]);
});
