import { decoded } from './cell-text.ts';
import { limits } from './limits.ts';
import { tooMany } from './rows.ts';
import { readXml } from './xml.ts';

/** The texts that cells share, by their number; runs of rich text are joined, phonetic guides left out. */
export function sharedStrings(part: string, bytes: Buffer): readonly string[] {
  const strings: string[] = [];
  let text = '';
  let isInText = false;
  let isInGuide = false;
  readXml(part, bytes, {
    open(element) {
      if (element === 'si') text = '';
      if (element === 'rPh') isInGuide = true;
      if (element === 't') isInText = !isInGuide;
    },
    text(piece) {
      if (isInText) text += piece;
    },
    close(element) {
      if (element === 't') isInText = false;
      if (element === 'rPh') isInGuide = false;
      if (element !== 'si') return;
      strings.push(decoded(text));
      if (strings.length > limits.texts) throw tooMany('workbook', limits.texts, 'texts');
    },
  });
  return strings;
}
