import { contentOf, sentencesOf, wordsOf } from './text.ts';

type Words = ReadonlySet<string>;

/** Share of words, of all that two texts hold, from which on one says the other again (Jaccard). */
const restatesFrom = 0.6;
/** Bounds the work at every keystroke; descriptions are a few sentences long, and a cause seldom needs more in a row. */
const mostKnownSentences = 10;
const mostInRow = 12;

function overlap(a: Words, b: Words): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const word of few) if (many.has(word)) shared += 1;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** A known text whole, and every run of its sentences: to say one of them again is to restate too. */
function partsOf(text: string): readonly Words[] {
  const sentences = sentencesOf(text).slice(0, mostKnownSentences);
  const runs = sentences.flatMap((_, from) =>
    sentences.slice(from).map((__, more) => sentences.slice(from, from + more + 1).join(' ')),
  );
  return [text, ...runs].map((part) => contentOf(wordsOf(part)));
}

/** How much a run of sentences needs to stand for itself: words in all, and words that carry meaning. */
interface Enough {
  readonly words: number;
  readonly content: number;
}

interface Sentence {
  readonly words: number;
  readonly content: Words;
}

/** A run that grows sentence by sentence; true when it is enough and new at one of their ends. */
function hasNewRun(sentences: readonly Sentence[], enough: Enough, parts: readonly Words[]): boolean {
  const content = new Set<string>();
  let words = 0;
  let compared = -1;
  for (const sentence of sentences) {
    words += sentence.words;
    for (const word of sentence.content) content.add(word);
    if (words < enough.words || content.size < enough.content || content.size === compared) continue;
    if (parts.every((part) => overlap(content, part) < restatesFrom)) return true;
    compared = content.size;
  }
  return false;
}

/**
 * True when the sentences of a text say something that known texts do not: a run of them, long enough, shares less than
 * 0.6 of the words with every part of those. A sentence added behind can so never turn a cause into a restatement, and a
 * restatement does not become a cause by a word of regret beside it. The work grows with the length of the text only.
 */
export function saysAnew(text: readonly string[], known: readonly string[], enough: Enough): boolean {
  const parts = known.flatMap(partsOf);
  const sentences = text.map(wordsOf).map((words): Sentence => ({ words: words.length, content: contentOf(words) }));
  return (
    hasNewRun(sentences, enough, parts) ||
    sentences.some(
      ({ content }, from) => content.size > 0 && hasNewRun(sentences.slice(from, from + mostInRow), enough, parts),
    )
  );
}
