import type { ExampleResource } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import plan from '../../../../electron/engine/checks/aws/backup-plan-adequate.check.ts';
import trailBucket from '../../../../electron/engine/checks/aws/cloudtrail-bucket-protected.check.ts';
import dataEvents from '../../../../electron/engine/checks/aws/cloudtrail-data-events-on.check.ts';
import history from '../../../../electron/engine/checks/aws/config-history-covers-period.check.ts';
import managed from '../../../../electron/engine/checks/aws/ec2-instance-managed.check.ts';
import zones from '../../../../electron/engine/checks/aws/multi-zone-deployed.check.ts';
import recent from '../../../../electron/engine/checks/aws/recovery-point-recent.check.ts';
import alarms from '../../../../electron/engine/checks/aws/security-event-alarms-present.check.ts';
import supported from '../../../../electron/engine/checks/aws/supported-version.check.ts';
import { exampleAccount, judgeExample } from './scene.ts';

type Parts = Readonly<Record<string, Json>>;
const account = { id: exampleAccount };

describe('a backup plan', () => {
  const selection = { type: 'AWS::Backup::BackupSelection', id: 's1', configuration: { BackupPlanId: 'p1' } };
  const judge = (rule: Parts, parameters: Parts = {}, others: readonly ExampleResource[] = [selection]) =>
    judgeExample(plan, {
      resource: account,
      others: [
        {
          type: 'AWS::Backup::BackupPlan',
          id: 'p1',
          configuration: { BackupPlanId: 'p1', BackupPlan: { BackupPlanName: 'daily', BackupPlanRule: [rule] } },
        },
        ...others,
      ],
      parameters,
    });
  const daily = { ScheduleExpression: 'cron(0 5 ? * * *)', Lifecycle: { DeleteAfterDays: 35 } };
  test('without an end of retention keeps copies for ever', () => {
    expect(judge({ ScheduleExpression: 'cron(0 5 ? * * *)' }).status).toBe('pass');
    expect(judge({ ...daily, Lifecycle: { DeleteAfterDays: 7 } }).because).toContain(
      'keeps copies 7 days and 35 are declared',
    );
  });
  test('is read by rate and by cron, hours included', () => {
    expect(judge({ ...daily, ScheduleExpression: 'rate(1 day)' }).status).toBe('pass');
    expect(judge(daily, { backupFrequencyHours: 12 }).status).toBe('fail');
    expect(judge({ ...daily, ScheduleExpression: 'cron(0 5,17 ? * * *)' }, { backupFrequencyHours: 12 }).status).toBe(
      'pass',
    );
    expect(judge({ ...daily, ScheduleExpression: 'cron(0 5 ? * SUN *)', EnableContinuousBackup: true }).status).toBe(
      'pass',
    );
    expect(judge({ ...daily, ScheduleExpression: 'at noon' }).status).toBe('unknown');
  });
  test('selects by tag too, and counts only with a selection', () => {
    expect(judge(daily, {}, []).because).toContain('selects no resource');
  });
  test('makes a copy elsewhere only when it leaves account or region', () => {
    const copyTo = (arn: string) => ({ ...daily, CopyActions: [{ DestinationBackupVaultArn: arn }] });
    const wanted = { requireCopyElsewhere: true };
    expect(judge(copyTo('arn:aws:backup:eu-west-1:111122223333:backup-vault:b'), wanted).status).toBe('fail');
    expect(judge(copyTo('arn:aws:backup:eu-central-1:111122223333:backup-vault:b'), wanted).status).toBe('pass');
  });
});

describe('recovery points', () => {
  const point = (
    id: string,
    Status: string,
    date: string,
    ResourceArn = 'arn:aws:rds:eu-west-1:111122223333:db:orders',
  ) => ({
    type: 'AWS::Backup::RecoveryPoint',
    id,
    configuration: { ResourceArn, Status, CreationDate: date, CompletionDate: date },
  });
  const judge = (others: readonly ExampleResource[], parameters: Parts = {}) =>
    judgeExample(recent, { resource: account, others, parameters });
  const good = point('new', 'COMPLETED', '2026-09-30T03:00:00.000Z');
  test('are judged by the newest of each resource', () => {
    expect(judge([point('old', 'COMPLETED', '2026-01-01T03:00:00.000Z'), good]).status).toBe('pass');
    expect(judge([good, point('late', 'PARTIAL', '2026-09-30T09:00:00.000Z')]).because).toContain('is PARTIAL');
  });
  test('of a resource that is gone are kept on purpose', () => {
    const gone = point(
      'gone',
      'COMPLETED',
      '2026-01-01T03:00:00.000Z',
      'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1',
    );
    expect(judge([good, gone]).status).toBe('fail');
    expect(judge([good, gone], { retiredResources: ['*volume/vol-1'] }).status).toBe('pass');
  });
  test('that are missing where something is selected are no proof that backup is not in use', () => {
    expect(judge([{ type: 'AWS::Backup::BackupSelection', id: 's' }]).status).toBe('unknown');
  });
});

