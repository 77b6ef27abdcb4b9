import { counted } from '@shared/domain/words.ts';
import { codeOf, visible } from '../visible.ts';

/**
 * What the bundled faces can draw, all five of them: Latin, Greek, Cyrillic, Vietnamese, common signs and the marks of
 * the report. The fraction slash is left out, because fonts redraw the figures beside it.
 */
const undrawable =
  /[^\n\u0020-\u007E\u00A0-\u00AC\u00AE-\u0131\u0134-\u0148\u014A-\u017F\u0384-\u038A\u038C\u038E-\u03A1\u03A3-\u03CF\u0401-\u040C\u040E-\u044F\u0451-\u045C\u045E\u045F\u1EA0-\u1EF9\u2010\u2013\u2014\u2018-\u201A\u201C-\u201E\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203A\u20AC\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265\u25A0\u25A1\u25B2\u25C7\u25CF]/gu;

/** The text as the report prints it: a character that cannot be seen or drawn is printed as its code, never dropped. */
export const print = (text: string): string => visible(text).replace(undrawable, codeOf);

/** The text as printed, or its beginning and how long it is: no reader is made to believe that a cut value is whole. */
export function clip(text: string, most: number): string {
  const printed = print(text);
  return printed.length <= most ? printed : `${printed.slice(0, most)}… (${counted(text.length, 'character')})`;
}
