import type { ExampleResource } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import accounts from '../../../../electron/engine/checks/aws/accounts-in-scope.check.ts';
import build from '../../../../electron/engine/checks/aws/build-project-no-stored-credentials.check.ts';
import copies from '../../../../electron/engine/checks/aws/nonproduction-without-production-data.check.ts';
import regions from '../../../../electron/engine/checks/aws/regions-in-scope.check.ts';
import tagged from '../../../../electron/engine/checks/aws/required-tags-present.check.ts';
import lifecycle from '../../../../electron/engine/checks/aws/s3-bucket-lifecycle-set.check.ts';
import { exampleAccount, judgeExample } from './scene.ts';

type Parts = Readonly<Record<string, Json>>;
const other = '444455556666';

describe('the accounts of the report', () => {
  const source = (SourceId: string, LastUpdateStatus = 'SUCCEEDED') => ({
    type: 'aws.config-aggregator-source',
    id: SourceId,
    configuration: { SourceId, LastUpdateStatus },
  });
  const judge = (id: string, others: readonly ExampleResource[], parameters: Parts) =>
    judgeExample(accounts, { resource: { id, account: id }, others, parameters }, [
      '00000000-2222-4333-8444-555555555555',
      exampleAccount,
      other,
    ]);
  const scopeAccounts = [exampleAccount, other];
  test('an account that was read and is on neither list fails on itself', () => {
    expect(judge(other, [], { scopeAccounts: [exampleAccount] }).because).toContain(`The account ${other} was read`);
    expect(
      judge(other, [source(other)], { scopeAccounts: [exampleAccount], leftOut: { [other]: 'closed' } }).status,
    ).toBe('pass');
  });
  test('what is missing is told once, on the first account read', () => {
    const parameters = { scopeAccounts: [...scopeAccounts, '999988887777'] };
    expect(judge(exampleAccount, [source(other)], parameters).because).toContain('Nothing was read from 999988887777');
    expect(judge(other, [source(other)], parameters).status).toBe('pass');
  });
  test('a source that could not update is a doubt about its account', () => {
    const outdated = [source(exampleAccount), source(other, 'OUTDATED')];
    expect(judge(other, outdated, { scopeAccounts }).status).toBe('unknown');
    expect(judge(exampleAccount, outdated, { scopeAccounts }).status).toBe('pass');
  });
  test('without an aggregator nobody knows what else exists', () => {
    expect(judge(other, [], { scopeAccounts }).status).toBe('unknown');
  });
});

describe('a region that was not approved', () => {
  const parameters = { approvedLocations: ['eu-west-1'] };
  const resource = { region: 'ap-southeast-2' };
  test('may hold what AWS lays out in every region', () => {
    const vpc = { type: 'AWS::EC2::VPC', id: 'vpc-1', region: 'ap-southeast-2' };
    expect(judgeExample(regions, { resource, others: [vpc], parameters }).status).toBe('pass');
  });
  test('is unknown, never a pass, where nothing could be seen', () => {
    const unseen = { 'AWS::S3::Bucket': 'No recorder answer or item was read for ap-southeast-2.' };
    expect(judgeExample(regions, { resource, unseen, parameters }).status).toBe('unknown');
  });
});

describe('required tags', () => {
  const judge = (resource: ExampleResource, parameters: Parts = {}) =>
    judgeExample(tagged, { resource, parameters }).status;
  const relationships = [{ type: 'AWS::KMS::Key', id: 'k', label: 'uses' }];
  test('are missing from a whole item, and unknown in an answer that carries none', () => {
    expect(judge({ id: 'b' })).toBe('unknown');
    expect(judge({ id: 'b', relationships })).toBe('fail');
    expect(judge({ type: 'AWS::EC2::Instance', id: 'i', configuration: { tags: [] } })).toBe('fail');
  });
  test('are read from the list of the type where the item has no map', () => {
    const tags = ['owner', 'environment', 'data-class'].map((key) => ({ key, value: 'x' }));
    expect(judge({ type: 'AWS::EC2::Instance', id: 'i', configuration: { tags } })).toBe('pass');
  });
  test('have an accepted value where values are declared', () => {
    const tags = { owner: 'a', environment: 'qa', 'data-class': 'public' };
    expect(judge({ id: 'b', tags }, { acceptedValues: { environment: ['production', 'staging'] } })).toBe('fail');
    expect(judge({ id: 'b', tags }, { acceptedValues: { environment: ['qa'] } })).toBe('pass');
  });
});

