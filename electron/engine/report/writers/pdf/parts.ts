import type { Severity } from '@shared/domain/check.ts';
import { severities } from '@shared/domain/check.ts';
import type { Content, CustomTableLayout, Style, TableCell } from 'pdfmake';
import { sentenceCase } from '../../words.ts';
import type { Ink } from './ink.ts';
import { print } from './print.ts';
import type { Picture } from './svg.ts';

/** The width of the text on both papers, in points. */
export const measure = 475;
/** The label column of the two-column grid and the gutter beside it. */
const labelWidth = 76;
const gutter = 12;
/** The text column of the two-column grid. */
export const textWidth = measure - labelWidth - gutter * 2;

/** Text in Inter; what cannot be drawn is printed as its code. */
export const text = (words: string, style: Style = {}): { text: string } & Style => ({ text: print(words), ...style });
/** Ids, paths, values and hashes. */
export const mono = (words: string, style: Style = {}) => text(words, { font: 'Mono', fontSize: 7.25, ...style });
/** A figure, a date or a time: digits of one width, at the right. */
export const figure = (words: string, style: Style = {}) =>
  text(words, { alignment: 'right', fontFeatures: ['tnum'], ...style });
/** A small grey label. */
export const caption = (words: string, { third }: Ink, style: Style = {}) =>
  text(words, { font: 'Medium', fontSize: 7.5, color: third, ...style });

/** The heading of a section: a bookmark, on a new page. */
export function title(words: string, { ink }: Ink, id: string): Content {
  const outline = { outline: true, outlineText: print(words), outlineExpanded: true, id } as const;
  return {
    ...text(words, { fontSize: 17, bold: true, color: ink }),
    ...outline,
    pageBreak: 'before',
    margin: [0, 0, 0, 8],
  };
}

/** The sentence under a title. */
export const lead = (words: string, { second }: Ink): Content => ({
  ...text(words, { fontSize: 9.5, color: second, lineHeight: 1.2 }),
  margin: [0, 0, 0, 10],
});

/** Marks headings that may not stand alone at the foot of a page. */
export const keptLevel = 2;

/** A heading inside a section, `top` points below what stands above. */
export const heading = (words: string, top = 18) =>
  ({
    ...text(words, { fontSize: 10.5, bold: true }),
    margin: [0, top, 0, 6],
    headlineLevel: keptLevel,
  }) satisfies Content;

/** A picture at its own size. */
export const drawn = ({ svg, width }: Picture, margin: [number, number, number, number] = [0, 0, 0, 0]): Content => ({
  svg,
  width,
  font: 'Picture',
  margin,
});

/** The width and colour of the rule above row `at`; `rows` is the number of rows, and so the place of the last rule. */
type RuleAt = (at: number, rows: number) => readonly [width: number, colour: string];

interface Spacing {
  /** Points between two columns. */
  readonly gap: number;
  readonly above: number;
  readonly below: number;
}

/** The one look of tables: horizontal rules, nothing vertical, and no room outside the first and last column. */
export function ruled({ gap, above, below }: Spacing, rule: RuleAt): CustomTableLayout {
  return {
    hLineWidth: (at, { table: { body } }) => rule(at, body.length)[0],
    hLineColor: (at, { table: { body } }) => rule(at, body.length)[1],
    vLineWidth: () => 0,
    paddingLeft: (at) => (at === 0 ? 0 : gap / 2),
    paddingRight: (at, { table: { body } }) => (at === (body[0]?.length ?? 0) - 1 ? 0 : gap / 2),
    paddingTop: () => above,
    paddingBottom: () => below,
  };
}

/** Column widths that fill `width` exactly, gaps included: a table wider than the measure cannot be made. */
export function fill(widths: readonly (number | null)[], gap: number, width: number): number[] {
  const taken = widths.reduce<number>((sum, each) => sum + (each ?? 0), 0) + gap * (widths.length - 1);
  return widths.map((each) => each ?? width - taken);
}

interface Columns {
  /** Points above and below each row. */
  readonly pad: number;
  readonly gap?: number;
  /** Widths in points; the one `null` takes what the others and the gaps leave. */
  readonly widths: readonly (number | null)[];
  readonly heads: readonly TableCell[];
  readonly rows: readonly (readonly TableCell[])[];
  /** True for rows that begin a group: the rule above them is stronger. */
  readonly begins?: (row: number) => boolean;
  /** True when nothing is drawn above the head. */
  readonly isOpenAbove?: boolean;
}

/** A table of data: rules and no boxes, its head repeated on every page, no row broken. */
export function table({ widths, heads, rows, pad, gap = 12, begins, isOpenAbove }: Columns, ink: Ink): Content {
  const rule: RuleAt = (at, last) => {
    if (at === 0 && isOpenAbove) return [0, ink.ink];
    if (at <= 1 || at === last) return [0.75, ink.ink];
    return begins?.(at) ? [0.5, ink.strong] : [0.3, ink.rule];
  };
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: fill(widths, gap, measure),
      body: [[...heads], ...rows.map((row) => [...row])],
    },
    layout: ruled({ gap, above: pad, below: pad }, rule),
  };
}

/** A head cell of a table. */
export const head = (words: string, { second }: Ink, style: Style = {}) =>
  text(words, { font: 'Medium', fontSize: 7.25, color: second, ...style });

interface PairLook {
  /** Points above and below each row. */
  readonly pad: number;
  /** A number under the first label, for rows that a turned page may part from their heading. */
  readonly tag?: string;
}

/** Label and text, side by side, a hairline between rows. */
export function pairs(
  rows: readonly (readonly [label: string, content: Content])[],
  ink: Ink,
  { pad, tag }: PairLook = { pad: 4 },
): Content {
  const gap = gutter * 2;
  const label = (words: string, at: number): Content => {
    const own = caption(words, ink, { fontSize: 7.75 });
    return at === 0 && tag !== undefined ? { stack: [own, mono(tag, { fontSize: 6.75, color: ink.strong })] } : own;
  };
  return {
    table: {
      dontBreakRows: true,
      widths: fill([labelWidth, null], gap, measure),
      body: rows.map(([words, content], at) => [label(words, at), content]),
    },
    layout: ruled({ gap, above: pad, below: pad }, (at, last) => [at === 0 || at === last ? 0 : 0.3, ink.rule]),
  };
}

/** `■■■□ High`: how many of four, and the word. */
export function severityMark(severity: Severity, { fail }: Ink, style: Style = {}) {
  const rank = severities.indexOf(severity) + 1;
  return {
    text: [
      { text: '■'.repeat(rank) + '□'.repeat(severities.length - rank), color: fail },
      { text: ` ${sentenceCase(severity)}` },
    ],
    ...style,
  };
}
