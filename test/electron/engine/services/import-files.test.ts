import { copyFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Collection } from '@shared/domain/collection.ts';
import { expect, test } from 'vitest';
import { startImport } from '../../../../electron/engine/services/import-files.ts';
import { readResources } from '../../../../electron/engine/services/raw-item.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import { openWorkspace, type Workspace } from '../../../../electron/engine/store/open.ts';
import * as hostile from '../../../fixtures/hostile.ts';
import { deps, findingsOf, importInto, newWorkspace, temporaryFolder } from '../workspace.ts';

const shapes = resolve(import.meta.dirname, '../../../fixtures/aws');
const account = '111122223333';

/** Files and rows that a refused import must not leave behind. */
const leftIn = (workspace: Workspace) => ({
  snapshots: workspace.snapshots.all().map(({ fileName }) => fileName),
  resources: workspace.resources.places().map(({ type }) => type),
  doorway: readdirSync(join(workspace.folder, 'objects', 'sha256')).filter((name) => name.startsWith('incoming-')),
  objects: workspace.objects.verify().objects.length,
});
const nothing = { snapshots: [], resources: [], doorway: [], objects: 0 };

const reasonOf = ({ tasks }: Collection) => tasks[0]?.reason ?? '';

const bad: readonly (readonly [what: string, make: (folder: string) => string, reason: RegExp])[] = [
  ['a gzip that ends early', hostile.truncatedGzip, /gzip data is damaged or cut off after \d+ unpacked bytes/],
  [
    'JSON that stops inside an item',
    hostile.cutJson,
    /after 1 items, at byte \d+: the file ends early, inside an item/,
  ],
  ['text after the end', hostile.trailingText, /at byte \d+: more follows after the end of the JSON/],
  ['JSON of another program', hostile.packageDescription, /the keys name, version, dependencies, which is no file/],
  ['a workbook', hostile.workbook, /at byte 0: it does not begin with \{ or \[/],
  ['a web page', hostile.webPage, /at byte 0: it does not begin with \{ or \[/],
  ['an empty file', hostile.emptyFile, /it is empty \(0 bytes\)/],
  ['a gzip bomb', hostile.gzipBomb, /it unpacks to more than 100 times its size/],
  ['an item 10,000 lists deep', hostile.deepJson, /at byte \d+: it is nested deeper than 64 levels/],
  [
    'a string beyond every item',
    (folder) => hostile.hugeString(folder, 70),
    /at byte \d+: one item is larger than \d+ MB/,
  ],
  ['zero bytes between tokens', hostile.nulBytes, /at byte 1: a key was expected/],
  ['bytes that are no UTF-8', hostile.invalidUtf8, /item 1 at byte \d+ is not valid UTF-8 text/],
  ['a file that is not there', (folder) => join(folder, 'gone.json'), /it cannot be opened \(ENOENT\)/],
];

test.each(bad)('%s is refused with the file and the reason, and leaves nothing', async (_, make, reason) => {
  const workspace = newWorkspace();
  const path = make(temporaryFolder());
  const collection = await importInto(workspace, [path]);
  expect(collection.state).toBe('failed');
  expect(reasonOf(collection)).toMatch(reason);
  expect(reasonOf(collection).startsWith(`${basename(path)}: `)).toBe(true);
  expect(reasonOf(collection)).toMatch(/\.$/);
  expect(leftIn(workspace)).toEqual(nothing);
});

test('the place named is the byte at which the file is bad', async () => {
  const path = hostile.trailingText(temporaryFolder());
  const whole = Buffer.byteLength(hostile.goodSnapshot());
  expect(reasonOf(await importInto(newWorkspace(), [path]))).toContain(`at byte ${whole}: `);
});

test('a file that turns bad after many rows keeps none of them', async () => {
  const workspace = newWorkspace();
  const rows = Array.from({ length: 5_000 }, (_, place) => row(place)).join(',');
  const path = join(temporaryFolder(), 'long.json');
  writeFileSync(path, `{"configurationItems":[${rows},{"broken":1}]}`);
  const collection = await importInto(workspace, [path]);
  expect(reasonOf(collection)).toMatch(/^long\.json: row 5001 at byte \d+ names neither a resource type nor an ARN/);
  expect(leftIn(workspace)).toEqual(nothing);
});

const row = (place: number): string =>
  JSON.stringify({
    awsAccountId: account,
    awsRegion: 'eu-west-1',
    resourceType: 'AWS::EC2::Volume',
    resourceId: `vol-${place}`,
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: '2026-05-04T08:15:30.120Z',
    configuration: { encrypted: true },
  });

test('keys that reach a prototype come in as an item without them', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [hostile.pollutingKeys(temporaryFolder())]);
  const [group] = readResources(workspace, account, 'AWS::EC2::SecurityGroup');
  expect(group?.configuration).toEqual({ groupName: 'closed', tags: [{ key: 'a' }], inner: { more: {} } });
  expect('isPolluted' in {}).toBe(false);
});

test('a key given twice means its last value, and the item says so in its raw bytes', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [hostile.duplicateKeys(temporaryFolder())]);
  const [group] = readResources(workspace, account, 'AWS::EC2::SecurityGroup');
  expect(group?.configuration.groupName).toBe('open');
});

