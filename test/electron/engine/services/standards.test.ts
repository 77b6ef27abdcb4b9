import type { Control } from '@shared/domain/control.ts';
import type { Finding } from '@shared/domain/finding.ts';
import type { JsonObject } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import { findingDetail } from '../../../../electron/engine/services/findings.ts';
import { editMatrix, undoMatrix } from '../../../../electron/engine/services/matrix.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { historyFile, item, recorder, snapshotFile } from '../items.ts';
import { deps, findingsOf, importInto, newWorkspace } from '../workspace.ts';

const check = 'aws.data-store-backup-on';
const retention = (value: number) => [{ checkId: check, parameter: 'backupRetentionDays', value }];

const january = '2026-01-10T00:00:00.000Z';

/** A database whose backups are kept three days; seven is the default. */
const database = (at: string, days = 3): JsonObject =>
  item({
    type: 'AWS::RDS::DBInstance',
    id: 'db-ledger',
    at,
    createdAt: '2025-11-01T00:00:00.000Z',
    configuration: { dBInstanceIdentifier: 'ledger', engine: 'postgres', backupRetentionPeriod: days },
  });

/** Recorded from January to September. */
async function withDatabase(...more: readonly JsonObject[]): Promise<Workspace> {
  const workspace = newWorkspace();
  const items = [recorder(january), database(january), ...more, recorder('2026-09-30T00:00:00.000Z')];
  await importInto(workspace, [historyFile('ledger', items)]);
  return workspace;
}

const declare = (workspace: Workspace, value: number, from: string | null, id = 'AVL-02') =>
  editMatrix(workspace, deps(), { edits: [{ kind: 'change', id, change: { declares: retention(value) } }], from });

function ledger(workspace: Workspace): Finding {
  const found = findingsOf(workspace, check).find(({ resource }) => resource.id === 'db-ledger');
  if (found === undefined) throw new Error('The database has a finding.');
  return found;
}
const backup = (workspace: Workspace) =>
  findingDetail(workspace, deps(), ledger(workspace).id).parameters.find(({ name }) => name === 'backupRetentionDays');

describe('a declaration that is weaker than the default', () => {
  test('turns the verdict from its date on, and is shown as weaker', async () => {
    const workspace = await withDatabase();
    expect(ledger(workspace)).toMatchObject({ state: 'fail', verdict: 'fail' });
    expect(backup(workspace)).toMatchObject({ value: '7', default: '7', declaredBy: null, comparison: 'same' });
    declare(workspace, 3, '2026-06-01');
    const finding = ledger(workspace);
    expect(finding).toMatchObject({ state: 'lapsed', verdict: 'pass' });
    expect(finding.because).toContain('at least the declared 3');
    expect(finding.lapses).toMatchObject([{ to: '2026-06-01T00:00:00.000Z' }]);
    expect(finding.lapses[0]?.because).toContain('less than the declared 7');
    expect(backup(workspace)).toMatchObject({ value: '3', default: '7', declaredBy: 'AVL-02', comparison: 'weaker' });
  });

  test('that held from the start leaves no lapse', async () => {
    const workspace = await withDatabase();
    declare(workspace, 3, null);
    expect(ledger(workspace)).toMatchObject({ state: 'pass', lapses: [] });
  });

  test('taken back by an undo is judged as before', async () => {
    const workspace = await withDatabase();
    const before = ledger(workspace);
    declare(workspace, 3, '2026-06-01');
    undoMatrix(workspace, deps());
    expect(ledger(workspace)).toEqual(before);
  });

  test('speaks no more from the day after its control ended, or where the control does not apply', async () => {
    const workspace = await withDatabase();
    declare(workspace, 3, null);
    const change = (to: Partial<Control>) =>
      editMatrix(workspace, deps(), { edits: [{ kind: 'change', id: 'AVL-02', change: to }] });
    change({ effectiveTo: '2026-07-31' });
    expect(ledger(workspace)).toMatchObject({
      state: 'fail',
      lapses: [{ from: '2026-08-01T00:00:00.000Z', to: null }],
    });
    change({ effectiveTo: null, status: 'not-applicable', reason: 'Kept elsewhere.' });
    expect(ledger(workspace).lapses[0]?.from).toBe(january);
  });
});

test('a declaration stricter than the default makes a lapse from its date', async () => {
  const workspace = await withDatabase(database('2026-02-01T00:00:00.000Z', 7));
  expect(ledger(workspace).lapses).toHaveLength(1);
  declare(workspace, 14, '2026-06-01');
  const { state, lapses } = ledger(workspace);
  expect([state, lapses.map(({ from, to }) => [from, to])]).toEqual([
    'fail',
    [
      [january, '2026-02-01T00:00:00.000Z'],
      ['2026-06-01T00:00:00.000Z', null],
    ],
  ]);
  expect(backup(workspace)?.comparison).toBe('stricter');
});

test('days of a declaration are days of the client’s zone', async () => {
  const workspace = await withDatabase();
  workspace.engagements.update({ ...workspace.engagements.get(), timeZone: 'America/Los_Angeles' });
  declare(workspace, 3, '2026-06-01');
  expect(ledger(workspace).lapses).toMatchObject([{ to: '2026-06-01T07:00:00.000Z' }]);
});

test('a declaration after the last sighting is judged at its own instant, not at the hour it was noticed', async () => {
  const workspace = newWorkspace();
  const items = [recorder(january), database(january)];
  await importInto(workspace, [snapshotFile('january', items)]);
  declare(workspace, 3, '2026-06-01');
  const { verdict, lapses, segments } = ledger(workspace);
  expect(verdict).toBe('pass');
  expect(lapses).toHaveLength(1);
  expect(segments.filter(({ kind }) => kind === 'held')).toEqual([]);
  declare(workspace, 7, '2026-08-01');
  expect(ledger(workspace).verdict).toBe('fail');
});

test('a container is judged by what was declared at the time', async () => {
  const workspace = newWorkspace();
  const types = ['AWS::EC2::SecurityGroup'];
  await importInto(workspace, [snapshotFile('january', [recorder(january, true, types)])]);
  const of = () => findingsOf(workspace, 'aws.config-recorder-complete')[0];
  expect(of()).toMatchObject({ verdict: 'fail', lapses: [{ to: null }] });
  const declares = [{ checkId: 'aws.config-recorder-complete', parameter: 'requiredTypes', value: types }];
  const edits = [{ kind: 'change' as const, id: 'MON-01', change: { declares } }];
  editMatrix(workspace, deps(), { edits, from: '2026-06-01' });
  expect(of()).toMatchObject({ verdict: 'unknown', lapses: [{ to: '2026-06-01T00:00:00.000Z' }] });
});

test('what begins after the report period does not count in it', async () => {
  const workspace = await withDatabase();
  declare(workspace, 3, '2027-01-01');
  evaluate(workspace, deps('2027-03-01T00:00:00.000Z'), '2027-01-01T00:00:00.000Z');
  const finding = [...workspace.findings.each()].find(({ resource }) => resource.id === 'db-ledger');
  expect(finding).toMatchObject({ verdict: 'fail' });
});
