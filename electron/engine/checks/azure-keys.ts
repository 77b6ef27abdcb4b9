import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { readChildren } from './azure-rows.ts';
import { counted } from './evidence.ts';
import { first, flag, seen } from './read.ts';

/** The types of vaults and of the keys in them. */
export const vaultType = 'microsoft.keyvault/vaults';
export const keyType = 'microsoft.keyvault/vaults/keys';

/** A vault has no verdict of its own on keys: they are judged by their rows, and unread ones are said here. */
export function judgeVault(vault: Resource, scene: Scene): Verdict {
  const { rows, unread } = readChildren(vault, keyType, scene);
  if (unread !== null) return unknown(`The keys of the vault are not all known: ${unread}`);
  return rows.length === 0
    ? notApplicable('The vault holds no key.')
    : notApplicable(`The ${counted(rows.length, 'key')} of the vault ${rows.length === 1 ? 'is' : 'are'} judged each.`);
}

/** The verdict on a key that nothing uses; null for one in use. */
export function ifDisabled(key: Resource): Verdict | null {
  const enabled = first(key, 'properties.attributes.enabled');
  return flag(enabled) === false ? notApplicable('The key is disabled.', [seen(enabled)]) : null;
}
