import type { Output } from '@shared/contract/contract.ts';
import type { EventPayload } from '@shared/contract/events.ts';
import { AppError } from '@shared/errors.ts';
import type { Emit } from '../protocol.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { summarise } from './engagement.ts';
import { defaultAsOf, evaluate } from './evaluate.ts';
import { startImport } from './import-files.ts';

type Changed = EventPayload<'engagement.changed'>['what'];
type Summary = Output<'engagement.summary'>;
type BinderProgress = (step: string, done: number, total: number) => void;

/** The engagement that is open in a window, and the one long job that may run in it. */
export interface Session {
  /** The open workspace; refuses when there is none. */
  workspace(): Workspace;
  opened(open: () => Workspace | Promise<Workspace>): Promise<Summary>;
  changing<T>(what: Changed, work: () => T): T;
  judge(asOf: string | undefined): Summary;
  importFiles(paths: readonly string[]): Output<'collection.import'>;
  exporting<T>(work: (signal: AbortSignal, onProgress: BinderProgress) => Promise<T>): Promise<T>;
  cancel(): null;
  close(): Promise<void>;
}

interface Job {
  readonly controller: AbortController;
  readonly ended: Promise<unknown>;
}

const busy = (): AppError =>
  new AppError('conflict', 'An import or export is running.', 'Wait for its end, or cancel it.');

/** Keeps one workspace open and one job running at most. */
export function createSession(deps: Deps, emit: Emit): Session {
  let current: Workspace | null = null;
  let job: Job | null = null;
  const workspace = (): Workspace => {
    if (current === null) throw new AppError('no-workspace', 'No engagement is open.', 'Open or create one first.');
    return current;
  };
  const start = <T>(work: (controller: AbortController) => Promise<T>): Promise<T> => {
    if (job !== null) throw busy();
    const controller = new AbortController();
    const ended = work(controller).finally(() => {
      job = null;
    });
    job = { controller, ended: ended.catch(() => undefined) };
    return ended;
  };
  const judgeNow = (asOf: string | undefined): Summary => {
    const open = workspace();
    const instant = asOf ?? defaultAsOf(open.engagements.get(), deps.clock());
    emit('evaluate.progress', { done: 0, total: open.resources.count(), isOver: false });
    evaluate(open, deps, instant, ({ done, total }) =>
      emit('evaluate.progress', { done, total, isOver: done === total }),
    );
    emit('engagement.changed', { what: 'findings' });
    return summarise(open);
  };
  const close = async (): Promise<void> => {
    job?.controller.abort();
    await job?.ended;
    current?.close();
    current = null;
  };
  return {
    workspace,
    async opened(open) {
      await close();
      current = await open();
      return summarise(current);
    },
    changing(what, work) {
      const result = work();
      emit('engagement.changed', { what });
      return result;
    },
    judge(asOf) {
      // A file half read has rows without a snapshot, and a binder being written reads the findings.
      if (job !== null) throw busy();
      return judgeNow(asOf);
    },
    importFiles(paths) {
      if (job !== null) throw busy();
      const controller = new AbortController();
      const run = startImport(workspace(), deps, {
        paths,
        signal: controller.signal,
        onProgress: (progress) => emit('import.progress', progress),
      });
      const after = (): void => {
        emit('engagement.changed', { what: 'collections' });
        if (!controller.signal.aborted || current !== null) judgeNow(undefined);
      };
      const fail = (error: unknown): void =>
        emit('engine.failed', {
          message: `The import stopped: ${error instanceof Error ? error.message : String(error)}.`,
        });
      const ended = run.ended
        .then(after)
        .catch(fail)
        .finally(() => {
          job = null;
        });
      job = { controller, ended };
      return { collectionId: run.collectionId };
    },
    exporting: (work) =>
      start(async ({ signal }) => {
        const result = await work(signal, (step, done, total) => emit('binder.progress', { step, done, total }));
        emit('engagement.changed', { what: 'binder' });
        return result;
      }),
    cancel() {
      job?.controller.abort();
      return null;
    },
    close,
  };
}
