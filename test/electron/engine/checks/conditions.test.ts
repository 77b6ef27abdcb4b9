import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import { parties } from '../../../../electron/engine/checks/accounts.ts';
import { accountOf, callerKeys, tyingCondition } from '../../../../electron/engine/checks/conditions.ts';
import { type Statement, statements } from '../../../../electron/engine/checks/policy.ts';

function statement(more: Readonly<Record<string, Json>>): Statement {
  const document = { Statement: [{ Effect: 'Allow', Action: 'sns:Publish', ...more }] };
  const [read] = statements({ path: 'configuration.Policy', value: document }) ?? [];
  if (read === undefined) throw new Error('the statement could not be read');
  return read;
}

const keys = [...callerKeys, 'aws:SourceIp', 'aws:userid', 'sts:ExternalId'];
const ties = (operator: string, key: string, value: Json): boolean =>
  tyingCondition(statement({ Principal: '*', Condition: { [operator]: { [key]: value } } }), keys) !== null;

describe('a condition ties an open principal', () => {
  test.each([
    ['StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*'],
    ['StringEquals', 'AWS:SourceOwner', '111122223333'],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:events:eu-west-1:111122223333:rule/*'],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:s3:*:*:invoices'],
    ['StringLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/*'],
    ['StringLike', 'aws:userid', 'AROA4EXAMPLE1:*'],
    ['StringEquals', 'sts:ExternalId', '2f1c7a90'],
    ['StringEquals', 'aws:PrincipalAccount', ['111122223333', '444455556666']],
    ['IpAddress', 'aws:SourceIp', ['198.51.100.0/24', '2001:db8::/48']],
    ['StringEquals', 'aws:PrincipalOrgID', `$${'{aws:ResourceOrgID}'}`],
  ] satisfies readonly (readonly [string, string, Json])[])('%s %s %j', (operator, key, value) => {
    expect(ties(operator, key, value)).toBe(true);
  });
});

describe('a condition leaves an open principal open', () => {
  test.each([
    ['StringLike', 'aws:PrincipalOrgID', '*'],
    ['StringLike', 'aws:PrincipalAccount', '1111*'],
    ['StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'],
    ['ForAllValues:StringEquals', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/*'],
    ['StringNotEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:*:alerts'],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*'],
    ['IpAddress', 'aws:SourceIp', '0.0.0.0/0'],
    ['IpAddress', 'aws:SourceIp', ['198.51.100.0/24', '::/0']],
    ['StringEquals', 'aws:PrincipalAccount', `$${'{aws:PrincipalAccount}'}`],
    ['StringEquals', 'aws:PrincipalAccount', []],
    ['StringEquals', 'aws:PrincipalAccount', ''],
    ['Bool', 'aws:SecureTransport', 'true'],
    ['StringEquals', 's3:x-amz-acl', 'bucket-owner-full-control'],
  ] satisfies readonly (readonly [string, string, Json])[])('%s %s %j', (operator, key, value) => {
    expect(ties(operator, key, value)).toBe(false);
  });
});

test.each([
  ['111122223333', '111122223333'],
  ['arn:aws:iam::111122223333:root', '111122223333'],
  ['arn:aws-us-gov:sts::111122223333:assumed-role/ops/mara', '111122223333'],
  ['arn:aws:s3:::invoices', null],
  ['AROAJQABLZS4A3QDU576Q', null],
  ['arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1', null],
  ['1111222233334', null],
] as const)('the account of %s is %s', (id, account) => {
  expect(accountOf(id)).toBe(account);
});

describe('the parties of a statement', () => {
  const boundary = { own: new Set(['111122223333']), approved: new Set(['999900001111']) };
  const standings = (more: Readonly<Record<string, Json>>) =>
    parties(statement(more), boundary, callerKeys).map(({ who, standing }) => [who, standing]);

  test('are own, approved, outside or not to be placed', () => {
    const ids = [
      'arn:aws:iam::111122223333:root',
      '999900001111',
      'arn:aws:iam::777788889999:user/x',
      'AROAJQABLZS4A3QDU576Q',
    ];
    expect(standings({ Principal: { AWS: ids } })).toEqual([
      ['account 111122223333', 'own'],
      ['account 999900001111', 'approved'],
      ['account 777788889999', 'outside'],
      ['AROAJQABLZS4A3QDU576Q', 'unplaced'],
    ]);
  });
  test('include everyone, unless a condition ties the principal; then the account of the condition counts', () => {
    expect(standings({ Principal: '*' })).toEqual([['everyone', 'outside']]);
    expect(
      standings({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': '777788889999' } } }),
    ).toEqual([['account 777788889999', 'outside']]);
  });
  test('leave out services, identity providers and identities AWS runs itself', () => {
    const principal = {
      Service: 'config.amazonaws.com',
      Federated: 'arn:aws:iam::777788889999:saml-provider/idp',
      AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1',
    };
    expect(standings({ Principal: principal })).toEqual([]);
  });
  test('leave out an account of AWS that only writes logs, not one that also reads', () => {
    const balancer = { Principal: { AWS: 'arn:aws:iam::156460612806:root' } };
    expect(standings({ ...balancer, Action: 's3:PutObject' })).toEqual([]);
    expect(standings({ ...balancer, Action: null, NotAction: 's3:GetObject' })).toEqual([
      ['account 156460612806', 'outside'],
    ]);
    expect(standings({ ...balancer, Action: ['s3:PutObject', 's3:GetObject'] })).toEqual([
      ['account 156460612806', 'outside'],
    ]);
  });
});
