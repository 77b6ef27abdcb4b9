import type { Output } from '@shared/contract/contract.ts';
import type { EventPayload } from '@shared/contract/events.ts';
import { count, counted } from '@shared/domain/words.ts';
import { bytesWords, minuteWords } from '../ui/words.ts';

type Coverage = Output<'engagement.summary'>['coverage'];

/** The coverage line in three parts, the numbers in the middle; never a percentage. */
export function coverageWords({ collectionId, endedAt, read, planned, reasons }: Coverage) {
  if (collectionId === null)
    return { before: '', numbers: '', after: 'Nothing has been collected yet, so nothing is known.' };
  const when = endedAt === null ? 'running' : minuteWords(endedAt);
  const why = reasons.map(({ words, count: times }) => `${count(times)} ${words}`).join(', ');
  return {
    before: `Collection ${collectionId}, ${when}: `,
    numbers: `${count(read)} of ${count(planned)}`,
    after: ` ${planned === 1 ? 'task' : 'tasks'} read${why === '' ? '' : `; ${why}`}`,
  };
}

interface Work {
  readonly importing: EventPayload<'import.progress'> | null;
  readonly judging: EventPayload<'evaluate.progress'> | null;
  readonly exporting: EventPayload<'binder.progress'> | null;
}

/** What runs now, in things done; null when nothing runs. */
export function progressWords({ importing, judging, exporting }: Work) {
  if (importing !== null) {
    const { filesDone, files, bytesDone, bytes, items } = importing;
    const size = `${bytesWords(bytesDone)} of ${bytesWords(bytes)}`;
    return {
      done: bytesDone,
      total: bytes,
      text: `Importing: ${filesDone} of ${counted(files, 'file')}, ${size}, ${counted(items, 'item')}`,
    };
  }
  if (judging !== null) {
    const { done, total } = judging;
    return { done, total, text: `Judging: ${count(done)} of ${counted(total, 'resource')}` };
  }
  if (exporting === null) return null;
  const { step, done, total } = exporting;
  return { done, total, text: `Writing the binder: ${step}, ${count(done)} of ${count(total)}` };
}
