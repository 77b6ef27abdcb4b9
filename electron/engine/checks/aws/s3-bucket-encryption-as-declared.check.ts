import type { Scene } from '@shared/domain/check.ts';
import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { customerKeyTypes } from '../customer-keys.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { textsOf } from '../parameters.ts';
import { seen, text, within } from '../read.ts';
import { judgePart } from '../s3.ts';

const platformKey = 'AES256';

/** A promise of own keys for buckets withdraws the platform key from the list. */
const accepted = (scene: Scene): readonly string[] =>
  textsOf(scene, 'allowedSseAlgorithms').filter(
    (algorithm) => algorithm !== platformKey || !textsOf(scene, 'customerKeyTypes').includes('AWS::S3::Bucket'),
  );

export default defineCheck({
  id: 'aws.s3-bucket-encryption-as-declared',
  version: 1,
  provider: 'aws',
  title: 'Bucket default encryption uses the declared kind of key',
  failsAs: 'buckets encrypt by default with a kind of key that the policy does not accept',
  why: 'With the platform key alone, anyone with read rights to the bucket reads the data and no key use is logged.',
  criteria: ['CC6.1', 'C1.1'],
  severity: 'medium',
  looksAt: ['AWS::S3::Bucket'],
  reads: [],
  parameters: [
    {
      name: 'allowedSseAlgorithms',
      unit: 'list',
      meaning: 'accepted algorithms; drop AES256 to require KMS',
      default: ['AES256', 'aws:kms', 'aws:kms:dsse'],
      stricter: 'shorter-list',
    },
    customerKeyTypes,
  ],
  remediation: 'Set the default to a customer-managed key and switch on the bucket key to limit cost.',
  cannotShow: 'Encryption of objects written before the default was set.',
  judge(bucket, scene) {
    const allowed = accepted(scene);
    if (allowed.includes(platformKey))
      return notApplicable(
        'The declared policy accepts the platform key (AES256), which S3 applies to new objects by itself.',
      );
    return judgePart(bucket, 'ServerSideEncryptionConfiguration', (part) => {
      const algorithms = within(part, 'rules.applyServerSideEncryptionByDefault.sseAlgorithm');
      const names = algorithms.map(text);
      if (names.length === 0 || names.includes(null))
        return unknown('The encryption part of the item names no default algorithm.', [seen(part)]);
      const other = algorithms.find((at) => !allowed.includes(text(at) ?? ''));
      if (other !== undefined)
        return fail(`The default algorithm is ${text(other)}, and the policy accepts ${listed(allowed)}.`, [
          seen(other),
        ]);
      const keys = within(part, 'rules.applyServerSideEncryptionByDefault.kmsMasterKeyID');
      return pass(
        `The default algorithm is ${names[0]}, which the policy accepts.`,
        [...algorithms, ...keys].map(seen),
      );
    });
  },
  examples: {
    pass: {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: {
          ServerSideEncryptionConfiguration: {
            rules: [
              {
                applyServerSideEncryptionByDefault: {
                  sseAlgorithm: 'aws:kms',
                  kmsMasterKeyID: 'arn:aws:kms:eu-west-1:111122223333:key/9975ba19-f8ff-444b-9c21-8d42cc6dc45b',
                },
                bucketKeyEnabled: true,
              },
            ],
          },
        },
      },
      parameters: { allowedSseAlgorithms: ['aws:kms', 'aws:kms:dsse'] },
    },
    fail: {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: {
          ServerSideEncryptionConfiguration: {
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' }, bucketKeyEnabled: false }],
          },
        },
      },
      parameters: { allowedSseAlgorithms: ['aws:kms', 'aws:kms:dsse'] },
    },
    unknown: { resource: { id: 'invoices' }, parameters: { allowedSseAlgorithms: ['aws:kms', 'aws:kms:dsse'] } },
    'not-applicable': {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: {
          ServerSideEncryptionConfiguration: {
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
          },
        },
      },
    },
  },
});
