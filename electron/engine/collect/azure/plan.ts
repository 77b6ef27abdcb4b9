import type { RunOptions } from '@shared/domain/collection.ts';
import type { PlannedTask } from '../run/source.ts';
import { childrenOf, subscriptionChildren, webConfig } from './children.ts';
import { may, type Rights } from './rights.ts';
import { type Subject, subjects } from './subjects.ts';
import { childTask, eventsTask, graphTask, managementGroups, unreadableTask } from './tasks.ts';

/** A subscription a run may read. `rights` is null where Azure did not say what the identity may do there. */
export interface Readable {
  readonly id: string;
  readonly rights: Rights | null;
}

/** The read action of a type where it is not the type's own. */
const otherActions: Readonly<Record<string, string>> = {
  'Microsoft.PolicyInsights/policyStates': 'Microsoft.PolicyInsights/policyStates/queryResults/read',
};

/** What an identity must be allowed so that rows of a type are not left out. */
export const actionOf = (type: string): string => otherActions[type] ?? `${type}/read`;

/** Types that are read of each resource of a type, and of those in turn; a type read by itself after its list leads no further. */
const below = (type: string): readonly string[] =>
  (childrenOf[type] ?? []).flatMap(({ types }) => [...types, ...types.filter((it) => it !== type).flatMap(below)]);

/** Types that a complete answer lists, with what each of their resources leads to. */
function listedBy(type: string): readonly string[] {
  const own = type.toLowerCase();
  const configs = /^microsoft\.web\/sites(\/slots)?$/.test(own) ? webConfig.types : [];
  // Settings of a subscription and of each resource stand in one list, which the subscription's own read begins.
  return [own, ...below(own), ...configs];
}

function subjectTasks({ id, rights }: Readable, subject: Subject): readonly PlannedTask[] {
  if (rights === null) return [graphTask(id, subject, [])];
  const open = subject.types.filter((type) => may(rights, actionOf(type)));
  const shut = subject.types.filter((type) => !open.includes(type));
  const main = graphTask(id, subject, [...new Set(open.flatMap(listedBy))]);
  if (shut.length === 0) return [main];
  return [main, unreadableTask(id, subject, [...new Set(shut.flatMap(listedBy))], shut.map(actionOf))];
}

/** Days of events that are read: a week for a sample, else all that Azure keeps, less a day of slack. */
const eventDays = { none: 0, sampled: 7, types: 89 } as const;
const day = 86_400_000;

function events(id: string, { history }: RunOptions, now: string): readonly PlannedTask[] {
  const days = eventDays[history.depth];
  const from = new Date(Date.parse(now) - days * day).toISOString();
  return days === 0 ? [] : [eventsTask(id, days, from, now)];
}

/** The first reads of a run: what every subscription is asked, and what lies above them. */
export function planOf(
  all: readonly Readable[],
  tenant: string,
  options: RunOptions,
  now: string,
): readonly PlannedTask[] {
  const named = new Set(options.accounts.map((id) => id.toLowerCase()));
  const chosen = all.filter(({ id }) => named.size === 0 || named.has(id));
  const each = chosen.flatMap((one) => [
    ...subjects.flatMap((subject) => subjectTasks(one, subject)),
    ...subscriptionChildren.map((child) => childTask(one.id, child, { id: `/subscriptions/${one.id}`, name: null })),
    ...events(one.id, options, now),
  ]);
  return chosen.length === 0 ? [] : [managementGroups(tenant), ...each];
}
