import type { Check } from '@shared/domain/check.ts';
import type { Finding } from '@shared/domain/finding.ts';

/** Words of a finding's own, or the place of those kept with the verdicts of its sighting. */
export type Words = Pick<Finding, 'because' | 'seen'> | { readonly place: number };

/** What is kept of a check beside its findings. */
export type CheckRef = Pick<Check, 'id' | 'version' | 'severity'>;

/** A finding of a subject's own. */
export interface NewFinding extends Pick<Finding, 'verdict' | 'state' | 'segments' | 'lapses'> {
  readonly check: CheckRef;
  readonly words: Words;
}

/** A finding that all subjects with the same verdicts have: its words are kept at a place. */
interface NewSharedFinding extends Pick<Finding, 'verdict' | 'state'> {
  readonly check: CheckRef;
  readonly place: number;
}

/** The findings a subject has in common with others. */
export interface NewSharing {
  /** One and the same list for all subjects that share it. */
  readonly findings: readonly NewSharedFinding[];
  /** The line of the one that passes; in those of the others their verdict stands in place of `held`. */
  readonly line: Finding['segments'];
}

/** A resource or container with the findings on it; the key names the sighting that says all of this, if one does. */
export interface NewSubject extends Pick<Finding, 'resource' | 'arn' | 'capturedAt' | 'itemSha256' | 'snapshotId'> {
  readonly key: number | null;
  /** The second part of the ids of its findings, stable over judgements. */
  readonly code: string;
  readonly findings: readonly NewFinding[];
  readonly shared: NewSharing | null;
}
