import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { flagOf } from '../parameters.ts';
import { first, flag } from '../read.ts';
import { ifTrailCopy } from '../trails.ts';

const trailType = 'AWS::CloudTrail::Trail';

const isOn = (trail: Resource, key: string): boolean => flag(first(trail, `configuration.${key}`)) === true;
const coversAll = (trail: Resource): boolean =>
  isOn(trail, 'isMultiRegionTrail') && isOn(trail, 'includeGlobalServiceEvents');

/** The trails of the account, and those of the client's other accounts that record a whole organisation. */
function trailsFor(account: string, scene: Scene): readonly Resource[] {
  const others = flagOf(scene, 'acceptOrganizationTrail') ? scene.ownAccounts.filter((own) => own !== account) : [];
  const shared = others
    .flatMap((other) => scene.of(trailType, other))
    .filter((one) => isOn(one, 'isOrganizationTrail'));
  return [...scene.of(trailType, account), ...shared].filter((trail) => ifTrailCopy(trail) === null);
}

const coverSeen = (trail: Resource) =>
  ['isMultiRegionTrail', 'includeGlobalServiceEvents', 'isLogging'].map((key) =>
    seenOn(trail, first(trail, `configuration.${key}`)),
  );

/** Items of AWS Config carry no logging flag; one that does, from another reading, settles the question. */
const isLogging = (trail: Resource): boolean | null => flag(first(trail, 'configuration.isLogging'));

const trail = (configuration: Readonly<Record<string, boolean>>) => ({
  type: trailType,
  id: 'audit',
  name: 'audit',
  region: 'eu-west-1',
  configuration: { homeRegion: 'eu-west-1', includeGlobalServiceEvents: true, ...configuration },
});

export default defineCheck({
  id: 'aws.cloudtrail-all-regions',
  version: 1,
  provider: 'aws',
  title: 'A trail that is logging covers every region and global services',
  failsAs: 'accounts have no trail that covers every region',
  why: 'Activity in a region without a trail leaves no record, and an intruder will choose that region.',
  criteria: ['CC7.2', 'CC7.1', 'CC6.1'],
  severity: 'critical',
  looksAt: ['aws.account'],
  reads: ['AWS::CloudTrail::Trail'],
  parameters: [
    {
      name: 'acceptOrganizationTrail',
      unit: 'boolean',
      meaning: 'a trail of the management account counts for members',
      default: true,
      stricter: 'false',
    },
  ],
  remediation: 'Create one organisation trail for all regions into the log archive account.',
  cannotShow:
    'What the trail records beyond management events, and that nobody switched it off for an hour inside the period without history.',
  judge(account, scene) {
    const trails = trailsFor(account.id, scene);
    const fitting = trails.filter(coversAll);
    const logging = fitting.find((one) => isLogging(one) === true);
    const covers = 'covers every region with global events';
    if (logging !== undefined) return pass(`The trail ${logging.name} ${covers} and is logging.`, coverSeen(logging));
    const silent = fitting.find((one) => isLogging(one) === null);
    if (silent !== undefined)
      return unknown(`The trail ${silent.name} ${covers}; no item shows whether it is logging.`, coverSeen(silent));
    const known = scene.known(trailType, account.id);
    if (!known.isKnown) return unknown(known.because);
    const evidence = trails.flatMap(coverSeen).slice(0, 8);
    const [stopped] = fitting;
    if (stopped !== undefined) return fail(`The trail ${stopped.name} ${covers} and is not logging.`, evidence);
    if (trails.length === 0) return fail('No trail exists in any region of the account.');
    return fail(`The account has ${counted(trails.length, 'trail')}, and none ${covers}.`, evidence);
  },
  examples: {
    pass: { resource: { id: '111122223333' }, others: [trail({ isMultiRegionTrail: true, isLogging: true })] },
    fail: { resource: { id: '111122223333' }, others: [trail({ isMultiRegionTrail: false })] },
    unknown: { resource: { id: '111122223333' }, others: [trail({ isMultiRegionTrail: true })] },
  },
});
