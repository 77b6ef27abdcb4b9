import { scopeLook, scopeMaps } from '@shared/domain/pictures/scope-map.ts';
import type { ScopeCell, ScopeDifference, System } from '@shared/domain/system.ts';
import { describe, expect, test } from 'vitest';
import { actsOf, decisionCall, decisionTitle } from '../../renderer/screens/scope/difference-acts.ts';
import { memoParts, memoText } from '../../renderer/screens/scope/memo-model.ts';
import {
  agreementWords,
  cellWords,
  expectationWords,
  headWords,
  quarterName,
  quarterWords,
  regionWords,
  seenLine,
  seenTitle,
} from '../../renderer/screens/scope/scope-words.ts';

const cell = (change: Partial<ScopeCell> = {}): ScopeCell => ({
  account: '111122223333',
  region: 'eu-west-1',
  declared: 'in',
  seen: 612,
  state: 'agrees',
  because: 'Region read.',
  ...change,
});
const prod = { account: '111122223333', name: 'prod', provider: 'aws' } as const;
const data = { account: '444455556666', name: 'data', provider: 'aws' } as const;
const azure = { account: '8a1d2c40', name: 'corp', provider: 'azure' } as const;

const mapsOf = (accounts: Parameters<typeof scopeMaps>[0]['accounts'], cells: readonly ScopeCell[]) =>
  scopeMaps({ accounts, cells, systems: [] });

describe('the map', () => {
  test('a place no file speaks of is declared as its account is', () => {
    const systems = [
      { identifier: prod.account, stance: 'in' as const },
      { identifier: data.account, stance: 'excluded' as const },
    ];
    const other = { account: '777788889999', name: '', provider: 'aws' as const };
    const [map] = scopeMaps({
      accounts: [prod, data, other],
      cells: [cell({ account: 'x' }), cell({ region: 'us-east-1' }), cell({ account: data.account })],
      systems,
    });
    expect(map?.rows.map(({ cells }) => cells.map(({ declared }) => declared))).toEqual([
      ['in', 'unused'],
      ['excluded', 'in'],
      ['not-named', 'not-named'],
    ]);
  });

  test('a dot is drawn only where somebody looked and nothing was there', () => {
    expect(scopeLook(cell({ declared: 'unused', seen: 0 })).sign).toBe('dot');
    expect(scopeLook(cell({ declared: 'unused', seen: null, state: 'not-read' }))).toEqual({
      ground: 'hatch',
      outline: null,
      sign: 'not-read',
      isPartial: false,
    });
  });

  test('declared and not there keeps its number, zero, inside an amber outline', () => {
    expect(scopeLook(cell({ seen: 0, state: 'not-there' }))).toEqual({
      ground: 'in',
      outline: 'not-there',
      sign: 'number',
      isPartial: false,
    });
  });

  test('seen and not declared is a number on plain ground inside a red outline', () => {
    expect(scopeLook(cell({ declared: 'not-named', seen: 14, state: 'undeclared' }))).toMatchObject({
      ground: 'plain',
      outline: 'undeclared',
      sign: 'number',
    });
  });

  test('what was there undeclared and is gone, or can no longer be seen, keeps its red outline', () => {
    expect(scopeLook(cell({ declared: 'unused', seen: 0, state: 'undeclared' }))).toMatchObject({
      outline: 'undeclared',
      sign: 'number',
    });
    expect(scopeLook(cell({ declared: 'unused', seen: null, state: 'undeclared' }))).toMatchObject({
      ground: 'hatch',
      outline: 'undeclared',
    });
  });

  test('resources seen where not everything was recorded are marked as partial, never as not read', () => {
    expect(scopeLook(cell({ state: 'not-read' }))).toMatchObject({ sign: 'number', isPartial: true });
  });

  test('every account has a cell for every column; a place no file speaks of is not read', () => {
    const [map] = mapsOf([prod, data], [cell(), cell({ account: data.account, region: 'us-east-1', seen: 3 })]);
    expect(map?.columns.map(({ region }) => region)).toEqual(['us-east-1', 'eu-west-1']);
    expect(map?.rows.map(({ cells }) => cells.map(({ seen }) => seen))).toEqual([
      [null, 612],
      [3, null],
    ]);
  });

  test('regions neither declared nor read share one last column once they are many', () => {
    const unread = ['ap-east-1', 'af-south-1', 'me-south-1', 'il-central-1'].map((region) =>
      cell({ region, declared: 'unused', seen: null, state: 'not-read' }),
    );
    const [many] = mapsOf([prod], [cell(), ...unread]);
    expect(many?.columns).toHaveLength(1);
    expect(many?.others).toBe(4);
    const [few] = mapsOf([prod], [cell(), ...unread.slice(0, 3)]);
    expect(few?.columns).toHaveLength(4);
    expect(few?.others).toBe(0);
  });

  test('a region that is declared keeps its column though nobody read it', () => {
    const unread = ['a-b-1', 'a-b-2', 'a-b-3', 'a-b-4'].map((region) =>
      cell({ region, declared: 'unused', seen: null, state: 'not-read' }),
    );
    const [map] = mapsOf([prod], [...unread, cell({ region: 'us-east-1', seen: null, state: 'not-read' })]);
    expect(map?.columns.map(({ region }) => region)).toEqual(['us-east-1']);
  });

  test('each cloud has its own part, and agreement is counted without the global column', () => {
    const maps = mapsOf(
      [prod, azure],
      [
        cell(),
        cell({ region: 'global', state: 'undeclared' }),
        cell({ region: 'us-east-1', declared: 'unused', seen: 2, state: 'undeclared' }),
        cell({ account: azure.account, region: 'westeurope' }),
      ],
    );
    expect(maps.map(({ provider }) => provider)).toEqual(['aws', 'azure']);
    expect(agreementWords(maps)).toBe('1 of 2 AWS region cells and 1 of 1 Azure location agree.');
  });

  test('a cell says the same in words', () => {
    expect(cellWords(cell())).toBe('111122223333 eu-west-1: 612 resources, declared in. Region read.');
    expect(cellWords(cell({ declared: 'not-named', seen: null, state: 'not-read', because: '' }))).toBe(
      '111122223333 eu-west-1: not read, not declared.',
    );
  });
});

