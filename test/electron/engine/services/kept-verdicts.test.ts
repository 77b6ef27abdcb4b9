import type { Finding } from '@shared/domain/finding.ts';
import type { JsonObject } from '@shared/domain/json.ts';
import { expect, test } from 'vitest';
import { checks } from '../../../../electron/engine/checks/registry.ts';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { account, group, item, recorder, snapshotFile } from '../items.ts';
import { deps, findingsOf, importInto, newWorkspace, sharedSample } from '../workspace.ts';

const january = '2026-01-10T00:00:00.000Z';
const asOf = '2026-10-01T00:00:00.000Z';
const partner = '777788889999';
const sample = sharedSample();

const plain = (workspace: Workspace): readonly Finding[] => [...workspace.findings.each()];
const keptIn = ({ resources }: Workspace, type: string) =>
  resources.page(account, type, null, 10).map(({ key, kept }) => ({ key, ...resources.verdictList(kept ?? -1) }));

test('verdicts are kept when a file is read, and tell on which rules', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [snapshotFile('may', [recorder(january), group('2026-05-04T00:00:00.000Z', 22)])]);
  const [stored] = keptIn(workspace, 'AWS::EC2::SecurityGroup');
  const looking = checks.filter(({ looksAt }) => looksAt.includes('AWS::EC2::SecurityGroup'));
  expect(stored?.statuses.map(([id]) => id)).toEqual(looking.map(({ id }) => id));
  expect(stored?.judgedOn).toMatch(/^[0-9a-f]{16}/);
  const place = stored?.statuses.findIndex(([id]) => id === 'aws.security-group-admin-ports-closed') ?? -1;
  expect(stored?.statuses[place]?.[1]).toBe('fail');
  expect(workspace.resources.wordsAt(stored?.key ?? -1, place).because).toContain('22');
});

test('another version of the program judges anew, keeps that, and says the same of the same items', () => {
  const before = plain(sample());
  const instant = sample().judgements.get()?.asOf ?? '';
  const judgedOn = () => keptIn(sample(), 'AWS::S3::Bucket').map(({ judgedOn }) => judgedOn);
  const first = judgedOn();
  evaluate(sample(), { ...deps(), toolVersion: '9.9.9' }, instant);
  expect(plain(sample())).toEqual(before);
  expect(judgedOn()).not.toEqual(first);
  evaluate(sample(), deps(), instant);
  expect(plain(sample())).toEqual(before);
  expect(judgedOn()).toEqual(first);
});

const role = (trusted: string): JsonObject =>
  item({
    type: 'AWS::IAM::Role',
    id: 'AROA1EXAMPLE',
    at: '2026-05-04T00:00:00.000Z',
    region: 'global',
    configuration: {
      roleName: 'reader',
      assumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${trusted}:root` }, Action: 'sts:AssumeRole' }],
      }),
    },
  });

test('a verdict about outside accounts is judged anew when an account turns out to be the own', async () => {
  const check = 'aws.iam-role-external-trust-approved';
  const workspace = newWorkspace();
  const verdicts = () =>
    findingsOf(workspace, check, asOf)
      .filter(({ resource }) => resource.type === 'AWS::IAM::Role')
      .map(({ verdict }) => verdict);
  await importInto(workspace, [snapshotFile('own', [recorder(january), role(partner)])]);
  expect(verdicts()).toEqual(['fail']);
  await importInto(workspace, [snapshotFile('partner', [{ ...recorder(january), awsAccountId: partner }])]);
  expect(verdicts()).not.toContain('fail');
});

test('a finding says the same words whether they are kept with its item or its own', () => {
  for (const finding of plain(sample()).filter(({ verdict }) => verdict !== 'fail')) {
    expect(finding.because.endsWith('.')).toBe(true);
    expect(sample().findings.find(finding.id)).toEqual(finding);
  }
});

test('every finding has an id of its own, of which one part names its check and the other what it is about', () => {
  const findings = plain(sample());
  expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
  const pairs = findings.map(({ id, checkId }) => `${id.slice(0, 6)} ${checkId}`);
  const checkIds = new Set(findings.map(({ checkId }) => checkId));
  expect(new Set(pairs).size).toBe(checkIds.size);
  expect(new Set(findings.map(({ id }) => id.slice(0, 6))).size).toBe(checkIds.size);
  expect(sample().findings.find('0'.repeat(20))).toBeNull();
});

test.each(['a"b', 'a\\b', 'tab\tb', 'é'])('kept words are found by %j, however JSON writes it', async (sign) => {
  const workspace = newWorkspace();
  const lambda = { type: 'AWS::Lambda::Function', id: 'settle', at: '2026-05-04T00:00:00.000Z' };
  const configuration = { packageType: 'Zip', runtime: `x${sign}y` };
  await importInto(workspace, [snapshotFile('may', [recorder(january), item({ ...lambda, configuration })])]);
  evaluate(workspace, deps(), '2026-10-01T00:00:00.000Z');
  const found = workspace.findings.ids({ search: `X${sign}y`.toLowerCase() }, { group: 'none', ranks: {}, sort: [] });
  const because = found.map((id) => workspace.findings.find(id)?.because);
  expect(because).toContainEqual(expect.stringContaining(`lambda x${sign}y is not in`));
});
