import { readXml } from './xml.ts';

/** Number formats of Excel's own that show a day. */
const isOwnDateFormat = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);

/** What is shown as it stands, colours, conditions and languages are no part of a date. */
const aside = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g;
const isDateCode = (code: string): boolean => /[yd]/i.test(code.replace(aside, ''));

/** For each cell style, by its number, whether it shows a number as a day. */
export function dateStyles(part: string, bytes: Buffer): readonly boolean[] {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let isInCells = false;
  readXml(part, bytes, {
    open(element, attribute) {
      if (element === 'cellXfs') isInCells = true;
      if (element === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (element !== 'xf' || !isInCells) return;
      const id = Number(attribute('numFmtId') ?? 0);
      const code = codes.get(id);
      styles.push(code === undefined ? isOwnDateFormat(id) : isDateCode(code));
    },
    close(element) {
      if (element === 'cellXfs') isInCells = false;
    },
  });
  return styles;
}

const dayMilliseconds = 86_400_000;
const lastSerial = 2_958_465;
/** Excel counts a 29 February 1900 that never was, so days before March 1900 are not to be had. */
const firstSerial = 61;

/** The calendar day of Excel's day number; null when it is outside what Excel can date. */
export function dayOfSerial(serial: number, is1904: boolean): string | null {
  const days = Math.floor(serial + 1e-9) + (is1904 ? 1462 : 0);
  if (!(days >= firstSerial && days <= lastSerial)) return null;
  return new Date(Date.UTC(1899, 11, 30) + days * dayMilliseconds).toISOString().slice(0, 10);
}
