import type { Check } from '@shared/domain/check.ts';
import { findingState } from '@shared/domain/finding.ts';
import type { KeptStatus } from '@shared/domain/verdict.ts';
import type { SettledFinding } from './finding.ts';
import { hasDefaults, type Surroundings } from './lifeline.ts';

/** What kept verdicts say of a resource that was seen once, and the checks that must still be asked about it. */
export interface Settled {
  readonly findings: readonly SettledFinding[];
  readonly others: readonly Check[];
}

/** Divides checks into those that a list of kept verdicts settles and the others. */
export function settledBy(checks: readonly Check[], statuses: readonly KeptStatus[], around: Surroundings): Settled {
  const findings = checks.flatMap((check): readonly SettledFinding[] => {
    const place = statuses.findIndex(([id]) => id === check.id);
    const verdict = statuses[place]?.[1];
    // A failure has a lapse, which shows all that was seen.
    if (verdict === undefined || verdict === 'fail' || !hasDefaults(check, around)) return [];
    return [{ check, place, verdict, state: findingState(verdict, []) }];
  });
  return { findings, others: checks.filter((check) => !findings.some((it) => it.check === check)) };
}