describe('the bucket of a trail', () => {
  const bucket = (parts: Parts, owner = exampleAccount) => ({
    type: 'AWS::S3::Bucket',
    id: 'trail-logs',
    account: owner,
    supplementaryConfiguration: {
      PublicAccessBlockConfiguration: { blockPublicPolicy: true, restrictPublicBuckets: true },
      BucketPolicy: {},
      BucketVersioningConfiguration: { status: 'Enabled' },
      BucketLoggingConfiguration: { destinationBucketName: 'access' },
      ...parts,
    },
  });
  const judge = (others: readonly ExampleResource[], parameters: Parts = {}) =>
    judgeExample(trailBucket, {
      resource: { id: 'main', configuration: { s3BucketName: 'trail-logs' } },
      others,
      parameters,
    });
  test('may lie in another account of the client', () => {
    expect(judge([bucket({}, '444455556666')]).status).toBe('pass');
  });
  test('is blocked by its account where it sets nothing itself', () => {
    const settings = { blockPublicPolicy: true, restrictPublicBuckets: true };
    const block = { type: 'AWS::S3::AccountPublicAccessBlock', id: exampleAccount, configuration: settings };
    const open = bucket({ PublicAccessBlockConfiguration: {} });
    expect(judge([open]).status).toBe('fail');
    expect(judge([open, block]).status).toBe('pass');
  });
  test('is open by a statement for everyone, and not by the one of the trail service', () => {
    const policy = (Principal: Json) => ({
      BucketPolicy: {
        policyText: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: '*' }],
        },
      },
    });
    expect(judge([bucket(policy('*'))]).status).toBe('fail');
    expect(judge([bucket(policy({ Service: 'cloudtrail.amazonaws.com' }))]).status).toBe('pass');
  });
  test('must record access unless that is not asked for', () => {
    const silent = bucket({ BucketLoggingConfiguration: {} });
    expect(judge([silent]).status).toBe('fail');
    expect(judge([silent], { requireAccessLogging: false }).status).toBe('pass');
  });
});

test('custom selectors say only that something is selected; a failing rule says that it is not objects', () => {
  const evaluation = (ComplianceType: string, at: string) => [
    {
      type: 'aws.config-rule',
      id: 'events',
      capturedAt: '2026-09-30T12:00:00.000Z',
      configuration: { Source: { Owner: 'AWS', SourceIdentifier: 'CLOUDTRAIL_S3_DATAEVENTS_ENABLED' } },
    },
    {
      type: 'aws.config-rule-evaluation',
      id: 'events AWS::::Account 111122223333',
      configuration: {
        EvaluationResultIdentifier: {
          EvaluationResultQualifier: {
            ConfigRuleName: 'events',
            ResourceType: 'AWS::::Account',
            ResourceId: exampleAccount,
          },
        },
        ComplianceType,
        ResultRecordedTime: at,
      },
    },
  ];
  const judge = (others: readonly ExampleResource[]) =>
    judgeExample(dataEvents, { resource: { id: 'main', configuration: { hasCustomEventSelectors: true } }, others })
      .status;
  expect(judge([])).toBe('unknown');
  expect(judge(evaluation('NON_COMPLIANT', '2026-09-30T06:00:00.000Z'))).toBe('fail');
  expect(judge(evaluation('COMPLIANT', '2026-09-01T06:00:00.000Z'))).toBe('unknown');
});

describe('the history of AWS Config', () => {
  const retention = { type: 'aws.config-retention', id: 'default', configuration: { RetentionPeriodInDays: 2557 } };
  const delivery = (info: Parts) => ({
    type: 'aws.config-delivery-channel-status',
    id: 'default',
    configuration: { configHistoryDeliveryInfo: info },
  });
  const judge = (info: Parts) =>
    judgeExample(history, {
      resource: { region: 'eu-west-1' },
      others: [retention, delivery(info)],
      parameters: { periodStart: '2026-01-01' },
    });
  test('is no fault for being quiet: an old delivery that succeeded is unknown, and one that failed fails', () => {
    expect(judge({ lastStatus: 'SUCCESS', lastSuccessfulTime: '2026-09-29T00:00:00Z' }).status).toBe('pass');
    expect(judge({ lastStatus: 'SUCCESS', lastSuccessfulTime: '2026-08-01T00:00:00Z' }).status).toBe('unknown');
    expect(judge({ lastStatus: 'FAILURE', lastErrorCode: 'AccessDenied' }).because).toContain('AccessDenied');
  });
});

