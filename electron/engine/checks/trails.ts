import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Verdict } from '@shared/domain/verdict.ts';
import { first, seen, text } from './read.ts';

/** A trail of all regions shows up in each of them; only the one in its home region is judged. Null for that one. */
export function ifTrailCopy(trail: Resource): Verdict | null {
  const home = first(trail, 'configuration.homeRegion');
  const region = text(home);
  if (region === null || trail.region === '' || region === trail.region) return null;
  return notApplicable(`The item is the copy of a trail whose home region is ${region}.`, [seen(home)]);
}