const difference = (change: Partial<ScopeDifference> = {}): ScopeDifference => ({
  id: 'undeclared-region 111122223333 ap-southeast-1',
  kind: 'undeclared-region',
  account: '111122223333',
  region: 'ap-southeast-1',
  declared: { stance: 'unused', words: '' },
  seen: { resources: 14, words: '', firstSeenAt: null, digest: 'd' },
  consequence: '',
  evidence: [],
  decision: null,
  ...change,
});

describe('decisions', () => {
  test('what was decided can be withdrawn, not decided anew', () => {
    const decision = {
      difference: 'x',
      kind: 'asked',
      reason: 'r',
      by: 'p',
      at: '2026-09-16',
      seenDigest: 'd',
    } as const;
    expect(actsOf(difference({ decision }))).toEqual({ main: 'withdraw', second: null, more: ['raise'] });
  });

  test('a place that was not read offers to look at the gaps and never to be taken in', () => {
    const { main, second, more } = actsOf(difference({ kind: 'not-read' }));
    expect([main, second, ...more]).toEqual(['see-gaps', 'ask', 'accept', 'raise']);
  });

  test('decisions correct the register or are kept beside it', () => {
    const call = (decision: Parameters<typeof decisionCall>[0], one = difference()) => {
      const { route, input } = decisionCall(decision, one, 'because');
      return [route, 'stance' in input ? input.stance : input.kind, input.reason];
    };
    expect(call('take-in')).toEqual(['scope.declare', 'in', 'because']);
    expect(call('leave-out')).toEqual(['scope.declare', 'excluded', 'because']);
    expect(call('accept')).toEqual(['scope.decide', 'accepted', 'because']);
    expect(call('ask')).toEqual(['scope.decide', 'asked', 'because']);
    expect(call('withdraw')).toEqual(['scope.decide', 'withdrawn', 'because']);
  });

  test('a region that is not there becomes unused; a whole account can only be left out', () => {
    const stance = (region: string | null) => {
      const { input } = decisionCall('correct', difference({ kind: 'not-there', region }), 'r');
      return 'stance' in input ? input.stance : null;
    };
    expect([stance('us-east-1'), stance(null)]).toEqual(['unused', 'excluded']);
  });

  test('a dialog names the place it is about', () => {
    expect(decisionTitle('take-in', difference())).toBe('Take 111122223333 ap-southeast-1 into scope');
    const unread = difference({ kind: 'not-read', region: null });
    expect(decisionTitle('accept', unread)).toBe('Accept the difference in 111122223333 other regions');
    const never = difference({ kind: 'not-read', region: null, declared: { stance: 'in', words: '' } });
    expect(decisionTitle('ask', never)).toBe('Ask the client about 111122223333 whole account');
  });

  test('what was seen is a number, an account, or that it was not read', () => {
    const seen = { resources: null, words: '', firstSeenAt: null, digest: '' };
    expect(seenTitle(difference())).toBe('14 resources');
    expect(seenTitle(difference({ kind: 'undeclared-account', seen }))).toBe('1 account');
    expect(seenTitle(difference({ kind: 'not-read', seen }))).toBe('Not read');
  });
});

