import type { Example, ExampleResource } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import atRest from '../../../../electron/engine/checks/aws/data-service-encrypted-at-rest.check.ts';
import backup from '../../../../electron/engine/checks/aws/data-store-backup-on.check.ts';
import databaseLogs from '../../../../electron/engine/checks/aws/database-logs-on.check.ts';
import notPublic from '../../../../electron/engine/checks/aws/database-not-public.check.ts';
import deletion from '../../../../electron/engine/checks/aws/deletion-protection-on.check.ts';
import metadata from '../../../../electron/engine/checks/aws/instance-metadata-v2-required.check.ts';
import snapshot from '../../../../electron/engine/checks/aws/rds-snapshot-not-shared.check.ts';
import rdsEncrypted from '../../../../electron/engine/checks/aws/rds-storage-encrypted.check.ts';
import { exampleAccount, judgeExample } from './scene.ts';

describe('encryption at rest', () => {
  const judge = (type: string, configuration: Json, parameters: Readonly<Record<string, Json>> = {}) =>
    judgeExample(atRest, { resource: { type, configuration }, parameters });

  test('managed encryption of a queue is the text true or false', () => {
    const queue = (SqsManagedSseEnabled: string) => judge('AWS::SQS::Queue', { SqsManagedSseEnabled }).status;
    expect([queue('true'), queue('false')]).toEqual(['pass', 'fail']);
    expect(judge('AWS::SQS::Queue', { KmsMasterKeyId: 'alias/queues' }).status).toBe('pass');
    expect(judge('AWS::SQS::Queue', { QueueName: 'jobs' }).status).toBe('unknown');
  });
  test('a stream without the property is not encrypted', () => {
    expect(judge('AWS::Kinesis::Stream', { Name: 'clicks' })).toMatchObject({
      status: 'fail',
      seen: [{ value: null }],
    });
    expect(judge('AWS::Kinesis::Stream', { StreamEncryption: { EncryptionType: 'KMS' } }).status).toBe('pass');
  });
  test('clusters from version 1.28 on are encrypted by the service, unless an own key is promised', () => {
    const cluster = 'AWS::EKS::Cluster';
    const own = { customerKeyTypes: [cluster] };
    expect(judge(cluster, { Version: '1.27' }).status).toBe('fail');
    expect(judge(cluster, { Version: '1.28' }).status).toBe('not-applicable');
    expect(judge(cluster, { Version: '1.30' }).status).toBe('not-applicable');
    expect(judge(cluster, { Version: '1.30' }, own).status).toBe('fail');
    const EncryptionConfig = [{ Resources: ['secrets'], Provider: { KeyArn: 'arn:aws:kms:example' } }];
    expect(judge(cluster, { Version: '1.27', EncryptionConfig }, own).status).toBe('pass');
  });
  test('topics are judged only when they are put in force', () => {
    const force = { rowsInForce: ['SNS'] };
    expect(judge('AWS::SNS::Topic', { TopicName: 'alerts' }, force).status).toBe('fail');
    expect(judge('AWS::EFS::FileSystem', { Encrypted: false }, force).status).toBe('not-applicable');
  });
});

describe('a public database', () => {
  const judge = (example: Example) => judgeExample(notPublic, example);
  const group = (cidrIp: string) => ({
    type: 'AWS::EC2::SecurityGroup',
    id: 'sg-0a1',
    configuration: { ipPermissions: [{ ipProtocol: '-1', ipv4Ranges: [{ cidrIp }] }] },
  });
  const configuration = { publiclyAccessible: true, vpcSecurityGroups: [{ vpcSecurityGroupId: 'sg-0a1' }] };

  test('is reported with a closed group too, and the group is named', () => {
    const [open, closed] = ['0.0.0.0/0', '10.0.0.0/16'].map((cidr) =>
      judge({ resource: { configuration }, others: [group(cidr)] }),
    );
    expect(open?.because).toBe('The public access of the store is on, and the attached group sg-0a1 admits 0.0.0.0/0.');
    expect(closed?.because).toContain('no rule from the internet was seen in the 1 of 1 attached group');
    expect([open?.status, closed?.status]).toEqual(['fail', 'fail']);
  });
  test('of a search domain lies outside a VPC', () => {
    const domain = (rest: Readonly<Record<string, Json>>) =>
      judge({ resource: { type: 'AWS::OpenSearch::Domain', configuration: rest } }).status;
    expect(domain({ DomainName: 'logs', VPCOptions: { SubnetIds: ['subnet-0a1'] } })).toBe('pass');
    expect(domain({ DomainName: 'logs' })).toBe('fail');
    expect(domain({})).toBe('unknown');
  });
  test('Aurora clusters have no flag of their own, Multi-AZ clusters have', () => {
    const cluster = (engine: string) =>
      judge({ resource: { type: 'AWS::RDS::DBCluster', configuration: { engine } } }).status;
    expect(cluster('aurora-postgresql')).toBe('not-applicable');
    expect(cluster('postgres')).toBe('unknown');
    const stated = { engine: 'aurora-postgresql', publiclyAccessible: true };
    expect(judge({ resource: { type: 'AWS::RDS::DBCluster', configuration: stated } }).status).toBe('fail');
  });
  test('brokers say it in words', () => {
    const kafka = (Type: string) => ({ BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type } } } });
    const broker = (Type: string) => judge({ resource: { type: 'AWS::MSK::Cluster', configuration: kafka(Type) } });
    expect(broker('DISABLED').status).toBe('pass');
    expect(broker('SERVICE_PROVIDED_EIPS').because).toContain('is SERVICE_PROVIDED_EIPS');
  });
});

