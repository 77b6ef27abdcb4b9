import type { Scene } from '@shared/domain/check.ts';
import { isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, isNamed } from '../evidence.ts';
import { mapOf, textsOf } from '../parameters.ts';
import { first, inside, list, number, seen, text } from '../read.ts';
import { judgePart } from '../s3.ts';

const part = 'supplementaryConfiguration.BucketLifecycleConfiguration';

/** A rule speaks for the whole bucket when it names no prefix, no tag and no size. */
function isWhole(rule: Property): boolean {
  const [prefix, predicate] = [inside(rule, 'prefix'), inside(rule, 'filter.predicate')];
  if (text(prefix) !== null) return false;
  const isEmptyPrefix = text(inside(predicate, 'type')) === 'LifecyclePrefixPredicate';
  return isUnset(predicate.value) || (isEmptyPrefix && text(inside(predicate, 'prefix')) === null);
}

/** An unset number is written as 0 or -1 in some items. */
const daysOf = (at: Property): number | null => {
  const days = number(at);
  return days !== null && days > 0 ? days : null;
};

interface Expiry {
  readonly days: number;
  readonly at: Property;
}

const shortest = (found: readonly Expiry[]): Expiry | undefined => found.toSorted((a, b) => a.days - b.days)[0];

const expiries = (rules: readonly Property[], paths: readonly string[]): readonly Expiry[] =>
  rules.flatMap((rule) =>
    paths.flatMap((path) => {
      const at = inside(rule, path);
      const days = daysOf(at);
      return days === null ? [] : [{ days, at }];
    }),
  );

const oldPaths = ['noncurrentVersionExpirationInDays', 'noncurrentVersionExpiration.noncurrentDays'];

/** On a versioned bucket expiry only adds a marker, so old versions need a rule of their own. */
function judgeRules(bucket: Resource, limit: number, chosen: Seen): Verdict {
  const on = list(bucket, `${part}.rules`).filter((rule) => text(inside(rule, 'status')) === 'Enabled');
  const whole = on.filter(isWhole);
  const current = shortest(expiries(whole, ['expirationInDays']));
  const old = shortest(expiries(whole, oldPaths));
  const versioning = first(bucket, 'supplementaryConfiguration.BucketVersioningConfiguration.status');
  const isVersioned = ['Enabled', 'Suspended'].includes(text(versioning) ?? '');
  const days = isVersioned ? (current && old ? current.days + old.days : undefined) : current?.days;
  const evidence = [current?.at, old?.at, versioning]
    .filter((at) => at !== undefined)
    .map(seen)
    .concat(chosen);
  const rest =
    on.length > whole.length ? `; ${counted(on.length - whole.length, 'rule')} speak only of a part of it` : '';
  if (isVersioned && current && old === undefined)
    return fail('An enabled rule expires objects, and none expires the old versions that this leaves.', evidence);
  if (days === undefined) return fail(`No enabled rule expires the whole bucket${rest}.`, evidence);
  return days > limit
    ? fail(`Objects go after ${counted(days, 'day')}, later than the ${limit} of the class.`, evidence)
    : pass(`Objects go after ${counted(days, 'day')}; the class allows ${limit}.`, evidence);
}

function judgeClass(bucket: Resource, scene: Scene): Verdict {
  const tag = String(scene.parameter('classTag'));
  const limits = mapOf(scene, 'retentionByClass');
  const chosen = { path: `tags.${tag}`, value: JSON.stringify(bucket.tags[tag] ?? null) };
  if (Object.keys(limits).length === 0)
    return notApplicable('No class has a disposal limit (retentionByClass is empty).', [chosen]);
  const name = bucket.tags[tag];
  if (name === undefined) return unknown(`The bucket carries no tag ${tag}, so no limit can be chosen.`, [chosen]);
  const limit = number({ path: name, value: limits[name] });
  if (limit === null) return notApplicable(`The class ${name} has no disposal limit.`, [chosen]);
  return judgePart(bucket, 'BucketLifecycleConfiguration', () => judgeRules(bucket, limit, chosen));
}

const bucket = (expirationInDays: number) => ({
  id: 'invoices',
  tags: { 'data-class': 'customer' },
  supplementaryConfiguration: {
    BucketLifecycleConfiguration: { rules: [{ id: 'dispose', status: 'Enabled', expirationInDays }] },
  },
});
const parameters = { retentionByClass: { customer: 730 } };

export default defineCheck({
  id: 'aws.s3-bucket-lifecycle-set',
  version: 1,
  provider: 'aws',
  title: 'Buckets holding customer data have a disposal rule',
  failsAs: 'buckets keep data longer than their class allows',
  why: 'Data kept for ever breaks retention promises and enlarges every breach.',
  criteria: ['C1.2', 'CC6.5', 'P4.2', 'P4.3'],
  severity: 'low',
  looksAt: ['AWS::S3::Bucket'],
  reads: [],
  parameters: [
    {
      name: 'retentionByClass',
      unit: 'map',
      meaning: 'value of the class tag to the longest retention in days',
      default: {},
    },
    { name: 'classTag', unit: 'tag', meaning: 'tag that carries the class', default: 'data-class' },
    {
      name: 'legalHoldBuckets',
      unit: 'list',
      meaning: 'buckets whose disposal is suspended by a legal hold',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Add a lifecycle rule that matches the retention schedule of the class.',
  cannotShow: 'Deletion of copies in backups and other systems.',
  judge(bucket, scene) {
    if (isNamed(bucket, textsOf(scene, 'legalHoldBuckets')))
      return notApplicable('The bucket is named in legalHoldBuckets, so nothing is disposed of.');
    return judgeClass(bucket, scene);
  },
  examples: {
    pass: { resource: bucket(365), parameters },
    fail: { resource: bucket(3650), parameters },
    unknown: { resource: { ...bucket(365), tags: {} }, parameters },
    'not-applicable': { resource: { ...bucket(365), tags: { 'data-class': 'public' } }, parameters },
  },
});
