import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { severest } from '../judge.ts';
import { flagOf, textsOf } from '../parameters.ts';
import { allows } from '../policy.ts';
import { first, seen, text } from '../read.ts';
import { bucketPolicy, isOpenStatement, newest, settingOf } from '../s3.ts';
import { ifTrailCopy } from '../trails.ts';

const bucketType = 'AWS::S3::Bucket';
const accountBlock = 'AWS::S3::AccountPublicAccessBlock';
const settings = ['blockPublicPolicy', 'restrictPublicBuckets'] as const;

const byName = indexedBy(({ name }) => [name]);
const supplementary = (bucket: Resource, path: string): Property => first(bucket, `supplementaryConfiguration.${path}`);

/** A setting of the bucket or of its account; both must be off for the bucket to be unblocked. */
function judgeBlock(bucket: Resource, scene: Scene): Verdict {
  const account = newest(scene.of(accountBlock, bucket.account));
  const part = supplementary(bucket, 'PublicAccessBlockConfiguration');
  for (const name of settings) {
    const own = settingOf(part, name);
    const shared = account === undefined ? null : settingOf(first(account, 'configuration'), name);
    if (own.isOn === true || shared?.isOn === true) continue;
    const isAccountKnown = shared !== null || scene.known(accountBlock, bucket.account).isKnown;
    const evidence = [seenOn(bucket, own.at)];
    if (own.isOn === null || shared?.isOn === null || part.value === undefined || !isAccountKnown)
      return unknown(`Whether ${name} is on for the bucket ${bucket.name} could not be seen.`, evidence);
    return fail(`The bucket ${bucket.name} and its account do not set ${name}.`, evidence);
  }
  return pass('Public access is blocked.', [seenOn(bucket, part)]);
}

function judgePolicy(bucket: Resource): Verdict {
  const policy = bucketPolicy(bucket);
  const evidence = [seenOn(bucket, policy.at)];
  if (policy.state === 'none') return pass('No policy is set.', evidence);
  if (policy.state !== 'read') return unknown(`The policy of the bucket ${bucket.name} could not be read.`, evidence);
  const open = allows(policy.statements).find(isOpenStatement);
  return open === undefined
    ? pass('The policy names no open principal.', evidence)
    : fail(`Statement ${open.place} of ${open.of} of the policy of ${bucket.name} allows everyone.`, [
        seenOn(bucket, open.at),
      ]);
}

function judgeVersioning(bucket: Resource): Verdict {
  const status = supplementary(bucket, 'BucketVersioningConfiguration.status');
  const word = text(status);
  if (word === null)
    return unknown(`The item of the bucket ${bucket.name} does not state its versioning.`, [seenOn(bucket, status)]);
  return word === 'Enabled'
    ? pass('Versioning is on.', [seenOn(bucket, status)])
    : fail(`The versioning of the bucket ${bucket.name} is ${word}.`, [seenOn(bucket, status)]);
}

function judgeLogging(bucket: Resource): Verdict {
  const part = supplementary(bucket, 'BucketLoggingConfiguration');
  const target = supplementary(bucket, 'BucketLoggingConfiguration.destinationBucketName');
  if (part.value === undefined)
    return unknown(`The item of the bucket ${bucket.name} does not state whether access is logged.`, [
      seenOn(bucket, part),
    ]);
  return text(target) === null
    ? fail(`The bucket ${bucket.name} records no access.`, [seenOn(bucket, target)])
    : pass('Access is logged.', [seenOn(bucket, target)]);
}

function judgeBucket(bucket: Resource, named: Seen, scene: Scene): Verdict {
  const parts = [
    judgeBlock(bucket, scene),
    judgePolicy(bucket),
    judgeVersioning(bucket),
    ...(flagOf(scene, 'requireAccessLogging') ? [judgeLogging(bucket)] : []),
  ];
  const worst = severest(parts);
  if (worst !== undefined && worst.status !== 'pass') return { ...worst, seen: [...worst.seen, named] };
  const logged = parts.length > 3 ? ' and logs its access' : '';
  return pass(
    `The bucket ${bucket.name} blocks public access, has no open policy, keeps versions${logged}.`,
    [named, ...parts.flatMap((part) => part.seen)].slice(0, 8),
  );
}

const trail = {
  id: 'main',
  region: 'eu-west-1',
  configuration: { s3BucketName: 'trail-logs', homeRegion: 'eu-west-1' },
};
const bucket = (status: string) => ({
  type: bucketType,
  id: 'trail-logs',
  name: 'trail-logs',
  supplementaryConfiguration: {
    PublicAccessBlockConfiguration: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    },
    BucketPolicy: { policyText: null },
    BucketVersioningConfiguration: { status },
    BucketLoggingConfiguration: { destinationBucketName: 'access-logs' },
  },
});

export default defineCheck({
  id: 'aws.cloudtrail-bucket-protected',
  version: 1,
  provider: 'aws',
  title: 'The bucket that holds the trail is closed, versioned and logged',
  failsAs: 'trails deliver to a bucket that is open, unversioned or unlogged',
  why: 'An open or unversioned log bucket lets an intruder read the traces or remove them.',
  criteria: ['CC7.2', 'CC6.1', 'C1.1'],
  severity: 'high',
  looksAt: ['AWS::CloudTrail::Trail'],
  reads: [bucketType, accountBlock],
  parameters: [
    {
      name: 'requireAccessLogging',
      unit: 'boolean',
      meaning: 'the bucket must record access to it',
      default: true,
      stricter: 'true',
    },
    {
      name: 'providerBuckets',
      unit: 'list',
      meaning: 'buckets of an approved service provider that trails may deliver to',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Move the trail to a bucket in a separate log account with these settings.',
  cannotShow: 'Deletion by the account administrator, unless the write-once check passes too.',
  judge(trail, scene) {
    const copy = ifTrailCopy(trail);
    if (copy !== null) return copy;
    const at = first(trail, 'configuration.s3BucketName');
    const name = text(at);
    if (name === null) return unknown('The item does not name the bucket of the trail.', [seen(at)]);
    if (textsOf(scene, 'providerBuckets').includes(name))
      return notApplicable(`The trail delivers to ${name}, which providerBuckets names.`, [seen(at)]);
    const found = [...new Set([trail.account, ...scene.ownAccounts])].flatMap(
      (account) => byName(scene.of(bucketType, account), name)[0] ?? [],
    );
    const [bucket] = found;
    return bucket === undefined
      ? unknown(`The bucket ${name} lies in no account that was read, or was not recorded.`, [seen(at)])
      : judgeBucket(bucket, seen(at), scene);
  },
  examples: {
    pass: { resource: trail, others: [bucket('Enabled')] },
    fail: { resource: trail, others: [bucket('Suspended')] },
    unknown: { resource: trail },
    'not-applicable': { resource: { ...trail, region: 'us-east-1' } },
  },
});
