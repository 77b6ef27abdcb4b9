import type { Input, Output } from '@shared/contract/contract.ts';
import type { AppError } from '@shared/errors.ts';
import { create } from 'zustand';
import { asAppError, call } from '../../api.ts';
import { useEngagement } from '../../engagement.store.ts';
import type { Said } from '../../exceptions/move-dialog.tsx';
import { mirror, mirrored, type Spot, unmirror } from './mirror.ts';

export type Detail = Output<'exception.detail'>;
export type Response = Input<'exception.type'>['response'];

/** How safe what was typed is: `waiting` for a pause, being written, or not written. */
type Saving = 'saved' | 'waiting' | 'saving' | 'failed';

interface ExceptionState {
  /** The exception that is open; null before the first. */
  readonly spot: Spot | null;
  /** Null before the first answer. */
  readonly detail: Detail | null;
  readonly error: AppError | null;
  /** As typed; ahead of the engine by at most the pause. */
  readonly response: Response | null;
  readonly rubric: Detail['rubric'] | null;
  readonly savedAt: string | null;
  /** Something was typed since the last version. */
  readonly isDraft: boolean;
  readonly saving: Saving;
  /** Why the last save failed. */
  readonly refusal: string | null;
  /** The section with the caret, by the id of its point. */
  readonly section: string | null;
}

const fresh = {
  detail: null,
  error: null,
  response: null,
  rubric: null,
  savedAt: null,
  isDraft: false,
  saving: 'saved',
  refusal: null,
  section: null,
} as const;

/** One exception: what is known, and the response as it is being written. */
export const useException = create<ExceptionState>(() => ({ spot: null, ...fresh }));

const { getState: get, setState: set } = useException;

/** Milliseconds without a keystroke before what was typed is written, and the longest that anyone may type on unwritten. */
const pause = 600;
const longest = 1_500;
const retryAfter = 3_000;
let timer: ReturnType<typeof setTimeout> | undefined;
/** When the first keystroke came that is not written yet. */
let waitingSince = 0;
let writing: Promise<void> = Promise.resolve();

/** What one client's exception says must never be written into that of another. */
const isOpenNow = ({ engagementId }: Spot): boolean => useEngagement.getState().summary?.engagement.id === engagementId;

async function write(): Promise<void> {
  const { spot, response, saving } = get();
  if (spot === null || response === null || (saving !== 'waiting' && saving !== 'failed') || !isOpenNow(spot)) return;
  set({ saving: 'saving' });
  try {
    const { savedAt, rubric } = await call('exception.type', { id: spot.id, response });
    if (get().spot !== spot) return;
    // What was typed while this was written waits for the next turn.
    const isCurrent = get().response === response;
    if (isCurrent) unmirror(spot);
    set({ savedAt, isDraft: true, refusal: null, rubric, saving: isCurrent ? 'saved' : 'waiting' });
  } catch (error) {
    if (get().spot !== spot) return;
    set({ saving: 'failed', refusal: asAppError(error).message });
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), retryAfter);
  }
}

/** Writes what was typed now; resolves when nothing waits any more or the write failed. */
export function flush(): Promise<void> {
  clearTimeout(timer);
  writing = writing.then(write);
  return writing;
}

/** Takes a change of the response as it is typed. It is safe within two seconds: in the engine, and beside it in the page. */
export function type(change: Partial<Response>): void {
  const { spot, response, saving } = get();
  if (spot === null || response === null) return;
  const typed = { ...response, ...change };
  mirror(spot, typed);
  const now = performance.now();
  if (saving !== 'waiting') waitingSince = now;
  set({ response: typed, saving: 'waiting' });
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), Math.max(0, Math.min(pause, waitingSince + longest - now)));
}

export const enterSection = (section: string | null): void => set({ section });

function show(detail: Detail): void {
  const { saving, response } = get();
  const isTyping = saving !== 'saved' && response !== null;
  const { rubric, savedAt, isDraft } = detail;
  set({ detail, error: null, ...(isTyping ? {} : { response: detail.response, rubric, savedAt, isDraft }) });
}

/** Reads the exception anew; what is being typed stays. */
export async function readException(): Promise<void> {
  const { spot } = get();
  if (spot === null) return;
  try {
    const detail = await call('exception.detail', { id: spot.id });
    if (get().spot === spot) show(detail);
  } catch (error) {
    if (get().spot === spot) set({ error: asAppError(error) });
  }
}

/** The exception asked for last: of two that are asked for at once, the later one is shown. */
let wanted: Spot | null = null;

/** Opens an exception; what was typed into the one before is written first. */
export async function openException(spot: Spot): Promise<void> {
  const { spot: before } = get();
  wanted = spot;
  if (before?.id === spot.id && before.engagementId === spot.engagementId) return readException();
  await flush();
  if (wanted !== spot) return;
  clearTimeout(timer);
  set({ spot, ...fresh });
  await readException();
  const rest = mirrored(spot);
  // The page ended, or the engine failed, before this was written.
  if (rest !== null && get().spot === spot) type(rest);
}

type Step = 'exception.keep' | 'exception.update' | 'exception.add' | 'exception.plan';

/** Asks for a step on the open exception and shows what it became. A refusal is thrown for the one that asked. */
export async function step<R extends Step>(route: R, input: Input<R>): Promise<void> {
  await flush();
  show(await call<Step>(route, input));
}

/** Brings the words of an earlier version back. What stands now becomes a version first, so that nothing is lost. */
export async function bringBack(response: Response): Promise<void> {
  const { spot } = get();
  await flush();
  if (spot !== null && get().isDraft) await step('exception.keep', { id: spot.id });
  type(response);
  await flush();
}

/** Moves the open exception to another state; gives the refusal, or null. */
export async function move(said: Said): Promise<string | null> {
  const { spot } = get();
  if (spot === null) return null;
  await flush();
  const { refused } = await call('exception.move', { ids: [spot.id], ...said });
  await readException();
  return refused[0]?.why ?? null;
}

/** Asks for files and keeps them as evidence; false when the user turned away. */
export async function attach(source: string): Promise<boolean> {
  const { spot } = get();
  const picked = await call('file.pick', { folders: false, kind: 'evidence' });
  if (spot === null || picked.length === 0) return false;
  await flush();
  show(await call('exception.attach', { id: spot.id, handles: picked.map(({ handle }) => handle), source }));
  return true;
}
