import {
  type Collection,
  type SnapshotKind,
  type Task,
  type TaskState,
  taskStates,
} from '@shared/domain/collection.ts';
import { tally } from '@shared/domain/task-coverage.ts';
import { counted } from '@shared/domain/words.ts';

/** What each kind of file is, as people call it. */
export const kindWords: Readonly<Record<SnapshotKind, string>> = {
  'config-snapshot': 'Configuration snapshot',
  'config-history': 'Configuration history',
  'query-result': 'Answer to a query',
  'resource-history': 'History of one resource',
  'batch-items': 'Items asked for in a batch',
  'discovered-resources': 'List of discovered resources',
  recorders: 'Recorders',
  'recorder-status': 'Recorder status',
  'delivery-channels': 'Delivery channels',
  'delivery-channel-status': 'Delivery channel status',
  retention: 'Retention of history',
  'config-rules': 'Config rules',
  'rule-evaluation-status': 'Rule evaluation status',
  'rule-compliance': 'Rule results in sum',
  'rule-evaluations': 'Rule results by resource',
  'conformance-packs': 'Conformance packs',
  aggregators: 'Aggregators',
  'aggregator-sources': 'Aggregator sources',
  'resource-counts': 'Resource counts',
  names: 'List of names',
  notification: 'Notification',
  'rule-event': 'Event sent to a rule',
  item: 'One item',
  'item-list': 'List of items',
  'graph-rows': 'Rows of Resource Graph',
  'azure-list': 'List of Azure resources',
  'azure-resource': 'One Azure resource',
  'policy-states': 'Policy states',
  'activity-log': 'Activity Log',
  'azure-exchanges': 'Recorded answers of Azure',
};

const runWords: Readonly<Record<Collection['state'], string>> = {
  running: 'running',
  paused: 'paused',
  done: 'every file read',
  partial: 'some files not read',
  failed: 'no file read',
  cancelled: 'cancelled, what was read is kept',
  interrupted: 'interrupted, what was read is kept',
};

export const taskWords: Readonly<Record<TaskState, string>> = {
  planned: 'Waiting',
  running: 'Reading',
  done: 'Read',
  denied: 'Denied',
  'throttled-out': 'Throttled out',
  failed: 'Not read',
  cancelled: 'Cancelled',
  skipped: 'Skipped',
};

/** How a run stands, in words; a file skipped is not a file read. */
export function stateWords({ state, tasks }: Pick<Collection, 'state' | 'tasks'>): string {
  const { skipped } = taskCounts(tasks);
  return state === 'done' && skipped > 0 ? `ended, ${counted(skipped, 'file')} skipped` : runWords[state];
}

type TaskCounts = Readonly<Record<TaskState, number>>;

/** Tasks counted by state. */
export function taskCounts(tasks: readonly Task[]): TaskCounts {
  const counts = Object.fromEntries(taskStates.map((state) => [state, 0])) as Record<TaskState, number>;
  for (const { state } of tasks) counts[state] += 1;
  return counts;
}

/** `12 of 14 files, 1,017 items` */
export function runCounts(tasks: readonly Task[]): string {
  const items = tasks.reduce((sum, task) => sum + task.items, 0);
  const { read, there } = tally(tasks);
  return `${read} of ${counted(there, 'file')}, ${counted(items, 'item')}`;
}

const order: Readonly<Record<TaskState, number>> = {
  running: 0,
  done: 1,
  failed: 1,
  denied: 1,
  'throttled-out': 1,
  cancelled: 2,
  skipped: 2,
  planned: 3,
};

/** Thousands of tasks are sorted several times a second. */
const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** What runs, then what ended, newest first, then what waits. */
export function newestFirst(tasks: readonly Task[]): readonly Task[] {
  return [...tasks].sort(
    (a, b) => order[a.state] - order[b.state] || byText(b.endedAt ?? '', a.endedAt ?? '') || byText(a.label, b.label),
  );
}

/** The stored tasks with those that changed since, by id. */
export function mergeTasks(stored: readonly Task[], changed: ReadonlyMap<string, Task>): readonly Task[] {
  const known = new Set(stored.map(({ id }) => id));
  const added = [...changed.values()].filter(({ id }) => !known.has(id));
  return [...stored.map((task) => changed.get(task.id) ?? task), ...added];
}
