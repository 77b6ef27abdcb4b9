import { counted } from '@shared/domain/words.ts';

/** `in 13 days`, `today`, `32 days ago` */
export function leftWords(left: number): string {
  if (left === 0) return 'today';
  return left > 0 ? `in ${counted(left, 'day')}` : `${counted(-left, 'day')} ago`;
}
