import type { Severity } from './check.ts';
import type { ResourceRef } from './resource.ts';
import type { Seen, VerdictStatus } from './verdict.ts';

/** What a stretch of the line was: the state held, it lapsed, or nobody looked. */
export type SegmentKind = 'held' | 'lapsed' | 'unobserved' | 'not-applicable';

/** A stretch of a finding's line inside the report period (ISO instants, from inclusive, to exclusive). */
export interface Segment {
  readonly kind: SegmentKind;
  readonly from: string;
  readonly to: string;
}

/** Adds a stretch to a line; equal neighbours become one. */
export function addStretch(line: Segment[], stretch: Segment): void {
  const before = line.at(-1);
  if (before?.kind === stretch.kind && before.to === stretch.from)
    line[line.length - 1] = { ...before, to: stretch.to };
  else line.push(stretch);
}

/** What a state with each verdict is drawn as. */
export const segmentKinds: Readonly<Record<VerdictStatus, SegmentKind>> = {
  pass: 'held',
  fail: 'lapsed',
  unknown: 'unobserved',
  'not-applicable': 'not-applicable',
};

/** An interval of failing inside the period. It stays one after the fix. */
export interface Lapse {
  readonly from: string;
  /** The instant it was seen fixed or the resource removed; null while it is open. */
  readonly to: string | null;
  /** True when the line was not observed before `from`: the failing may be older. */
  readonly isStartUncertain: boolean;
  readonly because: string;
  readonly seen: readonly Seen[];
  readonly capturedAt: string;
  readonly itemSha256: string | null;
  readonly snapshotId: string | null;
}

/** The tabs of the findings screen. `lapsed`: failed inside the period, not seen to fail now: the verdict says whether it passes or is unknown. */
export const findingStates = ['fail', 'lapsed', 'unknown', 'pass', 'not-applicable'] as const;
export type FindingState = (typeof findingStates)[number];

/** A check on a resource over the report period. Stable id: engagement + check + resource. */
export interface Finding {
  readonly id: string;
  readonly checkId: string;
  readonly checkVersion: number;
  readonly resource: ResourceRef;
  readonly arn: string | null;
  /** The verdict on the last state known at the instant judged. */
  readonly verdict: VerdictStatus;
  readonly state: FindingState;
  readonly because: string;
  readonly seen: readonly Seen[];
  readonly severity: Severity;
  readonly capturedAt: string | null;
  /** SHA-256 of the raw item's bytes; null for containers, which have no item of their own. */
  readonly itemSha256: string | null;
  readonly snapshotId: string | null;
  readonly segments: readonly Segment[];
  readonly lapses: readonly Lapse[];
}

/** The state shown: a lapse inside the period outlives a pass. */
export function findingState(verdict: VerdictStatus, lapses: readonly Lapse[]): FindingState {
  if (verdict === 'fail') return 'fail';
  return lapses.length > 0 ? 'lapsed' : verdict;
}
