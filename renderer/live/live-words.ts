import type { Collection, CollectionState, Task, TaskCall, TaskState } from '@shared/domain/collection.ts';
import { tally } from '@shared/domain/task-coverage.ts';
import { clock, count, counted, listed, two } from '@shared/domain/words.ts';

/** A task of a live run. */
export interface LiveTask extends Task {
  readonly call: TaskCall;
}

const isLiveTask = (task: Task): task is LiveTask => task.call !== null;

/** The tasks of a run that asked a cloud. */
export const liveTasks = (tasks: readonly Task[]): readonly LiveTask[] => tasks.filter(isLiveTask);

/** A task that will not be read any more in this part of the run. */
export const isEnded = ({ state }: Task): boolean => state !== 'planned' && state !== 'running';

/** A run that still reads, or waits to. */
export const isUnderWay = (state: CollectionState): boolean => state === 'running' || state === 'paused';

/** Hours after its start in which a run can be gone on with: what was read then still tells of the same time. */
const freshHours = 24;

/** What going on with a run is called: it stopped, or some of it could not be read. Null when it cannot be gone on with. */
export function goOnWords({ state, kind, startedAt }: Pick<Collection, 'state' | 'kind' | 'startedAt'>, now: number) {
  if (kind === 'import' || now - Date.parse(startedAt) > freshHours * 3_600_000) return null;
  if (state === 'cancelled' || state === 'interrupted') return 'Go on';
  return state === 'partial' || state === 'failed' ? 'Read what is missing' : null;
}

export const cloudWords = { aws: 'AWS', azure: 'Azure' } as const;
/** What the cloud calls the unit that is read. */
export const unitWords = { aws: 'account', azure: 'subscription' } as const;

/** `Collection 32`, or `Import 3` for files. */
export const runTitle = ({ id, kind }: Pick<Collection, 'id' | 'kind'>): string =>
  `${kind === 'import' ? 'Import' : 'Collection'} ${id}`;

/** Operations that stand in one row of the picture: what they read is one thing to a reader. In the order of reading. */
const families: readonly { readonly words: string; readonly operations: readonly string[] }[] = [
  {
    words: 'Aggregator',
    operations: ['aggregators', 'aggregator-sources', 'aggregate-counts', 'aggregate-compliance'],
  },
  { words: 'Recorders', operations: ['recorders', 'recorder-list'] },
  { words: 'Recorder status', operations: ['recorder-status'] },
  { words: 'Delivery channels', operations: ['delivery-channels', 'delivery-channel-status', 'retention'] },
  { words: 'Config rules', operations: ['config-rules', 'rule-evaluation-status', 'rule-compliance'] },
  { words: 'Compliance details', operations: ['rule-details', 'aggregate-details'] },
  { words: 'Conformance packs', operations: ['conformance-packs', 'pack-compliance', 'pack-details'] },
  {
    words: 'Items by type',
    operations: ['resource-counts', 'items', 'listed-items', 'deleted', 'aggregate-items'],
  },
  { words: 'History', operations: ['history'] },
  { words: 'Subscriptions', operations: ['subscriptions'] },
  { words: 'Storage', operations: ['storage'] },
  { words: 'Key vaults', operations: ['key-vaults'] },
  { words: 'Network', operations: ['network'] },
  { words: 'SQL', operations: ['sql'] },
  { words: 'Web', operations: ['web'] },
  { words: 'Compute', operations: ['compute'] },
  { words: 'Role assignments', operations: ['role-assignments'] },
  { words: 'Policy states', operations: ['policy-states'] },
  { words: 'Activity log', operations: ['activity-log'] },
  { words: 'Diagnostic settings', operations: ['diagnostic-settings'] },
  { words: 'Defender', operations: ['defender'] },
  { words: 'Backup', operations: ['backup'] },
  { words: 'Locks', operations: ['locks'] },
  { words: 'Other resources', operations: ['resources'] },
  { words: 'Changes', operations: ['changes'] },
];

/** The row of the picture an operation stands in: its family's words, or the operation itself where it has none. */
export const rowKey = (operation: string): string =>
  families.find(({ operations }) => operations.includes(operation))?.words ?? operation;

/** Where a row stands: known families in the order of reading, others after them as they came. */
export function rowRank(key: string): number {
  const rank = families.findIndex(({ words }) => words === key);
  return rank < 0 ? families.length : rank;
}

