import type { Example } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import fullAdmin from '../../../../electron/engine/checks/aws/iam-policy-no-full-admin.check.ts';
import admin from '../../../../electron/engine/checks/aws/iam-principal-admin-approved.check.ts';
import externalId from '../../../../electron/engine/checks/aws/iam-role-external-id-required.check.ts';
import externalTrust from '../../../../electron/engine/checks/aws/iam-role-external-trust-approved.check.ts';
import publicTrust from '../../../../electron/engine/checks/aws/iam-role-no-public-trust.check.ts';
import throughGroups from '../../../../electron/engine/checks/aws/iam-user-rights-through-groups.check.ts';
import { judgeExample } from './scene.ts';

type Parts = Readonly<Record<string, Json>>;
const outside = 'arn:aws:iam::777788889999:root';
const role = (trust: Json, more: Partial<Example> = {}): Example => ({
  resource: {
    type: 'AWS::IAM::Role',
    id: 'AROA4EXAMPLE1',
    name: 'vendor',
    configuration: { path: '/', assumeRolePolicyDocument: trust },
  },
  ...more,
});
const trust = (principal: Json, condition: Json = null): Json => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', Condition: condition }],
});

describe('trust in everyone', () => {
  const statusOf = (condition: Json) => judgeExample(publicTrust, role(trust('*', condition))).status;
  test.each([
    { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    { StringEquals: { 'sts:ExternalId': '2f1c7a90' } },
  ] satisfies readonly Json[])('is narrowed by %j', (condition) => {
    expect(statusOf(condition)).toBe('pass');
  });
  test('is not narrowed by an address alone, nor by a pattern', () => {
    expect(statusOf({ IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } })).toBe('fail');
    expect(statusOf({ StringLike: { 'sts:ExternalId': '*' } })).toBe('fail');
  });
  test('is not judged on a role that only AWS can edit', () => {
    const linked = {
      resource: { configuration: { path: '/aws-service-role/x.amazonaws.com/', assumeRolePolicyDocument: trust('*') } },
    };
    for (const check of [publicTrust, externalTrust, externalId])
      expect(judgeExample(check, linked).status).toBe('not-applicable');
  });
});

