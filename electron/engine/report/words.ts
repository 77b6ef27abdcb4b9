import { count, counted, listed } from '@shared/domain/words.ts';

/** `0.4 days`, `1 day`, `18.8 days`, `120 days`: tenths below a hundred. */
export function days(value: number): string {
  const rounded = value < 100 ? Math.round(value * 10) / 10 : Math.round(value);
  return counted(rounded, 'day');
}

const small = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

/** `Nine` up to twelve, `13` above: for the first word of a heading. */
export const numberWord = (value: number): string => small[value] ?? count(value);

/** The first few of a list in words, and how many more there are: `a, b, c and 12 more`. */
export function listedUpTo(words: readonly string[], most: number): string {
  return words.length <= most ? listed(words) : listed([...words.slice(0, most), `${count(words.length - most)} more`]);
}

/** The sentence with its first letter large. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The text with a period at its end, unless it has one. */
export const withPeriod = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
