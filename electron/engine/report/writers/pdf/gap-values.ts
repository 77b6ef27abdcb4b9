import { clock, dayWords } from '@shared/domain/words.ts';
import type { Content, TableCell } from 'pdfmake';
import type { ValueRow } from '../../model/gaps.ts';
import type { Ink } from './ink.ts';
import { figure, fill, head, mono, ruled, textWidth } from './parts.ts';
import { clip } from './print.ts';

const small = { fontSize: 6.75 } as const;
/** Characters of one line of the first and the second column. */
const firstColumn = 56;
const secondColumn = 20;
/** Lines that a block may spend on values: the block must stay under a page. */
const mostLines = 24;

const whereText = ({
  finding,
  resource,
  region,
}: ValueRow): readonly [id: string, resource: string, region: string] => [
  `${finding}  `,
  clip(resource, 60),
  region === '' ? '' : ` · ${clip(region, 30)}`,
];
const pathText = ({ path }: ValueRow): readonly string[] => pathLines(clip(path, 150));
const valueText = ({ value }: ValueRow): string => clip(value, 70);

/** A path in lines that end at a dot, so that no name is torn; one that is too long by itself is left to the page. */
function pathLines(path: string): readonly string[] {
  const lines: string[] = [];
  for (const part of path.split(/(?<=\.)/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length <= firstColumn) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines;
}

function cells(row: ValueRow, ink: Ink): TableCell[] {
  const [id, resource, region] = whereText(row);
  const where = [
    mono(id, { ...small, bold: true }),
    mono(resource, small),
    mono(region, { ...small, color: ink.second }),
  ];
  const { seenAt } = row;
  const at = seenAt === null ? ['not stated'] : [dayWords(seenAt), clock(seenAt)];
  return [
    { stack: [{ text: where }, ...pathText(row).map((part) => mono(part, small))] },
    mono(valueText(row), { ...small, bold: true }),
    { stack: at.map((words) => figure(words, small)) },
  ];
}

/** Values with where they stood and when they were seen. */
export function valueTable(values: readonly ValueRow[], ink: Ink): Content {
  const heads = ['Finding and resource, path in its item', 'Value seen', 'Seen (UTC)'].map((words, at) =>
    head(words, ink, at === 2 ? { alignment: 'right' } : {}),
  );
  const gap = 8;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: fill([null, 82, 48], gap, textWidth),
      body: [heads, ...values.map((value) => cells(value, ink))],
    },
    layout: ruled({ gap, above: 2, below: 1.6 }, (at, last) => {
      if (at === 0 || at === last) return [0, ink.rule];
      return at === 1 ? [0.5, ink.strong] : [0.3, ink.rule];
    }),
    margin: [0, 4, 0, 0],
  };
}

const linesOf = (text: string, room: number): number => Math.ceil(text.length / room);

function rowLines(row: ValueRow): number {
  const path = pathText(row).reduce((sum, part) => sum + linesOf(part, firstColumn), 0);
  return Math.max(2, linesOf(whereText(row).join(''), firstColumn) + path, linesOf(valueText(row), secondColumn));
}

/** The first rows that fit a block; at least one. */
export function fitting(values: readonly ValueRow[]): readonly ValueRow[] {
  let lines = 0;
  return values.filter((row, at) => {
    lines += rowLines(row);
    return at === 0 || lines <= mostLines;
  });
}
