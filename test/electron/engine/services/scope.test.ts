import { describe, expect, test } from 'vitest';
import { editMatrix } from '../../../../electron/engine/services/matrix.ts';
import {
  confirmScope,
  decideDifference,
  declarePlace,
  editScope,
  scopeView,
} from '../../../../electron/engine/services/scope.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { deps, newWorkspace } from '../workspace.ts';
import { addBucket, prod, prototype, put, staging } from './scope.fixture.ts';

const reason = 'Agreed with the client.';
const region = `undeclared-region ${staging} eu-central-1`;
const ids = (workspace: Workspace): readonly string[] => scopeView(workspace, deps()).differences.map(({ id }) => id);
const find = (workspace: Workspace, id: string) =>
  scopeView(workspace, deps()).differences.find((difference) => difference.id === id);
const locations = [{ region: 'eu-west-1', stance: 'in' as const, reason: 'Releases' }];
/** The prototype's account in the register with another of its regions. */
const declared = async (): Promise<Workspace> => {
  const workspace = await prototype();
  editScope(workspace, deps(), { edits: [put({ locations })], reason });
  return workspace;
};
/** Log and data as they are: nothing of them may change where something is refused. */
const stateOf = (workspace: Workspace) => ({
  head: workspace.log.head(),
  memos: workspace.scope.memos(),
  systems: workspace.systems.all(),
  decisions: workspace.scope.decisions(),
  confirmations: workspace.scope.confirmations(),
});
function refuses(workspace: Workspace, work: () => unknown, message: RegExp): void {
  const before = stateOf(workspace);
  expect(work).toThrow(message);
  expect(stateOf(workspace)).toEqual(before);
}

describe('the register', () => {
  test('before it is written there is no memo, and an engagement without files has no difference', () => {
    expect(scopeView(newWorkspace(), deps())).toMatchObject({
      memo: null,
      memos: [],
      systems: [],
      cells: [],
      differences: [],
      seenAt: null,
      collectionId: null,
      resources: 0,
      quarter: '2026-Q4',
    });
  });

  test('each change is a version of the memo and a log entry for every system, with before and after', () => {
    const workspace = newWorkspace();
    editScope(workspace, deps(), { edits: [put(), put({ name: 'Production', identifier: prod })], reason });
    const view = editScope(workspace, deps(), { edits: [put({ name: 'Tests' }, 'SYS-01')], reason: 'Renamed.' });
    expect(view.memos.map(({ version, by, reason: why }) => [version, by, why])).toEqual([
      [1, 'tester', reason],
      [2, 'tester', 'Renamed.'],
    ]);
    expect(view.systems.map(({ id, name }) => [id, name])).toEqual([
      ['SYS-01', 'Tests'],
      ['SYS-02', 'Production'],
    ]);
    const [last, first] = workspace.log.ofObject('system', 'SYS-01');
    expect([first?.action, first?.before, last?.reason]).toEqual(['scope.changed', null, 'Renamed.']);
    expect([last?.before, last?.after]).toMatchObject([{ name: 'Staging' }, { name: 'Tests' }]);
    expect(workspace.log.unproven()).toEqual([]);
  });

  test('an edit that changes nothing writes nothing', () => {
    const workspace = newWorkspace();
    editScope(workspace, deps(), { edits: [put()], reason });
    const before = stateOf(workspace);
    editScope(workspace, deps(), { edits: [put({}, 'SYS-01')], reason });
    expect(stateOf(workspace)).toEqual(before);
  });

  test('all edits are refused with every reason when one of them is wrong', () => {
    const workspace = newWorkspace();
    const edits = [put(), put({ name: 'Copy' }), put({ name: 'Short', identifier: '12' })];
    refuses(
      workspace,
      () => editScope(workspace, deps(), { edits, reason }),
      /^SYS-01 Staging: SYS-02 Copy has the identifier 444455556666 already\. .*12 digits, and 12 was given\.$/,
    );
    refuses(workspace, () => editScope(workspace, deps(), { edits: [put()], reason: ' ' }), /^The reason is empty\.$/);
  });

  test('a removed system’s id is never given again', () => {
    const workspace = newWorkspace();
    editScope(workspace, deps(), { edits: [put()], reason });
    editScope(workspace, deps(), { edits: [{ kind: 'remove', id: 'SYS-01' }], reason });
    const view = editScope(workspace, deps(), { edits: [put()], reason });
    expect(view.systems.map(({ id }) => id)).toEqual(['SYS-02']);
    expect(workspace.log.ofObject('system', 'SYS-01')[0]).toMatchObject({ after: null, before: { name: 'Staging' } });
  });

  test('a system that a control names stays until the control lets go of it', () => {
    const workspace = newWorkspace();
    editScope(workspace, deps(), { edits: [put({ kind: 'saas', identifier: '' })], reason });
    editMatrix(workspace, deps(), { edits: [{ kind: 'change', id: 'CHG-01', change: { systems: ['SYS-01'] } }] });
    expect(scopeView(workspace, deps()).elsewhere).toMatchObject([{ system: { id: 'SYS-01' }, controls: ['CHG-01'] }]);
    refuses(
      workspace,
      () => editScope(workspace, deps(), { edits: [{ kind: 'remove', id: 'SYS-01' }], reason }),
      /named by CHG-01/,
    );
  });
});

