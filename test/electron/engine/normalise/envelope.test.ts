import { expect, test } from 'vitest';
import { envelopeOf } from '../../../../electron/engine/normalise/aws/envelope.ts';
import { timeOf } from '../../../../electron/engine/normalise/aws/time.ts';

const api = {
  accountId: '111122223333',
  arn: 'arn:aws:s3:::ledger',
  awsRegion: 'eu-west-1',
  resourceType: 'AWS::S3::Bucket',
  resourceId: 'ledger',
  configurationItemCaptureTime: '2026-02-04T06:10:33.880000-05:00',
  configurationItemStatus: 'OK',
  configurationStateId: '1486206633880',
};

test('the three shapes name the same item alike', () => {
  const { accountId, arn, configurationStateId, ...rest } = api;
  const delivered = { ...rest, awsAccountId: accountId, ARN: arn, configurationStateId: Number(configurationStateId) };
  const old = { ...rest, accountId, ARN: arn, configurationStateID: configurationStateId };
  expect(envelopeOf(delivered)).toEqual(envelopeOf(api));
  expect(envelopeOf(old)).toEqual(envelopeOf(api));
  expect(envelopeOf(api)).toMatchObject({
    account: '111122223333',
    capturedAt: '2026-02-04T11:10:33.880Z',
    stateId: '1486206633880',
    standing: 'evidence',
  });
});

test('a row without account or status is inventory', () => {
  const { accountId, ...noAccount } = api;
  const { configurationItemStatus, ...noStatus } = api;
  expect(accountId).toBe('111122223333');
  expect(configurationItemStatus).toBe('OK');
  expect(envelopeOf(noAccount)?.standing).toBe('inventory');
  expect(envelopeOf(noStatus)?.standing).toBe('inventory');
  expect(envelopeOf({ ...api, configurationItemStatus: 'ResourceNotRecorded' })?.standing).toBe('inventory');
});

test('a row selected without its type is told by an ARN in its configuration', () => {
  const row = { configuration: { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:settle' } };
  expect(envelopeOf(row)).toMatchObject({
    type: 'AWS::Lambda::Function',
    account: '111122223333',
    region: 'eu-west-1',
    standing: 'inventory',
  });
});

test('a row that names nothing is no item', () => {
  expect(envelopeOf({ configuration: { a: 1 } })).toBeNull();
  expect(envelopeOf('text')).toBeNull();
});

test('a deleted item is evidence of its deletion', () => {
  expect(envelopeOf({ ...api, configurationItemStatus: 'ResourceDeleted' })).toMatchObject({
    isDeleted: true,
    standing: 'evidence',
  });
});

test('times come in ISO, epoch seconds and epoch milliseconds', () => {
  const expected = '2021-01-19T14:22:14.335Z';
  expect(timeOf('2021-01-19T14:22:14.335Z')).toBe(expected);
  expect(timeOf('2021-01-19T15:22:14.335+01:00')).toBe(expected);
  expect(timeOf(1611066134.335)).toBe(expected);
  expect(timeOf(1.611066134335e12)).toBe(expected);
  expect(timeOf('1611066134.335')).toBe(expected);
  expect(timeOf('soon')).toBeNull();
  expect(timeOf('')).toBeNull();
});
