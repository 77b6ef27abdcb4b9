import { scopeRoutes } from '@shared/contract/scope.ts';
import type { System } from '@shared/domain/system.ts';
import { describe, expect, test } from 'vitest';
import { plainName, seenAccounts, seenEdits } from '../../renderer/screens/scope/seen-draft.ts';
import {
  draftErrors,
  draftOf,
  fieldsOf,
  type SystemDraft,
  whyOf,
  withLocation,
} from '../../renderer/screens/scope/system-draft.ts';

const system: System = {
  id: 'SYS-08',
  kind: 'subservice',
  name: 'Card processor',
  identifier: 'acquirer.example',
  owner: 'Finance',
  dataClass: 'restricted',
  handlesCustomerData: true,
  stance: 'in',
  reason: '',
  locations: [],
  method: 'inclusive',
  expected: ['Card data is encrypted.', 'A report covers the period.'],
  userControls: ['Keys are rotated.'],
};
const account = (change: Partial<SystemDraft> = {}): SystemDraft => ({
  ...draftOf(null),
  kind: 'aws-account',
  name: 'prod',
  identifier: '111122223333',
  ...change,
});

describe('a line of the register while it is typed', () => {
  test('an unchanged draft says exactly what the register says', () => {
    const { id: _id, ...fields } = system;
    expect(fieldsOf(draftOf(system))).toEqual(fields);
  });

  test('lists are read one to a line, and empty lines are no expectations', () => {
    const { expected } = fieldsOf({ ...draftOf(system), expected: ' One. \n\n  Two.\n' });
    expect(expected).toEqual(['One.', 'Two.']);
  });

  test('what a kind does not have is not saved with it', () => {
    const draft = withLocation({ ...draftOf(system), kind: 'saas' }, 'eu-west-1');
    expect(fieldsOf(draft)).toMatchObject({ method: null, locations: [] });
  });

  test('account numbers and subscription ids are checked by their shape', () => {
    expect(draftErrors(account(), [])).toEqual({});
    expect(draftErrors(account({ identifier: '1111-2222' }), []).identifier).toContain('12 digits');
    expect(draftErrors(account({ kind: 'azure-subscription' }), []).identifier).toContain('8a1d2c40');
    const subscription = { kind: 'azure-subscription', identifier: '8a1d2c40-0000-4000-8000-00000000003f' } as const;
    expect(draftErrors(account(subscription), [])).toEqual({});
  });

  test('an identifier that another line has is refused by name', () => {
    const draft = { ...draftOf(null), name: 'Acquirer', identifier: 'ACQUIRER.example' };
    expect(draftErrors(draft, [system]).identifier).toBe('SYS-08 Card processor has this identifier already.');
  });

  test('leaving out needs a written reason, for a system and for a region', () => {
    expect(draftErrors(account({ stance: 'excluded', reason: '  ' }), []).reason).toContain('written reason');
    const out = { key: 0, region: 'us-east-1', stance: 'excluded', reason: '' } as const;
    expect(draftErrors(account({ locations: [out] }), []).locations).toBe('Write why us-east-1 is left out.');
  });

  test('a region stands once and has a name', () => {
    const twice = withLocation(withLocation(account(), 'eu-west-1'), 'eu-west-1');
    expect(draftErrors(twice, []).locations).toBe('eu-west-1 stands here twice.');
    expect(draftErrors(withLocation(account(), ' '), []).locations).toContain('Name the region');
  });

  test('rows keep their keys when one between them is taken out', () => {
    const three = withLocation(withLocation(withLocation(account(), 'a'), 'b'), 'c');
    const two = { ...three, locations: three.locations.filter(({ region }) => region !== 'b') };
    expect(withLocation(two, 'd').locations.map(({ key }) => key)).toEqual([0, 2, 3]);
  });

  test('the memo gets the plain fact when no reason was typed', () => {
    expect(whyOf(account(), true)).toBe('Added prod.');
    expect(whyOf(account({ why: ' Board decision. ' }), false)).toBe('Board decision.');
  });
});

const cell = (accountId: string, region: string, seen: number | null) => ({
  account: accountId,
  region,
  declared: 'not-named' as const,
  seen,
  state: 'undeclared' as const,
  because: '',
});
const view = {
  memo: null,
  memos: [],
  systems: [],
  accounts: [
    { account: '111122223333', name: '111122223333', provider: 'aws' as const },
    { account: '', name: '', provider: 'aws' as const },
  ],
  cells: [
    cell('111122223333', 'global', 9),
    cell('111122223333', 'eu-west-1', 612),
    cell('111122223333', 'us-east-1', 0),
    cell('111122223333', 'us-west-2', null),
  ],
  differences: [],
  seenAt: null,
  collectionId: null,
  resources: 0,
  elsewhere: [],
  quarter: '2026-Q3',
  confirmations: [],
};

describe('a register begun from what was seen', () => {
  test('only regions in which something was seen are offered, and only accounts with a number', () => {
    const [seen, ...others] = seenAccounts(view);
    expect(others).toEqual([]);
    expect(seen?.regions).toEqual([{ region: 'eu-west-1', resources: 612, isIn: true }]);
  });

  test('an account the register names already is not offered again', () => {
    expect(seenAccounts({ ...view, systems: [{ ...system, identifier: '111122223333' }] })).toEqual([]);
  });

  test('the entries are what the route accepts, without what was unchecked', () => {
    const [seen] = seenAccounts(view);
    if (seen === undefined) throw new Error('An account was seen.');
    const edits = seenEdits([
      { ...seen, regions: [...seen.regions, { region: 'us-east-1', resources: 1, isIn: false }] },
      { ...seen, account: '444455556666', isTaken: false },
    ]);
    expect(edits).toHaveLength(1);
    expect(scopeRoutes['scope.edit'].input.safeParse({ edits, reason: 'Begun.' }).success).toBe(true);
    expect(edits[0]).toMatchObject({
      id: null,
      system: { name: plainName(seen), locations: [{ region: 'eu-west-1', stance: 'in' }] },
    });
  });
});
