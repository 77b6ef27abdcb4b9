/** Time as a run uses it; tests bring a clock of their own. */
export interface Timer {
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 to 1, for the spread of waits. */
  random(): number;
}

/** The machine's own time. */
export const machineTimer: Timer = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        clearTimeout(handle);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const handle = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end, { once: true });
    }),
  random: Math.random,
};
