import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { flagOf, textsOf } from '../parameters.ts';
import { flag, seen, text, within } from '../read.ts';
import { judgePart } from '../s3.ts';

/** The tag of a pair such as `class=scratch` that the bucket carries; null when it carries none. */
const exemptTag = ({ tags }: Resource, pairs: readonly string[]): string | null =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .find((tag) => pairs.includes(tag)) ?? null;

export default defineCheck({
  id: 'aws.s3-bucket-versioning-on',
  version: 1,
  provider: 'aws',
  title: 'Buckets holding data or logs keep versions',
  failsAs: 'buckets keep no versions',
  why: 'Without versions an overwrite or deletion, wanted or hostile, cannot be undone.',
  criteria: ['A1.2', 'CC7.5', 'C1.1', 'PI1.5'],
  severity: 'medium',
  looksAt: ['AWS::S3::Bucket'],
  reads: [],
  parameters: [
    { name: 'exemptTag', unit: 'tag', meaning: 'tag that marks reproducible content', default: 'class=scratch' },
    {
      name: 'requireMfaDelete',
      unit: 'boolean',
      meaning: 'demand a second factor for deleting versions',
      default: false,
      stricter: 'true',
    },
  ],
  remediation: 'Enable versioning and add a lifecycle rule for old versions.',
  cannotShow: 'That lifecycle rules keep old versions long enough, and that a restore works.',
  judge(bucket, scene) {
    const tag = exemptTag(bucket, textsOf(scene, 'exemptTag'));
    if (tag !== null)
      return notApplicable(`The bucket is tagged ${tag}, which marks reproducible content.`, [
        { path: `tags.${tag.split('=')[0]}`, value: JSON.stringify(tag.slice(tag.indexOf('=') + 1)) },
      ]);
    return judgePart(bucket, 'BucketVersioningConfiguration', (part) => {
      const [status = part] = within(part, 'status');
      const [mfa = part] = within(part, 'isMfaDeleteEnabled');
      const word = text(status) ?? 'Off';
      if (word === 'Off' || word === 'Suspended')
        return fail(
          text(status) === null
            ? 'Versioning was never switched on: the item gives no status, which means Off.'
            : `Versioning is ${word}.`,
          [seen(status)],
        );
      if (word !== 'Enabled')
        return unknown(`The versioning status ${word} is none of Enabled, Suspended and Off.`, [seen(status)]);
      if (flagOf(scene, 'requireMfaDelete') && flag(mfa) !== true)
        return fail('Versioning is Enabled, and versions can be deleted without a second factor.', [
          seen(mfa),
          seen(status),
        ]);
      return pass('Versioning is Enabled.', [seen(status)]);
    });
  },
  examples: {
    pass: {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: { BucketVersioningConfiguration: { status: 'Enabled', isMfaDeleteEnabled: null } },
      },
    },
    fail: {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: {
          BucketVersioningConfiguration: { status: 'Suspended', isMfaDeleteEnabled: null },
        },
      },
    },
    unknown: { resource: { id: 'invoices', configuration: { name: 'invoices' } } },
    'not-applicable': {
      resource: {
        id: 'thumbnails',
        tags: { class: 'scratch' },
        supplementaryConfiguration: { BucketVersioningConfiguration: { status: 'Off' } },
      },
    },
  },
});
