import type { TaskState } from '@shared/domain/collection.ts';
import { type Bucket, createBucket } from './bucket.ts';
import type { Gate } from './gate.ts';
import type { CloudSource, Page, PlannedTask } from './source.ts';
import type { Timer } from './timer.ts';

/** How far one task is. */
export interface TaskNews {
  readonly task: PlannedTask;
  readonly state: TaskState;
  readonly pages: number;
  readonly calls: number;
  /** The try of the call that runs or ran last, from 1. */
  readonly tries: number;
  readonly code: string | null;
  /** One full sentence for the consultant; null while nothing is wrong. */
  readonly reason: string | null;
  /** Types whose full list was proved on the way, beside the task's own. */
  readonly lists: readonly string[];
}

/** What a run tells. Everything is told in the order it happened, task by task. */
export interface RunHooks {
  onTask(news: TaskNews): void;
  /** Keeps a page; the task goes on when it resolves. */
  onPage(task: PlannedTask, number: number, page: Page, tries: number): Promise<void>;
  /** What slows or stops the whole run; null when it goes again. */
  onNote(note: string | null): void;
  /** The session has expired: true when the person renewed it. */
  onExpired(): Promise<boolean>;
}

export interface RunInput {
  readonly source: CloudSource;
  readonly tasks: readonly PlannedTask[];
  /** Keys of tasks that an earlier part of this run has ended well. */
  readonly done: ReadonlySet<string>;
  readonly hooks: RunHooks;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  readonly timer: Timer;
}

export interface Progress {
  readonly task: PlannedTask;
  state: TaskState;
  cursor: string | null;
  readonly cursors: Set<string>;
  pages: number;
  calls: number;
  tries: number;
  spent: number;
  lists: readonly string[];
  /** Renewals of the session before the call that runs or ran last. */
  renewals: number;
}

/** What all lanes of a run share. */
export interface Shared extends RunInput {
  readonly queue: PlannedTask[];
  readonly keys: Set<string>;
  readonly buckets: Map<string, Bucket>;
  /** Woken when a task ends or comes. */
  readonly wake: Set<() => void>;
  /** One renewal or outage at a time; lanes that come later wait at the gate. */
  isRenewing: boolean;
  renewals: number;
  hasGivenUp: boolean;
  running: number;
  note: string | null;
}

export type Ending = Pick<TaskNews, 'state' | 'code' | 'reason'>;

export const bucketOf = (shared: Shared, name: string): Bucket => {
  const known = shared.buckets.get(name) ?? createBucket(shared.timer);
  shared.buckets.set(name, known);
  return known;
};

export const tell = ({ hooks }: Shared, progress: Progress, ending: Partial<Ending> = {}): void =>
  hooks.onTask({
    task: progress.task,
    state: ending.state ?? progress.state,
    pages: progress.pages,
    calls: progress.calls,
    tries: progress.tries,
    code: ending.code ?? null,
    reason: ending.reason ?? null,
    lists: progress.lists,
  });

export function say(shared: Shared, note: string | null): void {
  if (note === shared.note) return;
  shared.note = note;
  shared.hooks.onNote(note);
}

export function enqueue(shared: Shared, tasks: readonly PlannedTask[]): void {
  for (const task of tasks) {
    if (shared.keys.has(task.key)) continue;
    shared.keys.add(task.key);
    if (shared.done.has(task.key)) continue;
    shared.queue.push(task);
    tell(shared, begun(task));
  }
  for (const wake of shared.wake) wake();
}

export const begun = (task: PlannedTask): Progress => ({
  task,
  state: 'planned',
  cursor: null,
  cursors: new Set(),
  pages: 0,
  calls: 0,
  tries: 0,
  spent: 0,
  lists: [],
  renewals: 0,
});