describe('a shared snapshot', () => {
  const judge = (attributeValues: readonly string[], parameters: Readonly<Record<string, Json>> = {}) =>
    judgeExample(snapshot, {
      resource: {
        configuration: { snapshotType: 'manual' },
        supplementaryConfiguration: { DBSnapshotAttributes: [{ attributeName: 'restore', attributeValues }] },
      },
      parameters,
    });
  test('passes with own and approved accounts only', () => {
    expect(judge([exampleAccount]).status).toBe('pass');
    expect(judge(['444455556666']).because).toBe('The snapshot is shared with 444455556666.');
    expect(judge(['444455556666'], { approvedExternalAccounts: ['444455556666'] }).status).toBe('pass');
  });
  test('the value all means public, whatever else stands beside it', () => {
    const verdict = judge([exampleAccount, 'all']);
    expect(verdict).toMatchObject({ status: 'fail', because: 'Every AWS account may restore the snapshot.' });
  });
  test('of a cluster is read from its own attribute list', () => {
    const supplementaryConfiguration = {
      DBClusterSnapshotAttributes: [{ attributeName: 'restore', attributeValues: ['all'] }],
    };
    const resource = { type: 'AWS::RDS::DBClusterSnapshot', supplementaryConfiguration };
    expect(judgeExample(snapshot, { resource }).status).toBe('fail');
  });
});

describe('backups', () => {
  const judge = (resource: ExampleResource, rest: Partial<Example> = {}) => judgeExample(backup, { resource, ...rest });
  const table = (pointInTimeRecoveryStatus: string): ExampleResource => ({
    type: 'AWS::DynamoDB::Table',
    arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
    supplementaryConfiguration: {
      ContinuousBackupsDescription: { pointInTimeRecoveryDescription: { pointInTimeRecoveryStatus } },
    },
  });
  const point = (DeleteAfterDays: number) => ({
    type: 'AWS::Backup::RecoveryPoint',
    id: 'point-0a1',
    configuration: {
      ResourceArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
      Status: 'COMPLETED',
      CreatedBy: { BackupPlanId: 'plan-0a1' },
      Lifecycle: { DeleteAfterDays },
    },
  });

  test('a retention of 0 means off, and numbers may be floats', () => {
    expect(judge({ configuration: { backupRetentionPeriod: 0 } }).because).toContain('are off');
    expect(judge({ configuration: { backupRetentionPeriod: 7.0 } }).status).toBe('pass');
    expect(judge({ configuration: { backupRetentionPeriod: '7' } }).status).toBe('pass');
  });
  test('a table whose recovery is off may be covered by a backup plan that keeps points long enough', () => {
    expect(judge(table('DISABLED')).status).toBe('fail');
    expect(judge(table('DISABLED'), { others: [point(35)] }).status).toBe('pass');
    expect(judge(table('DISABLED'), { others: [point(3)] }).status).toBe('fail');
  });
  test('a table whose recovery is off is unknown when recovery points were not read', () => {
    const unseen = { 'AWS::Backup::RecoveryPoint': 'Recovery points were not read.' };
    expect(judge(table('DISABLED'), { unseen }).status).toBe('unknown');
    expect(judge(table('ENABLED'), { unseen }).status).toBe('pass');
  });
  test('point-in-time recovery reaches back 35 days at most: a longer promise needs a plan', () => {
    const parameters = { backupRetentionDays: 90 };
    expect(judge(table('ENABLED'), { parameters }).because).toContain('35 days, less than the declared 90');
    expect(judge(table('ENABLED'), { parameters, others: [point(365)] }).status).toBe('pass');
  });
  test('cluster members and stores tagged as reproducible are left out', () => {
    expect(judge({ configuration: { dBClusterIdentifier: 'orders' } }).status).toBe('not-applicable');
    const scratch = { tags: { class: 'scratch' }, configuration: { backupRetentionPeriod: 0 } };
    expect(judge(scratch).status).toBe('not-applicable');
    expect(judge({ ...scratch, tags: { class: 'gold' } }).status).toBe('fail');
  });
});

