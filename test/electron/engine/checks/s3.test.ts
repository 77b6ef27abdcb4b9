import type { Example } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import accountBlocked from '../../../../electron/engine/checks/aws/s3-account-public-access-blocked.check.ts';
import accessLogging from '../../../../electron/engine/checks/aws/s3-bucket-access-logging-on.check.ts';
import crossAccount from '../../../../electron/engine/checks/aws/s3-bucket-cross-account-approved.check.ts';
import encryption from '../../../../electron/engine/checks/aws/s3-bucket-encryption-as-declared.check.ts';
import notPublic from '../../../../electron/engine/checks/aws/s3-bucket-policy-not-public.check.ts';
import blocked from '../../../../electron/engine/checks/aws/s3-bucket-public-access-blocked.check.ts';
import tlsOnly from '../../../../electron/engine/checks/aws/s3-bucket-tls-only.check.ts';
import versioning from '../../../../electron/engine/checks/aws/s3-bucket-versioning-on.check.ts';
import worm from '../../../../electron/engine/checks/aws/s3-log-bucket-worm.check.ts';
import { judgeExample } from './scene.ts';

type Parts = Readonly<Record<string, Json>>;
const bucket = (parts: Parts, more: Omit<Example, 'resource'> = {}): Example => ({
  resource: { id: 'invoices', arn: 'arn:aws:s3:::invoices', supplementaryConfiguration: parts },
  ...more,
});
const policy = (...all: readonly Json[]): Parts => ({
  BucketPolicy: { policyText: { Version: '2012-10-17', Statement: all } },
  AccessControlList: { grantList: [] },
});
const block = (on: boolean | string) => ({
  blockPublicAcls: on,
  ignorePublicAcls: on,
  blockPublicPolicy: on,
  restrictPublicBuckets: on,
});
const accountBlock = (on: boolean, capturedAt = '2026-09-01T00:00:00.000Z') => ({
  type: 'AWS::S3::AccountPublicAccessBlock',
  id: '111122223333',
  capturedAt,
  configuration: block(on),
});
const unseen = { 'AWS::S3::AccountPublicAccessBlock': 'The type is not recorded.' };

describe('public access of a bucket is judged on bucket and account together', () => {
  const statusOf = (example: Example) => judgeExample(blocked, example).status;
  test('a bucket without a block of its own passes when the account blocks', () => {
    expect(statusOf(bucket({ BucketPolicy: {} }, { others: [accountBlock(true)] }))).toBe('pass');
  });
  test('an account known to have no block leaves the bucket alone', () => {
    expect(statusOf(bucket({ BucketPolicy: {} }))).toBe('fail');
  });
  test('an account that could not be seen makes neither a pass nor a fail', () => {
    expect(statusOf(bucket({ BucketPolicy: {} }, { unseen }))).toBe('unknown');
    expect(statusOf(bucket({ PublicAccessBlockConfiguration: block(true) }, { unseen }))).toBe('pass');
  });
  test('an item without its supplementary part says nothing about the bucket', () => {
    expect(statusOf(bucket({}, { others: [accountBlock(false)] }))).toBe('unknown');
    expect(statusOf(bucket({}, { others: [accountBlock(true)] }))).toBe('pass');
  });
  test('a block that was not decoded is not read as off', () => {
    expect(statusOf(bucket({ PublicAccessBlockConfiguration: '"{\\"blockPu' }))).toBe('unknown');
  });
  test('truth values written as text count', () => {
    expect(statusOf(bucket({ PublicAccessBlockConfiguration: block('true') }))).toBe('pass');
    expect(statusOf(bucket({ PublicAccessBlockConfiguration: block('false') }))).toBe('fail');
  });
  test('the two settings that hold back existing grants are enough when not all four are required', () => {
    const half = { ...block(false), ignorePublicAcls: true, restrictPublicBuckets: true };
    const example = bucket({ PublicAccessBlockConfiguration: half });
    expect(statusOf(example)).toBe('fail');
    expect(statusOf({ ...example, parameters: { requireAllFour: false } })).toBe('pass');
  });
  test('of several recorded account settings the newest counts', () => {
    const others = [accountBlock(true, '2026-09-02T00:00:00.000Z'), accountBlock(false, '2026-09-01T00:00:00.000Z')];
    expect(statusOf(bucket({ BucketPolicy: {} }, { others }))).toBe('pass');
  });
  test('an account whose block is known to be absent fails by itself, and quotes nothing', () => {
    expect(judgeExample(accountBlocked, { resource: {} })).toMatchObject({ status: 'fail', seen: [] });
  });
});