describe('trust in outside accounts', () => {
  const judge = (document: Json, more: Partial<Example> = {}) => judgeExample(externalTrust, role(document, more));
  test('an account id, a root ARN and a role ARN name the same account', () => {
    for (const id of ['777788889999', outside, 'arn:aws:iam::777788889999:role/x']) {
      expect(judge(trust({ AWS: id })).because).toContain('account 777788889999');
    }
  });
  test('the unique id of a deleted principal is reported and never passes', () => {
    expect(judge(trust({ AWS: ['arn:aws:iam::111122223333:root', 'AROAJQABLZS4A3QDU576Q'] }))).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('AROAJQABLZS4A3QDU576Q'),
    });
  });
  test('an account declared as own is own, although nothing was read from it', () => {
    expect(judge(trust({ AWS: outside }), { parameters: { ownAccountIds: ['777788889999'] } }).status).toBe('pass');
    expect(judgeExample(externalTrust, role(trust({ AWS: outside })), []).status).toBe('unknown');
  });
  test('everyone is nobody’s account, whatever the external id', () => {
    expect(judge(trust('*', { StringEquals: { 'sts:ExternalId': '2f1c7a90' } })).status).toBe('fail');
    expect(judge(trust('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })).status).toBe('not-applicable');
  });
  test('a document left as text is unknown', () => {
    expect(judge('%7B%22Version%22%3A').status).toBe('unknown');
  });
});

describe('the external id', () => {
  const judge = (condition: Json, more: Partial<Example> = {}) =>
    judgeExample(externalId, role(trust({ AWS: outside }, condition), more));
  test.each([
    { StringLike: { 'sts:ExternalId': '*' } },
    { StringLike: { 'sts:ExternalId': 'client-?' } },
    { StringNotEquals: { 'sts:ExternalId': 'x' } },
    { StringEqualsIfExists: { 'sts:ExternalId': '2f1c7a90' } },
    null,
  ] satisfies readonly Json[])('is not fixed by %j', (condition) => {
    expect(judge(condition).status).toBe('fail');
  });
  test('is fixed by StringLike without a wildcard', () => {
    expect(judge({ StringLike: { 'STS:externalid': '2f1c7a90' } }).status).toBe('pass');
  });
  test('is not replaced by multi-factor authentication, which is shown', () => {
    expect(judge({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })).toMatchObject({
      status: 'fail',
      because: expect.stringContaining('multi-factor'),
    });
  });
  test('is required of every statement that trusts an outside account', () => {
    const first = { Effect: 'Allow', Principal: { AWS: outside }, Action: 'sts:AssumeRole' };
    const fixed = { ...first, Condition: { StringEquals: { 'sts:ExternalId': '2f1c7a90' } } };
    expect(judgeExample(externalId, role({ Statement: [fixed, first] })).because).toMatch(/^Statement 2 of 2/);
  });
  test('is not asked of own accounts', () => {
    expect(judge(null, { parameters: { ownAccountIds: ['777788889999'] } }).status).toBe('not-applicable');
  });
});

describe('administrators', () => {
  const principal = (configuration: Parts, more: Partial<Example> = {}): Example => ({
    resource: {
      type: 'AWS::IAM::Role',
      id: 'AROA4EXAMPLE1',
      name: 'ops',
      arn: 'arn:aws:iam::111122223333:role/ops',
      configuration: { path: '/', ...configuration },
    },
    ...more,
  });
  const attached = (arn: Json) => ({ attachedManagedPolicies: [{ policyArn: arn }] });
  const statusOf = (example: Example) => judgeExample(admin, example).status;
  const star = [{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }];
  test('the same managed policy counts in every partition', () => {
    expect(statusOf(principal(attached('arn:aws-us-gov:iam::aws:policy/AdministratorAccess')))).toBe('fail');
    expect(statusOf(principal(attached('arn:aws:iam::111122223333:policy/AdministratorAccess')))).toBe('pass');
  });
  test('an inline document may stand in a list of one', () => {
    expect(statusOf(principal({ rolePolicyList: [{ policyName: 'all', policyDocument: star }] }))).toBe('fail');
  });
  test('an unreadable inline document hides nothing that is already seen', () => {
    const hidden = { rolePolicyList: [{ policyName: 'hidden' }] };
    expect(statusOf(principal(hidden))).toBe('unknown');
    expect(statusOf(principal({ ...hidden, ...attached('arn:aws:iam::aws:policy/IAMFullAccess') }))).toBe('fail');
  });
  test('an attached policy without an ARN is not read as harmless', () => {
    expect(statusOf(principal(attached(null)))).toBe('unknown');
    expect(statusOf({ resource: { type: 'AWS::IAM::User', id: 'AIDA4EXAMPLE1' } })).toBe('unknown');
  });
  test('approval is by name, by ARN pattern, or by permission set for an Identity Center role', () => {
    const configuration = { path: '/', ...attached('arn:aws:iam::aws:policy/AdministratorAccess') };
    const approve = (names: readonly string[]) =>
      statusOf(principal(configuration, { parameters: { adminPrincipals: names } }));
    expect([approve(['ops']), approve(['arn:aws:iam::*:role/ops']), approve(['op'])]).toEqual(['pass', 'pass', 'fail']);
    const name = 'AWSReservedSSO_PlatformAdmin_0123456789abcdef';
    const sso = {
      resource: { type: 'AWS::IAM::Role', id: 'AROA4EXAMPLE2', name, configuration },
      parameters: { adminPrincipals: ['PlatformAdmin'] },
    };
    expect(statusOf(sso)).toBe('pass');
  });
});

describe('a customer-managed policy', () => {
  const judge = (configuration: Parts, parameters: Parts = {}) =>
    judgeExample(fullAdmin, {
      resource: { id: 'ANPA1', arn: 'arn:aws:iam::111122223333:policy/ops', configuration },
      parameters,
    });
  const version = (versionId: string, action: Json, more: Parts = {}) => ({
    versionId,
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Resource: '*', ...(action === null ? { NotAction: 'iam:*' } : { Action: action }) },
      ],
    },
    ...more,
  });
  test('is judged on its default version only', () => {
    const versions = [
      version('v1', '*', { isDefaultVersion: false }),
      version('v2', 's3:*', { isDefaultVersion: true }),
    ];
    expect(judge({ policyVersionList: versions }).status).toBe('pass');
    expect(
      judge({ defaultVersionId: 'v1', policyVersionList: [version('v1', '*'), version('v2', 's3:*')] }).status,
    ).toBe('fail');
    expect(judge({ policyVersionList: [version('v1', '*')] }).status).toBe('unknown');
  });
  test('that grants all but a few actions is read as full access', () => {
    expect(judge({ defaultVersionId: 'v1', policyVersionList: [version('v1', null)] }).status).toBe('fail');
  });
  test('attached to nothing fails and says so, or is left out when declared; the count may be a fraction', () => {
    const unused = { defaultVersionId: 'v1', attachmentCount: '0.0', policyVersionList: [version('v1', '*')] };
    expect(judge(unused).because).toContain('nothing is attached to it now');
    expect(judge(unused, { ignoreUnattached: true }).status).toBe('not-applicable');
  });
});

test('missing, null and empty lists of a user all mean no policy; text does not', () => {
  const statusOf = (configuration: Parts) =>
    judgeExample(throughGroups, { resource: { id: 'AIDA1', configuration: { userName: 'mara', ...configuration } } })
      .status;
  expect([statusOf({}), statusOf({ userPolicyList: null }), statusOf({ attachedManagedPolicies: [] })]).toEqual([
    'pass',
    'pass',
    'pass',
  ]);
  expect(statusOf({ attachedManagedPolicies: '[{"policyArn"' })).toBe('unknown');
});
