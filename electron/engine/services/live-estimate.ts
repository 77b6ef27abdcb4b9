import type { Output } from '@shared/contract/contract.ts';
import type { Probed } from '../collect/run/probe.ts';
import type { PlannedTask } from '../collect/run/source.ts';

type Estimate = Output<'collection.plan'>;

/** Calls under way at once, and the pace a place begins with: what a run keeps to. */
const pace = { atOnce: 8, perSecond: 5 };

const callsOf = (tasks: readonly PlannedTask[]): number =>
  tasks.reduce((sum, { expectedCalls }) => sum + (expectedCalls ?? 1), 0);

function grouped(tasks: readonly PlannedTask[], key: (task: PlannedTask) => string): readonly PlannedTask[][] {
  const groups = new Map<string, PlannedTask[]>();
  for (const task of tasks) {
    const group = groups.get(key(task)) ?? [];
    group.push(task);
    groups.set(key(task), group);
  }
  return [...groups.values()];
}

const readsOf = (tasks: readonly PlannedTask[]): Estimate['reads'] =>
  grouped(tasks, ({ operation, permission }) => `${operation}\n${permission}`).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { operation, permission, label } = first;
    return [{ operation, permission, label, tasks: group.length, calls: callsOf(group) }];
  });

const placeOf = ({ account, region }: PlannedTask): string => (region === 'global' ? account : `${account} ${region}`);

function missingOf({ refused }: Probed): Estimate['missing'] {
  const denied = refused.filter(({ fault }) => fault === 'denied');
  return grouped(
    denied.map(({ task }) => task),
    ({ permission }) => permission,
  ).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const reason = denied.find(({ task }) => task.key === first.key)?.reason ?? '';
    return [{ permission: first.permission, operation: first.operation, places: group.map(placeOf), reason }];
  });
}

function unreachableOf({ refused }: Probed): Estimate['unreachable'] {
  const places = new Map<string, Estimate['unreachable'][number]>();
  for (const { task, fault, reason } of refused) {
    if (fault === 'denied') continue;
    const { account, region } = task;
    places.set(`${account}\n${region}`, { account, region, reason });
  }
  return [...places.values()];
}

/** Seconds at the pace of a run: bounded by calls at once, and by the busiest place. */
function secondsOf(tasks: readonly PlannedTask[], callMs: number | null): number | null {
  if (callMs === null) return null;
  const busiest = Math.max(0, ...grouped(tasks, ({ bucket }) => bucket).map(callsOf));
  return Math.ceil(Math.max((callsOf(tasks) * callMs) / 1_000 / pace.atOnce, busiest / pace.perSecond));
}

/** What a dry run says. Tasks that answers lead to are not counted: nobody knows them before. */
export const estimateOf = (probed: Probed): Estimate => ({
  tasks: probed.tasks.length,
  calls: callsOf(probed.tasks),
  seconds: secondsOf(probed.tasks, probed.callMs),
  reads: readsOf(probed.tasks),
  missing: missingOf(probed),
  unreachable: unreachableOf(probed),
});
