import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict, type VerdictStatus } from '@shared/domain/verdict.ts';
import { first, flag, seen } from './read.ts';

/** The verdict of a setting that is on or off; a setting the item does not state is never taken for off. */
export function judgeFlag(
  resource: Resource,
  path: string,
  words: { readonly on: string; readonly off: string },
): Verdict {
  const property = first(resource, path);
  const isOn = flag(property);
  if (isOn === null) return unknown(`The item does not state ${property.path} as true or false.`, [seen(property)]);
  return (isOn ? pass : fail)(isOn ? words.on : words.off, [seen(property)]);
}

const gravest: readonly VerdictStatus[] = ['fail', 'unknown', 'pass', 'not-applicable'];

/** Of the verdicts on the parts of one resource, the one that speaks for the whole: a failing part before a part not known. */
export const severest = (verdicts: readonly Verdict[]): Verdict | undefined =>
  gravest.flatMap((status) => verdicts.filter((verdict) => verdict.status === status))[0];
