import { resolve } from 'node:path';
import type { Finding } from '@shared/domain/finding.ts';
import { describe, expect, test } from 'vitest';
import { coverage } from '../../../../electron/engine/services/coverage.ts';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import { findingDetail } from '../../../../electron/engine/services/findings.ts';
import { readReadings } from '../../../../electron/engine/services/readings.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { account, item, recorder, region, snapshotFile } from '../items.ts';
import {
  aggregatedFile,
  complianceFile,
  result,
  resultsFile,
  rule,
  ruleStatus,
  rulesFile,
  statusFile,
} from '../rules.ts';
import { deps, findingsOf, importInto, newWorkspace } from '../workspace.ts';

const root = 'aws.rule.root-account-mfa-enabled';
const keys = 'aws.rule.access-keys-rotated';
const ssh = 'aws.rule.incoming-ssh-disabled';
const judged = '2026-09-20T06:00:00.000Z';
const readAt = '2026-09-20T12:00:00.000Z';
const january = '2026-01-10T00:00:00.000Z';

/** Reads answers as a person states their place and time. */
async function read(paths: readonly string[], at = readAt, into: Workspace = newWorkspace(), place = region) {
  await importInto(into, paths, { account, region: place, readAt: at });
  return into;
}

const rootRule = (name = 'root-mfa', place = region) =>
  rule({ name, identifier: 'ROOT_ACCOUNT_MFA_ENABLED', region: place, frequency: 'TwentyFour_Hours' });

const rootResult = (word: string, at = judged, name = 'root-mfa') => result({ rule: name, at, word });

describe('a result on the account becomes a finding on the account', () => {
  test.each([
    ['COMPLIANT', 'pass'],
    ['NON_COMPLIANT', 'fail'],
    ['NOT_APPLICABLE', 'not-applicable'],
    ['INSUFFICIENT_DATA', 'unknown'],
  ])('%s is %s', async (word, verdict) => {
    const workspace = await read([rulesFile(rootRule()), resultsFile(rootResult(word))]);
    expect(findingsOf(workspace, root)).toMatchObject([
      {
        verdict,
        resource: { type: 'aws.account', id: account, region: 'global' },
        because: `AWS Config rule root-mfa (ROOT_ACCOUNT_MFA_ENABLED) judged the account ${account} ${word} on 20 Sep 2026 06:00 UTC.`,
        capturedAt: judged,
      },
    ]);
  });

  test('and quotes the row of the result, marked and with its hash', async () => {
    const workspace = await read([rulesFile(rootRule()), resultsFile(rootResult('NON_COMPLIANT'))]);
    const [finding] = findingsOf(workspace, root);
    const { raw, snapshot } = findingDetail(workspace, deps(), finding?.id ?? '');
    expect(raw?.sha256).toBe(finding?.itemSha256);
    expect(raw?.lines.find(({ text }) => text.includes('ComplianceType'))).toMatchObject({ isMarked: true });
    expect(snapshot?.kind).toBe('rule-evaluations');
  });

  test('and its annotation is told beside', async () => {
    const note = 'The root user has\nno second factor.';
    const row = result({ rule: 'root-mfa', at: judged, word: 'NON_COMPLIANT', note });
    const [finding] = findingsOf(await read([rulesFile(rootRule()), resultsFile(row)]), root);
    expect(finding?.because).toMatch(/06:00 UTC\. Its annotation: The root user has no second factor\.$/);
  });
});

test('a rule is known by its identifier, whatever it is called, and never by its name', async () => {
  const renamed = await read([
    rulesFile(rootRule('our-policy-7')),
    resultsFile(rootResult('COMPLIANT', judged, 'our-policy-7')),
  ]);
  expect(findingsOf(renamed, root)).toMatchObject([{ verdict: 'pass' }]);
  const lookalike = rule({ name: 'root-account-mfa-enabled', identifier: 'SOMETHING_ELSE' });
  const other = await read([
    rulesFile(lookalike),
    resultsFile(rootResult('COMPLIANT', judged, 'root-account-mfa-enabled')),
  ]);
  expect(findingsOf(other, root)).toEqual([]);
});

describe('rules that are not the client’s managed ones', () => {
  const named = (name: string, more: { readonly owner?: string; readonly createdBy?: string }) =>
    rule({ name, identifier: 'ROOT_ACCOUNT_MFA_ENABLED', ...more });
  test.each([
    ['a rule with code of its own', { owner: 'CUSTOM_LAMBDA' }],
    ['a rule with a policy of its own', { owner: 'CUSTOM_POLICY' }],
    ['a rule that Security Hub made', { createdBy: 'securityhub.amazonaws.com' }],
  ])('%s is not mapped', async (_, more) => {
    const workspace = await read([rulesFile(named('root-mfa', more)), resultsFile(rootResult('NON_COMPLIANT'))]);
    expect(findingsOf(workspace, root)).toEqual([]);
  });
  test('a rule of a conformance pack is the client’s', async () => {
    const packed = named('root-mfa', { createdBy: 'config-conforms.amazonaws.com' });
    const workspace = await read([rulesFile(packed), resultsFile(rootResult('NON_COMPLIANT'))]);
    expect(findingsOf(workspace, root)).toMatchObject([{ verdict: 'fail' }]);
  });
});

