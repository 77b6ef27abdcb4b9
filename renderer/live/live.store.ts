import type { Output } from '@shared/contract/contract.ts';
import type { EventPayload } from '@shared/contract/events.ts';
import type { Collection } from '@shared/domain/collection.ts';
import type { Prompt, RunSecret } from '@shared/domain/connection.ts';
import { tally } from '@shared/domain/task-coverage.ts';
import { useEffect } from 'react';
import { create } from 'zustand';
import { call, on } from '../api.ts';
import { useEngagement } from '../engagement.store.ts';

type Live = Output<'collection.live'>;
export type Connected = NonNullable<Live['connected']>;
/** A run under way, as its last event told it. */
export type RunProgress = Omit<EventPayload<'collection.progress'>, 'tasks'>;

interface LiveState {
  /** Whom the cloud takes us for; null when no session is open. */
  readonly connected: Connected | null;
  /** What the collector asks the person just now. */
  readonly prompt: Prompt | null;
  /** The question was put off: it waits in the status bar instead of over the screen. */
  readonly isPutOff: boolean;
  /** The run that reads or is paused; null when none is. */
  readonly run: RunProgress | null;
}

/** Also after a run: its credentials end with it. */
const nothing: LiveState = { connected: null, prompt: null, isPutOff: false, run: null };

/** The live session of the open engagement. Holds no secret: what a person types for a run goes straight to the engine. */
export const useLive = create<LiveState>(() => nothing);

const set = useLive.setState;
const isUnderWay = (state: Collection['state']): boolean => state === 'running' || state === 'paused';

function progressOf(collection: Collection | null, progress: Live['progress']): RunProgress | null {
  if (collection === null || !isUnderWay(collection.state)) return null;
  const { id, state, tasks } = collection;
  const { read, there } = tally(tasks);
  return {
    collectionId: id,
    state,
    done: read,
    planned: there,
    items: tasks.reduce((sum, { items }) => sum + items, 0),
    calls: tasks.reduce((sum, task) => sum + (task.call?.calls ?? 0), 0),
    secondsLeft: progress?.secondsLeft ?? null,
    note: progress?.note ?? null,
  };
}

/** Takes up the session the engine holds: after the window was drawn anew, or another engagement was opened. */
async function takeUp(): Promise<void> {
  const { connected, prompt, collection, progress } = await call('collection.live', {});
  set({ connected, prompt, isPutOff: false, run: progressOf(collection, progress) });
}

/** Opens a session; it is shown before anything is read. */
export async function connect(connectionId: string, secret: RunSecret | null): Promise<void> {
  set({ connected: null });
  set({ connected: await call('collection.connect', { connectionId, secret }) });
}

/** Ends the session, or the attempt to open one. */
export async function disconnect(): Promise<void> {
  await call('collection.disconnect', {});
  set({ connected: null, prompt: null });
}

/** Answers the question on screen; null turns it away. */
export async function answerPrompt(promptId: string, value: string | null): Promise<void> {
  await call('collection.answer', { promptId, value });
}

export const putOffPrompt = (isPutOff: boolean): void => set({ isPutOff });

// A session that cannot be read is no reason to keep the engagement closed; the screens that need it ask and say why.
const tryToTakeUp = (): void => void takeUp().catch(() => set(nothing));

/** Follows the session of the open engagement for as long as the frame lives. */
export function useLiveFollowing(): void {
  const id = useEngagement((state) => state.summary?.engagement.id ?? null);
  useEffect(() => {
    set(nothing);
    if (id !== null) tryToTakeUp();
  }, [id]);
  useEffect(() => {
    const ends = [
      on('collection.prompt', ({ prompt }) => set({ prompt, isPutOff: false })),
      on('collection.progress', ({ tasks: _, ...run }) => set(isUnderWay(run.state) ? { run } : nothing)),
      on('engine.failed', tryToTakeUp),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, []);
}
