import type { Check } from '@shared/domain/check.ts';
import { type Finding, findingState, type Segment } from '@shared/domain/finding.ts';
import type { Interval } from '@shared/domain/period.ts';
import type { ResourceRef } from '@shared/domain/resource.ts';
import { unknown, type Verdict } from '@shared/domain/verdict.ts';
import type { Kept } from './lifeline.ts';
import { quoted } from './quoted.ts';

/** The instant after which nothing was recorded in a place, with the reason. */
export interface Stop {
  readonly at: string;
  readonly because: string;
}

/** The frame of one evaluation. */
export interface Frame {
  readonly asOf: string;
  /** The report period up to the instant judged. */
  readonly window: Interval;
  /** Only a period can lapse; a Type I judges its date. */
  readonly hasPeriod: boolean;
  /** Where recording of a resource's place ended; null while it is recorded. */
  stoppedAt(resource: ResourceRef): Stop | null;
}

/** What a finding says: words of its own, or those kept at a place with the verdicts of the sighting it is about. */
type Words = Pick<Finding, 'because' | 'seen'> | Pick<Kept, 'place'>;

/** What one check says of a subject. */
export interface JudgedFinding extends Pick<Finding, 'verdict' | 'state' | 'segments' | 'lapses'> {
  readonly check: Check;
  readonly words: Words;
}

/** What one check says of every sighting with the same kept verdicts; its words are kept at the place. */
export interface SharedFinding extends Pick<Finding, 'verdict' | 'state'> {
  readonly check: Check;
  readonly place: number;
}

/** The findings a subject has in common with others: one and the same list for all of them. */
export interface Sharing {
  readonly findings: readonly SharedFinding[];
  /** The line of the one that passes; in those of the others their verdict stands in place of `held`. */
  readonly line: readonly Segment[];
}

/** A resource or container with the findings on it, and the state they speak of. */
export interface JudgedSubject extends Pick<Finding, 'resource' | 'arn' | 'capturedAt' | 'itemSha256' | 'snapshotId'> {
  /** The sighting that says all of this; null when no single one does. */
  readonly key: number | null;
  readonly findings: readonly JudgedFinding[];
  readonly shared: Sharing | null;
}

/** A verdict in words of its own, or one whose words are kept. */
export type Said = Verdict | Kept;

/** Kept words are quoted already, except of a failure, whose lapse shows all of them. */
function wordsOf(said: Said, key: number | null): Words {
  if (!('key' in said)) return quoted(said);
  return said.key === key && said.status !== 'fail' ? said : quoted(said.words());
}

/** Puts together what a check says; `key` names the sighting it is about, if it is about one. */
export const findingOn = (
  check: Check,
  key: number | null,
  said: Said,
  { segments, lapses }: Pick<Finding, 'segments' | 'lapses'>,
): JudgedFinding => ({
  check,
  verdict: said.status,
  state: findingState(said.status, lapses),
  words: wordsOf(said, key),
  segments,
  lapses,
});

/** What is said of a state that was the last one before recording stopped. */
export const afterStop = (stop: Stop, { because, seen }: Verdict): Verdict =>
  unknown(`${stop.because} Last seen before that: ${because}`, seen);

/** What a subject is called when nothing was captured of it, or nothing up to the instant judged. */
export const noBasis = { key: null, capturedAt: null, itemSha256: null, snapshotId: null, shared: null } as const;
