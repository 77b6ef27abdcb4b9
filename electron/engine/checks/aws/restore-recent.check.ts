import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { dayOf, instantOf } from '../instants.ts';
import { flagOf, numberOf } from '../parameters.ts';
import { first } from '../read.ts';

const pointType = 'AWS::Backup::RecoveryPoint';
const day = 86_400_000;

const restoredAt = (point: Resource): number | null => instantOf(first(point, 'configuration.LastRestoreTime'));

const point = (LastRestoreTime: string | null) => ({
  type: pointType,
  id: 'arn:aws:backup:eu-west-1:111122223333:recovery-point:1',
  configuration: { ResourceArn: 'arn:aws:rds:eu-west-1:111122223333:db:orders', ResourceType: 'RDS', LastRestoreTime },
});

export default defineCheck({
  id: 'aws.restore-recent',
  version: 1,
  provider: 'aws',
  title: 'A restore from backup happened within the declared interval',
  failsAs: 'accounts show no restore from backup within the declared interval',
  why: 'An untested backup is a hope; the criterion asks for tested recovery.',
  criteria: ['A1.3', 'A1.2', 'CC7.5'],
  severity: 'medium',
  looksAt: ['aws.account'],
  reads: [pointType],
  parameters: [
    {
      name: 'restoreTestIntervalDays',
      unit: 'days',
      meaning: 'declared cadence of restore tests',
      default: 365,
      stricter: 'lower',
    },
    {
      name: 'restoresTestedOtherwise',
      unit: 'boolean',
      meaning: 'restores are tested outside the backup service, as records show',
      default: false,
      stricter: 'false',
    },
  ],
  remediation: 'Run a restore test, keep its record with times and result, and schedule the next.',
  cannotShow:
    'That the restore was a test, that the data was checked and the recovery time held: a record of the test is needed.',
  judge(account, scene) {
    if (flagOf(scene, 'restoresTestedOtherwise'))
      return notApplicable('Restores are declared to be tested outside the backup service (restoresTestedOtherwise).');
    const points = scene.of(pointType, account.id);
    const known = scene.known(pointType, account.id);
    if (points.length === 0 && !known.isKnown) return unknown(known.because);
    const restored = points
      .flatMap((one) => {
        const at = restoredAt(one);
        return at === null ? [] : [{ one, at }];
      })
      .sort((a, b) => b.at - a.at);
    const [last] = restored;
    if (last === undefined)
      return unknown(
        `None of ${counted(points.length, 'recovery point')} carries a restore time, which does not prove that none was tested.`,
      );
    const evidence = ['LastRestoreTime', 'ResourceArn'].map((key) =>
      seenOn(last.one, first(last.one, `configuration.${key}`)),
    );
    const limit = numberOf(scene, 'restoreTestIntervalDays');
    const words = `The last restore from a recovery point began on ${dayOf(last.at)}`;
    return Date.parse(scene.asOf) - last.at > limit * day
      ? fail(`${words}, longer ago than the declared ${limit} days.`, evidence)
      : pass(`${words}, within the declared ${limit} days.`, evidence);
  },
  examples: {
    pass: { resource: { id: '111122223333' }, others: [point('2026-06-01T10:00:00.000Z')] },
    fail: { resource: { id: '111122223333' }, others: [point('2025-01-10T10:00:00.000Z')] },
    unknown: { resource: { id: '111122223333' }, others: [point(null)] },
    'not-applicable': { resource: { id: '111122223333' }, parameters: { restoresTestedOtherwise: true } },
  },
});
