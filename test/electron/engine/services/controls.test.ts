import type { Input } from '@shared/contract/contract.ts';
import { expect, test } from 'vitest';
import { controlDetail, listControls, updateControl } from '../../../../electron/engine/services/controls.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { group, historyFile } from '../items.ts';
import { deps, findingsOf, importInto, newWorkspace, sharedSample } from '../workspace.ts';

const sample = sharedSample();
const id = 'GOV-01';

const change = (workspace: Workspace, to: Input<'control.update'>['change'], of = firstId(workspace)) =>
  updateControl(workspace, deps(), { id: of, change: to });
const firstId = (workspace: Workspace): string => workspace.controls.all()[0]?.id ?? '';

test('a new engagement has the whole library, and every control is silent before anything is judged', () => {
  const workspace = newWorkspace();
  const readings = listControls(workspace, deps());
  expect(readings).toHaveLength(70);
  expect(new Set(readings.map(({ reading }) => reading))).toEqual(new Set(['silent']));
  expect(readings.every(({ words, segments }) => words === '' && segments.length === 0)).toBe(true);
});

test('a change is kept and written into the log in words', () => {
  const workspace = newWorkspace();
  const before = listControls(workspace, deps())[0]?.control;
  const after = change(workspace, { owner: 'Head of Platform', frequency: 'monthly' });
  expect(after.control).toMatchObject({ owner: 'Head of Platform', frequency: 'monthly', version: 2 });
  expect(after.control).toMatchObject({ effectiveFrom: '2026-10-01', title: before?.title });
  expect(after.control.earlier).toMatchObject([{ version: 1, effectiveFrom: null, frequency: before?.frequency }]);
  const [told, ...older] = controlDetail(workspace, deps(), firstId(workspace)).history;
  expect(older).toEqual([]);
  const entry = told?.entry;
  expect(entry).toMatchObject({
    action: 'control.changed',
    actor: 'tester',
    objectId: firstId(workspace),
    reason: `frequency: ${before?.frequency} → monthly; owner: ${before?.owner} → Head of Platform`,
  });
  expect(entry?.beforeDigest).not.toBe(entry?.afterDigest);
  expect(told?.fields).toEqual([
    { field: 'effectiveFrom', before: '', after: '2026-10-01' },
    { field: 'frequency', before: before?.frequency, after: 'monthly' },
    { field: 'owner', before: before?.owner, after: 'Head of Platform' },
    { field: 'version', before: '1', after: '2' },
  ]);
});

test('a change to what already stands writes nothing', () => {
  const workspace = newWorkspace();
  const { head } = workspace.log;
  const before = head();
  change(workspace, { owner: workspace.controls.all()[0]?.owner ?? '' });
  change(workspace, {});
  expect(head()).toEqual(before);
});

test('not applicable needs a written reason, and nothing is changed without one', () => {
  const workspace = newWorkspace();
  const before = workspace.controls.all();
  for (const reason of [undefined, null, ''])
    expect(() => change(workspace, { status: 'not-applicable', ...(reason === undefined ? {} : { reason }) })).toThrow(
      /can only be not applicable with a written reason/,
    );
  expect(workspace.controls.all()).toEqual(before);
  const { control } = change(workspace, { status: 'not-applicable', reason: 'No card data is held.' });
  expect(control).toMatchObject({ status: 'not-applicable', reason: 'No card data is held.' });
});

test('the reason goes with the status it explained', () => {
  const workspace = newWorkspace();
  change(workspace, { status: 'not-applicable', reason: 'No card data is held.' });
  expect(change(workspace, { status: 'in-place' }).control).toMatchObject({ status: 'in-place', reason: null });
  expect(change(workspace, { reason: 'Left over.' }).control.reason).toBeNull();
});

