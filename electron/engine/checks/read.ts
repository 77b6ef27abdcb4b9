import { isObject, isUnset, type Json } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import type { Seen } from '@shared/domain/verdict.ts';

/** Keys drift in case between schema and items (WAFv2, RDS clusters), so every lookup ignores it. */
function child(parent: Property, key: string): Property {
  if (!isObject(parent.value)) return { path: `${parent.path}.${key}`, value: undefined };
  const own = Object.hasOwn(parent.value, key)
    ? key
    : // The letters of our keys keep their length in either case; most lookups find nothing, and see that by the lengths.
      Object.keys(parent.value).find((name) => name.length === key.length && name.toLowerCase() === key.toLowerCase());
  return { path: `${parent.path}.${own ?? key}`, value: own === undefined ? undefined : parent.value[own] };
}

/** The elements of a list property, each with its place in the path; a lone object counts as a list of one. */
export function elements(list: Property): readonly Property[] {
  if (isUnset(list.value)) return [];
  if (!Array.isArray(list.value)) return [list];
  return list.value.map((value: Json, place) => ({ path: `${list.path}[${place}]`, value }));
}

const splits = new Map<string, readonly string[]>();

/** Paths are literals of checks: each is split once. */
function keysOf(path: string): readonly string[] {
  const known = splits.get(path) ?? path.split('.');
  splits.set(path, known);
  return known;
}

/** One step down from each property; a list on the way fans out into its elements. */
function step(found: readonly Property[], key: string): readonly Property[] {
  const next: Property[] = [];
  for (const at of found) {
    if (Array.isArray(at.value)) for (const element of elements(at)) next.push(child(element, key));
    else next.push(child(at, key));
  }
  return next;
}

function follow(start: Property, keys: readonly string[], from: number): readonly Property[] {
  let [at, place] = [start, from];
  for (; place < keys.length && !Array.isArray(at.value); place += 1) at = child(at, keys[place] ?? '');
  let found: readonly Property[] = [at];
  for (; place < keys.length; place += 1) found = step(found, keys[place] ?? '');
  return found;
}

/** Follows a dotted path below a property; lists on the way fan out, so several properties may answer. */
export const within = (start: Property, path: string): readonly Property[] => follow(start, keysOf(path), 0);

/** The one property a path without lists reaches below another; its value is undefined when it is absent. */
export const inside = (start: Property, path: string): Property =>
  within(start, path)[0] ?? { path: `${start.path}.${path}`, value: undefined };

/**
 * A part of the item as a property: `configuration`, `supplementaryConfiguration` or `tags`. A row of Azure is its own
 * configuration, and its paths begin in the row: `properties.minimumTlsVersion`.
 */
function root(resource: Resource, part: string): Property {
  if (resource.provider === 'azure') {
    const { path, value } = child({ path: '', value: resource.configuration }, part);
    return { path: path.slice(1), value };
  }
  if (part === 'configuration') return { path: part, value: resource.configuration };
  if (part === 'supplementaryConfiguration') return { path: part, value: resource.supplementaryConfiguration };
  if (part === 'tags') return { path: part, value: resource.tags };
  return { path: part, value: undefined };
}

/** Every property a path such as `configuration.ipPermissions.fromPort` reaches, with exact places and spelling. */
export function find(resource: Resource, path: string): readonly Property[] {
  const keys = keysOf(path);
  return follow(root(resource, keys[0] ?? ''), keys, 1);
}

/** The one property a path without lists reaches; its value is undefined when it is absent. */
export const first = (resource: Resource, path: string): Property =>
  find(resource, path)[0] ?? { path, value: undefined };

/** The elements of the list at a path. */
export const list = (resource: Resource, path: string): readonly Property[] => find(resource, path).flatMap(elements);

/** True or false, also when written as text; null when absent or something else. */
export function flag({ value }: Property): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : null;
}

/** The text, or null when absent, empty or not text. */
export const text = ({ value }: Property): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The number, also when written as text; null when absent or not a number. */
export function number({ value }: Property): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : null;
}

/** The texts of the list at a path. */
export const texts = (properties: readonly Property[]): readonly string[] =>
  properties.flatMap(elements).flatMap((at) => text(at) ?? []);

/** A property as evidence: where it stands and what was there. */
export const seen = ({ path, value }: Property): Seen => ({
  path,
  value: value === undefined ? null : JSON.stringify(value),
});
