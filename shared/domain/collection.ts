import type { Json } from './json.ts';
import { type Provider, providers, type Standing } from './resource.ts';

/** The kinds of file an import knows, told by content and never by name. */
export const snapshotKinds = [
  'config-snapshot',
  'config-history',
  'query-result',
  'resource-history',
  'batch-items',
  'discovered-resources',
  'recorders',
  'recorder-status',
  'delivery-channels',
  'delivery-channel-status',
  'retention',
  'config-rules',
  'rule-evaluation-status',
  'rule-compliance',
  'rule-evaluations',
  'conformance-packs',
  'aggregators',
  'aggregator-sources',
  'resource-counts',
  'names',
  'notification',
  'rule-event',
  'item',
  'item-list',
  'graph-rows',
  'azure-list',
  'azure-resource',
  'policy-states',
  'activity-log',
  'azure-exchanges',
] as const;
export type SnapshotKind = (typeof snapshotKinds)[number];

/** `denied`: the cloud refused the permission. `throttled-out`: it kept refusing for its own limits. Neither is a fact about the client. */
export const taskStates = [
  'planned',
  'running',
  'done',
  'denied',
  'throttled-out',
  'failed',
  'cancelled',
  'skipped',
] as const;
export type TaskState = (typeof taskStates)[number];

/** Items of one type in one place of one snapshot. */
export interface ItemCount {
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly items: number;
}

/** How a live snapshot came to be: enough to ask the same question again. Never holds a secret. */
export interface Provenance {
  /** The call by its own name: `config:SelectResourceConfig`, `GET /subscriptions`. */
  readonly operation: string;
  /** Everything sent but the page token. */
  readonly parameters: Json;
  /** The ARN or object id that read. */
  readonly principal: string;
  /** The session name the client finds in its own log; null where the cloud has none. */
  readonly session: string | null;
  readonly startedAt: string;
  readonly endedAt: string;
  /** The server's own `Date` on the first answer, and how far this machine's clock was ahead of it. */
  readonly serverDate: string | null;
  readonly skewSeconds: number | null;
  readonly pages: number;
  readonly items: number;
  readonly isLastPageReached: boolean;
  readonly requestIds: readonly string[];
  /** SHA-256 and size of each answer as it came, before secrets were replaced. */
  readonly answers: readonly { readonly sha256: string; readonly bytes: number }[];
  /** Values replaced by commitments before storing. */
  readonly redactions: number;
  readonly toolVersion: string;
  /** Names the checks' versions at that time, as judging does. */
  readonly rulesVersion: string;
}

/** What one file or one live task brought: hashed, never rewritten. */
export interface Snapshot {
  readonly id: string;
  readonly collectionId: number;
  readonly provider: Provider;
  readonly fileName: string;
  readonly kind: SnapshotKind;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string;
  readonly items: number;
  /** Items already brought by an earlier file: same resource, capture time and state. */
  readonly repeated: number;
  readonly standing: Standing;
  readonly earliestAt: string | null;
  readonly latestAt: string | null;
  readonly importedAt: string;
  readonly counts: readonly ItemCount[];
  /** Things a reader must know: a page cut short, a place not stated. */
  readonly notes: readonly string[];
  /** Null for files: what is known of them is their name and who brought them. */
  readonly provenance: Provenance | null;
}

/** The part of a task that only a live call has. */
export interface TaskCall {
  /** Names the task in its run, the same again when the run is gone on with. */
  readonly key: string;
  readonly provider: Provider;
  readonly account: string;
  /** Region, or `global`. */
  readonly region: string;
  /** The row of the run's matrix: `recorders`, `items`, `rule-details` … */
  readonly operation: string;
  /** The types a complete answer lists; empty for answers that are about no type. */
  readonly types: readonly string[];
  /** What the client must allow: `config:SelectResourceConfig`. */
  readonly permission: string;
  /** What the rows of its answers are. */
  readonly kind: SnapshotKind;
  /** Tasks of one bucket share the cloud's rate limit. */
  readonly bucket: string;
  readonly expectedCalls: number | null;
  /** What reading it needs beside its place; never a secret. */
  readonly parameters: Json;
  /** The cloud's own error code when it ended badly. */
  readonly code: string | null;
  readonly pages: number;
  /** Requests sent, tries included. */
  readonly calls: number;
  /** The try that runs or ran last, from 1. */
  readonly tries: number;
  readonly startedAt: string | null;
}

/** One file of an import, or one call of a live collection. */
export interface Task {
  readonly id: string;
  readonly label: string;
  readonly state: TaskState;
  readonly bytes: number;
  readonly items: number;
  readonly snapshotId: string | null;
  /** Why it failed, in one sentence that names file, place and reason. */
  readonly reason: string | null;
  readonly endedAt: string | null;
  /** Null for files. */
  readonly call: TaskCall | null;
}

export const collectionKinds = ['import', ...providers] as const;
/** `paused` waits for a person or the network; `interrupted` belongs to a program that ended. */
export const collectionStates = ['running', 'paused', 'done', 'partial', 'failed', 'cancelled', 'interrupted'] as const;
export type CollectionState = (typeof collectionStates)[number];

/** What a live run was asked to read. */
export interface RunOptions {
  /** AWS regions; empty for Azure. */
  readonly regions: readonly string[];
  /** AWS accounts or Azure subscriptions to read; empty means every one the session sees. */
  readonly accounts: readonly string[];
  readonly history: History;
  readonly aggregator: { readonly name: string; readonly region: string } | null;
}

/** How far back configuration history is read: not at all, a sample of resources, or every resource of some types. */
export type History =
  | { readonly depth: 'none' | 'sampled' }
  | { readonly depth: 'types'; readonly types: readonly string[] };

/** What a live run was: who read, through which connection. */
export interface LiveRun {
  readonly connection: string;
  readonly connectionName: string;
  readonly options: RunOptions;
  readonly identities: readonly Identity[];
}

/** Whom the cloud takes us for. Shown before anything is read. */
export interface Identity {
  readonly account: string;
  readonly accountName: string;
  /** Caller ARN, or the signed-in user or application. */
  readonly principal: string;
  readonly session: string | null;
  readonly tenant: string | null;
  /** Null where the cloud does not say. */
  readonly expiresAt: string | null;
}

/** One run that brought something in. */
export interface Collection {
  readonly id: number;
  readonly kind: (typeof collectionKinds)[number];
  readonly state: CollectionState;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly actor: string;
  readonly toolVersion: string;
  readonly tasks: readonly Task[];
  /** Null for imports. */
  readonly run: LiveRun | null;
}
