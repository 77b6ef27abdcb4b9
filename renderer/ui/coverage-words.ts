import type { Output } from '@shared/contract/contract.ts';
import { count } from '@shared/domain/words.ts';
import { minuteWords } from './words.ts';

export type Coverage = Output<'engagement.summary'>['coverage'];

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
