import { hash } from 'node:crypto';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import provider from '../../../../electron/engine/checks/aws/iam-identity-provider-approved.check.ts';
import escalation from '../../../../electron/engine/checks/aws/iam-policy-no-privilege-escalation.check.ts';
import wildcard from '../../../../electron/engine/checks/aws/iam-policy-no-service-wildcard.check.ts';
import crossAccount from '../../../../electron/engine/checks/aws/iam-role-cross-account-bounded.check.ts';
import federated from '../../../../electron/engine/checks/aws/iam-role-federated-trust-scoped.check.ts';
import vendorRole from '../../../../electron/engine/checks/aws/iam-role-vendor-permissions-approved.check.ts';
import userApproved from '../../../../electron/engine/checks/aws/iam-user-approved.check.ts';
import { judgeExample } from './scene.ts';

type Parts = Readonly<Record<string, Json>>;
const vendor = '777788889999';
const allow = (Action: Json, Resource: Json = '*', more: Parts = {}): Json => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const document = (...Statement: readonly Json[]): Json => ({ Version: '2012-10-17', Statement });
const policy = (...statements: readonly Json[]) => ({
  type: 'AWS::IAM::Policy',
  id: 'ANPA1',
  name: 'ops',
  arn: 'arn:aws:iam::111122223333:policy/ops',
  configuration: { policyVersionList: [{ isDefaultVersion: true, document: document(...statements) }] },
});

describe('a sensitive service granted whole', () => {
  const judge = (...statements: readonly Json[]) => judgeExample(wildcard, { resource: policy(...statements) });
  test('is told once for the policy, with every service', () => {
    const verdict = judge(allow('kms:*'), allow(['logs:*', 's3:*']));
    expect(verdict).toMatchObject({ status: 'fail', because: expect.stringContaining('granted whole: kms and logs') });
    expect(verdict.because).toContain('2 statements in all');
  });
  test('is told whatever the case of the action, and where a wider pattern covers it', () => {
    expect(judge(allow('KMS:*')).status).toBe('fail');
    expect(judge(allow('k*')).status).toBe('fail');
    expect(judge(allow('*')).status).toBe('fail');
  });
  test('needs every action and every resource', () => {
    expect(judge(allow('kms:De*')).status).toBe('pass');
    expect(judge(allow('kms:*', 'arn:aws:kms:eu-west-1:111122223333:key/1')).status).toBe('pass');
    expect(judge({ ...(allow('kms:*') as object), Effect: 'Deny' }).status).toBe('pass');
  });
  test('by leaving actions out grants those of services that nothing is left out of', () => {
    const rest = judge({ Effect: 'Allow', NotAction: ['iam:*', 'kms:DeleteKey'], Resource: '*' });
    expect(rest.status).toBe('fail');
    const some = judge({ Effect: 'Allow', NotAction: ['*:Get*'], Resource: ['arn:aws:s3:::a'] });
    expect(some.status).toBe('pass');
  });
});

describe('a way to administrator rights', () => {
  const judge = (...statements: readonly Json[]) => judgeExample(escalation, { resource: policy(...statements) });
  const passTo = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } });
  test('names the combination and not the policy only', () => {
    expect(judge(allow('iam:Attach*'), allow('s3:*')).because).toContain('iam:AttachUserPolicy');
  });
  test('by passing a role depends on the service it may be passed to', () => {
    const run = allow('ec2:RunInstances');
    expect(judge(run, allow('iam:PassRole', '*', passTo('ec2.amazonaws.com'))).status).toBe('fail');
    expect(judge(run, allow('iam:PassRole', '*', passTo('lambda.amazonaws.com'))).status).toBe('pass');
    expect(judge(run, allow('iam:PassRole', 'arn:aws:iam::111122223333:role/app')).status).toBe('pass');
  });
  test('is closed by a denial without conditions', () => {
    const deny = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };
    expect(judge(allow('iam:CreateAccessKey'), deny).status).toBe('pass');
    expect(
      judge(allow('iam:CreateAccessKey'), { ...deny, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } })
        .status,
    ).toBe('fail');
  });
  test('needs all actions of a combination', () => {
    expect(judge(allow('iam:PassRole'), allow('lambda:CreateFunction')).status).toBe('pass');
    expect(judge(allow('iam:PassRole'), allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])).status).toBe('fail');
  });
});

const trusting = (Principal: Json, more: Parts = {}): Json =>
  document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more });
const role = (assumeRolePolicyDocument: Json, configuration: Parts = {}, name = 'shared') => ({
  type: 'AWS::IAM::Role',
  id: 'AROA1',
  name,
  configuration: { path: '/', assumeRolePolicyDocument, ...configuration },
});
const attached = (...arns: readonly string[]) => ({
  attachedManagedPolicies: arns.map((policyArn) => ({ policyArn })),
});