describe('databases', () => {
  test('each type says its encryption in its own property', () => {
    const judge = (type: string, configuration: Json) =>
      judgeExample(rdsEncrypted, { resource: { type, configuration } });
    expect(judge('AWS::RDS::DBClusterSnapshot', { storageEncrypted: true }).status).toBe('pass');
    expect(judge('AWS::RDS::DBSnapshot', { storageEncrypted: true }).status).toBe('unknown');
    expect(judge('AWS::RDS::DBCluster', { engine: 'neptune', storageEncrypted: false }).because).toContain('(neptune)');
    expect(judge('AWS::RDS::DBCluster', { dbclusterIdentifier: 'a', storageEncrypted: true }).status).toBe('pass');
  });
  test('the longest engine prefix decides which logs are needed', () => {
    const judge = (engine: string, ...enabledCloudwatchLogsExports: readonly string[]) =>
      judgeExample(databaseLogs, { resource: { configuration: { engine, enabledCloudwatchLogsExports } } });
    expect(judge('oracle-ee', 'audit', 'alert').status).toBe('pass');
    expect(judge('aurora-mysql', 'audit').because).toContain('but not error');
    expect(judge('postgres').because).toBe('The postgres database exports no log.');
    expect(judge('db2-se', 'diag.log').status).toBe('pass');
    const requiredByEngine = { oracle: ['alert'], 'oracle-se2': ['audit'] };
    const configuration = { engine: 'oracle-se2', enabledCloudwatchLogsExports: ['audit'] };
    expect(judgeExample(databaseLogs, { resource: { configuration }, parameters: { requiredByEngine } }).status).toBe(
      'pass',
    );
  });
  test('a search domain that never set up its audit log has none', () => {
    const judge = (configuration: Json) =>
      judgeExample(databaseLogs, { resource: { type: 'AWS::OpenSearch::Domain', configuration } }).status;
    expect(judge({ DomainName: 'logs' })).toBe('fail');
    expect(judge({ DomainName: 'logs', LogPublishingOptions: { AUDIT_LOGS: { Enabled: true } } })).toBe('pass');
    expect(judge({})).toBe('unknown');
  });
});

test('deletion protection is asked of production only once environments are declared', () => {
  const judge = (environmentOf: Json) =>
    judgeExample(deletion, {
      resource: { configuration: { deletionProtection: false } },
      parameters: { environmentOf },
    });
  expect(judge({}).status).toBe('fail');
  expect(judge({ [exampleAccount]: 'production' }).status).toBe('fail');
  expect(judge({ [exampleAccount]: 'staging' }).status).toBe('not-applicable');
});

describe('session tokens for metadata', () => {
  const judge = (resource: ExampleResource) => judgeExample(metadata, { resource }).status;
  test('are not needed where the metadata service is off', () => {
    expect(judge({ configuration: { metadataOptions: { httpTokens: 'optional', httpEndpoint: 'disabled' } } })).toBe(
      'pass',
    );
  });
  test('are unknown on items older than the option', () => {
    expect(judge({ configuration: { state: { name: 'running' } } })).toBe('unknown');
  });
  test('of a template are read from its own spelling', () => {
    const template = (HttpTokens: string) => ({
      type: 'AWS::EC2::LaunchTemplate',
      configuration: { LaunchTemplateData: { MetadataOptions: { HttpTokens } } },
    });
    expect([judge(template('required')), judge(template('optional'))]).toEqual(['pass', 'fail']);
  });
});
