import { count } from '@shared/domain/words.ts';
import type { PaperSize, stream } from 'exceljs';
import type { BinderModel } from '../../binder-model.ts';
import { shortHash } from '../../model/heading.ts';
import { disclaimer } from '../../model/method.ts';
import type { Paper } from '../paper.ts';
import { visible } from '../visible.ts';
import type { Sheet } from './sheet.ts';

export type Workbook = stream.xlsx.WorkbookWriter;
export type Worksheet = ReturnType<Workbook['addWorksheet']>;

/** Excel's own numbers for A4, A3, Letter and Tabloid. */
const paperSizes: Readonly<Record<Paper, Readonly<Record<Sheet['paper'], number>>>> = {
  A4: { small: 9, large: 8 },
  LETTER: { small: 1, large: 3 },
};

/** exceljs names only some of Excel's paper numbers in its type, and writes any. */
const size = (paper: Paper, plan: Sheet['paper']): PaperSize => paperSizes[paper][plan] as PaperSize;

/** A text in a head or foot: `&` begins a code there, and a digit after a size code would join it. */
const plain = (text: string): string => ` ${visible(text).slice(0, 90).replaceAll('&', '&&')}`;

/** What the edges of every printed page say. */
export interface Edged {
  readonly heading: Pick<BinderModel['heading'], 'client' | 'report' | 'shortPeriod' | 'partial'>;
  readonly head: BinderModel['head'];
}

function edges({ heading, head }: Edged, name: string) {
  const log = `audit log ${count(head.entries)} · ${shortHash(head.hash)}`;
  const partial = heading.partial === null ? '' : `&C&"Arial,Regular"&8${plain(`Partly read: ${heading.partial}`)}`;
  return {
    oddHeader: `&L&"Arial,Regular"&8${plain(`${heading.client} · ${heading.report} · ${heading.shortPeriod}`)}${partial}&R&"Arial,Bold"&8${plain(name)}`,
    oddFooter: `&L&"Arial,Regular"&8${plain(disclaimer)}&C&"Courier New,Regular"&8${plain(log)}&R&"Arial,Regular"&8 &P of &N`,
  };
}

const margins = { left: 0.45, right: 0.45, top: 0.7, bottom: 0.6, header: 0.3, footer: 0.3 };

/** `A` for the first column, `AA` for the twenty-seventh. */
export function columnLetter(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetter(Math.floor(column / 26) - 1) + last;
}

/** A new sheet with its paper, head, foot, frozen panes and filters set; rows come after. */
export function openSheet(workbook: Workbook, plan: Sheet, model: Edged, paper: Paper): Worksheet {
  const printed = plan.columns.filter(({ isScreenOnly }) => !isScreenOnly).length;
  const last = columnLetter(plan.columns.length - 1);
  const worksheet = workbook.addWorksheet(plan.name, {
    views: [{ state: 'frozen', xSplit: plan.frozen, ySplit: 1, showGridLines: false }],
    pageSetup: {
      paperSize: size(paper, plan.paper),
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins,
      printTitlesRow: '1:1',
      printArea: `A$1:${columnLetter(printed - 1)}$${plan.size + 1}`,
    },
    headerFooter: edges(model, plan.name),
  });
  worksheet.columns = plan.columns.map(({ width }) => ({ width }));
  worksheet.autoFilter = `A1:${last}${plan.size + 1}`;
  return worksheet;
}

/** A new sheet that is a page and not a table. */
export function openCover(workbook: Workbook, name: string, model: Edged, paper: Paper): Worksheet {
  return workbook.addWorksheet(name, {
    views: [{ showGridLines: false }],
    pageSetup: {
      paperSize: size(paper, 'small'),
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
      margins,
    },
    headerFooter: { oddFooter: edges(model, name).oddFooter },
  });
}

/** A new sheet that is a form to fill in: upright, three columns wide on paper; the first row is hidden. */
export function openForm(workbook: Workbook, name: string, model: Edged): Worksheet {
  return workbook.addWorksheet(name, {
    views: [{ state: 'frozen', xSplit: 0, ySplit: 2, showGridLines: false }],
    pageSetup: {
      paperSize: size('A4', 'small'),
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins,
      printTitlesRow: '2:2',
    },
    headerFooter: edges(model, name),
  });
}