test('what is not taken for a finding is listed with who made it and what it reports', async () => {
  const lambda = rule({
    name: 'payment-tags',
    identifier: 'arn:aws:lambda:eu-west-1:111122223333:function:tags',
    owner: 'CUSTOM_LAMBDA',
  });
  const hub = rule({ name: 'hub-1', identifier: 'ROOT_ACCOUNT_MFA_ENABLED', createdBy: 'securityhub.amazonaws.com' });
  const unheard = rule({ name: 'versions', identifier: 'S3_BUCKET_VERSIONING_ENABLED' });
  const workspace = await read([
    rulesFile(lambda, hub, unheard, rootRule()),
    complianceFile('payment-tags', 'NON_COMPLIANT'),
  ]);
  evaluate(workspace, deps(), '2026-10-01T00:00:00.000Z');
  const place = { account, region };
  expect(coverage(workspace).otherRules.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    {
      ...place,
      name: 'hub-1',
      source: 'AWS ROOT_ACCOUNT_MFA_ENABLED made by securityhub.amazonaws.com',
      compliance: null,
    },
    { ...place, name: 'payment-tags', source: 'CUSTOM_LAMBDA', compliance: 'NON_COMPLIANT' },
    { ...place, name: 'versions', source: 'AWS S3_BUCKET_VERSIONING_ENABLED', compliance: null },
  ]);
});

test('rows of an aggregator carry their own account and region', async () => {
  const workspace = newWorkspace();
  const row = { ...rootResult('NON_COMPLIANT'), AccountId: account, AwsRegion: 'us-east-1' };
  await importInto(workspace, [rulesFile(rootRule('root-mfa', 'us-east-1'))], { account, region: 'us-east-1', readAt });
  await importInto(workspace, [aggregatedFile(row)]);
  expect(findingsOf(workspace, root)).toMatchObject([{ verdict: 'fail', resource: { account, type: 'aws.account' } }]);
});

test('a check answered by a rule says so wherever its title stands', async () => {
  const { checks } = readReadings(newWorkspace(), deps());
  const judgedBy = (id: string) => checks.find(({ checkId }) => checkId === id)?.judgedBy;
  expect([judgedBy(root), judgedBy('aws.iam-user-approved')]).toEqual(['ROOT_ACCOUNT_MFA_ENABLED', null]);
});

describe('a result is usable while it is fresh', () => {
  const at = async (ranAt: string, failedAt?: string) => {
    const status = statusFile(ruleStatus('root-mfa', ranAt, failedAt));
    const files = [rulesFile(rootRule()), status, resultsFile(rootResult('COMPLIANT', '2026-09-01T00:00:00.000Z'))];
    return findingsOf(await read(files), root)[0];
  };
  test('up to 48 hours after the rule last ran', async () => {
    expect(await at('2026-09-18T12:00:00.000Z')).toMatchObject({ verdict: 'pass' });
  });
  test('and not a minute longer', async () => {
    expect(await at('2026-09-18T11:59:00.000Z')).toMatchObject({
      verdict: 'unknown',
      because: expect.stringContaining(
        'the rule last ran on 18 Sep 2026 11:59 UTC, more than 48 hours before it was read',
      ),
    });
  });
  test('and not after a run that failed', async () => {
    expect(await at('2026-09-20T06:00:00.000Z', '2026-09-20T07:00:00.000Z')).toMatchObject({
      verdict: 'unknown',
      because: expect.stringContaining('its evaluation of 20 Sep 2026 07:00 UTC failed with AccessDenied'),
    });
  });
  test('a failing result that is stale is no failure', async () => {
    const old = rootResult('NON_COMPLIANT', '2026-08-01T00:00:00.000Z');
    expect(findingsOf(await read([rulesFile(rootRule()), resultsFile(old)]), root)).toMatchObject([
      { verdict: 'unknown', lapses: [] },
    ]);
  });
  test('what was told holds until the rule last ran, and no longer', async () => {
    const finding = await at('2026-09-20T06:00:00.000Z');
    expect(finding?.segments).toEqual([
      { kind: 'unobserved', from: '2026-01-01T00:00:00.000Z', to: '2026-09-01T00:00:00.000Z' },
      { kind: 'held', from: '2026-09-01T00:00:00.000Z', to: '2026-09-20T06:00:00.000Z' },
      { kind: 'unobserved', from: '2026-09-20T06:00:00.000Z', to: '2026-10-01T00:00:00.000Z' },
    ]);
  });
});

