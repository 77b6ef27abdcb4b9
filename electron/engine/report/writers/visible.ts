/**
 * What a reader cannot see, or what XML and fonts cannot carry: controls other than the line feed, bidirectional and
 * zero-width marks, soft hyphens, lone surrogates and noncharacters.
 */
const unseen =
  /(?!\n)\p{Cc}|[\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]|\p{Cs}|[\u{1FFFE}\u{1FFFF}\u{E0000}-\u{E007F}]/gu;

/** The code point as `\u{202E}`: what stood there stays readable and cannot act. */
export const codeOf = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;

/** Most text is this plain, and is known to be by one quick look. */
const plain = /^[ -~\n]*$/;

/** Text in which every character can be seen and carried; what could not is written as its code. */
export const visible = (text: string): string => (plain.test(text) ? text : text.replace(unseen, codeOf));
