import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Json } from '@shared/domain/json.ts';
import { counted } from '@shared/domain/words.ts';
import { expect, test } from 'vitest';
import { rawBytes, readResources } from '../../../../electron/engine/services/raw-item.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { encodingsOf } from '../../../fixtures/encodings.ts';
import { findingsOf, importInto, newWorkspace, temporaryFolder } from '../workspace.ts';

const shapes = resolve(import.meta.dirname, '../../../fixtures/aws');
const account = '111122223333';

const inventoryNote = (rows: number, of = rows) =>
  `Of ${counted(of, 'row')}, ${rows} without an account or a recording status: inventory, which proves nothing.`;
const placeNote = (rows: number, of = rows) =>
  `Of ${counted(of, 'row')}, ${rows} without an account or a region; import the file with both stated to use it for coverage.`;
const undatedNote = (rows: number) =>
  `Of ${counted(rows, 'row')}, ${rows} without a capture time; the time of the import is taken.`;
const cutNote = 'The answer has a next page that is not in this file, so what is missing here proves nothing.';
const emptyNote = 'The list in this file is empty.';

type Row = readonly [file: string, kind: string, items: number, standing: 'evidence' | 'inventory', ...notes: string[]];

const table: readonly Row[] = [
  ['batch-get', 'batch-items', 1, 'evidence'],
  ['config-history', 'config-history', 2, 'evidence'],
  ['config-history-2014', 'config-history', 1, 'evidence'],
  ['config-snapshot', 'config-snapshot', 5, 'evidence'],
  ['describe-compliance-by-config-rule', 'rule-compliance', 2, 'evidence', placeNote(2)],
  ['describe-config-rule-evaluation-status', 'rule-evaluation-status', 2, 'evidence', placeNote(1, 2)],
  ['describe-config-rules', 'config-rules', 2, 'evidence'],
  ['describe-configuration-aggregator-sources-status', 'aggregator-sources', 3, 'evidence', placeNote(3)],
  ['describe-configuration-aggregators', 'aggregators', 1, 'evidence'],
  ['describe-configuration-recorder-status', 'recorder-status', 1, 'evidence'],
  ['describe-configuration-recorder-status-cli-v1-stopped', 'recorder-status', 1, 'evidence', placeNote(1)],
  ['describe-configuration-recorder-status-failing', 'recorder-status', 1, 'evidence'],
  ['describe-configuration-recorders', 'recorders', 1, 'evidence'],
  ['describe-configuration-recorders-none', 'recorders', 0, 'evidence', emptyNote],
  ['describe-configuration-recorders-without-arn', 'recorders', 1, 'evidence', placeNote(1)],
  ['describe-conformance-pack-compliance', 'conformance-packs', 1, 'evidence', placeNote(1)],
  ['describe-conformance-packs', 'conformance-packs', 1, 'evidence'],
  ['describe-delivery-channel-status', 'delivery-channel-status', 1, 'evidence', placeNote(1)],
  ['describe-delivery-channels', 'delivery-channels', 1, 'evidence', placeNote(1)],
  ['describe-retention-configurations', 'retention', 1, 'evidence', placeNote(1)],
  ['describe-retention-configurations-none', 'retention', 0, 'evidence', emptyNote],
  ['encodings/01-json-in-text', 'item', 1, 'evidence'],
  ['encodings/02-twice-encoded-access-list', 'item', 1, 'evidence'],
  ['encodings/03-policies-as-text', 'item-list', 9, 'evidence'],
  ['encodings/04-percent-encoded-policies', 'item-list', 4, 'evidence'],
  ['encodings/05-wrapped-values', 'query-result', 3, 'evidence'],
  ['encodings/06-floats-and-dates', 'query-result', 3, 'evidence'],
  ['encodings/07-booleans-as-text', 'item-list', 3, 'evidence'],
  ['encodings/08-letter-case', 'item-list', 4, 'evidence'],
  ['encodings/09-more-than-the-schema', 'item-list', 4, 'evidence'],
  ['encodings/10-versioning-words', 'item-list', 4, 'evidence'],
  ['get-compliance-details-by-config-rule', 'rule-evaluations', 3, 'evidence', placeNote(3)],
  ['get-conformance-pack-compliance-details', 'conformance-packs', 1, 'evidence', placeNote(1)],
  ['hand-made-list', 'resource-history', 2, 'inventory', inventoryNote(2), undatedNote(2)],
  ['item', 'item', 1, 'evidence'],
  ['item-list', 'item-list', 2, 'evidence'],
  ['list-discovered-resources', 'discovered-resources', 2, 'inventory', inventoryNote(2), undatedNote(2)],
  ['notification', 'notification', 1, 'evidence'],
  ['resource-history-cli-v1', 'resource-history', 1, 'evidence'],
  ['resource-history-daily-and-not-recorded', 'resource-history', 2, 'evidence', inventoryNote(1, 2)],
  ['resource-history-empty-page', 'resource-history', 0, 'evidence', cutNote, emptyNote],
  ['resource-history-with-token', 'resource-history', 2, 'evidence', cutNote],
  ['row-list', 'item-list', 2, 'evidence'],
  ['rule-event', 'rule-event', 1, 'evidence'],
  ['select-aggregate', 'query-result', 2, 'evidence'],
  ['select-cut-short', 'query-result', 1, 'evidence', cutNote],
  ['select-only-scalars', 'query-result', 1, 'inventory', inventoryNote(1)],
  ['select-whole-rows', 'query-result', 2, 'evidence'],
  ['select-without-account-and-type', 'query-result', 1, 'inventory', inventoryNote(1), undatedNote(1)],
];
const refused = 'notification-oversized';