describe('decisions', () => {
  test('an accepted difference carries who, why and when, and can be withdrawn', async () => {
    const workspace = await declared();
    decideDifference(workspace, deps(), { difference: region, kind: 'accepted', reason });
    expect(find(workspace, region)?.decision).toMatchObject({ kind: 'accepted', reason, by: 'tester' });
    expect(workspace.scope.memo()).toMatchObject({ version: 2, reason: `Accepted ${region}: ${reason}` });
    decideDifference(workspace, deps(), { difference: region, kind: 'withdrawn', reason: 'Wrong region.' });
    expect(find(workspace, region)?.decision).toBeNull();
    expect(workspace.log.ofObject('scope-difference', region)).toMatchObject([
      { action: 'scope.decided', after: null, before: { kind: 'accepted' }, reason: 'Wrong region.' },
      { action: 'scope.decided', after: { kind: 'accepted' }, before: null },
    ]);
  });

  test('what was decided is open again when something else is seen there, and stays in the log', async () => {
    const workspace = await declared();
    decideDifference(workspace, deps(), { difference: region, kind: 'accepted', reason });
    await addBucket(workspace);
    expect(find(workspace, region)).toMatchObject({ decision: null, seen: { resources: 6 } });
    expect(find(workspace, region)?.consequence).toContain('1 of them can hold customer data: 1 S3 bucket.');
    expect(workspace.log.ofObject('scope-difference', region)).toHaveLength(1);
    decideDifference(workspace, deps(), { difference: region, kind: 'asked', reason: 'Whose bucket?' });
    expect(workspace.log.ofObject('scope-difference', region)[0]).toMatchObject({
      before: { kind: 'accepted' },
      after: { kind: 'asked' },
    });
  });

  test('judging the same again keeps a decision', async () => {
    const workspace = await declared();
    decideDifference(workspace, deps(), { difference: region, kind: 'accepted', reason });
    editScope(workspace, deps(), { edits: [put({ kind: 'other', identifier: '', name: 'Laptops' })], reason });
    expect(find(workspace, region)?.decision).not.toBeNull();
  });

  test('only what is there can be decided, with a reason', async () => {
    const workspace = await declared();
    const decide = (difference: string, kind: 'accepted' | 'withdrawn', why: string) => () =>
      decideDifference(workspace, deps(), { difference, kind, reason: why });
    refuses(workspace, decide('undeclared-region x', 'accepted', reason), /is not there any more/);
    refuses(workspace, decide(region, 'accepted', '  '), /The reason is empty/);
    refuses(workspace, decide(region, 'withdrawn', reason), /There is no decision/);
  });
});