test('the opposite change undoes one, and both stay in the log', () => {
  const workspace = newWorkspace();
  const before = workspace.controls.all();
  const { title, owner } = before[0] ?? { title: '', owner: '' };
  change(workspace, { title: 'Another title', owner: '' });
  change(workspace, { title, owner });
  expect(workspace.controls.all()).toEqual(before);
  const [undone, done] = controlDetail(workspace, deps(), firstId(workspace)).history.map(({ entry }) => entry);
  expect(undone?.afterDigest).toBe(done?.beforeDigest);
  expect(undone?.beforeDigest).toBe(done?.afterDigest);
  expect(verifyWorkspace(workspace).problems).toEqual([]);
});

test('a control that is not in the matrix is refused by its id', () => {
  expect(() => change(newWorkspace(), { owner: 'x' }, 'NO-1')).toThrow('There is no control NO-1 in the matrix.');
  expect(() => controlDetail(newWorkspace(), deps(), 'NO-1')).toThrow('There is no control NO-1 in the matrix.');
});

test('a control reads as its findings do: contradicted by one lapse, supported by a pass, unknown when none could see', () => {
  const readings = listControls(sample(), deps()).filter(({ control }) => control.checks.length > 0);
  for (const { counts, reading, control } of readings) {
    const found =
      counts.fail + counts.lapsed > 0
        ? 'contradicted'
        : counts.pass > 0
          ? 'supported'
          : counts.unknown > 0
            ? 'unknown'
            : 'silent';
    expect(reading, control.id).toBe(found);
  }
  expect(readings.map(({ reading }) => reading)).toContain('contradicted');
  expect(readings.map(({ reading }) => reading)).toContain('supported');
});

test('a control adds up the findings of its checks', () => {
  for (const { control } of listControls(sample(), deps()).filter((it) => it.control.checks.length > 0)) {
    const { reading, checks } = controlDetail(sample(), deps(), control.id);
    expect(checks.map(({ checkId }) => checkId).toSorted()).toEqual(control.checks.toSorted());
    for (const state of ['fail', 'lapsed', 'unknown', 'pass'] as const)
      expect(reading.counts[state]).toBe(checks.reduce((sum, { counts }) => sum + counts[state], 0));
  }
});

test('a control tells what it can declare: the parameters of its checks, with their defaults', () => {
  const { parameters, checks } = controlDetail(sample(), deps(), 'DAT-03');
  expect(parameters).toContainEqual({
    checkId: 'aws.kms-key-rotation-on',
    name: 'keyRotationDays',
    unit: 'days',
    meaning: 'rotation interval of keys, shown beside the finding',
    default: 365,
    stricter: 'lower',
  });
  expect(checks.map(({ checkId }) => checkId)).toEqual(
    expect.arrayContaining([...new Set(parameters.map(({ checkId }) => checkId))]),
  );
});

test('what other frameworks say near a control is named by framework', () => {
  const { related, reading } = controlDetail(sample(), deps(), id);
  expect(reading.control.id).toBe(id);
  expect(related.length).toBeGreaterThan(0);
  for (const line of related) expect(line).toMatch(/^(ISO 27001:2022|NIST CSF 2\.0|DORA) \S/);
  expect(new Set(related).size).toBe(related.length);
});

test('a control declared not applicable is silent, whatever its checks found', () => {
  const workspace = newWorkspace();
  const target = workspace.controls.all().find(({ checks }) => checks.length > 0)?.id ?? '';
  const { reading } = change(workspace, { status: 'not-applicable', reason: 'Out of scope.' }, target);
  expect(reading).toBe('silent');
});

test('a control whose findings only pass is supported', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [historyFile('closed', [group('2026-05-04T00:00:00.000Z', null)])]);
  findingsOf(workspace, 'aws.security-group-admin-ports-closed');
  const supported = listControls(workspace, deps()).filter(({ reading }) => reading === 'supported');
  expect(supported.flatMap(({ control }) => control.checks)).toContain('aws.security-group-admin-ports-closed');
  for (const { counts } of supported) expect(counts).toMatchObject({ fail: 0, lapsed: 0 });
});
