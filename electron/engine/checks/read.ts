import { isObject, isUnset, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import type { Seen } from '@shared/domain/verdict.ts';

/** The spelling of a key that is written in another case; the letters of our keys keep their length in either. */
function respelled(object: JsonObject, key: string): string | undefined {
  for (const name in object) if (name.length === key.length && name.toLowerCase() === key.toLowerCase()) return name;
  return undefined;
}

/** Keys drift in case between schema and items (WAFv2, RDS clusters), so every lookup ignores it. */
function child({ path, value }: Property, key: string): Property {
  if (!isObject(value)) return { path: `${path}.${key}`, value: undefined };
  const own = Object.hasOwn(value, key) ? key : respelled(value, key);
  return own === undefined
    ? { path: `${path}.${key}`, value: undefined }
    : { path: `${path}.${own}`, value: value[own] };
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
  const known = splits.get(path);
  if (known !== undefined) return known;
  const keys = path.split('.');
  splits.set(path, keys);
  return keys;
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
  let at = start;
  let place = from;
  for (; place < keys.length && !Array.isArray(at.value); place += 1) at = child(at, keys[place] ?? '');
  let found: readonly Property[] = [at];
  for (; place < keys.length; place += 1) found = step(found, keys[place] ?? '');
  return found;
}

/** The first property a path reaches; most have no list on the way and need none here. */
function reach(start: Property, keys: readonly string[], from: number): Property | undefined {
  let at = start;
  for (let place = from; place < keys.length; place += 1) {
    if (Array.isArray(at.value)) return follow(at, keys, place)[0];
    at = child(at, keys[place] ?? '');
  }
  return at;
}

/** Follows a dotted path below a property; lists on the way fan out, so several properties may answer. */
export const within = (start: Property, path: string): readonly Property[] => follow(start, keysOf(path), 0);

/** The one property a path without lists reaches below another; its value is undefined when it is absent. */
export const inside = (start: Property, path: string): Property =>
  reach(start, keysOf(path), 0) ?? { path: `${start.path}.${path}`, value: undefined };

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

/** What stands at a path that the item spells the same and that has no list on the way, as most; null when it must be searched. */
function exact(start: Property, path: string, keys: readonly string[]): Property | null {
  let { value } = start;
  if (start.path !== keys[0]) return null;
  for (let place = 1; place < keys.length; place += 1) {
    const key = keys[place] ?? '';
    if (!isObject(value) || !Object.hasOwn(value, key)) return null;
    value = value[key];
  }
  return { path, value };
}

/** Every property a path such as `configuration.ipPermissions.fromPort` reaches, with exact places and spelling. */
export function find(resource: Resource, path: string): readonly Property[] {
  const keys = keysOf(path);
  const start = root(resource, keys[0] ?? '');
  const at = exact(start, path, keys);
  return at === null ? follow(start, keys, 1) : [at];
}

/** The one property a path without lists reaches; its value is undefined when it is absent. */
export function first(resource: Resource, path: string): Property {
  const keys = keysOf(path);
  const start = root(resource, keys[0] ?? '');
  return exact(start, path, keys) ?? reach(start, keys, 1) ?? { path, value: undefined };
}

/** The elements of all lists; mostly there is one, which needs no copy. */
function allElements(lists: readonly Property[]): readonly Property[] {
  const [only] = lists;
  return only !== undefined && lists.length === 1 ? elements(only) : lists.flatMap(elements);
}

/** The elements of the list at a path. */
export const list = (resource: Resource, path: string): readonly Property[] => allElements(find(resource, path));

/** The elements of the list at a path below a property. */
export const listWithin = (start: Property, path: string): readonly Property[] => allElements(within(start, path));

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
export function texts(properties: readonly Property[]): readonly string[] {
  const found: string[] = [];
  for (const { value } of properties)
    for (const word of Array.isArray(value) ? value : [value])
      if (typeof word === 'string' && word !== '') found.push(word);
  return found;
}

/** A property as evidence: where it stands and what was there. */
export const seen = ({ path, value }: Property): Seen => ({
  path,
  value: value === undefined ? null : JSON.stringify(value),
});
