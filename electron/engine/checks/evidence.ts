import type { Property, Resource } from '@shared/domain/resource.ts';
import type { Seen } from '@shared/domain/verdict.ts';
import { seen } from './read.ts';

/**
 * A property of another resource than the one judged: `AWS::EC2::FlowLog/fl-0a1 configuration.trafficType`. An id of
 * Azure names its type itself.
 */
export function seenOn({ type, id, provider }: Resource, property: Property): Seen {
  const { path, value } = seen(property);
  return { path: `${provider === 'azure' ? id : `${type}/${id}`} ${path}`, value };
}

/** Words as a sentence lists them: `22`, `22 and 80`, `22, 80 or 443`. */
export function listed(words: readonly (string | number)[], joint: 'and' | 'or' = 'and'): string {
  const last = words.at(-1);
  return words.length < 2 ? String(last ?? '') : `${words.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** A count with its noun: `1 rule`, `3 rules`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** True when a list kept by the engagement names the resource by id, name or ARN. */
export const isNamed = ({ id, name, arn }: Resource, names: readonly string[]): boolean =>
  [id, name, arn].some((word) => word !== null && names.includes(word));