test('25,000 rows of a query come in whole', async () => {
  const workspace = newWorkspace();
  expect((await importInto(workspace, [hostile.manyRows(temporaryFolder(), 25_000)])).state).toBe('done');
  expect(workspace.resources.count()).toBe(25_000);
});

test('bad files do not keep good files of the same folder out', async () => {
  const workspace = newWorkspace();
  const folder = temporaryFolder();
  const { good, bad: refused } = hostile.mixedFolder(folder);
  const { state, tasks } = await importInto(workspace, [folder]);
  expect(state).toBe('partial');
  const named = (wanted: string) =>
    tasks
      .filter((task) => task.state === wanted)
      .map(({ label }) => basename(label))
      .sort();
  expect(named('done')).toEqual(good.map((path) => basename(path)).sort());
  expect(named('failed')).toEqual(refused.map((path) => basename(path)).sort());
  expect(leftIn(workspace)).toMatchObject({ resources: ['AWS::EC2::SecurityGroup'], doorway: [] });
  expect(workspace.resources.count()).toBe(3);
  expect(verifyWorkspace(workspace).problems).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'links, loops of links and pipes are refused, and never waited for',
  async () => {
    const make = [(folder: string) => hostile.symbolicLink(folder, temporaryFolder()), hostile.linkLoop, hostile.pipe];
    for (const [place, reason] of [
      /it is a symbolic link/,
      /it is a symbolic link/,
      /it is not a plain file/,
    ].entries()) {
      const workspace = newWorkspace();
      const folder = temporaryFolder();
      make[place]?.(folder);
      const { state, tasks } = await importInto(workspace, [folder]);
      expect(state).toBe('partial');
      expect(tasks.find((task) => task.state === 'failed')?.reason).toMatch(reason);
      expect(workspace.snapshots.all()).toHaveLength(1);
    }
  },
);

test('a link chosen by name is refused too', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'real.json'), hostile.goodSnapshot());
  symlinkSync(join(folder, 'real.json'), join(folder, 'link.json'));
  const collection = await importInto(newWorkspace(), [join(folder, 'link.json')]);
  expect(reasonOf(collection)).toBe('link.json: it is a symbolic link; choose the file it points to.');
});

test('names that mislead are kept as text, and none of them names an object', async () => {
  const workspace = newWorkspace();
  const folder = temporaryFolder();
  const names = hostile.oddNames(folder).length;
  expect((await importInto(workspace, [folder])).state).toBe('done');
  const labels = workspace.snapshots.all().map(({ fileName }) => fileName);
  expect(labels).toHaveLength(names);
  expect(labels.filter((label) => /\p{Cc}/u.test(label))).toEqual([]);
  expect(workspace.objects.verify().objects.every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
});

test('what a system hides in a folder is not offered', async () => {
  const workspace = newWorkspace();
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.DS_Store'), 'Bud1');
  writeFileSync(join(folder, 'real.json'), hostile.goodSnapshot());
  const { state, tasks } = await importInto(workspace, [folder]);
  expect([state, tasks.length]).toEqual(['done', 1]);
});

test('a folder without files is refused before anything is written', async () => {
  const workspace = newWorkspace();
  await expect(importInto(workspace, [temporaryFolder()])).rejects.toThrow('There is no file in what was chosen.');
  expect(workspace.collections.all()).toEqual([]);
});

test('the same file again is skipped and named, and changes nothing', async () => {
  const workspace = newWorkspace();
  const folder = temporaryFolder();
  const [one, two] = [join(folder, 'one.json'), join(folder, 'two.json')];
  copyFileSync(join(shapes, 'config-snapshot.json'), one);
  copyFileSync(one, two);
  await importInto(workspace, [one]);
  const before = leftIn(workspace);
  const { state, tasks } = await importInto(workspace, [two]);
  expect(state).toBe('done');
  expect(tasks[0]).toMatchObject({
    state: 'skipped',
    snapshotId: workspace.snapshots.all()[0]?.id,
    reason: 'two.json: the same bytes were imported before.',
  });
  expect(leftIn(workspace)).toEqual(before);
});

test('items that an earlier file brought are counted as repeated and are one item', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [join(shapes, 'config-snapshot.json')]);
  await importInto(workspace, [join(shapes, 'select-whole-rows.json')]);
  const before = workspace.resources.count();
  const folder = temporaryFolder();
  const snapshot = hostile.goodSnapshot();
  writeFileSync(join(folder, 'a.json'), snapshot);
  writeFileSync(join(folder, 'b.json'), `${snapshot}\n`);
  await importInto(workspace, [folder]);
  expect(workspace.resources.count()).toBe(before + 1);
  expect(workspace.snapshots.all().find(({ fileName }) => fileName.endsWith('b.json'))?.repeated).toBe(1);
});

