import type { Severity } from './check.ts';
import type { Response } from './response.ts';

export const exceptionKinds = ['design', 'operating', 'evidence', 'timing', 'scope'] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

/** How it came to light. */
export const exceptionSources = ['test', 'drift', 'self-assessment', 'incident'] as const;
export type ExceptionSource = (typeof exceptionSources)[number];

/** The life of an exception with its response. Remediated is not verified: verified needs a later occurrence that worked. */
export const exceptionStatuses = [
  'open',
  'response-drafted',
  'response-approved',
  'in-remediation',
  'remediated',
  'verified',
  'accepted-risk',
  'disputed',
  'withdrawn',
] as const;
export type ExceptionStatus = (typeof exceptionStatuses)[number];

/** What an exception was raised from. */
export const originKinds = [
  'finding',
  'lapse',
  'scope-difference',
  'missing-evidence',
  'sample-deviation',
  'manual',
] as const;
export interface Origin {
  readonly kind: (typeof originKinds)[number];
  /** Finding id, scope difference id …; empty when raised by hand. */
  readonly id: string;
}

/** One instance of the deviation, named so that it can be checked by hand. Times are ISO 8601, UTC. */
export interface AffectedItem {
  readonly words: string;
  readonly findingId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly capturedAt: string | null;
  readonly itemSha256: string | null;
  readonly snapshotId: string | null;
}

export const evidenceKinds = ['file', 'snapshot', 'statement'] as const;
/** A piece of evidence attached to an exception, with its provenance. */
export interface EvidenceItem {
  /** `E-001`, counted over the engagement. */
  readonly id: string;
  readonly kind: (typeof evidenceKinds)[number];
  readonly title: string;
  /** Where it comes from: the system, report or person. */
  readonly source: string;
  /** The instant it was collected. */
  readonly collectedAt: string;
  readonly by: string;
  /** Of the file's bytes, kept with the engagement; null for a statement. */
  readonly sha256: string | null;
  readonly fileName: string | null;
}

export const exposures = ['none', 'possible', 'confirmed'] as const;
/** The inputs of a severity that no reading gives. */
interface SeverityInputs {
  /** Whether data or commitments were exposed. */
  readonly exposure: (typeof exposures)[number];
  /** The rate of deviations that would still be tolerable, 0 to 1; null when none was set. */
  readonly tolerableRate: number | null;
  /** A person's own level, with the reason. */
  readonly override: { readonly level: Severity; readonly reason: string; readonly by: string } | null;
}

/** Why a level: one line a part, each moving it up or down. */
export interface SeverityPart {
  readonly input: string;
  readonly words: string;
  readonly moves: -1 | 0 | 1 | 2;
}
export interface SeverityReading {
  readonly level: Severity;
  /** What the parts alone give. */
  readonly proposed: Severity;
  readonly parts: readonly SeverityPart[];
}

/** A risk taken knowingly. After `until` the exception is open again. */
interface AcceptedRisk {
  readonly by: string;
  readonly reason: string;
  /** Calendar day. */
  readonly until: string;
}

/** A later occurrence that worked. */
interface Verification {
  readonly by: string;
  readonly on: string;
  readonly words: string;
  readonly evidence: readonly string[];
}

export const actionStatuses = ['planned', 'in-progress', 'done'] as const;
/** One action of the remediation plan. Days are calendar dates. */
export interface PlannedAction {
  readonly id: string;
  readonly action: string;
  readonly owner: string;
  readonly startOn: string | null;
  readonly dueOn: string | null;
  /** In person-days. */
  readonly effort: number | null;
  /** Ids of actions that must be done before, of any exception. */
  readonly dependsOn: readonly string[];
  readonly successTest: string;
  /** The evidence that will prove it. */
  readonly proof: string;
  readonly neededBeforePeriod: boolean;
  readonly status: (typeof actionStatuses)[number];
  readonly doneOn: string | null;
}

/**
 * The reported result that a control was not designed or did not operate as described. A deviation is one tested item; an
 * indicator is what exceptions say about a criterion; neither is an opinion.
 */
export interface AuditException {
  /** `EX-001` */
  readonly id: string;
  readonly title: string;
  readonly controlId: string;
  readonly criteria: readonly string[];
  readonly kind: ExceptionKind;
  readonly source: ExceptionSource;
  readonly description: string;
  readonly sampleSize: number | null;
  readonly deviationCount: number | null;
  readonly affectedItems: readonly AffectedItem[];
  /** Calendar days inside the period on which it was so; null while open or unknown. */
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
  readonly detectedOn: string;
  readonly detectedBy: string;
  readonly origins: readonly Origin[];
  readonly severityInputs: SeverityInputs;
  readonly status: ExceptionStatus;
  readonly response: Response;
  readonly evidence: readonly EvidenceItem[];
  readonly plan: readonly PlannedAction[];
  readonly acceptedRisk: AcceptedRisk | null;
  readonly verification: Verification | null;
  /** Last year's exception that this one repeats, as printed then. */
  readonly repeatOf: string | null;
  /** What the auditor said about it, in the auditor's words. */
  readonly auditorDisposition: string;
  readonly raisedAt: string;
  readonly raisedBy: string;
}

/** Which states may follow which. Anything else is refused. */
export const transitions: Readonly<Record<ExceptionStatus, readonly ExceptionStatus[]>> = {
  open: ['response-drafted', 'accepted-risk', 'withdrawn'],
  'response-drafted': ['open', 'response-approved', 'disputed', 'accepted-risk', 'withdrawn'],
  'response-approved': ['response-drafted', 'in-remediation', 'disputed', 'accepted-risk', 'withdrawn'],
  'in-remediation': ['response-drafted', 'remediated', 'accepted-risk', 'withdrawn'],
  remediated: ['in-remediation', 'verified'],
  verified: ['open'],
  'accepted-risk': ['open'],
  disputed: ['response-drafted', 'withdrawn'],
  withdrawn: ['open'],
};
