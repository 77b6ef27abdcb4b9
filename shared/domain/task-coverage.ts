import type { Collection, Task, TaskState } from './collection.ts';
import { counted } from './words.ts';

/**
 * The tasks that count now, newest run first: of live tasks that ask the same the newest, and every file that was not known
 * already. What was ever tried is history; this is what is known.
 */
export function tasksNow(collections: readonly Collection[]): readonly Task[] {
  const seen = new Set<string>();
  return collections
    .flatMap(({ tasks }) => tasks)
    .filter(({ call, state }) => {
      if (call === null) return state !== 'skipped';
      const isNewest = !seen.has(call.key);
      seen.add(call.key);
      return isNewest;
    });
}

/** Tasks in three numbers: read, of how many that could be, and beside them those that ask for what is not there. */
export interface Tally {
  readonly read: number;
  readonly there: number;
  readonly absent: number;
}

/**
 * The one way tasks are counted. What is not there (a region not enabled, a thing gone, a file known already) is neither read
 * nor missing.
 */
export function tally(tasks: readonly Pick<Task, 'state'>[]): Tally {
  const number = (wanted: TaskState): number => tasks.filter(({ state }) => state === wanted).length;
  const absent = number('skipped');
  return { read: number('done'), there: tasks.length - absent, absent };
}

/** What tasks are called: files, as long as no cloud was asked. */
export const taskNoun = (tasks: readonly Task[]): 'file' | 'task' =>
  tasks.some(({ call }) => call !== null) ? 'task' : 'file';

const words: Readonly<Record<Exclude<TaskState, 'done' | 'skipped'>, string>> = {
  denied: 'denied',
  'throttled-out': 'throttled',
  failed: 'failed',
  cancelled: 'cancelled',
  running: 'running',
  planned: 'not begun',
};

/** `41 of 44 tasks read; 2 denied, 1 throttled.`; null when everything that was asked was read. */
export function partialWords(collections: readonly Collection[]): string | null {
  const tasks = tasksNow(collections);
  const { read, there, absent } = tally(tasks);
  if (read === there) return null;
  const others = Object.entries(words).flatMap(([state, word]) => {
    const number = tasks.filter((task) => task.state === state).length;
    return number === 0 ? [] : [`${number} ${word}`];
  });
  const gone = absent === 0 ? [] : [`${absent} not available`];
  return `${read} of ${counted(there, taskNoun(tasks))} read; ${[...others, ...gone].join(', ')}.`;
}
