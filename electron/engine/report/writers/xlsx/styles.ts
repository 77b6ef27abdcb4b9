import type { Alignment, Borders, Fill, Font, Style } from 'exceljs';

/** How a column is written; `state`, `severity` and the others with marks carry the mark in the number format. */
export type Kind = 'text' | 'strong' | 'mono' | 'id' | 'count' | 'number' | 'days' | 'day' | 'time' | 'mark';

const argb = (hex: string) => ({ argb: `FF${hex}` });
const ink = '16191D';
const third = '626A75';
const rule: Partial<Borders> = { bottom: { style: 'thin', color: argb('D5D9DE') } };
const arial: Partial<Font> = { name: 'Arial', size: 9, color: argb(ink) };
const courier: Partial<Font> = { name: 'Courier New', size: 8.5, color: argb(ink) };
const tint: Fill = { type: 'pattern', pattern: 'solid', fgColor: argb('F4F5F7') };

/** Words that carry a mark: the sign is in the format, so that filters and scripts see the bare word. */
const marks: Readonly<Record<string, readonly [sign: string, colour: string]>> = {
  fail: ['■', 'A3201D'],
  lapsed: ['□', 'A3201D'],
  contradicted: ['■', 'A3201D'],
  gap: ['■', 'A3201D'],
  critical: ['■■■■', 'A3201D'],
  high: ['■■■□', 'A3201D'],
  medium: ['■■□□', 'A3201D'],
  low: ['■□□□', 'A3201D'],
  unknown: ['◇', '8A5A00'],
  silent: ['◇', third],
  pass: ['●', '1F7A4D'],
  supported: ['●', '1F7A4D'],
  'no gap recorded': ['●', '1F7A4D'],
  'not-applicable': ['–', third],
  'recording all types': ['●', '1F7A4D'],
  'recording some types': ['◇', '8A5A00'],
  'recorder stopped': ['◇', '8A5A00'],
  'recorder failing': ['◇', '8A5A00'],
  'no recorder found': ['◇', '8A5A00'],
  'not read': ['◇', '8A5A00'],
  'not recorded': ['◇', '8A5A00'],
  'not there': ['□', '8A5A00'],
  undeclared: ['■', 'A3201D'],
  'data outside': ['■', 'A3201D'],
  agrees: ['●', '1F7A4D'],
};

const formats: Readonly<Record<Kind, string>> = {
  text: '@',
  strong: '@',
  mono: '@',
  id: '@',
  mark: '@',
  count: '#,##0',
  number: '0',
  days: '0.0',
  day: 'yyyy-mm-dd',
  time: 'yyyy-mm-dd hh:mm',
};
const isRight = (kind: Kind) =>
  kind === 'count' || kind === 'number' || kind === 'days' || kind === 'day' || kind === 'time';

function alignment(kind: Kind, isFirst: boolean, isTall: boolean): Partial<Alignment> {
  const vertical = isTall ? 'top' : 'middle';
  if (isRight(kind)) return { vertical, horizontal: 'right' };
  return { vertical, horizontal: 'left', wrapText: isTall, ...(isFirst ? {} : { indent: 1 }) };
}

function font(kind: Kind): Partial<Font> {
  if (kind === 'id') return { ...courier, bold: true };
  if (kind === 'mono') return courier;
  return kind === 'strong' ? { ...arial, bold: true } : arial;
}

/** The style of a column's cells, made once: exceljs recognises a style by its object. */
export function columnStyle(kind: Kind, isFirst: boolean, isTall: boolean): Partial<Style> {
  return { numFmt: formats[kind], font: font(kind), border: rule, alignment: alignment(kind, isFirst, isTall) };
}

/** The style of a column that is not to be edited: grey on a tint. */
export function quietStyle(kind: Kind): Partial<Style> {
  const plain = columnStyle(kind, false, true);
  return { ...plain, font: { ...plain.font, color: argb(third) }, fill: tint };
}

/** The styles of a column of marks, by word. */
export function markStyles(isFirst: boolean, isTall: boolean): ReadonlyMap<string, Partial<Style>> {
  const plain = columnStyle('mark', isFirst, isTall);
  return new Map(
    Object.entries(marks).map(([word, [sign, colour]]) => [
      word,
      { ...plain, numFmt: `"${sign} "@`, font: { ...arial, bold: colour === 'A3201D', color: argb(colour) } },
    ]),
  );
}

/** The style of a head cell. */
export function headStyle(kind: Kind, isFirst: boolean): Partial<Style> {
  const edge = { style: 'thin', color: argb(ink) } as const;
  const line: Partial<Alignment> = isRight(kind)
    ? { horizontal: 'right', vertical: 'bottom', wrapText: true }
    : { horizontal: 'left', vertical: 'bottom', wrapText: true, ...(isFirst ? {} : { indent: 1 }) };
  return {
    numFmt: '@',
    font: { ...arial, bold: true },
    fill: tint,
    border: { top: edge, bottom: edge },
    alignment: line,
  };
}

/** Styles of the cover, which is a page and not a table. */
export const coverStyles = {
  title: { numFmt: '@', font: { ...arial, size: 18, bold: true }, alignment: { vertical: 'middle' } },
  subtitle: { numFmt: '@', font: { ...arial, size: 11, color: argb('434A54') }, alignment: { vertical: 'middle' } },
  notice: { numFmt: '@', font: { ...arial, bold: true }, alignment: { vertical: 'middle' } },
  limit: { numFmt: '@', font: arial, alignment: { vertical: 'middle' } },
  label: { numFmt: '@', font: { ...arial, color: argb(third) }, border: rule, alignment: { vertical: 'middle' } },
  link: {
    numFmt: '@',
    font: { ...arial, color: argb('1F4E8C'), underline: true },
    border: rule,
    alignment: { vertical: 'middle' },
  },
} as const satisfies Readonly<Record<string, Partial<Style>>>;
