import type { Example, ExampleResource } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import analyzerOn from '../../../../electron/engine/checks/aws/access-analyzer-on.check.ts';
import alarmActs from '../../../../electron/engine/checks/aws/alarm-acts.check.ts';
import allRegions from '../../../../electron/engine/checks/aws/cloudtrail-all-regions.check.ts';
import toLogGroup from '../../../../electron/engine/checks/aws/cloudtrail-to-log-group.check.ts';
import recorderComplete from '../../../../electron/engine/checks/aws/config-recorder-complete.check.ts';
import guardDuty from '../../../../electron/engine/checks/aws/guardduty-detector-on.check.ts';
import { exampleAccount, judgeExample } from './scene.ts';

const otherAccount = '444455556666';

describe('trails of an account', () => {
  const trail = (configuration: Readonly<Record<string, Json>>, rest: Partial<ExampleResource> = {}) => ({
    type: 'AWS::CloudTrail::Trail',
    id: 'audit',
    region: 'eu-west-1',
    configuration: {
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      homeRegion: 'eu-west-1',
      ...configuration,
    },
    ...rest,
  });
  const judge = (others: readonly ExampleResource[], rest: Partial<Example> = {}) =>
    judgeExample(allRegions, { resource: { id: exampleAccount }, others, ...rest }, [exampleAccount, otherAccount]);

  test('without a logging flag a fitting trail is unknown, never a pass', () => {
    expect(judge([trail({})]).status).toBe('unknown');
    expect(judge([trail({ isLogging: false })]).because).toContain('is not logging');
  });
  test('a copy in another region is not judged beside the trail of the home region', () => {
    const copy = trail({ isLogging: true }, { region: 'us-east-1' });
    expect(judge([copy]).because).toBe('No trail exists in any region of the account.');
  });
  test('an organisation trail of another account of the client counts when that is accepted', () => {
    const shared = trail({ isOrganizationTrail: true, isLogging: true }, { account: otherAccount });
    expect(judge([shared]).status).toBe('pass');
    expect(judge([shared], { parameters: { acceptOrganizationTrail: false } }).status).toBe('fail');
    expect(judge([trail({ isLogging: true }, { account: otherAccount })]).status).toBe('fail');
  });
  test('no trail is a fact only where trails could be seen', () => {
    const because = 'Trails are not recorded in 2 of 3 regions.';
    expect(judge([], { unseen: { 'AWS::CloudTrail::Trail': because } })).toMatchObject({ status: 'unknown', because });
    expect(judge([]).status).toBe('fail');
  });
  test('a trail without global events does not cover the account', () => {
    expect(judge([trail({ includeGlobalServiceEvents: false, isLogging: true })]).because).toContain(
      '1 trail, and none',
    );
  });
});

test('a trail needs both the log group and the role that may write to it', () => {
  const judge = (configuration: Readonly<Record<string, Json>>, externalMonitoring = false) =>
    judgeExample(toLogGroup, { resource: { configuration }, parameters: { externalMonitoring } });
  const group = { s3BucketName: 'logs', cloudWatchLogsLogGroupArn: 'arn:aws:logs:example' };
  expect(judge(group).because).toContain('but no role that may write to it');
  expect(judge({ s3BucketName: 'logs' }, true).status).toBe('pass');
});

