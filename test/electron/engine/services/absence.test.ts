import { join, resolve } from 'node:path';
import type { Finding } from '@shared/domain/finding.ts';
import type { JsonObject } from '@shared/domain/json.ts';
import { expect, test } from 'vitest';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { group, historyFile, item, recorder, snapshotFile } from '../items.ts';
import { findingsOf, importInto, newWorkspace } from '../workspace.ts';

const other = 'sg-0b0b0b0b0b0b0b0b0';
const january = '2026-01-10T00:00:00.000Z';
const february = '2026-02-01T00:00:00.000Z';
const may = '2026-05-04T00:00:00.000Z';
const june = '2026-06-01T00:00:00.000Z';
const july = '2026-07-01T00:00:00.000Z';
const asOf = '2026-10-01T00:00:00.000Z';

/** In winter there are two groups, of which one is open to the internet. */
const winter = () =>
  snapshotFile('winter', [recorder(january), group('2026-01-20T00:00:00.000Z', 22), group(february, null, other)]);
const spring = (...items: readonly JsonObject[]) => snapshotFile('spring', items);
const summer = (...items: readonly JsonObject[]) => snapshotFile('summer', [recorder(january), ...items]);

async function read(...paths: readonly string[]): Promise<Workspace> {
  const workspace = newWorkspace();
  await importInto(workspace, paths);
  return workspace;
}

function ofGroup(workspace: Workspace, at = asOf): Finding | undefined {
  const found = findingsOf(workspace, 'aws.security-group-admin-ports-closed', at);
  return found.find(({ resource }) => resource.id !== other);
}

const kindsOf = (finding: Finding | undefined) => finding?.segments.map(({ kind, from, to }) => [kind, from, to]);

test('what a later snapshot does not show is gone, its failure stays a lapse, and between the two nothing is known', async () => {
  const files = [winter(), spring(recorder(january), group(may, null, other)), summer(group(june, null, other))];
  const finding = ofGroup(await read(...files));
  expect(finding).toMatchObject({
    verdict: 'not-applicable',
    state: 'lapsed',
    capturedAt: may,
    itemSha256: null,
    because: 'sg-0a0a0a0a0a0a0a0a0 is missing from the snapshot delivered as spring.json, so it was removed before.',
    lapses: [{ from: '2026-01-20T00:00:00.000Z', to: february }],
  });
  expect(kindsOf(finding)?.slice(1)).toEqual([
    ['lapsed', '2026-01-20T00:00:00.000Z', february],
    ['unobserved', february, may],
    ['not-applicable', may, june],
    ['unobserved', june, asOf],
  ]);
});

test('a type that was left out while a list was made is not missing from it, though it is recorded again', async () => {
  const leftOut = spring(
    recorder(may, true, ['AWS::S3::Bucket']),
    item({ type: 'AWS::S3::Bucket', id: 'logs', at: may }),
  );
  const again = historyFile('again', [recorder(june)]);
  expect(ofGroup(await read(winter(), leftOut, again))?.verdict).toBe('fail');
  // A list made since shows that it is gone.
  const finding = ofGroup(await read(winter(), leftOut, again, snapshotFile('july', [group(july, null, other)])));
  expect(finding).toMatchObject({ verdict: 'not-applicable', capturedAt: july });
});

test('what a later snapshot shows unchanged held until then', async () => {
  const finding = ofGroup(
    await read(winter(), spring(recorder(january), group('2026-01-20T00:00:00.000Z', 22), group(may, null, other))),
  );
  expect(finding?.verdict).toBe('fail');
  expect(kindsOf(finding)).toContainEqual(['lapsed', '2026-01-20T00:00:00.000Z', may]);
});

test.each<[string, () => string]>([
  ['does not record the type any more', () => spring(recorder(may, true, ['AWS::S3::Bucket']))],
  ['stopped', () => spring(recorder(may, false), group(may, null, other))],
])('nothing follows from a snapshot of a recorder that %s', async (_, file) => {
  const finding = ofGroup(await read(winter(), file()));
  expect(finding?.because).not.toContain('missing');
  expect(finding?.verdict).not.toBe('not-applicable');
});

test('nothing follows from a snapshot after the instant judged, nor from a file that does not list everything', async () => {
  const both = await read(winter(), spring(recorder(january), group(may, null, other)));
  expect(ofGroup(both, '2026-04-01T00:00:00.000Z')?.verdict).toBe('fail');
  expect(ofGroup(await read(winter(), historyFile('spring', [group(may, null, other)])))?.verdict).toBe('fail');
});

test('what was made again after it was missing is judged as it is now', async () => {
  const files = [winter(), spring(recorder(january), group(may, null, other))];
  const finding = ofGroup(await read(...files, summer(group(june, null))));
  expect(finding).toMatchObject({ verdict: 'pass', capturedAt: june });
});

test.each([
  ['a whole list after it was read', { at: '2026-10-02T00:00:00.000Z', isComplete: true }, 'unknown'],
  ['a list of the run that read it', { at: '2026-10-02T00:00:00.000Z', isComplete: true, taskId: '1.1' }, 'pass'],
  ['a list that was cut short', { at: '2026-10-02T00:00:00.000Z', isComplete: false }, 'pass'],
  ['a whole list before it was read', { at: '2026-09-02T00:00:00.000Z', isComplete: true }, 'pass'],
])('a row of Azure that %s does not show is not known to be removed', async (_, said, verdict) => {
  const subscription = '0b1f6c2e-4d3a-4e87-9c5f-2a6d8e1b7f90';
  const type = 'microsoft.storage/storageaccounts';
  const workspace = newWorkspace();
  const list = join(resolve(import.meta.dirname, '../../../fixtures'), 'azure', 'arm-list.json');
  await importInto(workspace, [list], { account: '', region: '', readAt: '2026-10-01T00:00:00.000Z' });
  // Another run, for the list to be of.
  await importInto(workspace, [winter()]);
  workspace.listings.add({ taskId: '2.1', ...said, account: subscription, region: 'global', type, because: 'Listed.' });
  const findings = findingsOf(workspace, 'azure.storage-tls-version', '2026-10-03T00:00:00.000Z');
  expect(findings.map((it) => it.verdict)).toEqual([verdict]);
  if (verdict === 'unknown')
    expect(findings[0]?.because).toMatch(
      /is missing from the list of all microsoft.storage.*or can no longer be read.$/,
    );
});
