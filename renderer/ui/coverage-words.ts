import type { Output } from '@shared/contract/contract.ts';
import { count } from '@shared/domain/words.ts';
import { runTitle } from '../live/live-words.ts';
import { minuteWords } from './words.ts';

export type Coverage = Output<'engagement.summary'>['coverage'];

/** The coverage line in three parts, the numbers in the middle; never a percentage. */
export function coverageWords({ collectionId: id, imports, kind, endedAt, noun, read, planned, reasons }: Coverage) {
  if (id === null || kind === null)
    return { before: '', numbers: '', after: 'Nothing has been collected yet, so nothing is known.' };
  const when = endedAt === null ? 'running' : minuteWords(endedAt);
  const why = reasons.map(({ words, count: times }) => `${count(times)} ${words}`).join(', ');
  return {
    // Files of all imports are counted, and of live runs the newest of each task.
    before:
      noun === 'file' && imports > 1
        ? `${imports} imports, the last ${when}: `
        : `${runTitle({ id, kind })}, ${when}: `,
    numbers: `${count(read)} of ${count(planned)}`,
    after: ` ${planned === 1 ? noun : `${noun}s`} read${why === '' ? '' : `; ${why}`}`,
  };
}