const system = (change: Partial<System> = {}): System => ({
  id: 'SYS-01',
  kind: 'aws-account',
  name: 'prod',
  identifier: '111122223333',
  owner: 'Cloud lead',
  dataClass: 'confidential',
  handlesCustomerData: true,
  stance: 'in',
  reason: '',
  locations: [
    { region: 'eu-west-1', stance: 'in', reason: 'main site' },
    { region: 'us-east-1', stance: 'excluded', reason: 'experiments' },
  ],
  method: null,
  expected: [],
  userControls: [],
  ...change,
});
const processor = system({
  id: 'SYS-02',
  kind: 'subservice',
  name: 'Card processor',
  identifier: '',
  owner: '',
  locations: [],
  method: 'carve-out',
  expected: ['Card data is encrypted.'],
  userControls: ['Keys are rotated.'],
});
const sandbox = system({
  id: 'SYS-03',
  name: 'sandbox',
  stance: 'excluded',
  reason: 'No customer data.',
  locations: [],
});

describe('the memo', () => {
  test('every system stands in exactly one part, and nothing that is out stands among what is in', () => {
    const parts = memoParts([system(), processor, sandbox]);
    expect(parts.map(({ title, entries }) => [title, entries.map(({ id }) => id)])).toEqual([
      ['Accounts and subscriptions in scope', ['SYS-01']],
      ['Other systems in scope', []],
      ['Subservice organisations', ['SYS-02']],
      ['Left out, with the reason', ['SYS-03']],
    ]);
  });

  test('an organisation that is carved out is printed with what is expected of it and of the user', () => {
    expect(memoParts([processor])[2]?.entries[0]?.lines).toEqual([
      'Subservice organisation, carve-out method.',
      'No owner named. Confidential data, handles customer data.',
      'Expected of it: Card data is encrypted.',
      'Expected of the user entity: Keys are rotated.',
    ]);
  });

  test('the text to be pasted carries version, regions and reasons', () => {
    const memo = { version: 4, at: '2026-01-12T10:00:00.000Z', by: 'A. Consultant', reason: '' };
    const text = memoText('Larkspur Pay', { memo, systems: [system(), sandbox] });
    expect(text).toContain('Scope memo of Larkspur Pay, version 4, 12 Jan 2026, by A. Consultant');
    expect(text).toContain('Regions in scope: eu-west-1 (main site).');
    expect(text).toContain('Regions left out: us-east-1 (experiments).');
    expect(text).toContain('Reason: No customer data.');
    expect(text).toContain('No subservice organisation is declared.');
  });

  test('a line of the register counts its regions and what is expected', () => {
    expect(regionWords(system())).toBe('1 region in, 1 out');
    expect(regionWords(processor)).toBe('');
    expect(expectationWords(processor)).toBe('Carve-out, 1 expected control, 1 user entity control');
    expect(expectationWords(system())).toBe('');
  });
});

test('a list of regions nobody read is one number in the table; its names stand in the pane', () => {
  const seen = {
    resources: null,
    words: '13 regions: not read. eu-west-3 and us-west-1.',
    firstSeenAt: null,
    digest: '',
  };
  expect(seenLine(difference({ kind: 'not-read', region: null, seen }))).toBe('13 regions: not read.');
  expect(seenLine(difference({ seen }))).toBe(seen.words);
});

test('the head says which register and which collection are compared, and what was confirmed', () => {
  const view = {
    memo: { version: 4, at: '2026-01-12T10:00:00.000Z', by: 'p', reason: '' },
    memos: [],
    systems: [],
    accounts: [],
    cells: [],
    differences: [],
    seenAt: '2026-09-16T07:42:00.000Z',
    collectionId: 31,
    resources: 0,
    elsewhere: [],
    quarter: '2026-Q3',
    confirmations: [{ quarter: '2026-Q2', at: '2026-07-02T09:00:00.000Z', by: 'p', memoVersion: 4, open: [] }],
  };
  const plain = 'Declared: scope memo version 4, 12 Jan 2026. Seen: collection 31, 16 Sep 2026.';
  expect(headWords(view)).toBe(plain);
  const confirmed = { quarter: '2026-Q3', at: '2026-09-17T09:00:00.000Z', by: 'p', memoVersion: 4, open: [] };
  expect(headWords({ ...view, confirmations: [confirmed] })).toBe(`${plain} Confirmed for Q3, 17 Sep 2026.`);
  expect(headWords({ ...view, memo: null, seenAt: null })).toBe('Nothing is declared yet. Nothing was seen yet.');
});

test('a quarter is named alone and with its year', () => {
  expect([quarterName('2026-Q3'), quarterWords('2026-Q3')]).toEqual(['Q3', 'Q3 2026']);
});
