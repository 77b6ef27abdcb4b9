import { join, resolve } from 'node:path';
import type { Finding } from '@shared/domain/finding.ts';
import type { Json } from '@shared/domain/json.ts';
import { expect, test } from 'vitest';
import { defaultAsOf, evaluate } from '../../../../electron/engine/services/evaluate.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { account, group, historyFile, item, recorder, region, snapshotFile } from '../items.ts';
import { deps, findingsOf, importInto, newWorkspace } from '../workspace.ts';

const shapes = resolve(import.meta.dirname, '../../../fixtures/aws');
const groupId = 'sg-0a0a0a0a0a0a0a0a0';
const ports = 'aws.security-group-admin-ports-closed';
const january = '2026-01-10T00:00:00.000Z';
const asOf = '2026-10-01T00:00:00.000Z';

async function read(...paths: readonly string[]): Promise<Workspace> {
  const workspace = newWorkspace();
  await importInto(workspace, paths);
  return workspace;
}

function only(workspace: Workspace, check: string, id = groupId, at = asOf): Finding {
  const [finding, ...more] = findingsOf(workspace, check, at).filter(({ resource }) => resource.id === id);
  if (finding === undefined || more.length > 0) throw new Error(`${check} has not exactly one finding on ${id}.`);
  return finding;
}

/** Closed in January, open for six days in March. */
const opened = () =>
  historyFile('group', [
    group('2026-01-20T00:00:00.000Z', null),
    group('2026-03-03T06:00:00.000Z', 22),
    group('2026-03-09T12:00:00.000Z', null),
  ]);

test('the same files at the same instant give the same findings', async () => {
  const files = [snapshotFile('whole', [recorder(january), group('2026-05-04T00:00:00.000Z', 22)]), opened()];
  const [one, two] = [await read(...files), await read(...files)];
  const judged = (workspace: Workspace) => {
    evaluate(workspace, deps(), asOf);
    return [...workspace.findings.each()];
  };
  const first = judged(one);
  expect(judged(one)).toEqual(first);
  const plain = (findings: readonly Finding[]) => findings.map(({ id: _, ...rest }) => JSON.stringify(rest)).sort();
  expect(plain(judged(two))).toEqual(plain(first));
  expect(first.length).toBeGreaterThan(40);
});

test('a finding keeps its id when more files are read', async () => {
  const workspace = await read(snapshotFile('may', [recorder(january), group('2026-05-04T00:00:00.000Z', 22)]));
  const before = only(workspace, ports);
  await importInto(workspace, [opened()]);
  const after = only(workspace, ports);
  expect(after.id).toBe(before.id);
  expect(after.lapses).toHaveLength(2);
});

test('what was captured after the instant judged is not seen', async () => {
  const workspace = await read(snapshotFile('may', [recorder(january), group('2026-05-04T00:00:00.000Z', 22)]));
  expect(only(workspace, ports, groupId, '2026-05-03T00:00:00.000Z')).toMatchObject({
    verdict: 'unknown',
    because: 'It was first seen on 4 May 2026 00:00 UTC, after the instant judged.',
    itemSha256: null,
  });
  expect(only(workspace, ports, groupId, '2026-05-05T00:00:00.000Z').verdict).toBe('fail');
});

const trail = (at: string, createdAt?: string) =>
  item({
    type: 'AWS::CloudTrail::Trail',
    id: 'audit',
    at,
    ...(createdAt === undefined ? {} : { createdAt }),
    configuration: { name: 'audit', isMultiRegionTrail: true, includeGlobalServiceEvents: true },
  });

