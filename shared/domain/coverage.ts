/** How AWS Config stood in one account and region at the instant judged. */
export type RecorderState = 'recording-all' | 'recording-some' | 'stopped' | 'failing' | 'none-found' | 'not-read';

/** One account × region cell: what was recorded, what was not. */
export interface CoverageCell {
  readonly account: string;
  readonly region: string;
  readonly recorder: RecorderState;
  /** One sentence: what the recorder state rests on and since when. */
  readonly because: string;
  readonly recordsGlobalTypes: boolean | null;
  readonly stoppedAt: string | null;
  /** Types left out on purpose, when the recorder says so. */
  readonly excludedTypes: readonly string[];
  readonly resources: number;
  readonly types: number;
  readonly earliestAt: string | null;
  readonly latestAt: string | null;
  readonly verdictsUnknown: number;
}

/** What could not be read, and why. */
export interface Gap {
  readonly account: string;
  readonly region: string;
  readonly what: string;
  readonly reason: string;
  /** What it hides: the checks that stay unknown. */
  readonly hides: string;
  readonly remedy: string;
  readonly verdictsUnknown: number;
}
