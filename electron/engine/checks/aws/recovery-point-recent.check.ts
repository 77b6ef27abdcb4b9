import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { globMatches } from '../glob.ts';
import { dayOf, instantOf } from '../instants.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { first, text } from '../read.ts';

const pointType = 'AWS::Backup::RecoveryPoint';
const selectionType = 'AWS::Backup::BackupSelection';
const hour = 3_600_000;

const statusOf = (point: Resource): string => text(first(point, 'configuration.Status'))?.toUpperCase() ?? '';
const timeOf = (point: Resource, key: string): number => instantOf(first(point, `configuration.${key}`)) ?? 0;
const newestBy = (points: readonly Resource[], key: string): Resource | undefined =>
  points.toSorted((a, b) => timeOf(b, key) - timeOf(a, key))[0];

/** The points of each protected resource. */
function byResource(points: readonly Resource[], gone: readonly string[]): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const point of points) {
    const arn = text(first(point, 'configuration.ResourceArn')) ?? point.id;
    if (!gone.some((pattern) => globMatches(pattern, arn))) found.set(arn, [...(found.get(arn) ?? []), point]);
  }
  return found;
}

const seenAt = (point: Resource) =>
  ['Status', 'CompletionDate', 'ResourceArn'].map((key) => seenOn(point, first(point, `configuration.${key}`)));

/** What is wrong with the points of one resource; null when the newest is good and recent. */
function fault(arn: string, points: readonly Resource[], scene: Scene): Verdict | null {
  const [attempt, good] = [
    newestBy(points, 'CreationDate'),
    newestBy(
      points.filter((point) => statusOf(point) === 'COMPLETED'),
      'CompletionDate',
    ),
  ];
  if (attempt !== undefined && ['FAILED', 'PARTIAL', 'STOPPED'].includes(statusOf(attempt)))
    return fail(`The newest recovery point of ${arn} is ${statusOf(attempt)}.`, seenAt(attempt));
  if (good === undefined) return unknown(`No completed recovery point of ${arn} is among the items read.`);
  const completed = timeOf(good, 'CompletionDate');
  if (completed === 0)
    return unknown(`The newest recovery point of ${arn} does not state when it completed.`, seenAt(good));
  const limit = 2 * numberOf(scene, 'backupFrequencyHours');
  return Date.parse(scene.asOf) - completed > limit * hour
    ? fail(
        `The newest completed recovery point of ${arn} is of ${dayOf(completed)}, older than ${limit} hours.`,
        seenAt(good),
      )
    : null;
}

/** No point at all: where something is selected for backup they are missing, else the service is not in use. */
function judgeNone(account: Resource, scene: Scene): Verdict {
  const known = scene.known(pointType, account.id);
  if (!known.isKnown) return unknown(known.because);
  return scene.of(selectionType, account.id).length > 0
    ? unknown('Resources are selected for backup, and no recovery point of them is among the items read.')
    : notApplicable('The account has no recovery point and no selection of the backup service.');
}

function judgeAccount(account: Resource, scene: Scene): Verdict {
  const resources = byResource(scene.of(pointType, account.id), textsOf(scene, 'retiredResources'));
  if (resources.size === 0) return judgeNone(account, scene);
  const faults = [...resources].map(([arn, points]) => fault(arn, points, scene)).filter((found) => found !== null);
  const failing = faults.filter(({ status }) => status === 'fail');
  const [worst] = [...failing, ...faults];
  const limit = 2 * numberOf(scene, 'backupFrequencyHours');
  if (worst === undefined) {
    const newest = [...resources.values()].flatMap((points) => newestBy(points, 'CompletionDate') ?? []);
    return pass(
      `Each of ${counted(resources.size, 'protected resource')} has a completed recovery point of the last ${limit} hours.`,
      newest.slice(0, 2).flatMap(seenAt),
    );
  }
  const more = failing.length > 1 ? ` ${failing.length} of ${resources.size} protected resources fail so.` : '';
  return { ...worst, because: `${worst.because}${more}` };
}

const point = (CompletionDate: string) => ({
  type: pointType,
  id: 'arn:aws:backup:eu-west-1:111122223333:recovery-point:1',
  configuration: {
    ResourceArn: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
    Status: 'COMPLETED',
    CreationDate: CompletionDate,
    CompletionDate,
  },
});

export default defineCheck({
  id: 'aws.recovery-point-recent',
  version: 1,
  provider: 'aws',
  title: 'Protected resources have a recent completed recovery point',
  failsAs: 'accounts have a protected resource without a recent recovery point',
  why: 'A plan that fails every night looks fine on paper.',
  criteria: ['A1.2', 'CC7.5'],
  severity: 'high',
  looksAt: ['aws.account'],
  reads: [pointType, selectionType],
  parameters: [
    {
      name: 'backupFrequencyHours',
      unit: 'hours',
      meaning: 'longest interval; twice this age fails',
      default: 24,
      stricter: 'lower',
    },
    {
      name: 'retiredResources',
      unit: 'list',
      meaning: 'resources that are gone and whose copies are kept, by ARN pattern',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Repair the failing job and alarm on its failure.',
  cannotShow: 'That the content can be restored, and whether a resource with old copies only still exists.',
  judge: judgeAccount,
  examples: {
    pass: { resource: { id: '111122223333' }, others: [point('2026-09-30T03:00:00.000Z')] },
    fail: { resource: { id: '111122223333' }, others: [point('2026-09-20T03:00:00.000Z')] },
    unknown: { resource: { id: '111122223333' }, unseen: { [pointType]: 'Recovery points are not recorded.' } },
    'not-applicable': { resource: { id: '111122223333' } },
  },
});
