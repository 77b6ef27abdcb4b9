import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { comparable, isWord } from './azure-rows.ts';
import { indexedBy } from './indexed.ts';
import { first } from './read.ts';

export const lockType = 'microsoft.authorization/locks';

// The scope that a lock holds is the part of its id before the lock provider.
const byScope = indexedBy(({ id }) => [comparable(id).split(`/providers/${lockType}/`)[0] ?? '']);

/** The scopes from which a lock is inherited: the resource itself, its group and its subscription. */
function scopesOf(id: string): readonly string[] {
  const path = comparable(id);
  const parents = [/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/, /^\/subscriptions\/[^/]+/];
  return [...new Set([path, ...parents.flatMap((parent) => parent.exec(path)?.[0] ?? [])])];
}

/** The first lock that keeps a resource from being deleted; undefined when none was read. */
export const lockOver = (row: Resource, scene: Scene): Resource | undefined =>
  scopesOf(row.id)
    .flatMap((scope) => byScope(scene.of(lockType, row.account), scope))
    .find((lock) => isWord(first(lock, 'properties.level'), 'CanNotDelete', 'ReadOnly'));
