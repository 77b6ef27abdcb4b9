import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { isNamed, listed, seenOn } from '../evidence.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { first, number, seen, text, within } from '../read.ts';
import { judgePart } from '../s3.ts';

const trail = 'AWS::CloudTrail::Trail';
const daysOfYear = 365;

/** What makes the bucket a log bucket; a verdict when nothing does. */
function reasonOf(bucket: Resource, scene: Scene): readonly Seen[] | Verdict {
  if (isNamed(bucket, textsOf(scene, 'logBuckets'))) return [];
  const accounts = [...new Set([bucket.account, ...scene.ownAccounts])];
  const source = accounts
    .flatMap((account) => scene.of(trail, account))
    .find((one) => text(first(one, 'configuration.s3BucketName')) === bucket.name);
  if (source !== undefined) return [seenOn(source, first(source, 'configuration.s3BucketName'))];
  // One trail covers all regions as a rule: where some were read of an account, the answer speaks of those.
  const blind = accounts
    .filter((account) => scene.of(trail, account).length === 0)
    .map((account) => scene.known(trail, account))
    .find(({ isKnown }) => !isKnown);
  return blind === undefined || blind.isKnown
    ? notApplicable('No trail read delivers to this bucket, and logBuckets does not name it.')
    : unknown(`Whether a trail delivers to this bucket could not be seen: ${blind.because}`);
}

const isEnabled = (at: Property): boolean => text(at) === 'Enabled';

/** Object lock needs versioning, so versioning that is off answers for a lock the item does not show. */
function judgeAbsent(bucket: Resource, reason: readonly Seen[]): Verdict | null {
  const lock = first(bucket, 'supplementaryConfiguration.ObjectLockConfiguration');
  const status = first(bucket, 'supplementaryConfiguration.BucketVersioningConfiguration.status');
  if (lock.value !== undefined || text(status) === null || isEnabled(status)) return null;
  return fail(`Object lock cannot be on: it needs versioning, which is ${text(status)}.`, [
    seen(status),
    seen(lock),
    ...reason,
  ]);
}

function judgeLock(lock: Property, scene: Scene, reason: readonly Seen[]): Verdict {
  const [enabled = lock] = within(lock, 'objectLockEnabled');
  const [retention = lock] = within(lock, 'rule.defaultRetention');
  const [mode = retention] = within(retention, 'mode');
  const [days = retention] = within(retention, 'days');
  const [years = retention] = within(retention, 'years');
  const kept = number(days) ?? (number(years) ?? 0) * daysOfYear;
  const modes = textsOf(scene, 'acceptedModes');
  const wanted = numberOf(scene, 'immutableLogDays');
  if (!isEnabled(enabled)) return fail('Object lock is off.', [seen(enabled), ...reason]);
  if (kept === 0)
    return fail('Object lock is on without a default retention, so new objects are not locked.', [
      seen(retention),
      ...reason,
    ]);
  const evidence = [mode, number(days) === null ? years : days, enabled].map(seen).concat(reason);
  if (!modes.includes(text(mode) ?? ''))
    return fail(
      `The default retention is in mode ${text(mode) ?? 'unset'}, and the policy accepts ${listed(modes)}.`,
      evidence,
    );
  if (kept < wanted) return fail(`Objects are locked for ${kept} days, fewer than the ${wanted} declared.`, evidence);
  return pass(`Objects are locked in mode ${text(mode)} for ${kept} days; ${wanted} are declared.`, evidence);
}

export default defineCheck({
  id: 'aws.s3-log-bucket-worm',
  version: 1,
  provider: 'aws',
  title: 'Log buckets are write-once for the declared time',
  failsAs: 'log buckets are not write-once for the declared time',
  why: 'Logs an administrator can delete do not survive the incident they should explain.',
  criteria: ['CC7.2', 'CC7.3', 'C1.1'],
  severity: 'high',
  looksAt: ['AWS::S3::Bucket'],
  reads: [trail],
  parameters: [
    {
      name: 'immutableLogDays',
      unit: 'days',
      meaning: 'write-once retention of security logs: shortest accepted',
      default: 365,
      stricter: 'higher',
    },
    {
      name: 'acceptedModes',
      unit: 'list',
      meaning: 'GOVERNANCE can be lifted by a privileged user',
      default: ['COMPLIANCE'],
      stricter: 'shorter-list',
    },
    {
      name: 'logBuckets',
      unit: 'list',
      meaning: 'further buckets that hold logs',
      default: [],
      stricter: 'longer-list',
    },
  ],
  remediation:
    'Create the log bucket with object lock, compliance mode and default retention; copy existing logs into it.',
  cannotShow: 'That logs really arrive (see trail delivery) and cover the period from its first day.',
  judge(bucket, scene) {
    const reason = reasonOf(bucket, scene);
    if ('status' in reason) return reason;
    return (
      judgeAbsent(bucket, reason) ??
      judgePart(bucket, 'ObjectLockConfiguration', (lock) => judgeLock(lock, scene, reason))
    );
  },
  examples: {
    pass: {
      resource: {
        id: 'trail-logs',
        supplementaryConfiguration: {
          ObjectLockConfiguration: {
            objectLockEnabled: 'Enabled',
            rule: { defaultRetention: { mode: 'COMPLIANCE', years: 1 } },
          },
        },
      },
      others: [{ type: trail, id: 'main', configuration: { name: 'main', s3BucketName: 'trail-logs' } }],
    },
    fail: {
      resource: {
        id: 'trail-logs',
        supplementaryConfiguration: {
          ObjectLockConfiguration: {
            objectLockEnabled: 'Enabled',
            rule: { defaultRetention: { mode: 'GOVERNANCE', days: 400 } },
          },
        },
      },
      others: [{ type: trail, id: 'main', configuration: { name: 'main', s3BucketName: 'trail-logs' } }],
    },
    unknown: {
      resource: {
        id: 'trail-logs',
        supplementaryConfiguration: { BucketVersioningConfiguration: { status: 'Enabled' } },
      },
      others: [{ type: trail, id: 'main', configuration: { name: 'main', s3BucketName: 'trail-logs' } }],
    },
    'not-applicable': {
      resource: { id: 'invoices', supplementaryConfiguration: {} },
      others: [{ type: trail, id: 'main', configuration: { name: 'main', s3BucketName: 'trail-logs' } }],
    },
  },
});
