import type { Severity } from './check.ts';
import type { Control } from './control.ts';
import type { Criterion, Reading } from './criterion.ts';
import type { FindingState, Segment } from './finding.ts';

/** Findings counted by state, side by side; never folded into one percentage. */
export type StateCounts = Readonly<Record<FindingState, number>>;

export const noCounts: StateCounts = { fail: 0, lapsed: 0, unknown: 0, pass: 0, 'not-applicable': 0 };

/** How a criterion stands: contradicted by a finding, supported by a control with evidence, or silent. */
export interface CriterionReading {
  readonly criterion: Criterion;
  readonly reading: Reading;
  readonly counts: StateCounts;
  readonly controls: readonly string[];
  /** Controls of this criterion with at least one passing finding and none that contradicts it. */
  readonly controlsWithEvidence: number;
  /** One sentence with the pieces behind the word. */
  readonly because: string;
}

/** How a control stands on the findings of its checks. `unknown`: it has checks and none of them could see. */
export interface ControlReading {
  readonly control: Control;
  readonly reading: Reading | 'unknown';
  readonly counts: StateCounts;
  /** The control's line through the period: lapsed where any finding lapsed, unobserved where none was seen. */
  readonly segments: readonly Segment[];
  /** `2 lapses, 18 days, open` or `Held in every reading`; empty without checks. */
  readonly words: string;
}

/** A check with what it found: how the groups, the worry lines and the method pages speak. */
export interface CheckReading {
  readonly checkId: string;
  readonly version: number;
  readonly title: string;
  readonly why: string;
  readonly severity: Severity;
  readonly criteria: readonly string[];
  readonly controls: readonly string[];
  readonly remediation: string;
  readonly cannotShow: string;
  /** The managed rule of AWS Config that judged; null or absent where Fieldwork judged. */
  readonly judgedBy?: string | null | undefined;
  readonly counts: StateCounts;
  /** Resources judged pass, fail or lapsed: the population a "3 of 14" speaks about. */
  readonly population: number;
  /** `3 of 14 security groups open an administration port to any address`; the title when nothing fails. */
  readonly sentence: string;
}