describe('the recorder of a region', () => {
  const all = { AllSupported: true, IncludeGlobalResourceTypes: true };
  const running = { Recording: true, lastStatus: 'Success', RecordingGroup: all };
  const recorder = (configuration: Readonly<Record<string, Json>>, region = 'eu-west-1') => ({
    type: 'AWS::Config::ConfigurationRecorder',
    id: 'default',
    region,
    configuration: { ...running, ...configuration },
  });
  const judge = (others: readonly ExampleResource[], rest: Partial<Example> = {}) =>
    judgeExample(recorderComplete, { resource: { region: 'eu-west-1' }, others, ...rest });

  test('the status is compared without case', () => {
    expect(judge([recorder({})]).status).toBe('pass');
    expect(judge([recorder({ lastStatus: 'FAILURE', lastErrorCode: 'AccessDenied' })]).because).toContain(
      'with the error AccessDenied',
    );
    expect(judge([recorder({ lastStatus: 'Pending' })]).status).toBe('unknown');
  });
  test('a recorder of scope INTERNAL belongs to a service', () => {
    expect(judge([recorder({ RecordingScope: 'INTERNAL' })]).because).toContain('No customer-managed recorder');
    expect(judge([recorder({ RecordingScope: 'PAID' })]).status).toBe('pass');
  });
  test('keys of the describe answer begin in lower case and are read alike', () => {
    const described = { recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } };
    const configuration = { ...described, Recording: true, lastStatus: 'SUCCESS' };
    expect(judge([{ ...recorder({}), configuration }]).status).toBe('pass');
  });
  test('types that checks read are missed, others are not', () => {
    const except = (...ResourceTypes: readonly string[]) => ({
      RecordingGroup: {
        RecordingStrategy: { UseOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        ExclusionByResourceTypes: { ResourceTypes },
      },
    });
    expect(judge([recorder(except('AWS::EC2::Volume'))]).because).toContain('leaves out 1 type that checks read');
    expect(judge([recorder(except('AWS::Panorama::Package'))]).status).toBe('pass');
    expect(judge([recorder(except('AWS::IAM::Role'))]).because).toContain('global IAM types are recorded in no region');
  });
  test('a recorder of chosen types is complete when it lists those that checks read', () => {
    const some = (...ResourceTypes: readonly string[]) => ({ RecordingGroup: { AllSupported: false, ResourceTypes } });
    const parameters = { requiredTypes: ['AWS::S3::Bucket', 'AWS::EC2::Volume'] };
    expect(judge([recorder(some('AWS::S3::Bucket', 'AWS::EC2::Volume'))], { parameters }).status).toBe('pass');
    expect(judge([recorder(some('AWS::S3::Bucket'))], { parameters }).because).toContain('AWS::EC2::Volume');
  });
  test('one region of the account is enough for the global types', () => {
    const here = recorder({ RecordingGroup: { AllSupported: true } });
    expect(judge([here]).because).toContain('(1 recorder of the account seen)');
    expect(judge([here, recorder({}, 'us-east-1')]).status).toBe('pass');
    expect(judge([here, recorder({ Recording: false }, 'us-east-1')]).status).toBe('fail');
  });
  test('daily recording is too rare unless it is accepted', () => {
    const daily = { RecordingMode: { RecordingFrequency: 'DAILY' } };
    const override = { ResourceTypes: ['AWS::EC2::Volume'], RecordingFrequency: 'DAILY' };
    const mixed = { RecordingMode: { RecordingFrequency: 'CONTINUOUS', RecordingModeOverrides: [override] } };
    expect([daily, mixed].map((mode) => judge([recorder(mode)]).status)).toEqual(['fail', 'fail']);
    expect(judge([recorder(daily)], { parameters: { acceptDaily: true } }).status).toBe('pass');
  });
  test('no recorder is a fact only where recorders were read', () => {
    const because = 'Recorders were not read in eu-west-1.';
    const unseen = { 'AWS::Config::ConfigurationRecorder': because };
    expect(judge([], { unseen })).toMatchObject({ status: 'unknown', because });
    expect(judge([]).status).toBe('fail');
  });
  test('a scope that is not stated is unknown', () => {
    const configuration = { Recording: true, lastStatus: 'SUCCESS' };
    const unread = { ...recorder({}), configuration };
    expect(judge([unread, recorder({}, 'us-east-1')]).because).toContain('does not state which types');
  });
});

describe('threat detection of a region', () => {
  const detector = (configuration: Json) => ({ type: 'AWS::GuardDuty::Detector', id: 'd0a1', configuration });
  const judge = (configuration: Json, parameters: Readonly<Record<string, Json>> = {}) =>
    judgeExample(guardDuty, { resource: { region: 'eu-west-1' }, others: [detector(configuration)], parameters });
  const kubernetes = { Kubernetes: { AuditLogs: { Enable: false } } };

  test('needs each required data source', () => {
    const DataSources = { S3Logs: { Enable: true }, ...kubernetes };
    expect(judge({ Enable: true, DataSources }).status).toBe('pass');
    const both = { requiredSources: ['S3Logs', 'Kubernetes'] };
    expect(judge({ Enable: true, DataSources }, both).because).toBe('The data source Kubernetes is off.');
  });
  test('is unknown when the item does not list a required source', () => {
    expect(judge({ Enable: true }).status).toBe('unknown');
    expect(judge({ Enable: true }, { requiredSources: [] }).status).toBe('pass');
  });
  test('in another region does not count', () => {
    const others = [{ ...detector({ Enable: true }), region: 'us-east-1' }];
    expect(judgeExample(guardDuty, { resource: { region: 'eu-west-1' }, others }).because).toBe(
      'No detector exists in eu-west-1 of the account 111122223333.',
    );
  });
});

test('an organisation analyzer covers the client’s other accounts in the same region only', () => {
  const analyzer = (Type: string, region: string) => ({
    type: 'AWS::AccessAnalyzer::Analyzer',
    id: 'outside',
    account: otherAccount,
    region,
    configuration: { Type },
  });
  const judge = (other: ExampleResource) =>
    judgeExample(analyzerOn, { resource: { region: 'eu-west-1' }, others: [other] }).status;
  expect(judge(analyzer('ORGANIZATION', 'eu-west-1'))).toBe('pass');
  expect(judge(analyzer('ORGANIZATION', 'us-east-1'))).toBe('fail');
  expect(judge(analyzer('ACCOUNT', 'eu-west-1'))).toBe('fail');
});

test('an alarm whose actions are off notifies nobody, whatever it lists', () => {
  const judge = (configuration: Json) => judgeExample(alarmActs, { resource: { configuration } }).status;
  expect(judge({ actionsEnabled: false, alarmActions: ['arn:aws:sns:example'] })).toBe('fail');
  expect(judge({ actionsEnabled: 'true', alarmActions: ['arn:aws:sns:example'] })).toBe('pass');
  expect(judge({ alarmActions: [] })).toBe('fail');
});
