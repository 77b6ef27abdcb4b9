import type { OpenSource } from '../collect/run/collector.ts';
import type { Timer } from '../collect/run/timer.ts';

/** What the outside gives the engine. The clock is an argument everywhere below. */
export interface Deps {
  /** The present instant, ISO 8601 UTC. */
  readonly clock: () => string;
  /** Who is at the keyboard, for the log. */
  readonly actor: string;
  readonly toolVersion: string;
  /** The folder of the data shipped with the program. */
  readonly resources: string;
  /** The built script of the thread that helps with large imports; absent where there is none, as in tests. */
  readonly helper?: string;
  /** The built script of the thread that reaches clouds. */
  readonly collector?: string;
  /** Opens clouds in this very thread instead: how tests bring a loopback. */
  readonly openSource?: OpenSource;
  /** The time such a cloud is read by. */
  readonly timer?: Timer;
}
