import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { BinderModel } from '../binder-model.ts';
import type { Paper } from './paper.ts';
import { writeCover } from './xlsx/cover.ts';
import { columnLetter, openCover, openSheet, type Worksheet } from './xlsx/page.ts';
import type { Sheet } from './xlsx/sheet.ts';
import { legendSheet, logSheet } from './xlsx/sheets-about.ts';
import { controlsSheet, criteriaSheet } from './xlsx/sheets-declared.ts';
import { findingsSheet, lapsesSheet, rulesSheet } from './xlsx/sheets-judged.ts';
import { coverageSheet, notReadSheet, resourcesSheet, sourcesSheet } from './xlsx/sheets-lived.ts';
import { headStyle } from './xlsx/styles.ts';
import { fixZipTimes } from './xlsx/zip-time.ts';

/** Rows written between two looks at the world: progress is told and a cancel is heard. */
const breath = 1000;

interface Work {
  readonly paper: Paper;
  /** Told how many rows are written, of how many. */
  readonly onRows: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

function writeHead(worksheet: Worksheet, { columns }: Sheet): void {
  const row = worksheet.addRow(columns.map(({ head }) => head));
  columns.forEach(({ kind }, at) => {
    row.getCell(at + 1).style = headStyle(kind, at === 0);
  });
  row.height = columns.some(({ head, width }) => head.length > width) ? 27 : 17;
  row.commit();
}

function writeRow(worksheet: Worksheet, plan: Sheet, place: number): void {
  const cells = plan.cells(place);
  const row = worksheet.addRow(cells);
  for (let at = 0; at < cells.length; at += 1) row.getCell(at + 1).style = plan.style(at, cells[at] ?? null);
  row.height = plan.height(cells);
  row.commit();
}

/** A bar behind each figure of a column; the scale is fixed so that two binders can be laid side by side. */
function addBars(worksheet: Worksheet, { bars, columns, size }: Sheet): void {
  if (bars === undefined || size === 0) return;
  const at = columnLetter(columns.findIndex(({ head }) => head === bars.head));
  const bar = {
    type: 'dataBar' as const,
    priority: 1,
    gradient: false,
    color: { argb: 'FFEBC9C7' },
    cfvo: [
      { type: 'num' as const, value: 0 },
      { type: 'num' as const, value: bars.most },
    ],
  };
  worksheet.addConditionalFormatting({ ref: `${at}2:${at}${size + 1}`, rules: [bar] });
}

async function writeSheet(worksheet: Worksheet, plan: Sheet, onRow: () => Promise<void>): Promise<void> {
  writeHead(worksheet, plan);
  for (let place = 0; place < plan.size; place += 1) {
    writeRow(worksheet, plan, place);
    await onRow();
  }
  addBars(worksheet, plan);
  worksheet.commit();
}

function collector(): { readonly sink: Writable; readonly bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { sink, bytes: () => Buffer.concat(chunks) };
}

/** Every sheet but the cover, in order. */
const plans = (model: BinderModel): readonly Sheet[] =>
  [
    criteriaSheet,
    controlsSheet,
    rulesSheet,
    findingsSheet,
    lapsesSheet,
    resourcesSheet,
    coverageSheet,
    notReadSheet,
    sourcesSheet,
    logSheet,
    legendSheet,
  ].map((plan) => plan(model));

/** The bytes of binder.xlsx. The same model gives the same bytes. */
export async function workbookBytes(model: BinderModel, { paper, onRows, signal }: Work): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs');
  const { sink, bytes } = collector();
  const at = new Date(model.heading.asOf);
  const dates = { created: at, modified: at, creator: 'Fieldwork', lastModifiedBy: 'Fieldwork' };
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream: sink,
    useStyles: true,
    useSharedStrings: true,
    ...dates,
  });
  const sheets = plans(model);
  const total = sheets.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  writeCover(openCover(workbook, model, paper), model, sheets);
  for (const plan of sheets) {
    await writeSheet(openSheet(workbook, plan, model, paper), plan, async () => {
      done += 1;
      if (done % breath !== 0) return;
      signal.throwIfAborted();
      onRows(done, total);
      await setImmediate();
    });
  }
  await workbook.commit();
  onRows(total, total);
  return fixZipTimes(bytes());
}