const spoken = (operation: string): string => {
  const words = operation.replaceAll('-', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

/** What several tasks of one operation are called together: the words they share, or those of the operation or its row. */
export function operationWords(operation: string, tasks: readonly Task[]): string {
  const label = tasks[0]?.label;
  if (label !== undefined && tasks.every((task) => task.label === label)) return label;
  const row = rowKey(operation);
  return wordsOfMany[operation] ?? (row === operation ? spoken(operation) : row);
}

const wordsOfMany: Readonly<Record<string, string>> = {
  items: 'Items by type',
  'listed-items': 'Items by type (listed)',
  deleted: 'Deleted resources',
  'rule-details': 'Compliance details',
  'pack-compliance': 'Rules of packs',
  'pack-details': 'Results of packs',
};

/** The name of a row. */
export const rowWords = (key: string, tasks: readonly Task[]): string =>
  rowRank(key) < families.length ? key : operationWords(key, tasks);

const reasonWords: readonly { readonly state: TaskState; readonly words: string }[] = [
  { state: 'denied', words: 'denied' },
  { state: 'throttled-out', words: 'throttled' },
  { state: 'failed', words: 'failed' },
  { state: 'cancelled', words: 'cancelled' },
  { state: 'skipped', words: 'not available' },
];

/** `41 of 44 tasks; 2 denied, 1 throttled`: never a percentage. What is not there is neither read nor missing. */
export function tasksLine(tasks: readonly Task[]): string {
  const number = (state: TaskState): number => tasks.filter((task) => task.state === state).length;
  const reasons = reasonWords
    .filter(({ state }) => number(state) > 0)
    .map(({ state, words }) => `${count(number(state))} ${words}`);
  const { read, there } = tally(tasks);
  const line = `${count(read)} of ${counted(there, 'task')}`;
  return reasons.length === 0 ? line : `${line}; ${reasons.join(', ')}`;
}

const stateOfRun: Readonly<Record<CollectionState, string>> = {
  running: 'running',
  paused: 'paused',
  done: 'every task read',
  partial: 'some tasks not read',
  failed: 'no task read',
  cancelled: 'cancelled, what was read is kept',
  interrupted: 'interrupted, what was read is kept',
};

/** How a live run stands, in words. */
export const liveStateWords = (state: CollectionState): string => stateOfRun[state];

/** The name people know a caller by: the role, the user or the application, without account and session. */
export function principalName(principal: string): string {
  const parts = /^arn:[^:]+:(?:sts|iam)::\d*:(.+)$/.exec(principal)?.[1]?.split('/');
  if (parts === undefined) return principal;
  return (parts[0] === 'assumed-role' ? parts[1] : parts.at(-1)) ?? principal;
}

/** `FieldworkReadOnly in 2 AWS accounts` */
export function whoWords({ kind, run }: Pick<Collection, 'kind' | 'run'>): string {
  if (kind === 'import' || run === null) return '';
  const names = [...new Set(run.identities.map(({ principal }) => principalName(principal)))];
  return `${listed(names)} in ${counted(run.identities.length, `${cloudWords[kind]} ${unitWords[kind]}`)}`;
}

/** `6 min 12 s`, `2 h 04 min`: how long something took so far. */
export function elapsedWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min`;
}

/** `about 4 min left`; a guess under a minute says so and no more. */
export function leftWords(seconds: number): string {
  if (seconds < 60) return 'under a minute left';
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} min left`;
  return `about ${Math.round(seconds / 3600)} h left`;
}

/** `09:20:41`, in UTC. */
export const clockSeconds = (at: string): string => `${clock(at)}:${two(new Date(at).getUTCSeconds())}`;

/** Where a task reads: the account by its name or its first digits, and the region. */
export function taskPlace({ call }: LiveTask, nameOf: (account: string) => string): string {
  const { account, region } = call;
  const name = nameOf(account) || (account === '' ? '' : `${account.slice(0, 4)}…`);
  return [name, region === 'global' ? '' : region].filter((part) => part !== '').join(' ');
}

/** How far a task is, in words. */
export function taskProgress({ state, call, items, reason }: LiveTask): string {
  if (state === 'done') return `${counted(items, 'item')}, done`;
  if (state === 'running')
    return call.tries > 1 ? `page ${call.pages + 1}, try ${call.tries} of 8` : `page ${call.pages + 1}`;
  if (state === 'planned') return 'waiting';
  return call.code ?? reason ?? state;
}