test('before anything was read an account is unknown, neither failing nor passing', async () => {
  const workspace = await read(
    snapshotFile('may', [recorder('2026-05-02T00:00:00.000Z'), trail('2026-05-04T00:00:00.000Z')]),
  );
  evaluate(workspace, deps(), '2026-04-01T00:00:00.000Z');
  expect(new Set([...workspace.findings.each()].map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
  for (const { capturedAt } of workspace.findings.each()) expect(capturedAt).toBeNull();
});

test('a resource captured after the instant judged does not speak for its account', async () => {
  const files = [
    snapshotFile('february', [recorder(january)]),
    snapshotFile('may', [recorder(january), trail('2026-05-04T00:00:00.000Z')]),
  ];
  const workspace = await read(...files);
  const trails = (at: string) => only(workspace, 'aws.cloudtrail-all-regions', account, at);
  expect(trails('2026-04-01T00:00:00.000Z')).toMatchObject({
    verdict: 'fail',
    because: 'No trail exists in any region of the account.',
  });
  expect(trails(asOf).because).not.toContain('No trail exists');
});

test('a lapse stays on record after the fix, with its interval and the item that proves it', async () => {
  const workspace = await read(opened());
  const finding = only(workspace, ports);
  expect(finding).toMatchObject({ verdict: 'pass', state: 'lapsed' });
  expect(finding.lapses).toMatchObject([
    {
      from: '2026-03-03T06:00:00.000Z',
      to: '2026-03-09T12:00:00.000Z',
      isStartUncertain: false,
      capturedAt: '2026-03-03T06:00:00.000Z',
    },
  ]);
  expect(finding.lapses[0]?.itemSha256).not.toBe(finding.itemSha256);
  expect(finding.segments.map(({ kind }) => kind)).toEqual(['unobserved', 'held', 'lapsed', 'unobserved']);
});

test('judged while it lapsed, the same history fails', async () => {
  const finding = only(await read(opened()), ports, groupId, '2026-03-05T00:00:00.000Z');
  expect(finding).toMatchObject({ verdict: 'fail', state: 'fail', lapses: [{ to: null }] });
});

test('a date has no lapses', async () => {
  const workspace = newWorkspace({ reportType: 1, asOfOn: '2026-06-30' });
  await importInto(workspace, [opened()]);
  expect(only(workspace, ports, groupId, '2026-06-30T12:00:00.000Z')).toMatchObject({ state: 'pass', lapses: [] });
});

const block = (at: string, isOn: boolean) =>
  item({
    type: 'AWS::S3::AccountPublicAccessBlock',
    id: account,
    at,
    configuration: {
      blockPublicAcls: isOn,
      ignorePublicAcls: isOn,
      blockPublicPolicy: isOn,
      restrictPublicBuckets: isOn,
    },
  });

test('an account setting and a bucket are judged together through time', async () => {
  const bucket = item({
    type: 'AWS::S3::Bucket',
    id: 'exports',
    at: january,
    supplementaryConfiguration: {
      PublicAccessBlockConfiguration: {},
      BucketVersioningConfiguration: { status: 'Off' },
    },
  });
  const workspace = await read(
    historyFile('bucket', [bucket]),
    historyFile('block', [
      block(january, true),
      block('2026-03-03T06:00:00.000Z', false),
      block('2026-03-09T12:00:00.000Z', true),
    ]),
  );
  expect(only(workspace, 'aws.s3-bucket-public-access-blocked', 'exports')).toMatchObject({
    verdict: 'pass',
    state: 'lapsed',
    lapses: [{ from: '2026-03-03T06:00:00.000Z', to: '2026-03-09T12:00:00.000Z' }],
  });
});

test('after the recorder stopped nothing is known, and the last state is said in words', async () => {
  const workspace = await read(
    snapshotFile('january', [recorder(january), group(january, 22)]),
    historyFile('stop', [recorder('2026-06-01T00:00:00.000Z', false)]),
  );
  expect(only(workspace, ports)).toMatchObject({
    verdict: 'unknown',
    because: expect.stringMatching(
      /^AWS Config stopped recording in 111122223333 eu-west-1 on 1 Jun 2026 00:00 UTC\. Last seen before that: Rule 1 of 1 admits tcp 22/,
    ),
  });
  expect(only(workspace, ports, groupId, '2026-05-01T00:00:00.000Z').verdict).toBe('fail');
});

const isAbsent = (workspace: Workspace, check: string) => only(workspace, check, account);

test('a type that is not recorded is unknown on the account', async () => {
  const workspace = await read(
    snapshotFile('some', [recorder(january, true, ['AWS::EC2::SecurityGroup']), group(january, 22)]),
  );
  expect(isAbsent(workspace, 'aws.ebs-volume-encrypted')).toMatchObject({
    verdict: 'unknown',
    because: `AWS::EC2::Volume is not recorded in ${account} ${region}.`,
  });
});

test('a type that is recorded and absent does not apply', async () => {
  const workspace = await read(snapshotFile('all', [recorder(january), group(january, 22)]));
  expect(isAbsent(workspace, 'aws.ebs-volume-encrypted')).toMatchObject({
    verdict: 'not-applicable',
    because: `No AWS::EC2::Volume exists in ${account}.`,
  });
});

test('without a snapshot an absent type proves nothing, whatever the recorder writes down', async () => {
  const answers = ['describe-configuration-recorders', 'describe-configuration-recorder-status', 'select-whole-rows'];
  const workspace = await read(...answers.map((name) => join(shapes, `${name}.json`)));
  const because = `No snapshot of ${account} ${region} up to the instant judged was read, so an absent AWS::EC2::Volume proves nothing.`;
  expect(isAbsent(workspace, 'aws.ebs-volume-encrypted')).toMatchObject({ verdict: 'unknown', because });
  expect(isAbsent(workspace, 'aws.cloudtrail-all-regions').verdict).toBe('unknown');
  expect(only(workspace, 'aws.s3-bucket-tls-only', 'fixture-exports').verdict).toBe('pass');
});

test('a region that was not listed keeps an account from being whole', async () => {
  const workspace = await read(
    snapshotFile('west', [recorder(january)]),
    historyFile('east', [item({ type: 'AWS::EC2::VPC', id: 'vpc-1', at: january, region: 'us-east-1' })]),
  );
  expect(isAbsent(workspace, 'aws.cloudtrail-all-regions')).toMatchObject({
    verdict: 'unknown',
    because: `No recorder answer or item was read for ${account} us-east-1, so an absent AWS::CloudTrail::Trail proves nothing.`,
  });
});

test('inventory proves nothing', async () => {
  const workspace = await read(join(shapes, 'hand-made-list.json'));
  const findings = findingsOf(workspace, ports);
  expect(findings).toMatchObject([{ verdict: 'unknown', state: 'unknown', resource: { account: '' } }]);
  expect(findings[0]?.because).toContain('it is inventory and proves nothing');
});

test('a certificate fails from the day it comes too near its end, without a new item', async () => {
  const certificate: Json = {
    status: 'ISSUED',
    notAfter: '2026-09-10T00:00:00.000Z',
    keyAlgorithm: 'RSA_2048',
    type: 'IMPORTED',
    inUseBy: ['arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/pay/1'],
  };
  const id = 'arn:aws:acm:eu-west-1:111122223333:certificate/1';
  const workspace = await read(
    historyFile('certificate', [item({ type: 'AWS::ACM::Certificate', id, at: january, configuration: certificate })]),
    historyFile('later', [group('2026-09-30T00:00:00.000Z', null)]),
  );
  expect(only(workspace, 'aws.certificate-current', id, '2026-07-01T00:00:00.000Z').state).toBe('pass');
  const expired = only(workspace, 'aws.certificate-current', id);
  expect(expired.because).toContain('The certificate expired on 2026-09-10');
  expect(expired.lapses).toHaveLength(1);
  // More than 30 days are required, and whole days are counted: the last hour that passes is 31 days before the end.
  const from = expired.lapses[0]?.from ?? '';
  expect(Math.abs(Date.parse(from) - Date.parse('2026-08-10T00:00:00.000Z'))).toBeLessThanOrEqual(3_600_000);
  expect(expired.segments.find(({ kind }) => kind === 'held')?.to).toBe(from);
});

test('snapshots that show the same state again lengthen the line that held', async () => {
  const first = group('2026-01-05T00:00:00.000Z', null);
  const beside = (at: string) => item({ type: 'AWS::EC2::VPC', id: 'vpc-1', at });
  const changed = group('2026-03-08T00:00:00.000Z', null);
  const workspace = await read(snapshotFile('a', [first, beside('2026-01-12T00:00:00.000Z')]));
  const held = () => only(workspace, ports).segments.filter(({ kind }) => kind === 'held');
  expect(held()).toMatchObject([{ from: '2026-01-05T00:00:00.000Z', to: '2026-01-12T00:00:00.000Z' }]);
  await importInto(workspace, [snapshotFile('b', [first, beside('2026-02-10T00:00:00.000Z')])]);
  expect(held()).toMatchObject([{ from: '2026-01-05T00:00:00.000Z', to: '2026-02-10T00:00:00.000Z' }]);
  await importInto(workspace, [snapshotFile('c', [changed, beside('2026-03-10T00:00:00.000Z')])]);
  expect(held()).toMatchObject([
    { from: '2026-01-05T00:00:00.000Z', to: '2026-02-10T00:00:00.000Z' },
    { from: '2026-03-08T00:00:00.000Z', to: '2026-03-10T00:00:00.000Z' },
  ]);
});

test('a history between two snapshots closes what lies between them', async () => {
  const beside = item({ type: 'AWS::EC2::VPC', id: 'vpc-1', at: '2026-01-12T00:00:00.000Z' });
  const workspace = await read(
    snapshotFile('a', [group('2026-01-05T00:00:00.000Z', null), beside]),
    historyFile('b', [group('2026-03-08T00:00:00.000Z', null)]),
  );
  expect(only(workspace, ports).segments.filter(({ kind }) => kind === 'held')).toEqual([
    { kind: 'held', from: '2026-01-05T00:00:00.000Z', to: '2026-03-08T00:00:00.000Z' },
  ]);
});

test('a removed resource does not apply from its removal, and its lapse stays', async () => {
  const gone = item({
    type: 'AWS::EC2::SecurityGroup',
    id: groupId,
    at: '2026-04-01T00:00:00.000Z',
    status: 'ResourceDeleted',
  });
  const workspace = await read(historyFile('open', [group('2026-03-01T00:00:00.000Z', 22), gone]));
  expect(only(workspace, ports)).toMatchObject({
    verdict: 'not-applicable',
    state: 'lapsed',
    lapses: [{ from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z', isStartUncertain: true }],
  });
});

test('without a named instant the end of the period is the latest judged', () => {
  const engagement = newWorkspace().engagements.get();
  expect(defaultAsOf(engagement, '2026-06-01T00:00:00.000Z')).toBe('2026-06-01T00:00:00.000Z');
  expect(defaultAsOf(engagement, '2027-06-01T00:00:00.000Z')).toBe('2027-01-01T00:00:00.000Z');
});
