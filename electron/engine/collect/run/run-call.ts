import { bucketOf, enqueue, type Progress, type Shared, say, tell } from './run-state.ts';
import { CallError, type Page } from './source.ts';
import type { Timer } from './timer.ts';

const triesPerCall = 8;
const longestWait = 30_000;
/** Milliseconds a task may spend on calls and waits. A gap longer than a minute is a laptop that slept, and is not counted. */
const budget = 15 * 60_000;
const sleepGap = 60_000;

/** Milliseconds before the next try: what the cloud asks, else a random part of a growing wait. */
const waitFor = (tries: number, asked: number | null, timer: Timer): number =>
  asked ?? timer.random() * Math.min(longestWait, 250 * 2 ** tries);

async function send(shared: Shared, progress: Progress): Promise<Page> {
  const { source, timer, signal, gate } = shared;
  const bucket = bucketOf(shared, progress.task.bucket);
  const begunAt = timer.now();
  await timer.sleep(bucket.take(), signal);
  await gate.passed(signal);
  signal.throwIfAborted();
  try {
    progress.calls += 1;
    progress.renewals = shared.renewals;
    const page = await source.read(progress.task, progress.cursor, signal);
    bucket.succeeded();
    bucket.hold(page.waitMs);
    if (!gate.isShut) say(shared, null);
    return page;
  } finally {
    const taken = timer.now() - begunAt;
    progress.spent += taken > sleepGap ? 0 : taken;
  }
}

/** Waits out a network that is gone: one lane tries, the others stand at the gate. */
async function outlast(shared: Shared, error: CallError): Promise<void> {
  shared.gate.shut();
  say(shared, `Waiting for the network: ${error.message}`);
  await shared.timer.sleep(waitFor(6, error.retryAfterMs, shared.timer), shared.signal);
  shared.gate.open();
}

/** Has the session renewed by the person; what waits at the gate goes on as the same principal. */
async function renew(shared: Shared): Promise<void> {
  if (shared.isRenewing) return shared.gate.passed(shared.signal);
  shared.isRenewing = true;
  shared.gate.shut();
  say(shared, 'The session has expired.');
  shared.hasGivenUp = true;
  try {
    shared.hasGivenUp = !(await shared.hooks.onExpired());
  } finally {
    shared.isRenewing = false;
    shared.renewals += 1;
    say(shared, null);
    shared.gate.open();
  }
}

/** True when the call may be sent again; throws what ends the task. */
async function recover(shared: Shared, progress: Progress, error: CallError): Promise<void> {
  const { timer, signal } = shared;
  if (error.fault === 'expired') {
    // A call that was sent before the session was renewed may be refused after it.
    if (progress.renewals === shared.renewals) await renew(shared);
    if (shared.hasGivenUp) throw error;
    return;
  }
  if (error.fault === 'offline') return outlast(shared, error);
  if (error.fault !== 'throttled' && error.fault !== 'transient') throw error;
  if (progress.tries >= triesPerCall || progress.spent > budget) throw error;
  const wait = waitFor(progress.tries, error.retryAfterMs, timer);
  if (error.fault === 'throttled') bucketOf(shared, progress.task.bucket).throttled(wait);
  const word = error.fault === 'throttled' ? 'Throttled' : 'Failed';
  tell(shared, progress, {
    code: error.code,
    reason: `${word}, try ${progress.tries} of ${triesPerCall}: ${error.message}`,
  });
  if (error.fault === 'throttled') say(shared, `Slowed by the cloud's limits in ${progress.task.bucket}.`);
  progress.spent += wait;
  await timer.sleep(wait, signal);
}

/** The next page of a task, tried again where that may help; throws what ends the task. */
async function nextPage(shared: Shared, progress: Progress): Promise<Page> {
  for (progress.tries = 1; ; progress.tries += 1) {
    try {
      return await send(shared, progress);
    } catch (error) {
      shared.signal.throwIfAborted();
      if (!(error instanceof CallError)) throw error;
      await recover(shared, progress, error);
      if (error.fault === 'offline') progress.tries -= 1;
    }
  }
}

async function keep(shared: Shared, progress: Progress, page: Page, tries: number): Promise<void> {
  progress.pages += 1;
  progress.lists = [...progress.lists, ...(page.lists ?? [])];
  await shared.hooks.onPage(progress.task, progress.pages, page, tries);
  enqueue(shared, page.next);
  tell(shared, progress);
}

/** True when the cursor has led to a page before. */
function isRepeated({ cursor, cursors }: Progress): boolean {
  const isKnown = cursor !== null && cursors.has(cursor);
  if (cursor !== null) cursors.add(cursor);
  return isKnown;
}

/**
 * Reads the pages of a task and has each kept, in order. The next is asked for while the last is being kept, so that neither
 * side waits for the other. Throws what ends the task, once nothing of it is under way.
 */
export async function readPages(shared: Shared, progress: Progress): Promise<void> {
  let keeping = Promise.resolve();
  do {
    const [kept, read] = await Promise.allSettled([keeping, nextPage(shared, progress)]);
    if (kept.status === 'rejected') throw kept.reason;
    if (read.status === 'rejected') throw read.reason;
    keeping = keep(shared, progress, read.value, progress.tries);
    progress.cursor = read.value.cursor;
  } while (progress.cursor !== null && !isRepeated(progress));
  await keeping;
  if (progress.cursor !== null)
    throw new CallError('failed', 'PageLoop', `The cloud gave the same page token twice after page ${progress.pages}.`);
}
