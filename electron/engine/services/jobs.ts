import { AppError } from '@shared/errors.ts';

/** The one long job that may run in an engagement. */
export interface Jobs {
  /** Refuses while a job runs. */
  free(): void;
  /** Begins a job; it lasts until its `ended` settles. */
  run<T extends { readonly ended: Promise<unknown> }>(begin: (signal: AbortSignal) => T): T;
  abort(): void;
  /** Settles when nothing runs any more; never rejects. */
  ended(): Promise<void>;
}

/** Keeps one job running at most. */
export function createJobs(): Jobs {
  let job: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
  const clear = (): void => {
    job = null;
  };
  const free = (): void => {
    if (job !== null)
      throw new AppError('conflict', 'An import or export is running.', 'Wait for its end, or cancel it.');
  };
  return {
    free,
    run(begin) {
      free();
      const controller = new AbortController();
      const begun = begin(controller.signal);
      job = { controller, ended: begun.ended.then(clear, clear) };
      return begun;
    },
    abort: () => job?.controller.abort(),
    async ended() {
      await job?.ended;
    },
  };
}
