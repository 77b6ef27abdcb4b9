import { parentPort } from 'node:worker_threads';
import type { OpenSource } from '../../electron/engine/collect/run/collector.ts';
import type { Timer } from '../../electron/engine/collect/run/timer.ts';
import { serveCollector } from '../../electron/engine/services/live-serve.ts';

/** The pace of a run waits for limits that a loopback has not; only what a run does is measured here, not what it waits for. */
function timeWithoutWaits(): Timer {
  let slept = 0;
  return {
    now: () => performance.now() + slept,
    sleep: (milliseconds) => {
      slept += milliseconds;
      return new Promise((done) => setImmediate(done));
    },
    random: () => 0.5,
  };
}

/** Serves the collector as the program's thread does, with a loopback behind its guard and without waits. */
export const serveWithoutWaits = (open: OpenSource): void => serveCollector(parentPort, open, timeWithoutWaits());
