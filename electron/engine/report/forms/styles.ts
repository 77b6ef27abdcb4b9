import type { Borders, Fill, Font, Style } from 'exceljs';

const argb = (hex: string) => ({ argb: `FF${hex}` });
const ink = argb('16191D');
const quiet = argb('626A75');
const hair = { style: 'thin', color: argb('D5D9DE') } as const;
const edge = { style: 'thin', color: argb('9AA2AC') } as const;
const strong = { style: 'thin', color: ink } as const;
const under: Partial<Borders> = { bottom: hair };
const box: Partial<Borders> = { top: edge, left: edge, bottom: edge, right: edge };
const tint: Fill = { type: 'pattern', pattern: 'solid', fgColor: argb('F4F5F7') };
const white: Fill = { type: 'pattern', pattern: 'solid', fgColor: argb('FFFFFF') };
const arial: Partial<Font> = { name: 'Arial', size: 9.5, color: ink };
const wrapped = { vertical: 'top', horizontal: 'left', wrapText: true } as const;

const answer = (numFmt: string): Partial<Style> => ({
  numFmt,
  font: arial,
  border: box,
  fill: white,
  alignment: { ...wrapped, indent: 1 },
  protection: { locked: false },
});

/** Styles of a form. Boxes are what people fill in; everything else is locked. */
export const formStyles = {
  machine: { numFmt: '@', font: { ...arial, size: 8, color: quiet } },
  id: {
    numFmt: '@',
    font: { name: 'Courier New', size: 13, bold: true, color: ink },
    alignment: { vertical: 'middle' },
  },
  title: { numFmt: '@', font: { ...arial, size: 13, bold: true }, alignment: { vertical: 'middle', wrapText: true } },
  about: { numFmt: '@', font: { ...arial, size: 8.5, color: quiet }, alignment: { vertical: 'middle' } },
  label: { numFmt: '@', font: { ...arial, color: quiet }, border: under, alignment: { ...wrapped } },
  fact: { numFmt: '@', font: arial, border: under, fill: tint, alignment: { ...wrapped, indent: 1 } },
  section: {
    numFmt: '@',
    font: { ...arial, bold: true, size: 10.5 },
    border: { top: strong },
    alignment: { vertical: 'middle', wrapText: true },
  },
  question: {
    numFmt: '@',
    font: { ...arial, bold: true },
    border: { top: strong },
    alignment: { ...wrapped, vertical: 'middle', indent: 1 },
  },
  hint: {
    numFmt: '@',
    font: { ...arial, size: 8.5, color: quiet },
    border: { top: strong },
    alignment: { ...wrapped, vertical: 'middle', indent: 1 },
  },
  ask: { numFmt: '@', font: arial, alignment: { ...wrapped } },
  example: { numFmt: '@', font: { ...arial, italic: true, color: quiet }, alignment: { ...wrapped, indent: 1 } },
  text: answer('@'),
  day: answer('yyyy-mm-dd'),
  whole: answer('0'),
} as const satisfies Readonly<Record<string, Partial<Style>>>;
