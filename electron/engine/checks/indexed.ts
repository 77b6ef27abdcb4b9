import type { Resource } from '@shared/domain/resource.ts';

type Index = ReadonlyMap<string, readonly Resource[]>;

/**
 * Makes a lookup by key over a list of the scene. The scene gives the same list while nothing in it changes, so the
 * index is built once and judging n resources against n others stays linear.
 */
export function indexedBy(
  keysOf: (resource: Resource) => readonly string[],
): (list: readonly Resource[], key: string) => readonly Resource[] {
  const indexes = new WeakMap<readonly Resource[], Index>();
  return (list, key) => {
    const known = indexes.get(list) ?? build(list, keysOf);
    indexes.set(list, known);
    return known.get(key) ?? [];
  };
}

function build(list: readonly Resource[], keysOf: (resource: Resource) => readonly string[]): Index {
  const index = new Map<string, Resource[]>();
  for (const resource of list) {
    for (const key of new Set(keysOf(resource))) {
      const at = index.get(key);
      if (at === undefined) index.set(key, [resource]);
      else at.push(resource);
    }
  }
  return index;
}
