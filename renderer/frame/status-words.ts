import type { EventPayload } from '@shared/contract/events.ts';
import { count, counted } from '@shared/domain/words.ts';
import type { RunProgress } from '../live/live.store.ts';
import { bytesWords } from '../ui/words.ts';

interface Work {
  readonly importing: EventPayload<'import.progress'> | null;
  readonly collecting: RunProgress | null;
  readonly judging: EventPayload<'evaluate.progress'> | null;
  readonly exporting: EventPayload<'binder.progress'> | null;
}

/** `Collection 32, running: 180 of 222 tasks, 1,017 items` */
function collectingWords({ collectionId, state, done, planned, items, note }: RunProgress): string {
  const line = `Collection ${collectionId}, ${state}: ${count(done)} of ${counted(planned, 'task')}, ${counted(items, 'item')}`;
  return note === null ? line : `${line}. ${note}`;
}

/** What runs now, in things done; null when nothing runs. */
export function progressWords({ importing, collecting, judging, exporting }: Work) {
  if (importing !== null) {
    const { filesDone, files, bytesDone, bytes, items } = importing;
    const size = `${bytesWords(bytesDone)} of ${bytesWords(bytes)}`;
    return {
      done: bytesDone,
      total: bytes,
      text: `Importing: ${filesDone} of ${counted(files, 'file')}, ${size}, ${counted(items, 'item')}`,
    };
  }
  if (collecting !== null) {
    const { done, planned } = collecting;
    return { done, total: planned, text: collectingWords(collecting) };
  }
  if (judging !== null) {
    const { done, total } = judging;
    return { done, total, text: `Judging: ${count(done)} of ${counted(total, 'resource')}` };
  }
  if (exporting === null) return null;
  const { step, done, total } = exporting;
  return { done, total, text: `Writing the binder: ${step}, ${count(done)} of ${count(total)}` };
}
