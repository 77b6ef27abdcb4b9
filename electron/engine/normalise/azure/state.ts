import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { armId } from './id.ts';

/** Said beside a resource by one source and left out by another, or changed by every reading. */
const beside: ReadonlySet<string> = new Set([
  ...['etag', 'systemdata', 'tenantid', 'subscriptionid', 'resourcegroup', 'apiversion', 'changedtime', 'createdtime'],
]);
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Resource Graph cuts instants to the millisecond; ids come in any case. */
function text(value: string): string {
  const at = instant.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  return /^\/?(subscriptions|providers)\//i.test(value) ? armId(value) : value;
}

/** What some sources write out and others leave away. */
const unset: ReadonlySet<string> = new Set(['null', '""', '[]', '{}']);

function canonical(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(text(value));
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([key]) => key.toLowerCase() !== 'etag')
    .map(([key, inner]) => [JSON.stringify(key.toLowerCase()), canonical(inner)] as const)
    .filter(([, inner]) => !unset.has(inner))
    .map(([key, inner]) => `${key}:${inner}`);
  return `{${members.sort().join(',')}}`;
}

/**
 * A row as text that is the same for the same state, whichever way it was read: keys sorted without case, unset members
 * left out, instants to the millisecond, ids in lower case.
 */
export function stateText(row: JsonObject, type: string, region: string): string {
  const members = Object.entries(row).filter(
    ([key]) => !beside.has(key.toLowerCase()) && key !== 'type' && key !== 'location',
  );
  return canonical({ ...Object.fromEntries(members), type, location: region });
}