describe('a rule that judges changes', () => {
  const groupId = 'sg-0a0a0a0a0a0a0a0a0';
  const files = () => [
    rulesFile(rule({ name: 'no-ssh', identifier: 'INCOMING_SSH_DISABLED' })),
    resultsFile(
      result({
        rule: 'no-ssh',
        at: '2026-03-01T00:00:00.000Z',
        word: 'COMPLIANT',
        type: 'AWS::EC2::SecurityGroup',
        id: groupId,
      }),
    ),
  ];
  test('is not stale by age while the recorder writes down the type', async () => {
    const workspace = newWorkspace();
    await importInto(workspace, [snapshotFile('whole', [recorder(january)])]);
    const [finding] = findingsOf(await read(files(), readAt, workspace), ssh);
    expect(finding).toMatchObject({
      verdict: 'pass',
      resource: { type: 'AWS::EC2::SecurityGroup', id: groupId, region },
    });
  });
  test('is unknown once the recorder stopped', async () => {
    const workspace = newWorkspace();
    await importInto(workspace, [snapshotFile('whole', [recorder('2026-06-01T00:00:00.000Z', false)])]);
    expect(findingsOf(await read(files(), readAt, workspace), ssh)).toMatchObject([
      { verdict: 'unknown', because: expect.stringContaining('the recorder is stopped') },
    ]);
  });
  test('is unknown where the recorder leaves the type out, or where none was read', async () => {
    const workspace = newWorkspace();
    await importInto(workspace, [snapshotFile('some', [recorder(january, true, ['AWS::S3::Bucket'])])]);
    const because = ([finding]: readonly Finding[]) => finding?.because;
    expect(because(findingsOf(await read(files(), readAt, workspace), ssh))).toContain(
      'does not record AWS::EC2::SecurityGroup',
    );
    expect(because(findingsOf(await read(files()), ssh))).toContain('no recorder of eu-west-1 was read');
  });
});

test('results on three users are three findings, and one on a user that does not exist yet is none', async () => {
  const fixtures = resolve(import.meta.dirname, '../../../fixtures/aws');
  const user = item({ type: 'AWS::IAM::User', id: 'AIDAFIXTURE0000000001', at: january, region: 'global' });
  const workspace = newWorkspace();
  await importInto(workspace, [snapshotFile('users', [recorder(january), { ...user, resourceName: 'mara' }])]);
  const more = resultsFile(
    result({
      rule: 'key-age',
      at: '2026-05-04T08:00:00Z',
      word: 'COMPLIANT',
      type: 'AWS::IAM::User',
      id: 'AIDAFIXTURE0000000004',
    }),
  );
  const recorded = [
    'describe-config-rules',
    'describe-config-rule-evaluation-status',
    'get-compliance-details-by-config-rule',
  ];
  await read([...recorded.map((name) => `${fixtures}/${name}.json`), more], '2026-05-05T00:00:00.000Z', workspace);
  const found = findingsOf(workspace, keys).map(({ resource, verdict }) => [resource.name, resource.region, verdict]);
  expect(found.sort()).toEqual([
    ['AIDAFIXTURE0000000002', 'global', 'pass'],
    ['AIDAFIXTURE0000000004', 'global', 'pass'],
    ['mara', 'global', 'fail'],
  ]);
  expect(findingsOf(workspace, root)).toEqual([]);
});

test('a rule that asks for less than management declares proves nothing when it passes', async () => {
  const lax = (days: string) =>
    rule({
      name: 'key-age',
      identifier: 'ACCESS_KEYS_ROTATED',
      frequency: 'TwentyFour_Hours',
      input: { maxAccessKeyAge: days },
    });
  const row = (word: string) =>
    resultsFile(result({ rule: 'key-age', at: judged, word, type: 'AWS::IAM::User', id: 'AIDA1' }));
  const verdictOf = async (days: string, word: string) =>
    findingsOf(await read([rulesFile(lax(days)), row(word)]), keys)[0];
  expect(await verdictOf('365', 'COMPLIANT')).toMatchObject({
    verdict: 'unknown',
    because: expect.stringContaining('the rule asks for maxAccessKeyAge 365, and accessKeyMaxAgeDays declares 90'),
  });
  expect(await verdictOf('365', 'NON_COMPLIANT')).toMatchObject({ verdict: 'fail' });
  expect(await verdictOf('60', 'COMPLIANT')).toMatchObject({ verdict: 'pass' });
});

