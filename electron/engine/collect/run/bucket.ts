import type { Timer } from './timer.ts';

/** Calls a second: where a place begins, and between what its pace moves. Source: the bar of long jobs in the design notes. */
const pace = { start: 5, lowest: 0.2, highest: 20, gain: 0.25, cut: 0.5 };
/** Calls that may go at once after a rest. */
const burst = 5;
/** Tasks of one place that may be under way at once: the limit is shared with the client's own tools. */
const atOnce = 3;

/** The pace of one account and region: additive up while calls succeed, halved when the cloud refuses for its limits. */
export interface Bucket {
  /** True while another task may begin in this place. */
  hasRoom(): boolean;
  enter(): void;
  leave(): void;
  /** Milliseconds until the next call may go; it counts as sent then. */
  take(): number;
  succeeded(): void;
  throttled(waitMs: number): void;
  /** Nothing goes before so many milliseconds. */
  hold(waitMs: number): void;
  readonly callsPerSecond: number;
}

/** Makes the bucket of one place. */
export function createBucket(timer: Timer): Bucket {
  let rate = pace.start;
  let nextAt = Number.NEGATIVE_INFINITY;
  let underWay = 0;
  return {
    hasRoom: () => underWay < atOnce,
    enter() {
      underWay += 1;
    },
    leave() {
      underWay -= 1;
    },
    take() {
      const now = timer.now();
      const interval = 1_000 / rate;
      const at = Math.max(nextAt, now - (burst - 1) * interval);
      nextAt = at + interval;
      return Math.max(0, at - now);
    },
    succeeded() {
      rate = Math.min(pace.highest, rate + pace.gain);
    },
    throttled(waitMs) {
      rate = Math.max(pace.lowest, rate * pace.cut);
      nextAt = Math.max(nextAt, timer.now() + waitMs);
    },
    hold(waitMs) {
      nextAt = Math.max(nextAt, timer.now() + waitMs);
    },
    get callsPerSecond() {
      return rate;
    },
  };
}
