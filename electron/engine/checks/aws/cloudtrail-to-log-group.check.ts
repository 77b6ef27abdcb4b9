import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { flagOf } from '../parameters.ts';
import { first, seen, text } from '../read.ts';
import { ifTrailCopy } from '../trails.ts';

const s3BucketName = 'example-trail-logs';
const cloudWatchLogsLogGroupArn = 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*';
const cloudWatchLogsRoleArn = 'arn:aws:iam::111122223333:role/trail-to-logs';

export default defineCheck({
  id: 'aws.cloudtrail-to-log-group',
  version: 1,
  provider: 'aws',
  title: 'Trails deliver to a log group or monitored store',
  failsAs: 'trails deliver to no log group',
  why: 'Logs that lie only in a bucket raise no alarm.',
  criteria: ['CC7.2', 'CC7.3'],
  severity: 'medium',
  looksAt: ['AWS::CloudTrail::Trail'],
  reads: [],
  parameters: [
    {
      name: 'externalMonitoring',
      unit: 'boolean',
      meaning: 'a monitoring system reads the bucket directly',
      default: false,
      stricter: 'false',
    },
  ],
  remediation: 'Connect the trail to a log group or to the monitoring system.',
  cannotShow: 'When the last delivery succeeded, and who reads the alarms.',
  judge(trail, scene) {
    const copy = ifTrailCopy(trail);
    if (copy !== null) return copy;
    const [group, role, bucket] = [
      first(trail, 'configuration.cloudWatchLogsLogGroupArn'),
      first(trail, 'configuration.cloudWatchLogsRoleArn'),
      first(trail, 'configuration.s3BucketName'),
    ];
    const evidence = [group, role, bucket].map(seen);
    if (text(group) !== null && text(role) !== null)
      return pass(`The trail delivers to the log group ${text(group)}.`, evidence);
    if (flagOf(scene, 'externalMonitoring'))
      return pass('The trail names no log group; a monitoring system is declared to read its bucket.', evidence);
    // Unset properties are dropped from items, so the bucket, which every trail has, shows that the item is whole.
    if (text(bucket) === null) return unknown('The item does not hold the settings of the trail.', evidence);
    return text(group) === null
      ? fail('The trail names no log group, and no other reader of its bucket is declared.', evidence)
      : fail(`The trail names the log group ${text(group)} but no role that may write to it.`, evidence);
  },
  examples: {
    pass: { resource: { configuration: { s3BucketName, cloudWatchLogsLogGroupArn, cloudWatchLogsRoleArn } } },
    fail: { resource: { configuration: { s3BucketName } } },
    unknown: { resource: { configuration: { name: 'audit' } } },
    'not-applicable': { resource: { region: 'eu-west-1', configuration: { s3BucketName, homeRegion: 'us-east-1' } } },
  },
});
