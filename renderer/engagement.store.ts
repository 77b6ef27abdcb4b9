import type { Input, Output } from '@shared/contract/contract.ts';
import type { EventPayload } from '@shared/contract/events.ts';
import { create } from 'zustand';
import { asAppError, call, on } from './api.ts';
import { useNavigation } from './navigation.store.ts';

type Summary = Output<'engagement.summary'>;

interface EngagementState {
  /** The engagement that is open; null on the home screen. */
  readonly summary: Summary | null;
  /** Live progress, null when nothing runs. */
  readonly importing: EventPayload<'import.progress'> | null;
  readonly judging: EventPayload<'evaluate.progress'> | null;
  readonly exporting: EventPayload<'binder.progress'> | null;
  /** Handles of files picked or dropped before an engagement was open; imported once one is. */
  readonly waiting: readonly string[];
  /** Why the engine stopped or the summary could not be read; null when all is well. */
  readonly failure: string | null;
}

const idle = { importing: null, judging: null, exporting: null, failure: null };

/** The open engagement and the work that runs on it. */
export const useEngagement = create<EngagementState>(() => ({ summary: null, waiting: [], ...idle }));

const set = useEngagement.setState;

/** Starts an import into the open engagement and shows it; without one the files wait for a new engagement. */
export async function importFiles(handles: readonly string[]): Promise<void> {
  if (handles.length === 0) return;
  const { go } = useNavigation.getState();
  if (useEngagement.getState().summary === null) {
    set({ waiting: handles });
    go('new-engagement');
    return;
  }
  const { collectionId } = await call('collection.import', { handles: [...handles] });
  go('collections', { id: collectionId });
}

/** Imports a stored file once more with what a person states of it, and shows that. */
export async function importStated(input: Input<'collection.importStated'>): Promise<void> {
  const { collectionId } = await call('collection.importStated', input);
  useNavigation.getState().go('collections', { id: collectionId });
}

/** Lets the user pick files or whole folders, then imports them. */
export async function pickAndImport(folders = false): Promise<void> {
  const files = await call('file.pick', { folders });
  await importFiles(files.map(({ handle }) => handle));
}

/** Shows an engagement that was just opened or created, and imports the files that waited for it. */
export async function enter(summary: Summary): Promise<void> {
  const { waiting } = useEngagement.getState();
  set({ summary, waiting: [], ...idle });
  useNavigation.getState().restart('overview');
  await importFiles(waiting);
}

/** Shows the open engagement as a route has just answered it. */
export const showSummary = (summary: Summary): void => set({ summary });

/** Takes up an engagement that the engine still holds, after the window was drawn anew. */
export async function resume(): Promise<void> {
  await enter(await call('engagement.summary', {}));
}

/** Closes the engagement and returns to the home screen, also when the engine has nothing open any more. */
export async function leave(): Promise<void> {
  try {
    await call('engagement.close', {});
  } finally {
    set({ summary: null, waiting: [], ...idle });
    useNavigation.getState().restart('home');
  }
}

/** Forgets files that waited for an engagement. */
export const forgetWaiting = (): void => set({ waiting: [] });

async function refresh(): Promise<void> {
  try {
    set({ summary: await call('engagement.summary', {}) });
  } catch (error) {
    const { code, message } = asAppError(error);
    set(code === 'no-workspace' ? { summary: null } : { failure: message });
  }
}

/** Follows the engine's events for as long as the window lives; returns the function that ends it. */
export function followEngine(): () => void {
  const ends = [
    on('engagement.changed', () => void refresh()),
    on('import.progress', (importing) => set({ importing: importing.state === 'running' ? importing : null })),
    on('evaluate.progress', (judging) => set({ judging: judging.isOver ? null : judging })),
    on('binder.progress', (exporting) => set({ exporting: exporting.done < exporting.total ? exporting : null })),
    on('engine.failed', ({ message }) => set({ ...idle, failure: message })),
  ];
  return () => {
    for (const end of ends) end();
  };
}
