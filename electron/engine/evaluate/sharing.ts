import type { Check } from '@shared/domain/check.ts';
import { findingState } from '@shared/domain/finding.ts';
import { type KeptStatus, keptAt } from '@shared/domain/verdict.ts';
import type { Frame, SharedFinding, Sharing } from './finding.ts';
import { hasDefaults, type Surroundings, type Version } from './lifeline.ts';
import { segmentsOf } from './timeline.ts';

/** What is said of every sighting of which the same verdicts are kept. */
interface Common {
  readonly findings: readonly SharedFinding[];
  /** The checks that must still be asked. */
  readonly others: readonly Check[];
}

function commonOf(
  checks: readonly Check[],
  statuses: readonly KeptStatus[],
  around: Surroundings,
  asOf: string,
): Common {
  const findings = checks.flatMap((check): readonly SharedFinding[] => {
    const kept = keptAt(statuses, check.id, asOf);
    // A failure has a lapse, which shows all that was seen.
    if (kept === null || kept.status === 'fail' || !hasDefaults(check, around)) return [];
    const { place, status: verdict } = kept;
    return [{ check, place, verdict, state: findingState(verdict, []) }];
  });
  return { findings, others: checks.filter((check) => !findings.some((it) => it.check === check)) };
}

type Known = WeakMap<readonly KeptStatus[], Common>;
const known = new WeakMap<Surroundings, WeakMap<readonly Check[], Known>>();

function commonOnce(
  checks: readonly Check[],
  statuses: readonly KeptStatus[],
  around: Surroundings,
  asOf: string,
): Common {
  const ofAll = known.get(around) ?? new WeakMap<readonly Check[], Known>();
  known.set(around, ofAll);
  const ofChecks: Known = ofAll.get(checks) ?? new WeakMap();
  ofAll.set(checks, ofChecks);
  const common = ofChecks.get(statuses) ?? commonOf(checks, statuses, around, asOf);
  ofChecks.set(statuses, common);
  return common;
}

/** The findings of a resource that was seen once, as far as they are what was kept of it then; and the checks left to ask. */
export function sharedFindings(
  checks: readonly Check[],
  { resource, until, statuses }: Version,
  around: Surroundings,
  { window, asOf }: Frame,
): { readonly shared: Sharing | null; readonly others: readonly Check[] } {
  const { findings, others } = commonOnce(checks, statuses, around, asOf);
  if (findings.length === 0) return { shared: null, others };
  const { capturedAt, createdAt } = resource;
  const line = segmentsOf([{ from: capturedAt, until, status: 'pass' }], window, createdAt);
  return { shared: { findings, line }, others };
}
