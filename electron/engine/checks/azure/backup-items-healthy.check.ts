import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Verdict } from '@shared/domain/verdict.ts';
import { type Part, part, together } from '../azure-parts.ts';
import { comparable, isAbsent, isWord } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { dayOf, instantOf } from '../instants.ts';
import { numberOf } from '../parameters.ts';
import { first, flag, seen, text } from '../read.ts';

const itemType = 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems';
const instanceType = 'microsoft.dataprotection/backupvaults/backupinstances';
const jobType = 'microsoft.recoveryservices/vaults/backupjobs';
const hour = 3_600_000;

const vaultOf = (id: string): string =>
  comparable(id).split(/\/(?:backupfabrics|backupjobs|backupinstances)\//)[0] ?? '';
const byVault = indexedBy(({ id }) => [vaultOf(id)]);

function protectionPart(item: Resource): Part {
  const paths = [
    'properties.protectionState',
    'properties.currentProtectionState',
    'properties.protectionStatus.status',
  ];
  const state = paths.map((path) => first(item, path)).find((at) => !isAbsent(at)) ?? first(item, paths[0] ?? '');
  if (isAbsent(state)) return part('unknown', 'the row does not state the protection', state);
  const isActive = isWord(state, 'Protected', 'ProtectionConfigured', 'IRPending');
  return part(isActive ? 'pass' : 'fail', `the protection is ${text(state)}`, state);
}

function resultPart(item: Resource): Part {
  const status = first(item, 'properties.lastBackupStatus');
  if (isAbsent(status)) return part('unknown', 'the row does not state the result of the last backup', status);
  const isGood = isWord(status, 'Completed', 'Healthy', 'Succeeded', 'CompletedWithWarnings');
  return part(isGood ? 'pass' : 'fail', `the last backup is ${text(status)}`, status);
}

/** Old at the moment of the read is a fact; older than that only since then is not, for the next backup was not seen. */
function agePart(item: Resource, scene: Scene): Part {
  const at = first(item, 'properties.lastBackupTime');
  const last = instantOf(at);
  if (last === null) return part('unknown', 'the row does not state the time of the last backup', at);
  const limit = 2 * numberOf(scene, 'backupFrequencyHours');
  const hours = (now: string): number => Math.round((Date.parse(now) - last) / hour);
  const read = hours(item.capturedAt);
  if (read > limit) return part('fail', `the last backup was ${read} hours old when read; ${limit} are allowed`, at);
  if (hours(scene.asOf) > limit)
    return part('unknown', `the last backup read is of ${dayOf(last)}, and no newer row was read`, at);
  return part('pass', `the last backup is of ${dayOf(last)}`, at);
}

/** A restore that ended inside the interval is told beside the verdict; it proves that one ran, not that it was a test. */
function restoreOf(item: Resource, scene: Scene): Resource | undefined {
  const longest = numberOf(scene, 'restoreTestIntervalDays') * 24 * hour;
  return byVault(scene.of(jobType, item.account), vaultOf(item.id)).find((job) => {
    const end = instantOf(first(job, 'properties.endTime')) ?? 0;
    const isRestore = isWord(first(job, 'properties.operation'), 'Restore');
    const isDone = isWord(first(job, 'properties.status'), 'Completed', 'CompletedWithWarnings');
    return isRestore && isDone && Date.parse(scene.asOf) - end <= longest;
  });
}

function judgeItem(item: Resource, scene: Scene): Verdict {
  const verdict = together([protectionPart(item), resultPart(item), agePart(item, scene)]);
  const job = verdict.status === 'pass' ? restoreOf(item, scene) : undefined;
  if (job === undefined) return verdict;
  const end = first(job, 'properties.endTime');
  const because = `${verdict.because.slice(0, -1)}; a restore from the vault ended on ${dayOf(instantOf(end) ?? 0)}.`;
  return { ...verdict, because, seen: [...verdict.seen, seenOn(job, end)] };
}

const vault = '/subscriptions/s/resourcegroups/backup/providers/microsoft.recoveryservices/vaults/main';
const item = (properties: Readonly<Record<string, boolean | string>>) => ({
  type: itemType,
  id: `${vault}/backupfabrics/azure/protectioncontainers/c/protecteditems/app-1`,
  configuration: { properties: { protectionState: 'Protected', lastBackupStatus: 'Completed', ...properties } },
});

export default defineCheck({
  id: 'azure.backup-items-healthy',
  version: 1,
  provider: 'azure',
  title: 'Protected items have a recent good backup and restores were tried',
  failsAs: 'protected items have a failed, old or stopped backup',
  why: 'A backup job that fails for weeks is found on the day it is needed.',
  criteria: ['A1.2', 'A1.3', 'CC7.5'],
  severity: 'high',
  looksAt: [itemType, instanceType],
  reads: [jobType],
  parameters: [
    {
      name: 'backupFrequencyHours',
      unit: 'hours',
      meaning: 'interval; twice this age fails',
      default: 24,
      stricter: 'lower',
    },
    {
      name: 'restoreTestIntervalDays',
      unit: 'days',
      meaning: 'declared cadence of restore tests',
      default: 365,
      stricter: 'lower',
    },
  ],
  remediation: 'Repair the job and run a recorded restore test.',
  cannotShow: 'That restored data was checked.',
  judge(row, scene) {
    const retired = first(row, 'properties.isScheduledForDeferredDelete');
    return flag(retired) === true
      ? notApplicable('The item is retired, and its backups run out.', [seen(retired)])
      : judgeItem(row, scene);
  },
  examples: {
    pass: { resource: item({ lastBackupTime: '2026-09-30T02:00:00Z' }) },
    fail: { resource: item({ lastBackupTime: '2026-09-20T02:00:00Z' }) },
    unknown: { resource: item({}) },
    'not-applicable': { resource: item({ isScheduledForDeferredDelete: true }) },
  },
});
