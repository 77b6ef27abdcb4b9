import type { Check } from '@shared/domain/check.ts';
import { findingState, type Segment } from '@shared/domain/finding.ts';
import type { KeptStatus, VerdictStatus } from '@shared/domain/verdict.ts';
import type { Frame, SharedFinding, Sharing } from './finding.ts';
import { hasDefaults, type Surroundings, type Version } from './lifeline.ts';
import { segmentsOf } from './timeline.ts';

/** What is said of every sighting of which the same verdicts are kept. */
interface Common {
  readonly findings: readonly SharedFinding[];
  /** The verdicts among them; the line of each stands at the same place of a subject's lines. */
  readonly verdicts: readonly VerdictStatus[];
  /** The checks that must still be asked. */
  readonly others: readonly Check[];
}

function commonOf(checks: readonly Check[], statuses: readonly KeptStatus[], around: Surroundings): Common {
  const verdicts: VerdictStatus[] = [];
  const lineOf = (verdict: VerdictStatus): number =>
    verdicts.includes(verdict) ? verdicts.indexOf(verdict) : verdicts.push(verdict) - 1;
  const findings = checks.flatMap((check): readonly SharedFinding[] => {
    const place = statuses.findIndex(([id]) => id === check.id);
    const verdict = statuses[place]?.[1];
    // A failure has a lapse, which shows all that was seen.
    if (verdict === undefined || verdict === 'fail' || !hasDefaults(check, around)) return [];
    return [{ check, place, verdict, state: findingState(verdict, []), line: lineOf(verdict) }];
  });
  return { findings, verdicts, others: checks.filter((check) => !findings.some((it) => it.check === check)) };
}

type Known = WeakMap<readonly KeptStatus[], Common>;
const known = new WeakMap<Surroundings, WeakMap<readonly Check[], Known>>();

function commonOnce(checks: readonly Check[], statuses: readonly KeptStatus[], around: Surroundings): Common {
  const ofAll = known.get(around) ?? new WeakMap<readonly Check[], Known>();
  known.set(around, ofAll);
  const ofChecks: Known = ofAll.get(checks) ?? new WeakMap();
  ofAll.set(checks, ofChecks);
  const common = ofChecks.get(statuses) ?? commonOf(checks, statuses, around);
  ofChecks.set(statuses, common);
  return common;
}

/** The findings of a resource that was seen once, as far as they are what was kept of it then; and the checks left to ask. */
export function sharedFindings(
  checks: readonly Check[],
  { resource, until, statuses }: Version,
  around: Surroundings,
  { window }: Frame,
): { readonly shared: Sharing | null; readonly others: readonly Check[] } {
  const { findings, verdicts, others } = commonOnce(checks, statuses, around);
  if (findings.length === 0) return { shared: null, others };
  const { capturedAt, createdAt } = resource;
  const lines = verdicts.map((status): readonly Segment[] =>
    segmentsOf([{ from: capturedAt, until, status }], window, createdAt),
  );
  return { shared: { findings, lines }, others };
}
