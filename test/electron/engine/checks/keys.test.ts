import type { Example } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import customerKey from '../../../../electron/engine/checks/aws/customer-key-used.check.ts';
import pendingDeletion from '../../../../electron/engine/checks/aws/kms-key-not-pending-deletion.check.ts';
import rotation from '../../../../electron/engine/checks/aws/kms-key-rotation-on.check.ts';
import secretRotation from '../../../../electron/engine/checks/aws/secret-rotation-on.check.ts';
import { judgeExample } from './scene.ts';

type Parts = Readonly<Record<string, Json>>;

describe('rotation of a key', () => {
  const normal = {
    keyManager: 'CUSTOMER',
    keySpec: 'SYMMETRIC_DEFAULT',
    origin: 'AWS_KMS',
    keyState: 'Enabled',
    enabled: true,
  };
  const statusOf = (configuration: Parts, status: Json = false) =>
    judgeExample(rotation, {
      resource: {
        id: 'k',
        configuration: { ...normal, ...configuration },
        supplementaryConfiguration: { KeyRotationStatus: status },
      },
    }).status;
  test.each([
    ['an asymmetric key', { keySpec: 'RSA_2048' }],
    ['an asymmetric key in an older item', { keySpec: null, customerMasterKeySpec: 'ECC_NIST_P256' }],
    ['a HMAC key', { keySpec: 'HMAC_256' }],
    ['imported material', { origin: 'EXTERNAL' }],
    ['a custom key store', { origin: 'AWS_CLOUDHSM' }],
    ['a key that waits for deletion', { keyState: 'PendingDeletion' }],
    ['a replica', { multiRegionConfiguration: { multiRegionKeyType: 'REPLICA' } }],
    ['a disabled key', { keyState: 'Disabled', enabled: false }],
    ['a key of AWS', { keyManager: 'AWS' }],
  ] satisfies readonly (readonly [string, Parts])[])('is not asked of %s', (_, configuration) => {
    expect(statusOf(configuration)).toBe('not-applicable');
  });
  test('may be written as text, and a key without a stated kind is symmetric', () => {
    expect([statusOf({}, 'true'), statusOf({}, 'false'), statusOf({ keySpec: null })]).toEqual([
      'pass',
      'fail',
      'fail',
    ]);
  });
  test('that is off blames nobody while origin, state or manager is not stated', () => {
    expect([
      statusOf({ origin: null }),
      statusOf({ keyState: null, enabled: null }),
      statusOf({ keyManager: null }),
    ]).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

test('the deletion date of a key is read as milliseconds and as ISO text, and a planned deletion passes', () => {
  const key = (deletionDate: Json): Example => ({
    resource: { id: 'k1', configuration: { keyManager: 'CUSTOMER', keyState: 'PendingDeletion', deletionDate } },
  });
  for (const date of [1793836800000, '1.7938368E12', '2026-11-05T00:00:00.000Z']) {
    expect(judgeExample(pendingDeletion, key(date)).because).toContain('deletion on 2026-11-05');
  }
  expect(judgeExample(pendingDeletion, { ...key(null), parameters: { plannedDeletions: ['k1'] } }).status).toBe('pass');
});

describe('rotation of a secret', () => {
  const judge = (configuration: Parts, parameters: Parts = {}) =>
    judgeExample(secretRotation, {
      resource: {
        id: 's',
        configuration: { RotationEnabled: true, RotationOccurringAsScheduled: true, ...configuration },
      },
      parameters,
    });
  test('a schedule expression replaces the count of days', () => {
    const rules = (expression: string) =>
      judge({ RotationRules: { AutomaticallyAfterDays: 7, RotationScheduleExpression: expression } }).status;
    expect([
      rules('rate(30 days)'),
      rules('rate(120 days)'),
      rules('cron(0 8 1 1/6 ? *)'),
      rules('cron(soon)'),
    ]).toEqual(['pass', 'fail', 'fail', 'unknown']);
  });
  test('a schedule in hours is converted', () => {
    expect(judge({ RotationRules: { AutomaticallyAfterHours: 12 } }).because).toContain('0.5 days');
  });
  test('declared is not lived: a schedule that is not kept fails', () => {
    expect(judge({ RotationOccurringAsScheduled: false, RotationRules: { AutomaticallyAfterDays: 7 } }).status).toBe(
      'fail',
    );
    expect(judge({ RotationOccurringAsScheduled: null, RotationRules: { AutomaticallyAfterDays: 7 } }).status).toBe(
      'unknown',
    );
  });
  test('the limit itself is within the limit, and a deleted secret is not judged', () => {
    expect(judge({ RotationRules: { AutomaticallyAfterDays: 90 } }).status).toBe('pass');
    expect(judge({ RotationRules: { AutomaticallyAfterDays: 91 } }).status).toBe('fail');
    expect(judge({ Deleted: true }).status).toBe('not-applicable');
  });
});

describe('customer-managed keys', () => {
  const id = '9975ba19-f8ff-444b-9c21-8d42cc6dc45b';
  const arn = `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
  const key = (keyManager: Json) => ({ type: 'AWS::KMS::Key', id, arn, configuration: { keyManager } });
  const judge = (
    type: string,
    configuration: Parts,
    others: Example['others'] = [key('CUSTOMER')],
    supplementary: Parts = {},
  ) =>
    judgeExample(customerKey, {
      resource: { type, id: 'r', configuration, supplementaryConfiguration: supplementary },
      others,
      parameters: { customerKeyTypes: [type] },
    });
  test('are found by ARN and by id', () => {
    for (const name of [arn, id])
      expect(judge('AWS::EC2::Volume', { encrypted: true, kmsKeyId: name }).status).toBe('pass');
  });
  test('are told from keys of AWS by the item of the key, or by the alias', () => {
    expect(judge('AWS::EC2::Volume', { encrypted: true, kmsKeyId: arn }, [key('AWS')]).status).toBe('fail');
    expect(judge('AWS::RDS::DBInstance', { kmsKeyId: 'alias/aws/rds' }).status).toBe('fail');
    expect(judge('AWS::EC2::Volume', { encrypted: true, kmsKeyId: arn }, [key(null)]).status).toBe('unknown');
  });
  test('of another account or behind an alias are unknown, not missing', () => {
    expect(judge('AWS::RDS::DBInstance', { kmsKeyId: 'alias/ledger' }).status).toBe('unknown');
    expect(judge('AWS::EC2::Volume', { kmsKeyId: arn }, []).because).toContain('not among the keys read');
  });
  test('are missing from a table without encryption settings, which is encrypted with a key of AWS', () => {
    expect(judge('AWS::DynamoDB::Table', { tableName: 't' })).toMatchObject({
      status: 'fail',
      because: 'No key is named, so DynamoDB uses a key that AWS owns.',
    });
  });
  test('are not missing from an item that says encrypted and names no key', () => {
    expect(judge('AWS::EC2::Volume', { encrypted: true }).status).toBe('unknown');
    expect(judge('AWS::EC2::Volume', { encrypted: 'false' }).status).toBe('fail');
    expect(judge('AWS::ECR::Repository', { EncryptionConfiguration: { EncryptionType: 'KMS' } }).status).toBe(
      'unknown',
    );
    expect(judge('AWS::ECR::Repository', { EncryptionConfiguration: { EncryptionType: 'AES256' } }).status).toBe(
      'fail',
    );
    expect(judge('AWS::Lambda::Function', {}).status).toBe('unknown');
  });
  test('of a bucket stand in its default encryption', () => {
    const rule = (byDefault: Json) => ({
      ServerSideEncryptionConfiguration: { rules: [{ applyServerSideEncryptionByDefault: byDefault }] },
    });
    const of = (parts: Parts) => judge('AWS::S3::Bucket', { name: 'r' }, [key('CUSTOMER')], parts).status;
    expect(of(rule({ sseAlgorithm: 'aws:kms', kmsMasterKeyID: arn }))).toBe('pass');
    expect(of(rule({ sseAlgorithm: 'aws:kms' }))).toBe('fail');
    expect(of({})).toBe('unknown');
  });
});
