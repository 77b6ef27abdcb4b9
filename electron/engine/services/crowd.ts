import type { Resource } from '@shared/domain/resource.ts';
import { type Lifeline, turnsOf, versionAt } from '../evaluate/lifeline.ts';

/** All resources of a type in an account through time; between two changes the list in force is one and the same array. */
export interface Crowd {
  readonly lifelines: readonly Lifeline[];
  readonly changes: readonly string[];
  readonly lists: Map<string, readonly Resource[]>;
}

/** Gathers lifelines. */
export function crowdOf(lifelines: readonly Lifeline[]): Crowd {
  return { lifelines, changes: [...new Set(lifelines.flatMap(turnsOf))].sort(), lists: new Map() };
}

/** How many changes lie at or before an instant. */
function epochAt(changes: readonly string[], asOf: string): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle] ?? '') <= asOf) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lists kept at once: an account is judged in order of time, so old epochs are not asked for again. */
const listLimit = 64;

/** The resources in force in a region, or in all, at an instant. */
export function listAt(crowd: Crowd, region: string | undefined, asOf: string): readonly Resource[] {
  const key = `${epochAt(crowd.changes, asOf)} ${region ?? ''}`;
  const known = crowd.lists.get(key);
  if (known !== undefined) return known;
  // A line never leaves its region, so the items of other regions need not be read.
  const alive = crowd.lifelines
    .filter((lifeline) => region === undefined || lifeline[0]?.resource.region === region)
    .flatMap((lifeline) => versionAt(lifeline, asOf) ?? []);
  if (crowd.lists.size >= listLimit) crowd.lists.clear();
  crowd.lists.set(key, alive);
  return alive;
}