test('an alarm alone never proves an event: the metric must be declared for it', () => {
  const alarm = {
    type: 'AWS::CloudWatch::Alarm',
    id: 'a',
    configuration: { metricName: 'RootUse', namespace: 'Other', actionsEnabled: true, alarmActions: ['arn:aws:sns:x'] },
  };
  const judge = (metricOfEvent: Parts) =>
    judgeExample(alarms, { resource: account, others: [alarm], parameters: { events: ['root use'], metricOfEvent } })
      .status;
  expect(judge({})).toBe('unknown');
  expect(judge({ 'root use': 'RootUse' })).toBe('pass');
  expect(judge({ 'root use': { namespace: 'Security', name: 'RootUse' } })).toBe('fail');
});

describe('components in more than one zone', () => {
  const judge = (
    type: string,
    configuration: Parts,
    rest: { readonly others?: readonly ExampleResource[]; readonly parameters?: Parts } = {},
  ) => judgeExample(zones, { resource: { type, id: 'x', configuration }, ...rest }).status;
  test('a cluster with one member has nowhere to go, whatever the flag says', () => {
    expect(judge('AWS::RDS::DBCluster', { multiAZ: true, dbclusterMembers: [{ dbinstanceIdentifier: 'a' }] })).toBe(
      'fail',
    );
  });
  test('a replica and a member of a cluster are not judged', () => {
    expect(judge('AWS::RDS::DBInstance', { multiAZ: false, readReplicaSourceDBInstanceIdentifier: 'a' })).toBe(
      'not-applicable',
    );
    expect(judge('AWS::RDS::DBInstance', { multiAZ: false, dBClusterIdentifier: 'a' })).toBe('not-applicable');
  });
  test('two subnets of one zone are one zone', () => {
    const subnet = (id: string, availabilityZone: string) => ({
      type: 'AWS::EC2::Subnet',
      id,
      configuration: { availabilityZone },
    });
    const run = (zone: string) =>
      judge(
        'AWS::Lambda::Function',
        { vpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] } },
        {
          others: [subnet('subnet-1', 'eu-west-1a'), subnet('subnet-2', zone)],
          parameters: { redundantTypes: ['function'] },
        },
      );
    expect([run('eu-west-1a'), run('eu-west-1b')]).toEqual(['fail', 'pass']);
  });
});

describe('a running instance', () => {
  const judge = (tags: Readonly<Record<string, string>>, others: readonly ExampleResource[] = []) =>
    judgeExample(managed, { resource: { id: 'i-1', tags, configuration: { state: { name: 'running' } } }, others })
      .status;
  test('of a managed node group, or made by an image pipeline, is replaced and not patched', () => {
    expect(judge({ 'eks:nodegroup-name': 'web' })).toBe('not-applicable');
    expect(judge({ 'managed-by': 'image-pipeline' })).toBe('not-applicable');
    expect(judge({ 'managed-by': 'hand' })).toBe('fail');
  });
  test('is managed when an inventory item has its id, and not when another has', () => {
    expect(judge({}, [{ type: 'AWS::SSM::ManagedInstanceInventory', id: 'i-1' }])).toBe('pass');
    expect(judge({}, [{ type: 'AWS::SSM::ManagedInstanceInventory', id: 'i-2' }])).toBe('fail');
  });
});

describe('a version', () => {
  const database = (engineVersion: string, parameters: Parts = {}) =>
    judgeExample(supported, {
      resource: { type: 'AWS::RDS::DBInstance', id: 'orders', configuration: { engine: 'postgres', engineVersion } },
      parameters,
    });
  test('is found by its major, never by the letters it begins with', () => {
    expect(database('10.23').status).toBe('fail');
    expect(database('13.9').status).toBe('pass');
    expect(database('130.1').status).toBe('unknown');
  });
  test('is told with the date of the list', () => {
    expect(database('10.23').because).toMatch(/by the list of \d{4}-\d\d-\d\d\.$/);
  });
  test('holds through its last day, and the days of grace', () => {
    const table = (last: string, graceDays = 0) =>
      database('9.9', { supportTable: { postgres: { '9.9': last } }, graceDays }).status;
    expect([table('2026-09-30'), table('2026-10-01'), table('2026-09-30', 1)]).toEqual(['fail', 'pass', 'pass']);
  });
});