describe('a public policy or access list', () => {
  const judge = (example: Example) => judgeExample(notPublic, example);
  const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::invoices/*' };
  test('{} and an empty policyText mean no policy; a missing part means ignorance', () => {
    const acl = { AccessControlList: { grantList: null, owner: { id: 'a' } } };
    expect(judge(bucket({ BucketPolicy: {}, ...acl })).status).toBe('pass');
    expect(judge(bucket({ BucketPolicy: { policyText: null }, ...acl })).status).toBe('pass');
    expect(judge(bucket(acl)).status).toBe('unknown');
    expect(judge(bucket({ BucketPolicy: 'broken', ...acl })).status).toBe('unknown');
    expect(judge(bucket({ BucketPolicy: { Statement: [open] }, ...acl })).status).toBe('unknown');
  });
  test('a policy part of an unknown shape is said to be unreadable', () => {
    expect(judge(bucket({ BucketPolicy: { Statement: [open] } })).because).toContain('could not be read');
  });
  test('an access list that was not decoded is not read as closed', () => {
    expect(judge(bucket({ BucketPolicy: {}, AccessControlList: { grantList: '[{"gran' } })).status).toBe('unknown');
    expect(judge(bucket({ BucketPolicy: {}, AccessControlList: '"{\\"grantSet' })).status).toBe('unknown');
  });
  test.each([
    'AllUsers',
    'AuthenticatedUsers',
    { uri: 'http://acs.amazonaws.com/groups/global/AllUsers' },
  ] satisfies readonly Json[])('a grant to %j fails even when the policy is unreadable', (grantee) => {
    const parts = { BucketPolicy: 'broken', AccessControlList: { grantList: [{ grantee, permission: 'Read' }] } };
    expect(judge(bucket(parts)).status).toBe('fail');
  });
  test('a grant to the log delivery group is not public', () => {
    const list = { grantList: [{ grantee: 'LogDelivery', permission: 'Write' }] };
    expect(judge(bucket({ BucketPolicy: {}, AccessControlList: list })).status).toBe('pass');
  });
  test('an endpoint or an organisation narrows an open principal', () => {
    const narrowed = (condition: Json) => judge(bucket(policy({ ...open, Condition: condition }))).status;
    expect(narrowed({ StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } })).toBe('pass');
    expect(narrowed({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })).toBe('pass');
    expect(narrowed({ StringLike: { 'aws:Referer': 'https://www.example.com/*' } })).toBe('fail');
  });
  test('a block that holds the grant back is said, and does not undo the failure', () => {
    const parts = { ...policy(open), PublicAccessBlockConfiguration: block(true) };
    expect(judge(bucket(parts))).toMatchObject({ status: 'fail', because: expect.stringContaining('holds it back') });
  });
  test('a Deny for everyone opens nothing', () => {
    expect(judge(bucket(policy({ ...open, Effect: 'Deny' }))).status).toBe('pass');
  });
});

describe('accounts in a bucket policy', () => {
  const judge = (statement: Json, more: Omit<Example, 'resource'> = {}) =>
    judgeExample(crossAccount, bucket(policy(statement), more));
  const grant = (principal: Json, more: Parts = {}) => ({
    Effect: 'Allow',
    Principal: principal,
    Action: 's3:GetObject',
    Resource: '*',
    ...more,
  });
  test('an approved account may be an id or an entry with party and review date', () => {
    const statement = grant({ AWS: 'arn:aws:iam::777788889999:root' });
    expect(judge(statement).status).toBe('fail');
    expect(judge(statement, { parameters: { approvedExternalAccounts: ['777788889999'] } }).status).toBe('pass');
    const entry = { account: '777788889999', party: 'Statement printer', reviewedOn: '2026-06-30' };
    expect(judge(statement, { parameters: { approvedExternalAccounts: [entry] } }).status).toBe('pass');
  });
  test('an outside account in a condition counts like one in a principal', () => {
    const statement = grant(
      { Service: 'logging.s3.amazonaws.com' },
      { Condition: { StringEquals: { 'aws:SourceAccount': '777788889999' } } },
    );
    expect(judge(statement).status).toBe('fail');
  });
  test('a load balancer account that delivers logs is no outsider', () => {
    expect(judge({ ...grant({ AWS: 'arn:aws:iam::156460612806:root' }), Action: 's3:PutObject' }).status).toBe('pass');
  });
  test('a canonical id is placed only when it is the owner of the bucket', () => {
    expect(judge(grant({ CanonicalUser: 'a1b2c3' })).status).toBe('unknown');
    const parts = policy(grant({ CanonicalUser: 'a1b2c3' }));
    const own = {
      resource: { id: 'invoices', configuration: { owner: { id: 'a1b2c3' } }, supplementaryConfiguration: parts },
    };
    expect(judgeExample(crossAccount, own).status).toBe('pass');
  });
  test('without any own account nothing is outside and nothing is approved', () => {
    expect(judgeExample(crossAccount, crossAccount.examples.fail, []).status).toBe('unknown');
  });
});

describe('refusal of requests without TLS', () => {
  const refusal = (more: Parts = {}) => ({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Resource: ['arn:aws:s3:::invoices', 'arn:aws:s3:::invoices/*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    ...more,
  });
  const statusOf = (...all: readonly Json[]) => judgeExample(tlsOnly, bucket(policy(...all))).status;
  test('counts with false as text, as a truth value and in a list', () => {
    for (const value of ['false', false, ['false']])
      expect(statusOf(refusal({ Condition: { Bool: { 'aws:SecureTransport': value } } }))).toBe('pass');
  });
  test('may be split over a statement for the bucket and one for its objects', () => {
    expect(
      statusOf(refusal({ Resource: 'arn:aws:s3:::invoices' }), refusal({ Resource: 'arn:aws:s3:::invoices/*' })),
    ).toBe('pass');
  });
  test('may name a lowest version instead, if that is not below the declared one', () => {
    const version = (value: Json) => statusOf(refusal({ Condition: { NumericLessThan: { 's3:TlsVersion': value } } }));
    expect([version('1.2'), version(1.3), version('1.1')]).toEqual(['pass', 'pass', 'fail']);
  });
  test.each([
    ['spares the objects', { Resource: 'arn:aws:s3:::invoices' }],
    ['spares the bucket', { Resource: 'arn:aws:s3:::invoices/*' }],
    ['covers one folder', { Resource: ['arn:aws:s3:::invoices', 'arn:aws:s3:::invoices/2026/*'] }],
    ['covers reading only', { Action: 's3:GetObject' }],
    ['covers all but reading', { Action: null, NotAction: 's3:GetObject' }],
    ['names one role', { Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } }],
    ['refuses when TLS is used', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    [
      'asks for a second condition',
      { Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
    ],
    ['allows instead', { Effect: 'Allow' }],
    ['leaves some principals out', { Principal: null, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }],
  ] satisfies readonly (readonly [string, Parts])[])('does not count when it %s', (_, more) => {
    expect(statusOf(refusal(more))).toBe('fail');
  });
  test('is missing on a bucket without any policy', () => {
    expect(judgeExample(tlsOnly, bucket({ BucketPolicy: { policyText: null } })).status).toBe('fail');
  });
});

describe('versioning', () => {
  const statusOf = (part: Json, parameters: Parts = {}) =>
    judgeExample(versioning, bucket({ BucketVersioningConfiguration: part }, { parameters })).status;
  test('never enabled reads as Off in recent items and as null in old ones', () => {
    expect([statusOf({ status: 'Off' }), statusOf({ status: null, isMfaDeleteEnabled: null }), statusOf({})]).toEqual([
      'fail',
      'fail',
      'fail',
    ]);
  });
  test('text that was not decoded is not read as off', () => {
    expect(statusOf('{"status"')).toBe('unknown');
  });
  test('a second factor for deleting is demanded only when declared', () => {
    const part = { status: 'Enabled', isMfaDeleteEnabled: false };
    expect([statusOf(part), statusOf(part, { requireMfaDelete: true })]).toEqual(['pass', 'fail']);
  });
});

describe('write-once log buckets', () => {
  const retention = (rule: Json) => ({
    ObjectLockConfiguration: { objectLockEnabled: 'Enabled', rule: { defaultRetention: rule } },
  });
  const trail = {
    type: 'AWS::CloudTrail::Trail',
    id: 'main',
    account: '444455556666',
    configuration: { s3BucketName: 'invoices' },
  };
  const judge = (parts: Parts, more: Omit<Example, 'resource'> = { others: [trail] }) =>
    judgeExample(worm, bucket(parts, more)).status;
  test('years and days are alternatives', () => {
    expect(judge(retention({ mode: 'COMPLIANCE', years: 1 }))).toBe('pass');
    expect(judge(retention({ mode: 'COMPLIANCE', days: 364 }))).toBe('fail');
  });
  test('a lock without default retention protects nothing', () => {
    expect(judge({ ObjectLockConfiguration: { objectLockEnabled: 'Enabled', rule: null } })).toBe('fail');
  });
  test('a trail of another own account makes it a log bucket', () => {
    expect(judge(retention({ mode: 'GOVERNANCE', days: 400 }))).toBe('fail');
    expect(judge(retention({ mode: 'GOVERNANCE', days: 400 }), {})).toBe('not-applicable');
  });
  test('a lock the item does not show is unknown, unless versioning is off', () => {
    expect(judge({ BucketVersioningConfiguration: { status: 'Enabled' } })).toBe('unknown');
    expect(judge({ BucketVersioningConfiguration: { status: 'Off' } })).toBe('fail');
  });
  test('trails that could not be seen may deliver here', () => {
    expect(judge({}, { unseen: { 'AWS::CloudTrail::Trail': 'The type is not recorded.' } })).toBe('unknown');
  });
});

test('a promise of own keys for buckets withdraws the platform key', () => {
  const parts = {
    ServerSideEncryptionConfiguration: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }] },
  };
  const promised = bucket(parts, { parameters: { customerKeyTypes: ['AWS::S3::Bucket'] } });
  expect([judgeExample(encryption, bucket(parts)).status, judgeExample(encryption, promised).status]).toEqual([
    'not-applicable',
    'fail',
  ]);
});

test('an empty logging part means no destination; a bucket that receives the logs of another is left out', () => {
  expect(judgeExample(accessLogging, bucket({ BucketLoggingConfiguration: {} })).status).toBe('fail');
  expect(judgeExample(accessLogging, bucket({ BucketLoggingConfiguration: '{"dest' })).status).toBe('unknown');
});
