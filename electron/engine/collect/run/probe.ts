import type { RunOptions } from '@shared/domain/collection.ts';
import { CallError, type CloudSource, type PlannedTask } from './source.ts';
import type { Timer } from './timer.ts';

/** What a dry run learned; nothing of an answer is kept. */
export interface Probed {
  readonly tasks: readonly PlannedTask[];
  /** Refused permissions and places that did not answer, with the cloud's reason. */
  readonly refused: readonly {
    readonly task: PlannedTask;
    readonly fault: CallError['fault'];
    readonly reason: string;
  }[];
  /** Milliseconds a call took on average; null when none answered. */
  readonly callMs: number | null;
}

const lanes = 6;

/** One task for each operation in each place: what is refused to one is refused to its like. */
function sample(tasks: readonly PlannedTask[]): readonly PlannedTask[] {
  const seen = new Set<string>();
  return tasks.filter(({ account, region, operation }) => {
    const key = `${account}\n${region}\n${operation}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Tries the cheapest call of each kind in each place. Throws only when the session has expired or the signal aborts. */
export async function probeTasks(
  source: CloudSource,
  options: RunOptions,
  timer: Timer,
  signal: AbortSignal,
): Promise<Probed> {
  const tasks = source.plan(options);
  const queue = [...sample([...tasks, ...(source.trials?.(options) ?? [])])];
  const refused: Probed['refused'][number][] = [];
  const times: number[] = [];
  const lane = async (): Promise<void> => {
    for (let task = queue.shift(); task !== undefined && !signal.aborted; task = queue.shift()) {
      const begunAt = timer.now();
      try {
        await source.probe(task, signal);
        times.push(timer.now() - begunAt);
      } catch (error) {
        if (!(error instanceof CallError) || error.fault === 'expired') throw error;
        refused.push({ task, fault: error.fault, reason: error.message });
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  signal.throwIfAborted();
  const callMs = times.length === 0 ? null : times.reduce((sum, it) => sum + it, 0) / times.length;
  return { tasks, refused, callMs };
}