describe('a role usable from another account', () => {
  const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const outside = trusting({ AWS: vendor });
  test('may be administrator only as a named role of the landing zone', () => {
    const named = (name: string) => judgeExample(crossAccount, { resource: role(outside, attached(admin), name) });
    expect(named('OrganizationAccountAccessRole').status).toBe('pass');
    expect(named('ops').status).toBe('fail');
  });
  test('is judged by the customer policies it holds, read where they stand', () => {
    const others = (...statements: readonly Json[]) =>
      judgeExample(crossAccount, {
        resource: role(outside, attached('arn:aws:iam::111122223333:policy/ops')),
        others: [policy(...statements)],
      }).status;
    expect(others(allow('kms:*'))).toBe('fail');
    expect(others(allow('s3:GetObject'))).toBe('pass');
  });
  test('of another partition holds the same managed policies', () => {
    const gov = attached('arn:aws-us-gov:iam::aws:policy/AdministratorAccess');
    expect(judgeExample(crossAccount, { resource: role(outside, gov) }).status).toBe('fail');
  });
});

describe('a vendor role', () => {
  const inline = document(allow('s3:GetObject'));
  const key = hash('sha256', canonicalJson(inline), 'hex');
  const turned = { Statement: [{ Resource: '*', Action: 's3:GetObject', Effect: 'Allow' }], Version: '2012-10-17' };
  const judge = (policyDocument: Json, approved: readonly string[]) =>
    judgeExample(vendorRole, {
      resource: role(trusting({ AWS: vendor }), { rolePolicyList: [{ policyName: 'read', policyDocument }] }),
      parameters: { approvedExternalAccounts: [vendor], approvedVendorPolicies: { [vendor]: [...approved] } },
    });
  test('is compared by the document and not by the order of its keys', () => {
    expect(judge(inline, [key]).status).toBe('pass');
    expect(judge(turned, [key]).status).toBe('pass');
    expect(judge(document(allow('s3:*')), [key]).status).toBe('fail');
  });
  test('that holds less than was approved does not fail', () => {
    const verdict = judge(inline, [key, 'arn:aws:iam::aws:policy/ReadOnlyAccess']);
    expect(verdict).toMatchObject({
      status: 'pass',
      because: expect.stringContaining('lacks arn:aws:iam::aws:policy/ReadOnlyAccess'),
    });
  });
});

describe('a role trusted by an identity provider', () => {
  const host = 'token.actions.githubusercontent.com';
  const web = { Federated: `arn:aws:iam::111122223333:oidc-provider/${host}` };
  const judge = (Condition: Json, principal: Json = web) =>
    judgeExample(federated, { resource: role(trusting(principal, { Condition })) });
  const aud = { [`${host}:aud`]: 'sts.amazonaws.com' };
  test('is read whatever the case of the keys', () => {
    const keys = {
      'Token.Actions.GithubUserContent.com:AUD': 'sts.amazonaws.com',
      [`${host}:Sub`]: 'repo:example/app:*',
    };
    expect(judge({ StringLike: keys }).status).toBe('pass');
  });
  test('shows a subject that a whole repository fits', () => {
    expect(judge({ StringLike: { ...aud, [`${host}:sub`]: 'repo:example/app:*' } }).because).toContain(
      'repo:example/app:*',
    );
  });
  test.each(['*', 'repo:*', 'repo:*/app:*'])('is open by the pattern %s', (sub) => {
    expect(judge({ StringLike: { ...aud, [`${host}:sub`]: sub } }).status).toBe('fail');
  });
  test('is not closed by a condition that an absent key satisfies', () => {
    expect(judge({ StringEquals: aud, StringEqualsIfExists: { [`${host}:sub`]: 'repo:example/app' } }).status).toBe(
      'fail',
    );
  });
  test('of one’s own needs the audience only', () => {
    const own = { Federated: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1' };
    expect(
      judge({ StringEquals: { 'oidc.eks.eu-west-1.amazonaws.com/id/A1:aud': 'sts.amazonaws.com' } }, own).status,
    ).toBe('pass');
    expect(
      judge(
        { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        { Federated: 'arn:aws:iam::111122223333:saml-provider/sso' },
      ).status,
    ).toBe('pass');
    expect(judge({}, { Federated: 'arn:aws:iam::111122223333:saml-provider/sso' }).status).toBe('fail');
  });
});

test('a cluster’s identity provider is approved by pattern, with and without the scheme', () => {
  const judge = (Url: string) =>
    judgeExample(provider, {
      resource: { type: 'AWS::IAM::OIDCProvider', id: 'x', configuration: { Url } },
      parameters: { approvedIdentityProviders: ['oidc.eks.*'] },
    }).status;
  expect(judge('oidc.eks.eu-west-1.amazonaws.com/id/A1')).toBe('pass');
  expect(judge('https://oidc.eks.eu-west-1.amazonaws.com/id/A1')).toBe('pass');
  expect(judge('https://evil.example/oidc.eks.')).toBe('fail');
});

test('an IAM user that fails is told with the day it was created, the population of access granted', () => {
  const configuration = { userName: 'mara', createDate: '2026-04-02T08:00:00.000Z' };
  const verdict = judgeExample(userApproved, {
    resource: { id: 'AIDA1', name: 'mara', configuration },
    parameters: { approvedIamUsers: ['break-glass'] },
  });
  expect(verdict.because).toBe('The user mara, created on 2026-04-02, is not named in approvedIamUsers.');
});