test('every shape comes in with its kind, its items, its standing and what a reader must know', async () => {
  const workspace = newWorkspace();
  const collection = await importInto(
    workspace,
    table.map(([file]) => join(shapes, `${file}.json`)),
  );
  expect(collection.state).toBe('done');
  expect(collection.tasks.map(({ reason }) => reason).filter((reason) => reason !== null)).toEqual([]);
  const byName = new Map(workspace.snapshots.all().map((snapshot) => [snapshot.fileName, snapshot]));
  for (const [file, kind, items, standing, ...notes] of table) {
    const name = `${file.split('/').at(-1)}.json`;
    expect(byName.get(name), name).toMatchObject({
      kind,
      items,
      standing,
      notes,
      encoding: 'utf-8',
    });
  }
});

test('the table names every shape there is', () => {
  const files = readdirSync(shapes, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json'));
  expect([...table.map(([file]) => `${file}.json`), `${refused}.json`].sort()).toEqual(files.sort());
});

test('a message that only points at an item is refused by the keys found', async () => {
  const { state, tasks } = await importInto(newWorkspace(), [join(shapes, `${refused}.json`)]);
  expect(state).toBe('failed');
  expect(tasks[0]?.reason).toMatch(
    /^notification-oversized\.json: it is JSON with the keys configurationItemSummary, /,
  );
});

const file = (bytes: Uint8Array): string => {
  const path = join(temporaryFolder(), 'delivered');
  writeFileSync(path, bytes);
  return path;
};

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const snapshotText = readFileSync(join(shapes, 'config-snapshot.json'), 'utf8');
const allEncodings = [
  ...encodingsOf(snapshotText),
  { name: 'gzip of UTF-8 with a byte order mark', bytes: gzipSync(`\uFEFF${snapshotText}`) },
  { name: 'UTF-16LE without a byte order mark', bytes: Buffer.from(snapshotText, 'utf16le') },
  { name: 'UTF-16BE without a byte order mark', bytes: Buffer.from(snapshotText, 'utf16le').swap16() },
];

test.each(allEncodings)('$name reads like plain text, and each item is cut out by its own hash', async ({ bytes }) => {
  const workspace = newWorkspace();
  expect((await importInto(workspace, [file(bytes)])).state).toBe('done');
  expect(workspace.snapshots.all()[0]).toMatchObject({ items: 5, sha256: sha256(bytes), bytes: bytes.length });
  for (const { type } of workspace.resources.places())
    for (const stored of workspace.resources.ofType(account, type)) {
      const item = rawBytes(workspace, stored);
      expect(sha256(item)).toBe(stored.sha256);
      expect(JSON.parse(item.toString('utf8'))).toMatchObject({ resourceType: type, resourceId: stored.id });
    }
  const [group] = findingsOf(workspace, 'aws.security-group-admin-ports-closed');
  expect(group).toMatchObject({ verdict: 'pass', resource: { id: 'sg-0c1d2e3f405162738' } });
});

async function imported(number: string): Promise<Workspace> {
  const workspace = newWorkspace();
  const name = readdirSync(join(shapes, 'encodings')).find((it) => it.startsWith(number));
  await importInto(workspace, [join(shapes, 'encodings', name ?? '')]);
  return workspace;
}

const verdicts = (workspace: Workspace, check: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    findingsOf(workspace, check)
      .filter(({ resource }) => !resource.type.startsWith('aws.'))
      .map(({ resource, verdict }) => [resource.name, verdict]),
  );

const configurations = (workspace: Workspace, type: string): readonly Json[] =>
  readResources(workspace, account, type).map(({ configuration }) => configuration);

test('a configuration given as JSON text is judged by its rules', async () => {
  const [finding] = findingsOf(await imported('01'), 'aws.security-group-admin-ports-closed');
  expect(finding?.verdict).toBe('fail');
  expect(finding?.seen[0]).toEqual({
    path: 'configuration.ipPermissions[1].ipv4Ranges[0].cidrIp',
    value: '"0.0.0.0/0"',
  });
});

test('an access list encoded twice is a list of grants', async () => {
  const [bucket] = readResources(await imported('02'), account, 'AWS::S3::Bucket');
  expect(bucket?.supplementaryConfiguration.AccessControlList).toMatchObject({
    grantList: [{ permission: 'FullControl' }],
  });
});

test('policies as text are read, and null or an empty object means that there is none', async () => {
  const workspace = await imported('03');
  expect(verdicts(workspace, 'aws.s3-bucket-tls-only')).toEqual({
    'fixture-exports': 'pass',
    'fixture-policy-null': 'fail',
    'fixture-policy-empty': 'fail',
  });
  expect(verdicts(workspace, 'aws.resource-policy-not-open')).toMatchObject({
    hook: 'fail',
    'with-policy': 'fail',
    alerts: 'pass',
    jobs: 'pass',
  });
});

test('trust policies are read percent-encoded, as object, as list and as text', async () => {
  expect(verdicts(await imported('04'), 'aws.iam-role-external-trust-approved')).toEqual({
    'partner-reader': 'fail',
    'as-object': 'fail',
    'as-list': 'fail',
    'as-json-text': 'fail',
  });
});

test('values wrapped in query rows are unwrapped', async () => {
  const workspace = await imported('05');
  expect(configurations(workspace, 'AWS::EC2::Volume')).toMatchObject([
    { state: 'in-use', attachments: [{ state: 'attached' }] },
  ]);
  expect(configurations(workspace, 'AWS::RDS::DBCluster')).toMatchObject([
    { availabilityZones: ['eu-west-1a', 'eu-west-1b'] },
  ]);
  expect(verdicts(workspace, 'aws.ebs-volume-encrypted')).toEqual({ 'vol-0f1e2d3c4b5a69788': 'pass' });
});

test('numbers written as floats are the numbers they mean', async () => {
  const workspace = await imported('06');
  const [finding] = findingsOf(workspace, 'aws.data-store-backup-on');
  expect(finding).toMatchObject({ verdict: 'fail', seen: [{ value: '5' }] });
  expect(configurations(workspace, 'AWS::RDS::DBInstance')).toMatchObject([{ instanceCreateTime: 1_611_066_134_335 }]);
});

test('booleans given as text count as booleans', async () => {
  const workspace = await imported('07');
  expect(verdicts(workspace, 'aws.data-service-encrypted-at-rest')).toEqual({ jobs: 'pass' });
  expect(verdicts(workspace, 'aws.deletion-protection-on')).toEqual({ web: 'pass' });
});

test('letter case does not hide a property', async () => {
  const workspace = await imported('08');
  expect(verdicts(workspace, 'aws.rds-storage-encrypted')).toEqual({ ledger: 'pass' });
  expect(findingsOf(workspace, 'aws.rds-storage-encrypted').filter(({ verdict }) => verdict === 'pass')).toHaveLength(
    2,
  );
});

test('properties beyond the published schema are judged', async () => {
  const workspace = await imported('09');
  expect(verdicts(workspace, 'aws.deletion-protection-on')).toEqual({ events: 'pass' });
  expect(verdicts(workspace, 'aws.ecr-repository-controlled')).toEqual({ 'with-key': 'pass' });
  expect(verdicts(workspace, 'aws.eks-endpoint-restricted')).toEqual({ apps: 'pass' });
});

test('versioning is on by one word only', async () => {
  expect(verdicts(await imported('10'), 'aws.s3-bucket-versioning-on')).toEqual({
    'fixture-enabled': 'pass',
    'fixture-never': 'fail',
    'fixture-suspended': 'fail',
    'fixture-old-null': 'fail',
  });
});