describe('declaring', () => {
  test('an undeclared account is taken in with the regions in which something was seen', async () => {
    const workspace = await prototype();
    expect(ids(workspace)).toEqual([`undeclared-account ${staging}`]);
    const view = declarePlace(workspace, deps(), { difference: `undeclared-account ${staging}`, stance: 'in', reason });
    expect(view.systems).toMatchObject([
      {
        id: 'SYS-01',
        kind: 'aws-account',
        identifier: staging,
        stance: 'in',
        reason,
        locations: [{ region: 'eu-central-1', stance: 'in' }],
      },
    ]);
    expect(view.differences.map(({ kind }) => kind)).toEqual(['not-recorded', 'not-read']);
  });

  test('a region is taken in or left out in the register of its account', async () => {
    for (const stance of ['in', 'excluded'] as const) {
      const workspace = await declared();
      const view = declarePlace(workspace, deps(), { difference: region, stance, reason });
      expect(view.differences.map(({ id }) => id)).not.toContain(region);
      expect(view.systems[0]?.locations).toEqual([...locations, { region: 'eu-central-1', stance, reason }]);
      expect(view.memo?.reason).toBe(`${region}: ${reason}`);
    }
  });

  test('a declaration after which the difference would stand as before is refused', async () => {
    const workspace = await declared();
    const declare = (difference: string, stance: 'in' | 'unused') => () =>
      declarePlace(workspace, deps(), { difference, stance, reason });
    refuses(workspace, declare(region, 'unused'), /^So declared, the difference would stay\. Declared: .* Seen: /);
    refuses(workspace, declare(`not-recorded ${staging} global`, 'unused'), /outside of regions/);
    refuses(workspace, declare('not-there x', 'in'), /is not there any more/);
  });

  test('what was decided about a difference ends with the declaration that removes it', async () => {
    const workspace = await declared();
    decideDifference(workspace, deps(), { difference: region, kind: 'asked', reason });
    declarePlace(workspace, deps(), { difference: region, stance: 'in', reason: 'It is staging.' });
    expect(workspace.scope.decisions()).toEqual([]);
    expect(workspace.log.ofObject('scope-difference', region)[0]).toMatchObject({
      after: null,
      reason: 'Declared: It is staging.',
    });
  });

  test('regions that nobody read are left out together', async () => {
    const workspace = await declared();
    const view = declarePlace(workspace, deps(), { difference: `not-read ${staging}`, stance: 'excluded', reason });
    expect(view.systems[0]?.locations.filter(({ stance }) => stance === 'excluded')).toHaveLength(15);
    expect(view.differences.map(({ id }) => id)).not.toContain(`not-read ${staging}`);
  });

  test('an account left out in which customer data may lie is taken in with its regions', async () => {
    const workspace = await prototype();
    await addBucket(workspace);
    const out = put({ stance: 'excluded', reason: 'Laboratory.' });
    const outside = `customer-data-outside ${staging}`;
    expect(editScope(workspace, deps(), { edits: [out], reason }).differences).toMatchObject([
      { id: outside, seen: { resources: 1 }, evidence: [{ words: 'S3 bucket prototype-uploads, eu-central-1' }] },
    ]);
    const view = declarePlace(workspace, deps(), { difference: outside, stance: 'in', reason });
    expect(view.systems).toMatchObject([
      { stance: 'in', reason, locations: [{ region: 'eu-central-1', stance: 'in', reason }] },
    ]);
    expect(view.differences.map(({ id }) => id)).not.toContain(outside);
  });

  test('an account is in the report or left out of it, never unused', async () => {
    const workspace = await prototype();
    const declare = (stance: 'unused' | 'excluded') =>
      declarePlace(workspace, deps(), { difference: `undeclared-account ${staging}`, stance, reason });
    refuses(workspace, () => declare('unused'), /only a region can be unused/);
    expect(declare('excluded').differences).toEqual([]);
  });
});

describe('confirming', () => {
  const answers = (workspace: Workspace): Record<string, string> =>
    Object.fromEntries(ids(workspace).map((id) => [id, `Open: ${id}`]));

  test('the quarter is filed on the memo as it is, with every open difference and its reason', async () => {
    const workspace = await declared();
    decideDifference(workspace, deps(), { difference: region, kind: 'accepted', reason });
    const reasons = answers(workspace);
    const view = confirmScope(workspace, deps(), { quarter: '2026-Q3', reasons });
    const [filed] = view.confirmations;
    expect(filed).toMatchObject({ quarter: '2026-Q3', by: 'tester', memoVersion: 2 });
    expect(filed?.open.map(({ difference }) => difference)).toEqual(ids(workspace).filter((id) => id !== region));
    const [entry] = workspace.log.ofObject('scope', '2026-Q3');
    expect(entry).toMatchObject({
      action: 'scope.confirmed',
      after: {
        memoVersion: 2,
        systems: [{ id: 'SYS-01' }],
        differences: expect.arrayContaining([expect.objectContaining({ id: region })]),
      },
    });
  });

  test('a difference about which the client was asked is filed as open with the question', async () => {
    const workspace = await declared();
    decideDifference(workspace, deps(), { difference: region, kind: 'asked', reason: 'Whose is it?' });
    const { [region]: _, ...reasons } = answers(workspace);
    const [filed] = confirmScope(workspace, deps(), { quarter: '2026-Q3', reasons }).confirmations;
    expect(filed?.open).toContainEqual({ difference: region, reason: 'Whose is it?' });
  });

  test('nothing is filed without a reason for each, for a quarter outside, in the future, or for an empty register', async () => {
    const workspace = await declared();
    const confirm = (quarter: string, reasons: Record<string, string>, now?: string) => () =>
      confirmScope(workspace, deps(now), { quarter, reasons });
    const { [region]: _, ...rest } = answers(workspace);
    refuses(workspace, confirm('2026-Q3', rest), new RegExp(`need a reason each: ${region}\\.$`));
    refuses(workspace, confirm('2025-Q4', answers(workspace)), /no day of the report/);
    refuses(workspace, confirm('2026-Q4', answers(workspace), '2026-09-30T23:59:59.000Z'), /has not begun yet/);
    const empty = newWorkspace();
    refuses(empty, () => confirmScope(empty, deps(), { quarter: '2026-Q3', reasons: {} }), /register is empty/);
  });

  test('a second confirmation of a quarter stands beside the first', async () => {
    const workspace = await declared();
    const reasons = answers(workspace);
    confirmScope(workspace, deps(), { quarter: '2026-Q3', reasons });
    refuses(workspace, () => confirmScope(workspace, deps(), { quarter: '2026-Q3', reasons }), /at this very moment/);
    const later = deps('2026-10-02T00:00:00.000Z');
    expect(confirmScope(workspace, later, { quarter: '2026-Q3', reasons }).confirmations).toHaveLength(2);
  });
});
