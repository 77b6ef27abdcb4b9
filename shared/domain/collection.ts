import type { Provider, Standing } from './resource.ts';

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
  'notification',
  'rule-event',
  'item',
  'item-list',
] as const;
export type SnapshotKind = (typeof snapshotKinds)[number];

export const taskStates = ['planned', 'running', 'done', 'failed', 'cancelled', 'skipped'] as const;
export type TaskState = (typeof taskStates)[number];

/** Items of one type in one place of one snapshot. */
export interface ItemCount {
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly items: number;
}

/** What one file brought: raw, hashed, never rewritten. */
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
}

/** One run that brought something in. */
export interface Collection {
  readonly id: number;
  readonly kind: 'import';
  readonly state: 'running' | 'done' | 'partial' | 'failed' | 'cancelled' | 'interrupted';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly actor: string;
  readonly toolVersion: string;
  readonly tasks: readonly Task[];
}
