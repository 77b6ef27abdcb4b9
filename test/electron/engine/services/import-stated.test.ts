import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Statement } from '@shared/domain/stated-place.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { collectionDetail } from '../../../../electron/engine/services/coverage.ts';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import { exportBinder } from '../../../../electron/engine/services/export-binder.ts';
import { importStated } from '../../../../electron/engine/services/import-stated.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { deps, findingsOf, importInto, newWorkspace, temporaryFolder } from '../workspace.ts';

const file = (name: string) => resolve(import.meta.dirname, '../../../fixtures/aws', `${name}.json`);
const here: Statement = { account: '111122223333', region: 'eu-west-1', readAt: null };
const read = '2026-05-04T03:02:01.000Z';
const options = { paper: 'A4', colour: true } as const;

const start = (workspace: Workspace, snapshotId: string, statement: Statement) =>
  importStated(workspace, deps(), {
    snapshotId,
    ...statement,
    signal: new AbortController().signal,
    onProgress: () => {},
  });

async function stated(workspace: Workspace, snapshotId: string, statement = here) {
  const run = start(workspace, snapshotId, statement);
  await run.ended;
  const [task] = collectionDetail(workspace, run.collectionId).collection.tasks;
  return { ...run, task };
}

/** Files with temporary copies of other tests lie in the same folder, unless this one has its own. */
function ownTemporaryFolder(): () => readonly string[] {
  const folder = temporaryFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return () => readdirSync(folder);
}

test('an empty answer about recorders becomes a fact once a person states its place', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [file('describe-configuration-recorders-none')]);
  expect(findingsOf(workspace, 'aws.config-recorder-complete')).toEqual([]);
  const { task } = await stated(workspace, '1.1');
  expect(task).toMatchObject({ state: 'done', label: 'describe-configuration-recorders-none.json' });
  expect(findingsOf(workspace, 'aws.config-recorder-complete')).toMatchObject([
    { verdict: 'fail', resource: { id: '111122223333/eu-west-1' } },
  ]);
});

test('the import before stays as it is, each names the other, and the log says what was stated', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [file('describe-retention-configurations')]);
  const [before] = workspace.snapshots.all();
  const copies = ownTemporaryFolder();
  const { collectionId } = await stated(workspace, '1.1', { ...here, readAt: read });
  expect(workspace.snapshots.find('1.1')).toEqual(before);
  const sha256 = before?.sha256 ?? '';
  expect(collectionDetail(workspace, 1).again).toMatchObject([{ sha256, collectionId }]);
  expect(collectionDetail(workspace, collectionId)).toMatchObject({
    again: [{ sha256, collectionId: 1 }],
    snapshots: [{ sha256, earliestAt: read, counts: [{ account: here.account, region: here.region }], notes: [] }],
  });
  expect(collectionDetail(workspace, 1).stated).toBeNull();
  expect(collectionDetail(workspace, collectionId).stated).toEqual({ ...here, readAt: read, by: 'tester' });
  expect(copies()).toEqual([]);
});

test('a binder says of each file what a person stated of it, and nothing of the others', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [file('describe-configuration-recorders-none')]);
  await stated(workspace, '1.1', { ...here, readAt: read });
  evaluate(workspace, deps(), '2026-10-01T00:00:00.000Z');
  const folder = join(temporaryFolder(), 'binder');
  await exportBinder(workspace, deps(), folder, options, new AbortController().signal, () => {});
  const { sources } = z
    .object({ sources: z.array(z.object({ collection: z.number(), stated: z.unknown() })) })
    .parse(JSON.parse(readFileSync(join(folder, 'sources.json'), 'utf8')));
  expect(sources).toEqual([
    { collection: 2, stated: { ...here, readAt: read, by: 'tester' } },
    { collection: 1, stated: null },
  ]);
});

test('what the rows say themselves is not overridden, and the same statement twice brings nothing', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [file('item-list')]);
  expect(
    (await stated(workspace, '1.1', { account: '999900001111', region: 'us-east-1', readAt: null })).task,
  ).toMatchObject({
    state: 'skipped',
    snapshotId: '1.1',
  });
  await importInto(workspace, [file('describe-retention-configurations')]);
  const second = workspace.snapshots.all().find(({ kind }) => kind === 'retention')?.id ?? '';
  expect((await stated(workspace, second)).task?.state).toBe('done');
  expect((await stated(workspace, second)).task?.state).toBe('skipped');
});

test.each<[what: string, id: string, statement: Partial<Statement>, refusal: RegExp]>([
  ['an account of another cloud', '1.1', { account: '0f1e2d3c-0000-4000-8000-000000000000' }, /twelve digits/],
  ['a region alone', '1.1', { account: '' }, /together/],
  ['a time to come', '1.1', { readAt: '2027-01-01T00:00:00.000Z' }, /future/],
  ['nothing', '1.1', { account: '', region: '' }, /State account and region/],
  ['a snapshot that is not there', '9.9', {}, /no snapshot 9\.9/],
])('%s is refused and nothing is begun', async (_, id, statement, refusal) => {
  const workspace = newWorkspace();
  await importInto(workspace, [file('describe-retention-configurations')]);
  expect(() => start(workspace, id, { ...here, ...statement })).toThrow(refusal);
  expect(workspace.collections.all()).toHaveLength(1);
});

test('stored bytes that were altered are not read again', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [file('describe-retention-configurations')]);
  const sha256 = workspace.snapshots.all()[0]?.sha256 ?? '';
  const path = join(workspace.folder, 'objects', 'sha256', sha256.slice(0, 2), sha256.slice(2));
  const copies = ownTemporaryFolder();
  chmodSync(path, 0o600);
  writeFileSync(path, '{"RetentionConfigurations":[]}');
  expect(() => start(workspace, '1.1', here)).toThrow(/were altered/);
  expect([workspace.collections.all().length, copies()]).toEqual([1, []]);
});
