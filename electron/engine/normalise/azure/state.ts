import { isObject, isUnset, type Json, type JsonObject } from '@shared/domain/json.ts';
import { armId } from './id.ts';

/** Said beside a resource by one source and left out by another, or changed by every reading. */
const beside: ReadonlySet<string> = new Set([
  ...['etag', 'systemdata', 'tenantid', 'subscriptionid', 'resourcegroup', 'apiversion', 'changedtime', 'createdtime'],
]);
/** Changed by every reading, wherever it stands. */
const changing: ReadonlySet<string> = new Set(['etag']);
/** What some sources write out and others leave away. */
const unset: ReadonlySet<string> = new Set(['null', '""', '[]', '{}']);
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Codes of a slash, p and s: what a path begins with. */
const isPath = (code: number): boolean => code === 0x2f || (code | 0x20) === 0x70 || (code | 0x20) === 0x73;

/** Resource Graph cuts instants to the millisecond; ids come in any case. */
function text(value: string): string {
  const first = value.charCodeAt(0);
  const at = first >= 0x30 && first <= 0x39 && instant.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  return isPath(first) && /^\/?(subscriptions|providers)\//i.test(value) ? armId(value) : value;
}

/** The members of an object that count, by name and in order; read once for all objects with the same keys. */
interface Shape {
  readonly keys: readonly string[];
  readonly members: readonly Member[];
  /** An object keeps the order its members are put in, and each has a name of its own. */
  readonly isPlain: boolean;
}
interface Member {
  readonly key: string;
  readonly name: string;
  /** Shapes of the objects met there: rows of a type have few, and sorting keys takes longest. */
  readonly place: Shape[];
}

/** Names that a client gives are keys too, so there may be no end of shapes. */
const most = { atPlace: 8, all: 20_000 };
const rows = new Map<string, Shape[]>();
let shapes = 0;

/** By what stands in the text: the quote behind a name counts. */
const inOrder = (a: Member, b: Member): number => (JSON.stringify(a.name) < JSON.stringify(b.name) ? -1 : 1);

function shapeOf(keys: readonly string[], left: ReadonlySet<string>): Shape {
  const members = keys
    .map((key): Member => ({ key, name: key.toLowerCase(), place: [] }))
    .filter(({ name }) => !left.has(name))
    .sort(inOrder);
  const isOrdered = members.every(({ name }, at) => name !== members[at + 1]?.name && !/^(\d|__proto__$)/.test(name));
  return { keys, members, isPlain: isOrdered };
}

function hasKeys(value: JsonObject, keys: readonly string[]): boolean {
  let count = 0;
  for (const key in value) {
    if (key !== keys[count]) return false;
    count += 1;
  }
  return count === keys.length;
}

function shapeAt(place: Shape[], value: JsonObject, left: ReadonlySet<string>): Shape {
  for (const shape of place) if (hasKeys(value, shape.keys)) return shape;
  if (place.length >= most.atPlace) place.length = 0;
  const made = shapeOf(Object.keys(value), left);
  place.push(made);
  shapes += 1;
  return made;
}

/** False once a row holds an object that is not plain. */
let isPlain = true;

function membersOf(value: JsonObject, shape: Shape): JsonObject {
  const told: Record<string, Json> = {};
  if (!shape.isPlain) isPlain = false;
  for (const { key, name, place } of shape.members) {
    const inner = ordered(value[key] ?? null, place);
    if (!isUnset(inner)) told[name] = inner;
  }
  return told;
}

/** The value as `JSON.stringify` is to write it. */
function ordered(value: Json, place: Shape[]): Json {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((inner) => ordered(inner, place));
  return isObject(value) ? membersOf(value, shapeAt(place, value, changing)) : value;
}

/** The same, member by member, where no object can hold the members in their order. */
function spelled(value: Json, left: ReadonlySet<string>): string {
  if (typeof value === 'string') return JSON.stringify(text(value));
  if (Array.isArray(value)) return `[${value.map((inner) => spelled(inner, changing)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([key]) => !left.has(key.toLowerCase()))
    .map(([key, inner]) => [JSON.stringify(key.toLowerCase()), spelled(inner, changing)] as const)
    .filter(([, inner]) => !unset.has(inner))
    .map(([name, inner]) => `${name}:${inner}`);
  return `{${members.sort().join(',')}}`;
}

/**
 * A row as text that is the same for the same state, whichever way it was read: keys sorted without case, unset members
 * left out, instants to the millisecond, ids in lower case.
 */
export function stateText(row: JsonObject, type: string, region: string): string {
  if (shapes > most.all) {
    rows.clear();
    shapes = 0;
  }
  const place = rows.get(type) ?? [];
  rows.set(type, place);
  const whole = { ...row, type, location: region };
  isPlain = true;
  const told = membersOf(whole, shapeAt(place, whole, beside));
  return isPlain ? JSON.stringify(told) : spelled(whole, beside);
}
