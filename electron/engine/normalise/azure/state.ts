import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { armId } from './id.ts';

/** Said beside a resource by one source and left out by another, or changed by every reading. */
const beside: ReadonlySet<string> = new Set([
  ...['etag', 'systemdata', 'tenantid', 'subscriptionid', 'resourcegroup', 'apiversion', 'changedtime', 'createdtime'],
]);
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

/** How the members of an object begin in its text, with their keys, in the order of the text. */
interface Shape {
  readonly members: readonly { readonly start: string; readonly key: string }[];
  /** Two keys differ in their case alone, so that the values tell which comes first. */
  readonly hasTwins: boolean;
}

function shapeWith(keys: readonly string[]): Shape {
  const members = keys
    .filter((key) => key.toLowerCase() !== 'etag')
    .map((key) => ({ start: `${JSON.stringify(key.toLowerCase())}:`, key }))
    .sort((a, b) => (a.start < b.start ? -1 : 1));
  return { members, hasTwins: members.some(({ start }, place) => start === members[place + 1]?.start) };
}

/** Shapes by the keys that lead to them, one after the other: rows of a type have few, and sorting keys takes longest. */
interface Step {
  readonly next: Map<string, Step>;
  shape: Shape | null;
}
const first: Step = { next: new Map(), shape: null };
/** Names that a client gives are keys too, so there may be no end of shapes. */
const mostSteps = 20_000;
let steps = 0;

function stepFrom({ next }: Step, key: string): Step {
  const known = next.get(key);
  if (known !== undefined) return known;
  const made: Step = { next: new Map(), shape: null };
  next.set(key, made);
  steps += 1;
  return made;
}

function shapeOf(value: JsonObject): Shape {
  if (steps > mostSteps) {
    first.next.clear();
    steps = 0;
  }
  let step = first;
  for (const key in value) step = stepFrom(step, key);
  step.shape ??= shapeWith(Object.keys(value));
  return step.shape;
}

/** What some sources write out and others leave away. */
const isUnset = (told: string): boolean => told === 'null' || told === '[]' || told === '{}';

function membersOf(value: JsonObject): string {
  const { members, hasTwins } = shapeOf(value);
  const twins: string[] = [];
  let told = '';
  for (const { start, key } of members) {
    const member = value[key] ?? null;
    const inner = member === null || member === '' ? 'null' : canonical(member);
    if (isUnset(inner)) continue;
    if (hasTwins) twins.push(start + inner);
    else told += `${told === '' ? '' : ','}${start}${inner}`;
  }
  return hasTwins ? twins.sort().join(',') : told;
}

function canonical(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(text(value));
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'number') return JSON.stringify(value);
  return isObject(value) ? `{${membersOf(value)}}` : String(value);
}

/**
 * A row as text that is the same for the same state, whichever way it was read: keys sorted without case, unset members
 * left out, instants to the millisecond, ids in lower case.
 */
export function stateText(row: JsonObject, type: string, region: string): string {
  const told: Record<string, Json> = {};
  for (const key in row) if (!beside.has(key.toLowerCase())) told[key] = row[key] ?? null;
  return canonical({ ...told, type, location: region });
}