test('equal answers of two regions are two facts', async () => {
  const workspace = newWorkspace();
  const answer = join(shapes, 'describe-configuration-recorders-none.json');
  for (const region of ['eu-west-1', 'eu-central-1']) {
    expect((await importInto(workspace, [answer], { account, region })).tasks[0]?.state).toBe('done');
  }
  const findings = findingsOf(workspace, 'aws.config-recorder-complete');
  expect(findings.map(({ verdict, resource }) => [resource.id, verdict])).toEqual([
    [`${account}/eu-central-1`, 'fail'],
    [`${account}/eu-west-1`, 'fail'],
  ]);
  const again = await importInto(workspace, [answer], { account, region: 'eu-west-1' });
  expect(again.tasks[0]?.state).toBe('skipped');
});

test('an answer that came without its place can be imported again with it', async () => {
  const workspace = newWorkspace();
  const answer = join(shapes, 'describe-retention-configurations.json');
  await importInto(workspace, [answer]);
  const { tasks } = await importInto(workspace, [answer], { account, region: 'eu-west-1' });
  expect(tasks[0]?.state).toBe('done');
  expect(workspace.snapshots.all().flatMap(({ counts }) => counts.map(({ region }) => region))).toEqual([
    '',
    'eu-west-1',
  ]);
});

test('cancelling keeps what was finished and nothing of the file being read', async () => {
  const workspace = newWorkspace();
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.json'), hostile.goodSnapshot());
  hostile.manyRows(folder, 60_000);
  writeFileSync(join(folder, 'z.json'), hostile.goodSnapshot('sg-0f0f0f0f0f0f0f0f0'));
  const controller = new AbortController();
  const run = startImport(workspace, deps(), {
    paths: [folder],
    signal: controller.signal,
    onProgress: ({ filesDone, bytesDone }) => {
      if (filesDone === 1 && bytesDone > 2_000_000) controller.abort();
    },
  });
  expect(await run.ended).toBe('cancelled');
  const [collection] = workspace.collections.all();
  expect(collection?.tasks.map(({ state }) => state)).toEqual(['done', 'cancelled', 'cancelled']);
  expect(collection?.tasks[1]?.reason).toMatch(/many-rows\.json: cancelled; nothing of it was kept\.$/);
  expect(leftIn(workspace)).toMatchObject({ resources: ['AWS::EC2::SecurityGroup'], doorway: [], objects: 1 });
});

test('progress counts bytes and files up to all of them and ends once', async () => {
  const told: {
    readonly state: string;
    readonly filesDone: number;
    readonly bytesDone: number;
    readonly bytes: number;
  }[] = [];
  const folder = temporaryFolder();
  hostile.mixedFolder(folder);
  const run = startImport(newWorkspace(), deps(), {
    paths: [folder],
    signal: new AbortController().signal,
    onProgress: (progress) => told.push(progress),
  });
  await run.ended;
  expect(told.filter(({ state }) => state !== 'running').map(({ state }) => state)).toEqual(['partial']);
  expect(told.at(-1)).toMatchObject({ filesDone: 6, bytesDone: told.at(-1)?.bytes });
  const done = told.map(({ filesDone }) => filesDone);
  expect(done).toEqual([...done].sort());
});

test('rows of an import that was cut off are gone at the next opening, and the run is marked', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [join(shapes, 'config-snapshot.json')]);
  const whole = workspace.resources.count();
  const [stored] = workspace.resources.ofType(account, 'AWS::KMS::Key');
  if (stored === undefined) throw new Error('The fixture has no key.');
  workspace.resources.add({ version: { ...stored, id: 'cut-off', snapshotId: '2.1' }, kept: null });
  workspace.objects.create().write(Buffer.from('half'));
  const id = workspace.collections.start({
    kind: 'import',
    startedAt: '2026-10-01T00:00:00.000Z',
    actor: 'tester',
    toolVersion: '0.0.0-test',
    run: null,
  });
  workspace.close();
  const again = openWorkspace(workspace.folder);
  expect(again.resources.count()).toBe(whole);
  expect(again.collections.all().find((it) => it.id === id)?.state).toBe('interrupted');
  expect(leftIn(again)).toMatchObject({ doorway: [], objects: 1 });
  again.close();
});

test("AWS Config's own empty test file in a delivery folder is passed over", async () => {
  const workspace = newWorkspace();
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'ConfigWritabilityCheckFile'), '');
  writeFileSync(
    join(folder, 'retention.json'),
    '{"RetentionConfigurations":[{"Name":"default","RetentionPeriodInDays":365}]}',
  );
  const collection = await importInto(workspace, [folder]);
  expect(collection.state).toBe('done');
  expect(collection.tasks.map(({ state }) => state)).toEqual(['skipped', 'done']);
});
