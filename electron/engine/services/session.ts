import type { Output } from '@shared/contract/contract.ts';
import type { EventPayload } from '@shared/contract/events.ts';
import { AppError } from '@shared/errors.ts';
import type { Emit } from '../protocol.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { openEngagement, summarise } from './engagement.ts';
import { endAcceptances } from './follow-up.ts';
import type { ImportInput, RunningImport } from './import-files.ts';
import { createJobs } from './jobs.ts';
import { isUnjudged, judgeAll } from './judge.ts';
import { createLive, type Live } from './live.ts';

type Changed = EventPayload<'engagement.changed'>['what'];
type Summary = Output<'engagement.summary'>;
type Open = () => Workspace | Promise<Workspace>;
type StartImport = (workspace: Workspace, told: Pick<ImportInput, 'signal' | 'onProgress'>) => RunningImport;
type Export<T> = (signal: AbortSignal, onProgress: (step: string, done: number, total: number) => void) => Promise<T>;

/** The engagement that is open in a window, and the one long job that may run in it. */
export interface Session {
  /** The open workspace; refuses when there is none. */
  workspace(): Workspace;
  opened(open: Open): Promise<Summary>;
  changing<T>(what: Changed, work: () => T): T;
  /** Refuses while an import or export runs. */
  free(): void;
  /** Refused while a job runs: a file half read has rows without a snapshot, and a binder being written reads the findings. */
  judge(asOf: string | undefined): Summary;
  importing(start: StartImport): Output<'collection.import'>;
  exporting<T>(work: Export<T>): Promise<T>;
  cancel(): null;
  /** The live collection of this engagement. */
  readonly live: Live;
  close(): Promise<void>;
}

function judge(workspace: Workspace, deps: Deps, emit: Emit, asOf: string | undefined): Summary {
  emit('evaluate.progress', { done: 0, total: workspace.resources.count(), isOver: false });
  const reopened = judgeAll(workspace, deps, asOf, ({ done, total }) =>
    emit('evaluate.progress', { done, total, isOver: done === total }),
  );
  emit('engagement.changed', { what: 'findings' });
  if (reopened > 0) emit('engagement.changed', { what: 'exceptions' });
  return summarise(workspace);
}

/** An import that ends with its findings judged; what goes wrong on the way is told, not thrown. */
function judgedImport(
  workspace: Workspace,
  deps: Deps,
  emit: Emit,
  start: StartImport,
  signal: AbortSignal,
): { readonly collectionId: RunningImport['collectionId']; readonly ended: Promise<void> } {
  const run = start(workspace, { signal, onProgress: (progress) => emit('import.progress', progress) });
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

/** The workspace opened, with what the calendar has ended since it was last open, and judged where nothing is. */
async function openNow(open: Open, deps: Deps, emit: Emit): Promise<Workspace> {
  const workspace = await open();
  endAcceptances(workspace, deps);
  if (isUnjudged(workspace)) judge(workspace, deps, emit, undefined);
  return workspace;
}

/** The workspace that is open, one at a time; `end` ends what runs in it before it is closed. */
function createKeeper(
  deps: Deps,
  emit: Emit,
  end: () => Promise<void>,
): Pick<Session, 'workspace' | 'opened' | 'close'> {
  let current: Workspace | null = null;
  let opening: Promise<unknown> = Promise.resolve();
  const close = async (): Promise<void> => {
    await end();
    current?.close();
    current = null;
  };
  const replace = async (open: Open): Promise<Summary> => {
    const before = current?.folder;
    await close();
    try {
      current = await openNow(open, deps, emit);
    } catch (error) {
      // The window still shows the engagement before it.
      if (before !== undefined) current = openEngagement(before);
      throw error;
    }
    return summarise(current);
  };
  return {
    workspace: () => {
      if (current === null) throw new AppError('no-workspace', 'No engagement is open.', 'Open or create one first.');
      return current;
    },
    opened(open) {
      // One after the other: two openings at once would leave one of them open for ever.
      const opened = opening.then(() => replace(open));
      opening = opened.catch(() => undefined);
      return opened;
    },
    close,
  };
}

/** Keeps one workspace open and one job running at most. */
export function createSession(deps: Deps, emit: Emit): Session {
  const jobs = createJobs();
  const { workspace, opened, close } = createKeeper(deps, emit, async () => {
    await live.close();
    jobs.abort();
    await jobs.ended();
  });
  const judgeNow = (asOf: string | undefined): Summary => judge(workspace(), deps, emit, asOf);
  const live = createLive({ workspace, deps, emit, jobs, judge: () => void judgeNow(undefined) });
  return {
    workspace,
    opened,
    changing(what, work) {
      const result = work();
      emit('engagement.changed', { what });
      return result;
    },
    free: jobs.free,
    judge(asOf) {
      jobs.free();
      return judgeNow(asOf);
    },
    importing: (start) => ({
      collectionId: jobs.run((signal) => judgedImport(workspace(), deps, emit, start, signal)).collectionId,
    }),
    exporting: (work) => jobs.run((signal) => ({ ended: toldExport(work, emit, signal) })).ended,
    cancel() {
      jobs.abort();
      return null;
    },
    live,
    close,
  };
}
