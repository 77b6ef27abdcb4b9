import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { first, seen, text, within } from '../read.ts';
import { judgePart } from '../s3.ts';

const destination = 'supplementaryConfiguration.BucketLoggingConfiguration.destinationBucketName';

const byDestination = indexedBy((one) => [text(first(one, destination)) ?? '']);

/** A bucket that logs into this one: S3 delivers access logs within one account only. */
const sourceOf = (bucket: Resource, scene: Scene): Resource | undefined =>
  byDestination(scene.of('AWS::S3::Bucket', bucket.account), bucket.name)[0];

export default defineCheck({
  id: 'aws.s3-bucket-access-logging-on',
  version: 1,
  provider: 'aws',
  title: 'Buckets with sensitive data or logs record access',
  failsAs: 'buckets record no access',
  why: 'Without access records nobody can say which objects an intruder read.',
  criteria: ['CC7.2'],
  severity: 'low',
  looksAt: ['AWS::S3::Bucket'],
  reads: ['AWS::S3::Bucket'],
  parameters: [],
  remediation: 'Set a central log bucket as destination or record object events in the trail.',
  cannotShow: 'That the logs are read.',
  judge(bucket, scene) {
    const target = text(first(bucket, destination));
    if (target !== null) return pass(`Access is logged to the bucket ${target}.`, [seen(first(bucket, destination))]);
    const source = sourceOf(bucket, scene);
    if (source !== undefined)
      return notApplicable(`The bucket receives the access logs of ${source.name}.`, [
        seenOn(source, first(source, destination)),
      ]);
    return judgePart(bucket, 'BucketLoggingConfiguration', (part) =>
      fail(
        'No destination for access logs is set, and no rule result shows that a trail records object events.',
        within(part, 'destinationBucketName').map(seen),
      ),
    );
  },
  examples: {
    pass: {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: {
          BucketLoggingConfiguration: { destinationBucketName: 'access-logs', logFilePrefix: 'invoices/' },
        },
      },
    },
    fail: {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: {
          BucketLoggingConfiguration: { destinationBucketName: null, logFilePrefix: null },
        },
      },
    },
    unknown: { resource: { id: 'invoices', configuration: { name: 'invoices' } } },
    'not-applicable': {
      resource: { id: 'access-logs', supplementaryConfiguration: { BucketLoggingConfiguration: {} } },
      others: [
        {
          type: 'AWS::S3::Bucket',
          id: 'invoices',
          supplementaryConfiguration: { BucketLoggingConfiguration: { destinationBucketName: 'access-logs' } },
        },
      ],
    },
  },
});
