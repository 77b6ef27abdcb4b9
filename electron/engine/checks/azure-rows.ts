import type { Scene } from '@shared/domain/check.ts';
import { isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { unknown, type Verdict } from '@shared/domain/verdict.ts';
import { indexedBy } from './indexed.ts';
import { first, seen, text } from './read.ts';

/** An id as ids are compared: lower case, without the last slash, with the first one that some answers drop. */
export function comparable(id: string): string {
  const lower = id.toLowerCase().replace(/\/+$/, '');
  return lower.startsWith('/') ? lower : `/${lower}`;
}

/** The subscription an id lies in, in lower case; null for management groups, the root and text that is no id. */
export const subscriptionOf = (id: string): string | null =>
  /^\/subscriptions\/([^/]+)/.exec(comparable(id))?.[1] ?? null;

/** The last part of an id, which is the name: `vault-1`. */
export const nameIn = (id: string): string => id.replace(/\/+$/, '').split('/').at(-1) ?? id;

/** Every scope an id lies under, widest last: `/a/b/c` lies under `/a/b` and `/a`. */
function scopesAbove(id: string): readonly string[] {
  const parts = comparable(id).split('/');
  return parts.slice(2).map((_, dropped) => parts.slice(0, parts.length - 1 - dropped).join('/'));
}

const byScope = indexedBy(({ id }) => scopesAbove(id));
const byId = indexedBy(({ id }) => [comparable(id)]);

/** The rows of a child type whose ids begin with the parent's; the check lists the type in `reads`. */
const childrenOf = (parent: Resource, type: string, scene: Scene): readonly Resource[] =>
  byScope(scene.of(type, parent.account), comparable(parent.id));

/** Rows found, and why there may be more of them than that; null when these are all. */
interface Found {
  readonly rows: readonly Resource[];
  readonly unread: string | null;
}

/**
 * The children of a row. One listing answers for one parent, so rows of other parents alone do not show that this one
 * has none.
 */
export function readChildren(parent: Resource, type: string, scene: Scene): Found {
  const rows = childrenOf(parent, type, scene);
  const known = scene.known(type, parent.account);
  if (!known.isKnown) return { rows, unread: known.because };
  const isOpen = !known.isWhole && rows.length === 0 && scene.of(type, parent.account).length > 0;
  return {
    rows,
    unread: isOpen ? `No ${type} of ${parent.name} was read, while those of others in the subscription were.` : null,
  };
}

/** The row an id names, wherever in the engagement it lies, and why it is missing when it is. */
export function rowNamed(id: string, type: string, scene: Scene): Found {
  const subscription = subscriptionOf(id) ?? '';
  const rows = byId(scene.of(type, subscription), comparable(id));
  if (rows.length > 0) return { rows, unread: null };
  if (!scene.ownAccounts.includes(subscription))
    return { rows, unread: `Subscription ${subscription || '(none)'} of ${nameIn(id)} was not read.` };
  const known = scene.known(type, subscription);
  return { rows, unread: known.isKnown ? null : known.because };
}

/** A value of an enumeration in lower case, since answers mix cases; null when absent, empty or not text. */
export const word = (property: Property): string | null => text(property)?.trim().toLowerCase() ?? null;

/** True when the property holds one of the values, in any case. */
export const isWord = (property: Property, ...values: readonly string[]): boolean =>
  values.some((value) => value.toLowerCase() === word(property));

/** True when the row says nothing there. The graph writes null where the resource manager leaves the key out. */
export const isAbsent = ({ value }: Property): boolean => value === undefined || value === null || value === '';

/** The verdict on a row without settings, as thin lists give it; null for a whole row. */
export function ifThin(row: Resource): Verdict | null {
  const properties = first(row, 'properties');
  if (!isUnset(properties.value)) return null;
  return unknown('The row lacks the properties part, as rows of thin lists do.', [seen(properties)]);
}

/** True when a list kept by the engagement names the row by id or name, in any case. */
export function isDeclared({ id, name }: Resource, names: readonly string[]): boolean {
  const wanted = names.map((one) => one.toLowerCase());
  return wanted.includes(name.toLowerCase()) || wanted.includes(id.toLowerCase());
}
