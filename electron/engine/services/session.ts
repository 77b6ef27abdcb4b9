import type { Output } from '@shared/contract/contract.ts';
import type { EventPayload } from '@shared/contract/events.ts';
import { AppError } from '@shared/errors.ts';
import type { Emit } from '../protocol.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { openEngagement, summarise } from './engagement.ts';
import { defaultAsOf, evaluate } from './evaluate.ts';
import { type RunningImport, startImport } from './import-files.ts';
import { createJobs } from './jobs.ts';

type Changed = EventPayload<'engagement.changed'>['what'];
type Summary = Output<'engagement.summary'>;
type Open = () => Workspace | Promise<Workspace>;
type Export<T> = (signal: AbortSignal, onProgress: (step: string, done: number, total: number) => void) => Promise<T>;

/** The engagement that is open in a window, and the one long job that may run in it. */
export interface Session {
  /** The open workspace; refuses when there is none. */
  workspace(): Workspace;
  opened(open: Open): Promise<Summary>;
  changing<T>(what: Changed, work: () => T): T;
  judge(asOf: string | undefined): Summary;
  importFiles(paths: readonly string[]): Output<'collection.import'>;
  exporting<T>(work: Export<T>): Promise<T>;
  cancel(): null;
  close(): Promise<void>;
}

function judge(workspace: Workspace, deps: Deps, emit: Emit, asOf: string | undefined): Summary {
  const instant = asOf ?? defaultAsOf(workspace.engagements.get(), deps.clock());
  emit('evaluate.progress', { done: 0, total: workspace.resources.count(), isOver: false });
  evaluate(workspace, deps, instant, ({ done, total }) =>
    emit('evaluate.progress', { done, total, isOver: done === total }),
  );
  emit('engagement.changed', { what: 'findings' });
  return summarise(workspace);
}

/** An import that ends with its findings judged; what goes wrong on the way is told, not thrown. */
function judgedImport(
  workspace: Workspace,
  deps: Deps,
  emit: Emit,
  paths: readonly string[],
  signal: AbortSignal,
): { readonly collectionId: RunningImport['collectionId']; readonly ended: Promise<void> } {
  const run = startImport(workspace, deps, {
    paths,
    signal,
    onProgress: (progress) => emit('import.progress', progress),
  });
  const after = (): void => {
    emit('engagement.changed', { what: 'collections' });
    judge(workspace, deps, emit, undefined);
  };
  const fail = (error: unknown): void =>
    emit('engine.failed', {
      message: `The import stopped: ${error instanceof Error ? error.message : String(error)}.`,
    });
  return { collectionId: run.collectionId, ended: run.ended.then(after).catch(fail) };
}

async function toldExport<T>(work: Export<T>, emit: Emit, signal: AbortSignal): Promise<T> {
  const result = await work(signal, (step, done, total) => emit('binder.progress', { step, done, total }));
  emit('engagement.changed', { what: 'binder' });
  return result;
}

/** Keeps one workspace open and one job running at most. */
export function createSession(deps: Deps, emit: Emit): Session {
  const jobs = createJobs();
  let current: Workspace | null = null;
  let opening: Promise<unknown> = Promise.resolve();
  const workspace = (): Workspace => {
    if (current === null) throw new AppError('no-workspace', 'No engagement is open.', 'Open or create one first.');
    return current;
  };
  const close = async (): Promise<void> => {
    jobs.abort();
    await jobs.ended();
    current?.close();
    current = null;
  };
  const replace = async (open: Open): Promise<Summary> => {
    const before = current?.folder;
    await close();
    try {
      current = await open();
    } catch (error) {
      // The window still shows the engagement before it.
      if (before !== undefined) current = openEngagement(before);
      throw error;
    }
    return summarise(current);
  };
  return {
    workspace,
    opened(open) {
      // One after the other: two openings at once would leave one of them open for ever.
      const opened = opening.then(() => replace(open));
      opening = opened.catch(() => undefined);
      return opened;
    },
    changing(what, work) {
      const result = work();
      emit('engagement.changed', { what });
      return result;
    },
    judge(asOf) {
      // A file half read has rows without a snapshot, and a binder being written reads the findings.
      jobs.free();
      return judge(workspace(), deps, emit, asOf);
    },
    importFiles(paths) {
      const { collectionId } = jobs.run((signal) => judgedImport(workspace(), deps, emit, paths, signal));
      return { collectionId };
    },
    exporting: (work) => jobs.run((signal) => ({ ended: toldExport(work, emit, signal) })).ended,
    cancel() {
      jobs.abort();
      return null;
    },
    close,
  };
}
