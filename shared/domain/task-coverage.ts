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

export const isRead = ({ state }: Task): boolean => state === 'done';

/** False where there is nothing to read: a region that is not enabled, a thing that is gone. It is neither read nor missing. */
export const isThere = ({ state }: Task): boolean => state !== 'skipped';

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
  const all = tasksNow(collections);
  const tasks = all.filter(isThere);
  const read = tasks.filter(isRead).length;
  if (read === tasks.length) return null;
  const noun = tasks.some(({ call }) => call !== null) ? 'task' : 'file';
  const others = Object.entries(words).flatMap(([state, word]) => {
    const number = tasks.filter((task) => task.state === state).length;
    return number === 0 ? [] : [`${number} ${word}`];
  });
  const gone = all.length - tasks.length;
  const absent = gone === 0 ? [] : [`${gone} not available`];
  return `${read} of ${counted(tasks.length, noun)} read; ${[...others, ...absent].join(', ')}.`;
}
