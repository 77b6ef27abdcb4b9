import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { flagOf, numberOf } from '../parameters.ts';
import { elements, first, flag, inside, list, number, text, texts, within } from '../read.ts';
import { scheduleHours } from '../rotation-schedule.ts';

const planType = 'AWS::Backup::BackupPlan';
const selectionType = 'AWS::Backup::BackupSelection';

const planId = (resource: Resource): string => text(first(resource, 'configuration.BackupPlanId')) ?? resource.id;
const byPlan = indexedBy((selection) => [text(first(selection, 'configuration.BackupPlanId')) ?? '']);

/** True for a copy that leaves the account or the region of the plan. */
function goesElsewhere(rule: Property, plan: Resource): boolean {
  const targets = texts(
    within(rule, 'CopyActions')
      .flatMap(elements)
      .map((copy) => inside(copy, 'DestinationBackupVaultArn')),
  );
  return targets.some((arn) => {
    const [, , , region, account] = arn.split(':');
    return account !== undefined && (account !== plan.account || region !== plan.region);
  });
}

/** What a rule of a plan falls short of; null when it holds to the declaration, and undefined when its schedule cannot be read. */
function shortfall(rule: Property, plan: Resource, scene: Scene): string | null | undefined {
  const schedule = inside(rule, 'ScheduleExpression');
  const isContinuous = flag(inside(rule, 'EnableContinuousBackup')) === true;
  const hours = isContinuous ? 0 : scheduleHours(text(schedule) ?? '');
  const days = number(inside(rule, 'Lifecycle.DeleteAfterDays'));
  const [often, long] = [numberOf(scene, 'backupFrequencyHours'), numberOf(scene, 'backupRetentionDays')];
  if (hours === null) return undefined;
  if (hours > often) return `runs every ${hours} hours and ${often} are declared`;
  // A copy without an end is kept for ever.
  if (days !== null && days > 0 && days < long) return `keeps copies ${days} days and ${long} are declared`;
  if (flagOf(scene, 'requireCopyElsewhere') && !goesElsewhere(rule, plan))
    return 'makes no copy in another account or region';
  return null;
}

interface Judged {
  readonly plan: Resource;
  readonly short: string | null | undefined;
  readonly seen: readonly Seen[];
}

function judgePlan(plan: Resource, scene: Scene): readonly Judged[] {
  return list(plan, 'configuration.BackupPlan.BackupPlanRule').map((rule) => {
    const isSelected = byPlan(scene.of(selectionType, plan.account), planId(plan)).length > 0;
    const short = shortfall(rule, plan, scene);
    return {
      plan,
      short: short === null && !isSelected ? 'selects no resource' : short,
      seen: ['ScheduleExpression', 'Lifecycle.DeleteAfterDays'].map((path) => seenOn(plan, inside(rule, path))),
    };
  });
}

const nameOf = (plan: Resource): string => text(first(plan, 'configuration.BackupPlan.BackupPlanName')) ?? plan.name;

function judgeAccount(account: Resource, scene: Scene): Verdict {
  const plans = scene.of(planType, account.id);
  const rules = plans.flatMap((plan) => judgePlan(plan, scene));
  const good = rules.find(({ short }) => short === null);
  if (good !== undefined)
    return pass(
      `The plan ${nameOf(good.plan)} runs often enough, keeps copies long enough and selects resources.`,
      good.seen,
    );
  for (const type of [planType, selectionType]) {
    const known = scene.known(type, account.id);
    if (!known.isKnown) return unknown(known.because);
  }
  const unread = rules.find(({ short }) => short === undefined);
  if (unread !== undefined)
    return unknown(`The schedule of a rule of the plan ${nameOf(unread.plan)} could not be read.`, unread.seen);
  const [worst] = rules;
  if (worst === undefined)
    return fail(`The account has no backup plan with a rule (${counted(plans.length, 'plan')} in all).`);
  return fail(
    `None of ${counted(plans.length, 'backup plan')} holds to the declaration: ${nameOf(worst.plan)} ${worst.short}.`,
    worst.seen,
  );
}

const plan = (ScheduleExpression: string) => ({
  type: planType,
  id: 'p1',
  configuration: {
    BackupPlanId: 'p1',
    BackupPlan: {
      BackupPlanName: 'daily',
      BackupPlanRule: [{ ScheduleExpression, Lifecycle: { DeleteAfterDays: 35 } }],
    },
  },
});
const selection = {
  type: selectionType,
  id: 's1',
  configuration: { BackupPlanId: 'p1', BackupSelection: { SelectionName: 'production', Resources: [] } },
};

export default defineCheck({
  id: 'aws.backup-plan-adequate',
  version: 1,
  provider: 'aws',
  title: 'A backup plan runs often enough, keeps copies long enough and selects resources',
  failsAs: 'accounts have no backup plan that holds to the declaration',
  why: 'Backups that depend on someone remembering stop when that person leaves.',
  criteria: ['A1.2', 'CC7.5'],
  severity: 'medium',
  looksAt: ['aws.account'],
  reads: [planType, selectionType],
  parameters: [
    { name: 'backupFrequencyHours', unit: 'hours', meaning: 'longest interval', default: 24, stricter: 'lower' },
    { name: 'backupRetentionDays', unit: 'days', meaning: 'shortest retention', default: 35, stricter: 'higher' },
    {
      name: 'requireCopyElsewhere',
      unit: 'boolean',
      meaning: 'a copy goes to another account or region',
      default: false,
      stricter: 'true',
    },
    {
      name: 'backedUpOtherwise',
      unit: 'boolean',
      meaning: 'another product makes the backups, as evidence shows',
      default: false,
      stricter: 'false',
    },
  ],
  remediation: 'Define a plan with the declared schedule and select production by tag.',
  cannotShow: 'That the jobs succeed, and which resources a selection by tag catches.',
  judge: (account, scene) =>
    flagOf(scene, 'backedUpOtherwise')
      ? notApplicable('Another product is declared to make the backups (backedUpOtherwise).')
      : judgeAccount(account, scene),
  examples: {
    pass: { resource: { id: '111122223333' }, others: [plan('cron(0 5 ? * * *)'), selection] },
    fail: { resource: { id: '111122223333' }, others: [plan('cron(0 5 ? * SUN *)'), selection] },
    unknown: { resource: { id: '111122223333' }, unseen: { [planType]: 'Backup plans are not recorded.' } },
    'not-applicable': { resource: { id: '111122223333' }, parameters: { backedUpOtherwise: true } },
  },
});
