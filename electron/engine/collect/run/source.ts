import type { Identity, RunOptions, SnapshotKind } from '@shared/domain/collection.ts';
import type { Prompt, RunSecret } from '@shared/domain/connection.ts';
import type { Json, JsonObject } from '@shared/domain/json.ts';
import type { PageRequest } from '@shared/domain/page.ts';
import type { Provider } from '@shared/domain/resource.ts';

/** One series of calls of a run: an operation in one place, page by page. */
export interface PlannedTask {
  /** Names the task in its run, the same again when the run is gone on with. */
  readonly key: string;
  readonly account: string;
  /** Region, or `global`. */
  readonly region: string;
  /** The row of the run's matrix: `recorders`, `items`, `rule-details` … */
  readonly operation: string;
  /** `Items of AWS::S3::Bucket`. */
  readonly label: string;
  /** The types a complete answer lists in the place. */
  readonly types: readonly string[];
  /** What the rows of its answers are. */
  readonly kind: SnapshotKind;
  /** What the client must allow: `config:SelectResourceConfig`. */
  readonly permission: string;
  /** Tasks of one bucket share the cloud's rate limit: account and region. */
  readonly bucket: string;
  /** Expected calls, where counts were read before; null when nobody knows. */
  readonly expectedCalls: number | null;
  /**
   * What reading it needs beside its place: a type, ids to ask for, a parent, a time window. It is stored, so that a run can be
   * gone on with by another process: a source keeps nothing of a task in memory, and no secret is in it.
   */
  readonly parameters: Json;
}

/** One answer as it is kept: secrets are replaced, everything else is as it came. */
export interface Page {
  /** Alone in their buffer, which is handed to another thread with them. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The bytes as they were parsed on the way; absent where secrets were replaced after that. */
  readonly json?: JsonObject;
  readonly rawSha256: string;
  readonly rawBytes: number;
  /** Values replaced by commitments. */
  readonly redactions: number;
  /** Where the next page begins; null after the last. An empty page with a cursor is no end. */
  readonly cursor: string | null;
  /** `tries` is filled in by the run. */
  readonly request: Omit<PageRequest, 'tries'>;
  /** Tasks that this answer leads to; the run drops those whose key it has already. */
  readonly next: readonly PlannedTask[];
  /** Types whose full list in the place the answer proves, where the task could not name them before: counts of zero. */
  readonly lists?: readonly string[];
  /** Full sentences a reader must know: truncated, quota, an unreadable row. */
  readonly notes: readonly string[];
  /** Milliseconds the cloud asks us to wait before the next call of the bucket. */
  readonly waitMs: number;
}

/**
 * What a refused or broken call means for its run.
 * `denied`, `absent` and `failed` end the task; `throttled` and `transient` are tried again; `offline` pauses the run until
 * the network is back; `expired` pauses it until the person has renewed the session.
 */
export type CallFault = 'denied' | 'absent' | 'failed' | 'throttled' | 'transient' | 'offline' | 'expired';

/** A call that gave no page. `message` is a full sentence for the consultant that names what to do. */
export class CallError extends Error {
  override readonly name = 'CallError';
  constructor(
    readonly fault: CallFault,
    /** The cloud's own code: `AccessDeniedException`, `429`. */
    readonly code: string,
    message: string,
    /** Milliseconds the cloud asks us to wait; null when it does not say. */
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** One cloud as a run reads it. One call a time: the run decides on pace, tries, pauses and order. */
export interface CloudSource {
  readonly provider: Provider;
  readonly identities: readonly Identity[];
  /** Regions (AWS) or subscriptions (Azure) a run may name. */
  readonly choices: readonly string[];
  /** Full sentences shown before anything is read. */
  readonly warnings: readonly string[];
  /** The first tasks of a run; pages lead to the rest. */
  plan(options: RunOptions): readonly PlannedTask[];
  /** Sends one request: the page at a cursor, the first one for null. Throws CallError. */
  read(task: PlannedTask, cursor: string | null, signal: AbortSignal): Promise<Page>;
  /** The cheapest form of a task's call, for the dry run: one row at most. Throws CallError. */
  probe(task: PlannedTask, signal: AbortSignal): Promise<void>;
  /** Tasks of the kinds that only answers lead to, made up so that a dry run can try their permissions; a run never reads them. */
  trials?(options: RunOptions): readonly PlannedTask[];
  /** Takes new credentials after `expired`; refuses another principal than before with an AppError. */
  renew(signal: AbortSignal): Promise<void>;
  /** Forgets credentials and closes sockets. */
  close(): void;
}

/** Asks the person and waits; null when they turned it away. Resolves null when the signal aborts. */
export type Ask = (prompt: PromptWithoutId) => Promise<string | null>;
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
export type PromptWithoutId = WithoutId<Prompt>;

/** What every connection is opened with. */
export interface ConnectTools {
  readonly ask: Ask;
  readonly signal: AbortSignal;
  readonly secret: RunSecret | null;
  /** The engagement's own external id. */
  readonly externalId: string;
  /** Names this run in the client's log: letters, digits and `+=,.@-`, at most 64. */
  readonly sessionName: string;
  /** Key of the commitments that stand in for secrets found in answers. */
  readonly salt: string;
  /** The engagement's period, which history is read over; the year up to now when absent. */
  readonly period?: { readonly from: string; readonly to: string };
  readonly clock: () => string;
}
