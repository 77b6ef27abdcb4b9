import { dayWords } from '@shared/domain/words.ts';
import { instantWords } from './words.ts';

interface TimeProps {
  readonly at: string;
  /** `instant` shows seconds, as evidence does; `day` the date alone. */
  readonly form: 'instant' | 'day';
}

/** A time in UTC; the exact instant and its zone stand in the title. */
export function Time({ at, form }: TimeProps) {
  return (
    <time className="nums" dateTime={at} title={`${at} (UTC)`}>
      {form === 'instant' ? instantWords(at) : dayWords(at)}
    </time>
  );
}
