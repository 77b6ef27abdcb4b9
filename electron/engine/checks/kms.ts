import type { Property, Resource } from '@shared/domain/resource.ts';
import { notApplicable, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { first, seen, text } from './read.ts';

/** The state of a key: `Enabled`, `Disabled`, `PendingDeletion` … */
export const keyState = (key: Resource): Property => first(key, 'configuration.keyState');

/** The verdict on a key that AWS manages, or whose manager the item does not name; null for a customer-managed key. */
export function ifAwsManaged(key: Resource): Verdict | null {
  const manager = first(key, 'configuration.keyManager');
  if (text(manager) === 'CUSTOMER') return null;
  return text(manager) === 'AWS'
    ? notApplicable('The key is managed by AWS.', [seen(manager)])
    : unknown('The item does not say whether AWS or the customer manages the key.', [seen(manager)]);
}