describe('several regions', () => {
  const other = 'us-east-1';
  test('tell an account-wide truth once, the newest', async () => {
    const workspace = await read([
      rulesFile(rootRule()),
      resultsFile(rootResult('NON_COMPLIANT', '2026-09-20T05:00:00.000Z')),
    ]);
    await read(
      [rulesFile(rootRule('root-mfa', other)), resultsFile(rootResult('COMPLIANT'))],
      readAt,
      workspace,
      other,
    );
    expect(findingsOf(workspace, root)).toMatchObject([{ verdict: 'pass', capturedAt: judged }]);
  });
  test('tell a regional setting each for itself', async () => {
    const ebs = (place: string) => rule({ name: 'ebs', identifier: 'EC2_EBS_ENCRYPTION_BY_DEFAULT', region: place });
    const row = (word: string) => resultsFile(result({ rule: 'ebs', at: judged, word }));
    const workspace = await read([rulesFile(ebs(region)), row('NON_COMPLIANT')]);
    await read([rulesFile(ebs(other)), row('COMPLIANT')], readAt, workspace, other);
    const found = findingsOf(workspace, 'aws.rule.ec2-ebs-encryption-by-default');
    expect(found.map(({ resource, verdict }) => [resource.type, resource.region, verdict])).toEqual([
      ['aws.account-region', region, 'fail'],
      ['aws.account-region', other, 'pass'],
    ]);
  });
  test('of two rules with one identifier the one that fails speaks', async () => {
    const rows = resultsFile(
      rootResult('NON_COMPLIANT', '2026-09-20T05:00:00.000Z'),
      rootResult('COMPLIANT', judged, 'pack'),
    );
    const workspace = await read([rulesFile(rootRule(), rootRule('pack')), rows]);
    expect(findingsOf(workspace, root)).toMatchObject([{ verdict: 'fail' }]);
  });
});

describe('a rule of which no result was read', () => {
  test('is unknown on the region it is deployed in', async () => {
    const [finding, ...more] = findingsOf(
      await read([rulesFile(rootRule()), complianceFile('root-mfa', 'COMPLIANT')]),
      root,
    );
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      verdict: 'unknown',
      resource: { type: 'aws.account-region', region },
      because: expect.stringContaining('reports COMPLIANT as a whole, and no result on a resource'),
      segments: [{ kind: 'unobserved' }],
    });
  });
  test('and names what kept its results from being read', async () => {
    const workspace = await read([rulesFile(rootRule())]);
    const because = 'config:GetComplianceDetailsByConfigRule was denied in 111122223333 eu-west-1.';
    const [collection] = workspace.collections.all();
    const taskId = collection?.tasks[0]?.id ?? '';
    const type = 'aws.config-rule-evaluation';
    workspace.listings.add({ taskId, account, region, type, at: readAt, isComplete: false, because });
    expect(findingsOf(workspace, root)[0]?.because).toMatch(new RegExp(`${because}$`));
  });
  test('and gives nothing where it is not deployed', async () => {
    expect(findingsOf(await read([rulesFile(rootRule())]), keys)).toEqual([]);
    expect(findingsOf(await read([resultsFile(rootResult('NON_COMPLIANT'))]), root)).toEqual([]);
  });
});

test('a failing result read twice lapses until the result that passes', async () => {
  const workspace = await read(
    [rulesFile(rootRule()), resultsFile(rootResult('NON_COMPLIANT', '2026-05-01T06:00:00.000Z'))],
    '2026-05-01T12:00:00.000Z',
  );
  await read(
    [rulesFile(rootRule()), statusFile(ruleStatus('root-mfa', judged)), resultsFile(rootResult('COMPLIANT'))],
    readAt,
    workspace,
  );
  const [finding] = findingsOf(workspace, root);
  expect(finding).toMatchObject({ verdict: 'pass', state: 'lapsed' });
  expect(finding?.lapses).toMatchObject([
    { from: '2026-05-01T06:00:00.000Z', because: expect.stringContaining('NON_COMPLIANT') },
  ]);
});

test('a result of after the instant judged is not looked at', async () => {
  const workspace = await read([rulesFile(rootRule()), resultsFile(rootResult('NON_COMPLIANT'))]);
  expect(findingsOf(workspace, root, '2026-09-01T00:00:00.000Z')).toMatchObject([
    { verdict: 'unknown', because: expect.stringContaining('no result up to the instant judged') },
  ]);
});

test('the same answers give the same findings again', async () => {
  const workspace = await read([rulesFile(rootRule()), resultsFile(rootResult('COMPLIANT'))]);
  const all = () => {
    evaluate(workspace, deps(), '2026-10-01T00:00:00.000Z');
    return [...workspace.findings.each()];
  };
  expect(all()).toEqual(all());
});
