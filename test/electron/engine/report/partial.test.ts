import { Readable } from 'node:stream';
import exceljs from 'exceljs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { type BinderModel, binderModel } from '../../../../electron/engine/report/binder-model.ts';
import { exceptionsBytes, reportBytes } from '../../../../electron/engine/report/writers/pdf.ts';
import { workbookBytes } from '../../../../electron/engine/report/writers/xlsx.ts';
import { binderSource } from './binder-source.fixture.ts';
import { fonts } from './options.fixture.ts';

const partial = binderModel(binderSource());
const source = binderSource();
const whole = binderModel({ ...source, collections: source.collections.filter(({ state }) => state === 'done') });
const print = { paper: 'A4', isColour: true, fonts } as const;

/** The text of each page, as a reader copies it. */
async function pages(bytes: Buffer): Promise<readonly string[]> {
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const numbers = Array.from({ length: file.numPages }, (_, place) => place + 1);
  return Promise.all(
    numbers.map(async (number) => {
      const { items } = await (await file.getPage(number)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join('');
    }),
  );
}

async function sheets(model: BinderModel): Promise<readonly exceljs.Worksheet[]> {
  const bytes = await workbookBytes(model, {
    paper: 'A4',
    withScores: false,
    signal: new AbortController().signal,
    onRows: () => undefined,
  });
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.read(Readable.from([bytes]));
  return workbook.worksheets;
}

const line = `Partly read: ${partial.heading.partial}`;

test('the line names what was read of what was asked, and each reason with its number', () => {
  expect(partial.heading.partial).toMatch(/^\d+ of \d+ files read; 1 failed\.$/);
  expect(whole.heading.partial).toBeNull();
});

test('a partial run stands on every page of both reports, and on none of a whole one', async () => {
  for (const bytes of [await reportBytes(partial, print), await exceptionsBytes(partial, print, false)]) {
    const texts = await pages(bytes);
    expect(texts.length).toBeGreaterThan(0);
    for (const [place, text] of texts.entries()) expect(text, `page ${place + 1}`).toContain(line);
  }
  for (const text of await pages(await reportBytes(whole, print))) expect(text).not.toContain('Partly read');
}, 60_000);

test('a partial run stands on every sheet of the workbook, and on none of a whole one', async () => {
  for (const sheet of await sheets(partial)) {
    // The cover is a page without a head; it says it in a cell.
    const said = sheet.name === 'Cover' ? JSON.stringify(sheet.getSheetValues()) : sheet.headerFooter.oddHeader;
    expect(said, sheet.name).toContain(partial.heading.partial);
  }
  for (const { headerFooter } of await sheets(whole)) expect(headerFooter.oddHeader ?? '').not.toContain('Partly read');
}, 60_000);
