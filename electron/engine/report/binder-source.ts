import type { AuditEntry, AuditHead } from '@shared/domain/audit-log.ts';
import type { Collection, Snapshot } from '@shared/domain/collection.ts';
import type { CoverageCell, Gap } from '@shared/domain/coverage.ts';
import type { Conclusion } from '@shared/domain/criterion.ts';
import type { Engagement } from '@shared/domain/engagement.ts';
import type { AuditException, SeverityReading } from '@shared/domain/exception.ts';
import type { Finding } from '@shared/domain/finding.ts';
import type { CheckReading, ControlReading, CriterionReading } from '@shared/domain/reading.ts';
import type { ResourceRef, Standing } from '@shared/domain/resource.ts';
import type { RubricReading } from '@shared/domain/response.ts';
import type { Stated } from '@shared/domain/stated-place.ts';
import type { ScopeCell, ScopeConfirmation, ScopeDifference, ScopeMemo, System } from '@shared/domain/system.ts';

/** A finding with what the binder prints beside it. Findings come sorted by state, severity, check, resource. */
export interface SourceFinding extends Finding {
  /** Controls reached through the check, most direct first. */
  readonly controls: readonly string[];
  readonly criteria: readonly string[];
}

/** One row of the resources sheet: the newest version at the instant judged. */
export interface SourceResource extends ResourceRef {
  readonly arn: string | null;
  readonly capturedAt: string;
  readonly isDeleted: boolean;
  readonly standing: Standing;
  readonly versions: number;
  readonly snapshotId: string;
  readonly itemSha256: string;
}

/** The scope register beside what was seen, and every version and confirmation of it. */
export interface SourceScope {
  readonly systems: readonly System[];
  /** Oldest first. */
  readonly memos: readonly ScopeMemo[];
  readonly confirmations: readonly ScopeConfirmation[];
  /** Accounts with the name the register gives them. */
  readonly accounts: readonly { readonly account: string; readonly name: string }[];
  readonly cells: readonly ScopeCell[];
  readonly differences: readonly ScopeDifference[];
}

/** An exception with management's response as it was kept, and what is read from both. */
export interface SourceException {
  readonly exception: AuditException;
  readonly severity: SeverityReading;
  /** Calendar day. */
  readonly dueOn: string;
  /** What it says about its criteria; never an opinion. */
  readonly indicator: string;
  /** The control as it is described, and what it is tested by; empty when it has left the matrix. */
  readonly activity: string;
  readonly steps: readonly string[];
  /** Who withdrew it and why; null when it stands. */
  readonly withdrawn: string | null;
  readonly rubric: Pick<RubricReading, 'score' | 'band'>;
}

/** Everything a binder is made of, read from one workspace at one moment. Lists of findings and resources are read once, in order, and may be long. */
export interface BinderSource {
  readonly engagement: Engagement;
  /** The number of this binder, from 1. */
  readonly number: number;
  /** The instant judged (ISO 8601 UTC). Every date printed comes from the data, so that the same data gives the same bytes. */
  readonly asOf: string;
  readonly toolVersion: string;
  readonly head: AuditHead;
  readonly log: readonly AuditEntry[];
  readonly criteria: readonly CriterionReading[];
  readonly controls: readonly ControlReading[];
  readonly checks: readonly CheckReading[];
  readonly cells: readonly CoverageCell[];
  readonly gaps: readonly Gap[];
  readonly scope: SourceScope;
  readonly conclusions: readonly Conclusion[];
  /** In the order of their ids. */
  readonly exceptions: readonly SourceException[];
  readonly collections: readonly Collection[];
  readonly snapshots: readonly Snapshot[];
  /** What a person stated of the files of an import that do not say it, by the number of the collection. */
  readonly stated: ReadonlyMap<number, Stated>;
  findings(): Iterable<SourceFinding>;
  resources(): Iterable<SourceResource>;
  /** The raw bytes of an item by its SHA-256: exactly the bytes the hash is of. */
  item(sha256: string): Uint8Array;
  /** The bytes of an attached file, piece by piece; none when the file is gone. */
  attached(sha256: string): Iterable<Uint8Array>;
}
