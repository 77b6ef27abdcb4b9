import type { Knowledge, Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Verdict } from '@shared/domain/verdict.ts';
import { comparable, isWord, nameIn } from './azure-rows.ts';
import { seenOn } from './evidence.ts';
import { find, first, text } from './read.ts';

/** The type of the rows that describe a subscription. */
export const subscriptionType = 'microsoft.resources/subscriptions';

/** How wide a scope is; `below` is a resource group or one resource. */
type Level = 'root' | 'management-group' | 'subscription' | 'below';

/** The level of a scope such as `/`, `/providers/Microsoft.Management/managementGroups/x` or `/subscriptions/y`. */
export function levelOf(scope: string): Level {
  const path = comparable(scope);
  if (path === '/') return 'root';
  if (/^\/providers\/microsoft\.management\/managementgroups\/[^/]+$/.test(path)) return 'management-group';
  return /^\/subscriptions\/[^/]+$/.test(path) ? 'subscription' : 'below';
}

/** A scope as a sentence names it: `the root`, `the management group payments`. */
export function scopeWords(scope: string): string {
  const level = levelOf(scope);
  if (level === 'root') return 'the root';
  const [, , , group = ''] = comparable(scope).split('/').slice(1);
  if (level === 'management-group') return `the management group ${nameIn(scope)}`;
  return level === 'subscription' ? `the subscription ${nameIn(scope)}` : `${group || 'a part'} of a subscription`;
}

/** Accounts whose rows may speak of an account: itself, the others of the engagement (tenants included) and rows without any. */
export const accountsAround = (account: string, scene: Scene): readonly string[] => [
  ...new Set([account, ...scene.ownAccounts, '']),
];

/** The rows of a type in every account of the engagement; the check lists the type in `reads`. */
export const everywhere = (type: string, account: string, scene: Scene): readonly Resource[] =>
  accountsAround(account, scene).flatMap((one) => scene.of(type, one));

const rowOf = (subscription: string, scene: Scene): Resource | undefined => scene.of(subscriptionType, subscription)[0];

/** The names of the management groups above a subscription in lower case; null when its row does not state them. */
function ancestorsOf(subscription: string, scene: Scene): readonly string[] | null {
  const row = rowOf(subscription, scene);
  if (row === undefined) return null;
  const names = find(row, 'properties.managementGroupAncestorsChain.name').flatMap((at) => text(at) ?? []);
  return names.length === 0 ? null : names.map((name) => name.toLowerCase());
}

/** Whether what stands at a scope holds in the whole subscription; `unclear` for a management group that may lie elsewhere. */
export function reachOf(scope: string, subscription: string, scene: Scene): 'covers' | 'apart' | 'unclear' {
  const level = levelOf(scope);
  if (level === 'root') return 'covers';
  if (level === 'subscription') return nameIn(comparable(scope)) === subscription ? 'covers' : 'apart';
  if (level === 'below') return 'apart';
  const ancestors = ancestorsOf(subscription, scene);
  if (ancestors === null) return 'unclear';
  return ancestors.includes(nameIn(comparable(scope))) ? 'covers' : 'apart';
}

/** The tenant of a subscription in lower case; null when no row of the subscription states it. */
const tenantOf = (subscription: string, scene: Scene): string | null => {
  const row = rowOf(subscription, scene);
  return row === undefined ? null : (text(first(row, 'tenantId'))?.toLowerCase() ?? null);
};

/**
 * Whether rows of a type above a subscription could be seen. A default query leaves them out, so rows of the subscription
 * show nothing; one row from above shows that the wider scope was asked for.
 */
export function knownAbove(type: string, subscription: string, scopes: readonly string[], scene: Scene): Knowledge {
  if (scopes.some((scope) => ['root', 'management-group'].includes(levelOf(scope)))) return { isKnown: true };
  const tenant = tenantOf(subscription, scene);
  if (tenant !== null) return scene.known(type, tenant);
  const because = `No row states the tenant of ${subscription}, so ${type} above the subscription cannot be known.`;
  return { isKnown: false, because };
}

/** The verdict on a subscription that is switched off; null for one in use. The check lists the subscription type in `reads`. */
export function ifDisabled(subscription: Resource, scene: Scene): Verdict | null {
  const row = rowOf(subscription.id, scene);
  const state = row === undefined ? undefined : [first(row, 'properties.state'), first(row, 'state')];
  const off = state?.find((at) => isWord(at, 'Disabled', 'Deleted'));
  if (row === undefined || off === undefined) return null;
  return notApplicable(`The state of the subscription is ${text(off)}.`, [seenOn(row, off)]);
}
