/**
 * How AWS Config stood in one account and region at the instant judged. `rows-read`: a place of Azure, which has no recorder;
 * rows of it were read, and nothing is known between the readings.
 */
export type RecorderState =
  | 'recording-all'
  | 'recording-some'
  | 'stopped'
  | 'failing'
  | 'none-found'
  | 'not-read'
  | 'rows-read';

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

/** A rule of AWS Config whose results are no findings: of the client's own making, of another service, or not known here. */
export interface OtherRule {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  /** `AWS S3_BUCKET_VERSIONING_ENABLED`, `CUSTOM_LAMBDA`, or the service that made it. */
  readonly source: string;
  /** What it reports as a whole; null when that was not read. */
  readonly compliance: string | null;
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
