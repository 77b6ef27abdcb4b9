import { setMaxListeners } from 'node:events';
import type { CollectionState } from '@shared/domain/collection.ts';
import { AppError } from '@shared/errors.ts';
import { readPages } from './run-call.ts';
import { begun, bucketOf, type Ending, enqueue, type RunInput, type Shared, tell } from './run-state.ts';
import { CallError, type PlannedTask } from './source.ts';

const lanes = 8;

const cancelled: Ending = { state: 'cancelled', code: null, reason: 'Cancelled before it was read to the end.' };

function endingOf(error: unknown, shared: Shared): Ending {
  if (shared.signal.aborted) return cancelled;
  if (!(error instanceof CallError)) {
    const message = error instanceof Error ? error.message : String(error);
    return { state: 'failed', code: error instanceof AppError ? error.code : 'Unexpected', reason: message };
  }
  const { code, message: reason } = error;
  if (error.fault === 'denied') return { state: 'denied', code, reason };
  if (error.fault === 'throttled') return { state: 'throttled-out', code, reason };
  if (error.fault === 'absent') return { state: 'skipped', code, reason };
  return error.fault === 'expired' ? { ...cancelled, code } : { state: 'failed', code, reason };
}

async function readTask(shared: Shared, task: PlannedTask): Promise<void> {
  const progress = begun(task);
  progress.state = 'running';
  tell(shared, progress);
  try {
    await readPages(shared, progress);
    tell(shared, progress, { state: 'done' });
  } catch (error) {
    tell(shared, progress, endingOf(error, shared));
  }
}

/** The next task whose place has room. */
function pick(shared: Shared): PlannedTask | null {
  const place = shared.queue.findIndex((task) => bucketOf(shared, task.bucket).hasRoom());
  const [task] = place < 0 ? [] : shared.queue.splice(place, 1);
  if (task === undefined) return null;
  bucketOf(shared, task.bucket).enter();
  shared.running += 1;
  return task;
}

const woken = (shared: Shared): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      shared.wake.delete(wake);
      shared.signal.removeEventListener('abort', wake);
      resolve();
    };
    shared.wake.add(wake);
    shared.signal.addEventListener('abort', wake, { once: true });
  });

const isOver = (shared: Shared): boolean =>
  shared.signal.aborted || shared.hasGivenUp || (shared.queue.length === 0 && shared.running === 0);

async function lane(shared: Shared): Promise<void> {
  while (!isOver(shared)) {
    const task = pick(shared);
    if (task === null) await woken(shared);
    else {
      await readTask(shared, task);
      bucketOf(shared, task.bucket).leave();
      shared.running -= 1;
      for (const wake of shared.wake) wake();
    }
  }
}

/**
 * Reads every task and what they lead to: eight at a time, three in one place, at the place's own pace. Resolves when nothing
 * is left, the signal aborts, or the person did not renew an expired session; tasks not begun then end cancelled.
 */
export async function runTasks(input: RunInput): Promise<Extract<CollectionState, 'done' | 'cancelled'>> {
  const shared: Shared = {
    ...input,
    queue: [],
    keys: new Set(),
    buckets: new Map(),
    wake: new Set(),
    isRenewing: false,
    renewals: 0,
    hasGivenUp: false,
    running: 0,
    note: null,
  };
  setMaxListeners(0, input.signal);
  enqueue(shared, input.tasks);
  await Promise.all(Array.from({ length: lanes }, () => lane(shared)));
  const isCut = input.signal.aborted || shared.hasGivenUp;
  for (const task of shared.queue.splice(0)) tell(shared, begun(task), cancelled);
  return isCut ? 'cancelled' : 'done';
}