describe('a build project', () => {
  const judge = (configuration: Parts, parameters: Parts = {}) =>
    judgeExample(build, { resource: { id: 'deploy', configuration }, parameters });
  test('never has a value of a variable or an address with a secret shown', () => {
    const secret = 'hunter2-do-not-show';
    const variable = { name: 'DB_PASSWORD', type: 'PLAINTEXT', value: secret };
    const withVariable = judge({ environment: { environmentVariables: [variable] } });
    const withAddress = judge({ environment: {}, source: { location: `https://bot:${secret}@git.example/app.git` } });
    expect([withVariable.status, withAddress.status]).toEqual(['fail', 'fail']);
    expect(JSON.stringify([withVariable, withAddress])).not.toContain(secret);
  });
  test('may keep the name of a secret, and a token in the store', () => {
    const variable = { name: 'DB_PASSWORD', type: 'SECRETS_MANAGER', value: 'orders/db' };
    expect(judge({ environment: { environmentVariables: [variable] } }).status).toBe('pass');
    expect(judge({ environment: {}, source: { location: 'ssh://git@git.example/app.git' } }).status).toBe('pass');
    expect(judge({ environment: {}, source: { location: 'https://git.example/a@b.git' } }).status).toBe('pass');
  });
  test('builds in privileged mode with approval only', () => {
    const environment = { privilegedMode: true };
    expect(judge({ environment }).status).toBe('fail');
    expect(judge({ environment }, { approvedPrivileged: ['deploy'] }).status).toBe('pass');
  });
});

describe('data outside production', () => {
  const environmentOf = { [exampleAccount]: 'staging', [other]: 'production', 777788889999: 'staging' };
  const judge = (type: string, resource: Omit<ExampleResource, 'type'>) =>
    judgeExample(copies, { resource: { type, id: 'x', ...resource }, parameters: { environmentOf } });
  const shared = (...attributeValues: readonly string[]) => ({
    account: other,
    supplementaryConfiguration: { DBSnapshotAttributes: [{ attributeName: 'restore', attributeValues }] },
  });
  test('is told by the account inside the ARN of the source', () => {
    const table = (sourceAccount: string) => ({
      configuration: { restoreSummary: { sourceTableArn: `arn:aws:dynamodb:eu-west-1:${sourceAccount}:table/orders` } },
    });
    expect(judge('AWS::DynamoDB::Table', table(other)).status).toBe('fail');
    expect(judge('AWS::DynamoDB::Table', table('777788889999')).status).toBe('pass');
  });
  test('an instance keeps no link to the snapshot it came from, so it is unknown', () => {
    expect(judge('AWS::RDS::DBInstance', { configuration: { engine: 'postgres' } }).status).toBe('unknown');
  });
  test('a production snapshot shared with staging is a way there', () => {
    expect(judge('AWS::RDS::DBSnapshot', shared('777788889999')).status).toBe('fail');
    expect(judge('AWS::RDS::DBSnapshot', shared('all')).status).toBe('fail');
    expect(judge('AWS::RDS::DBSnapshot', shared('999988887777')).status).toBe('unknown');
    expect(judge('AWS::RDS::DBSnapshot', shared()).status).toBe('not-applicable');
  });
});

describe('disposal from a bucket', () => {
  const judge = (rule: Parts, versioning = 'Off', legalHoldBuckets: readonly string[] = []) =>
    judgeExample(lifecycle, {
      resource: {
        id: 'invoices',
        tags: { 'data-class': 'customer' },
        supplementaryConfiguration: {
          BucketVersioningConfiguration: { status: versioning },
          BucketLifecycleConfiguration: { rules: [{ status: 'Enabled', ...rule }] },
        },
      },
      parameters: { retentionByClass: { customer: 365 }, legalHoldBuckets: [...legalHoldBuckets] },
    });
  test('of versions needs a rule of their own', () => {
    expect(judge({ expirationInDays: 90 }).status).toBe('pass');
    expect(judge({ expirationInDays: 90 }, 'Enabled').because).toContain('none expires the old versions');
    expect(judge({ expirationInDays: 90, noncurrentVersionExpirationInDays: 30 }, 'Enabled').status).toBe('pass');
    expect(
      judge({ expirationInDays: 300, noncurrentVersionExpiration: { noncurrentDays: 90 } }, 'Enabled').because,
    ).toContain('390 days');
  });
  test('does not count when it is off or speaks of a part of the bucket', () => {
    expect(judge({ expirationInDays: 90, status: 'Disabled' }).status).toBe('fail');
    expect(judge({ expirationInDays: 90, prefix: 'tmp/' }).status).toBe('fail');
    expect(
      judge({ expirationInDays: 90, filter: { predicate: { type: 'LifecyclePrefixPredicate', prefix: '' } } }).status,
    ).toBe('pass');
    expect(
      judge({ expirationInDays: 90, filter: { predicate: { type: 'LifecyclePrefixPredicate', prefix: 'a/' } } }).status,
    ).toBe('fail');
  });
  test('waits for a legal hold', () => {
    expect(judge({}, 'Off', ['invoices']).status).toBe('not-applicable');
  });
});
