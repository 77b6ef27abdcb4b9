import type { Detail } from './exception.store.ts';

export type Flag = Detail['rubric']['flags'][number];

/** A run of a text, flagged or not. */
interface Piece {
  readonly at: number;
  readonly text: string;
  readonly isFlagged: boolean;
}

/** The text in pieces, the flagged phrases apart. The flags were read from an earlier text: those that no longer fit are left out. */
export function flagPieces(text: string, flags: readonly Flag[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const push = (to: number, isFlagged: boolean) => {
    if (to > at) pieces.push({ at, text: text.slice(at, to), isFlagged });
    at = Math.max(at, to);
  };
  for (const { from, to, phrase } of flags.toSorted((a, b) => a.from - b.from)) {
    const isThere = text.slice(from, to).toLowerCase() === phrase.toLowerCase();
    if (!isThere || from < at) continue;
    push(from, false);
    push(to, true);
  }
  push(text.length, false);
  return pieces;
}
