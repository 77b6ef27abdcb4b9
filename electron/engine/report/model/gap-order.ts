import { type Severity, severities } from '@shared/domain/check.ts';
import type { CheckReading } from '@shared/domain/reading.ts';
import { ordinal } from './findings.ts';

const rank = (severity: Severity): number => severities.indexOf(severity);
const byId = (a: CheckReading, b: CheckReading): number => (a.checkId < b.checkId ? -1 : 1);

/** True for the two severities that may bear on an opinion. */
export const isGrave = (severity: Severity): boolean => rank(severity) >= rank('high');

/** The gravest of some severities; null for none. */
export const worst = (found: readonly Severity[]): Severity | null =>
  severities.findLast((severity) => found.includes(severity)) ?? null;

/** Resources that failed at any time judged. */
export const failing = ({ counts }: CheckReading): number => counts.fail + counts.lapsed;

/** The checks that fail or lapsed: the gravest first, then those that fail now, then by how many. */
export function gapChecks(checks: readonly CheckReading[]): readonly CheckReading[] {
  return checks
    .filter((check) => failing(check) > 0)
    .toSorted(
      (a, b) =>
        rank(b.severity) - rank(a.severity) ||
        Number(b.counts.fail > 0) - Number(a.counts.fail > 0) ||
        failing(b) - failing(a) ||
        byId(a, b),
    );
}

/** The number of each gap by the id of its check. */
export const gapIds = (ranked: readonly CheckReading[]): ReadonlyMap<string, string> =>
  new Map(ranked.map(({ checkId }, place) => [checkId, ordinal('G', place, ranked.length, 2)]));
