import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { first, flag, seen } from './read.ts';

/** One of the conditions that a check asks for together: how it stands, as a clause without its period. */
export interface Part {
  readonly status: 'pass' | 'fail' | 'unknown';
  readonly words: string;
  readonly seen: readonly Seen[];
}

/** Makes parts that rest on properties of the row judged. */
export const part = (status: Part['status'], words: string, ...at: readonly Property[]): Part => ({
  status,
  words,
  seen: at.map(seen),
});

const verdicts = { fail, unknown, pass } as const;
const gravest = ['fail', 'unknown', 'pass'] as const;

/** The verb that agrees with a count: `agreeing(1, 'is', 'are')` gives `is`. */
export const agreeing = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** Clauses as one sentence: `HTTPS only is off; remote debugging is on.` */
export function sentenceOf(clauses: readonly string[]): string {
  const words = clauses.join('; ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

/** The verdict of conditions that must all hold. It speaks of the gravest ones only: what fails, else what is not known. */
export function together(parts: readonly Part[]): Verdict {
  const status = gravest.find((one) => parts.some((found) => found.status === one)) ?? 'unknown';
  const telling = parts.filter((one) => one.status === status);
  return verdicts[status](
    sentenceOf(telling.map(({ words }) => words)),
    telling.flatMap((one) => one.seen).slice(0, 8),
  );
}

/** A setting that must be on, or off: absent is neither, so it is not known. */
export function flagPart(row: Resource, path: string, name: string, wanted: boolean): Part {
  const at = first(row, path);
  const isOn = flag(at);
  if (isOn === null) return part('unknown', `the row does not state ${path}`, at);
  return part(isOn === wanted ? 'pass' : 'fail', `${name} is ${isOn ? 'on' : 'off'}`, at);
}
