const stopWords = new Set(
  'a an and are as at be because been by but did do does due for from had has have in into is it its no not of on or our so that the their them there they this to was we were which while who will with'.split(
    ' ',
  ),
);

/** The words of a text in small letters: letters, digits, and the dots, dashes and slashes inside ids. */
export const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-./:_][\p{L}\p{N}]+)*/gu) ?? [];

export const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/(?<=[.!?])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

/** The words that carry meaning, each once; stop words are left out. */
export const contentOf = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.filter((word) => !stopWords.has(word)));

const escaped = (phrase: string): string =>
  phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '[\\s\\p{P}]+');

const patternOf = (phrase: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escaped(phrase)}(?![\\p{L}\\p{N}])`, 'giu');

/** Where a phrase stands in a text as whole words, whatever its case and the punctuation inside. */
export const placesOf = (phrase: string, text: string): readonly { readonly from: number; readonly to: number }[] =>
  [...text.matchAll(patternOf(phrase))].map((match) => ({ from: match.index, to: match.index + match[0].length }));

export const says = (phrase: string, text: string): boolean => patternOf(phrase).test(text);

/** A text with phrases left out that count for nothing. */
export const without = (phrases: readonly string[], text: string): string =>
  phrases.reduce((rest, phrase) => rest.replaceAll(patternOf(phrase), ' '), text);

/** The sentences of a text that say none of the phrases. */
export function sentencesWithout(phrases: readonly string[], text: string): readonly string[] {
  const patterns = phrases.filter((phrase) => says(phrase, text)).map(patternOf);
  return sentencesOf(text).filter((sentence) => patterns.every((pattern) => sentence.search(pattern) < 0));
}

/** True when a text names an id of a control, a check or an item, whatever its case. */
export const namesId = (ids: Iterable<string>, text: string): boolean => {
  const words = new Set(wordsOf(text).flatMap((word) => [word, ...word.split('/')]));
  return [...ids].some((id) => words.has(id.toLowerCase()));
};

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** True when a text names a number, in digits (`2`, `2/25`, `1,284`) or, up to twelve, as a word; `T-2` names none. */
export function namesNumber(value: number, text: string): boolean {
  const plain = text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  const digits = new RegExp(`(?<![\\p{L}\\p{N}.-])${value}(?![\\p{L}\\p{N}]|[.-]\\p{N})`, 'u');
  return digits.test(plain) || wordsOf(plain).includes(numberWords[value] ?? '');
}
