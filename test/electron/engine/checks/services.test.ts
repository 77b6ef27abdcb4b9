import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import certificate from '../../../../electron/engine/checks/aws/certificate-current.check.ts';
import repository from '../../../../electron/engine/checks/aws/ecr-repository-controlled.check.ts';
import resourcePolicy from '../../../../electron/engine/checks/aws/resource-policy-not-open.check.ts';
import { judgeExample } from './scene.ts';

type Parts = Readonly<Record<string, Json>>;

describe('a resource policy', () => {
  const policy = (statement: Parts): Json => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'x:*', Resource: '*', ...statement }],
  });
  const topic = (statement: Parts, parameters: Parts = {}) =>
    judgeExample(resourcePolicy, {
      resource: { type: 'AWS::SNS::Topic', id: 't', configuration: { Policy: policy(statement) } },
      parameters,
    });
  const key = (supplementary: Parts, keyManager = 'CUSTOMER') =>
    judgeExample(resourcePolicy, {
      resource: {
        type: 'AWS::KMS::Key',
        id: 'k',
        configuration: { keyManager },
        supplementaryConfiguration: supplementary,
      },
    });
  test('with the policy SNS gives every new topic is not open', () => {
    const own = { Principal: { AWS: '*' }, Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } } };
    expect(topic(own).status).toBe('pass');
    expect(topic({ ...own, Condition: { StringEquals: { 'AWS:SourceOwner': '777788889999' } } }).status).toBe('fail');
  });
  test('is closed only by the conditions the engagement declares', () => {
    const open = { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } };
    expect(topic(open).status).toBe('pass');
    expect(topic(open, { narrowingConditions: ['aws:PrincipalAccount'] }).status).toBe('fail');
  });
  test('names own and approved accounts only', () => {
    const statement = { Principal: { AWS: ['111122223333', 'arn:aws:iam::777788889999:root'] } };
    expect(topic(statement).because).toContain('account 777788889999');
    expect(topic(statement, { approvedExternalAccounts: ['777788889999'] }).status).toBe('pass');
    expect(topic({ Principal: { AWS: 'AROAJQABLZS4A3QDU576Q' } }).status).toBe('unknown');
  });
  test('that opens a function URL says so', () => {
    const open = {
      Principal: '*',
      Action: 'lambda:InvokeFunctionUrl',
      Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
    };
    const verdict = judgeExample(resourcePolicy, {
      resource: { type: 'AWS::Lambda::Function', id: 'f', supplementaryConfiguration: { Policy: policy(open) } },
    });
    expect(verdict).toMatchObject({ status: 'fail', because: expect.stringContaining('function URL') });
  });
  test('absent from a function, topic or queue means none, unless the part that would hold it is missing too', () => {
    const statusOf = (type: string, configuration: Parts, supplementaryConfiguration: Parts = {}) =>
      judgeExample(resourcePolicy, { resource: { type, id: 'x', configuration, supplementaryConfiguration } }).status;
    expect(statusOf('AWS::Lambda::Function', { functionName: 'x' }, { Tags: {} })).toBe('not-applicable');
    expect(statusOf('AWS::Lambda::Function', { functionName: 'x' })).toBe('unknown');
    for (const type of ['AWS::SNS::Topic', 'AWS::SQS::Queue']) {
      expect(statusOf(type, { DelaySeconds: '0' }, {})).toBe('not-applicable');
      expect(statusOf(type, {}, { Tags: {} })).toBe('unknown');
      expect(statusOf(type, { Policy: '{"Stat' })).toBe('unknown');
    }
  });
  test('absent from a repository or a key is unknown: the first says so when it has none, the second always has one', () => {
    const repositoryWith = (configuration: Parts) =>
      judgeExample(resourcePolicy, { resource: { type: 'AWS::ECR::Repository', id: 'r', configuration } }).status;
    expect([
      repositoryWith({ RepositoryName: 'r' }),
      repositoryWith({ RepositoryName: 'r', RepositoryPolicyText: {} }),
      repositoryWith({ RepositoryName: 'r', RepositoryPolicyText: '{"Stat' }),
    ]).toEqual(['unknown', 'not-applicable', 'unknown']);
    expect([key({}).status, key({ Policy: null }).status, key({ Tags: [] }).status, key({}, 'AWS').status]).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'not-applicable',
    ]);
  });
});

describe('an image repository', () => {
  const judge = (configuration: Parts, parameters: Parts = {}) =>
    judgeExample(repository, { resource: { id: 'r', configuration }, parameters });
  const scan = (isOn: Json) => ({ ImageScanningConfiguration: { ScanOnPush: isOn } });
  test('without a stated mutability has tags that can move', () => {
    expect(judge(scan(true))).toMatchObject({
      status: 'fail',
      seen: [{ path: 'configuration.ImageTagMutability', value: null }],
    });
  });
  test('with excluded tags has tags that can move', () => {
    expect(judge({ ...scan(true), ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' }).status).toBe('fail');
  });
  test('that does not scan may be scanned by its registry', () => {
    for (const flag of [false, null, 'false'])
      expect(judge({ ...scan(flag), ImageTagMutability: 'IMMUTABLE' }).status).toBe('unknown');
    expect(judge({ ...scan('true'), ImageTagMutability: 'MUTABLE' }, { requireImmutableTags: false }).status).toBe(
      'pass',
    );
  });
});

describe('a certificate', () => {
  const normal = {
    status: 'ISSUED',
    notAfter: '2027-06-01T00:00:00.000Z',
    keyAlgorithm: 'RSA_2048',
    inUseBy: ['arn:aws:x'],
  };
  const judge = (more: Parts, parameters: Parts = {}) =>
    judgeExample(certificate, { resource: { id: 'c', configuration: { ...normal, ...more } }, parameters });
  test('needs more days than the limit, counted from the instant judged', () => {
    expect(judge({ notAfter: '2026-10-31T00:00:00.000Z' }).because).toContain('30 days away');
    expect(judge({ notAfter: '2026-10-31T00:00:00.000Z' }).status).toBe('fail');
    expect(judge({ notAfter: '2026-11-01T00:00:00.000Z' }).status).toBe('pass');
    expect(judge({ notAfter: '2026-09-30T00:00:00.000Z' }).because).toContain('expired on 2026-09-30');
  });
  test('may state its end in milliseconds', () => {
    expect(judge({ notAfter: Date.UTC(2027, 5, 1) }).status).toBe('pass');
  });
  test('with a weak key fails however the algorithm is spelt', () => {
    expect([
      judge({ keyAlgorithm: 'RSA-1024' }).status,
      judge({ keyAlgorithm: 'RSA-2048' }).status,
      judge({ keyAlgorithm: null }).status,
    ]).toEqual(['fail', 'pass', 'unknown']);
  });
  test('that is about to expire fails even when its key algorithm is not stated', () => {
    expect(judge({ keyAlgorithm: null, notAfter: '2026-10-02T00:00:00.000Z' }).status).toBe('fail');
  });
  test('in use and revoked fails; without a status it is unknown', () => {
    expect([judge({ status: 'REVOKED' }).status, judge({ status: null }).status]).toEqual(['fail', 'unknown']);
  });
  test('that expires soon says when it is imported and will not renew by itself', () => {
    expect(judge({ type: 'IMPORTED', notAfter: '2026-10-02T00:00:00.000Z' }).because).toContain('imported');
  });
});
