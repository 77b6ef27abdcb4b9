import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { isKnownHead } from '../../../../../electron/engine/report/matrix/mapping.ts';
import type { ReadCell } from '../../../../../electron/engine/report/matrix/read/cell-text.ts';
import { readTable } from '../../../../../electron/engine/report/matrix/read/table.ts';
import { book, bookParts, headRow, inline, zipOf } from './zip.fixture.ts';

const read = (bytes: Buffer) => readTable(bytes, isKnownHead);
const secondRow = async (cells: string, rest: Parameters<typeof book>[0] = { rows: '' }) =>
  (await read(book({ ...rest, rows: `${headRow}<row r="2">${cells}</row>` }))).rows[0]?.cells;

test('rich text becomes text, and phonetic guides are left out', async () => {
  const strings =
    '<si><r><rPr><b/></rPr><t>Access </t></r><r><t>is reviewed</t></r></si>' +
    '<si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr fontId="1"/></si>';
  const cells = '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>';
  expect(await secondRow(cells, { rows: '', strings })).toEqual(['Access is reviewed', '東京']);
});

test('numbers and booleans become text, blanks nothing', async () => {
  const cells =
    '<c r="A2"><v>365</v></c><c r="B2"><v>1.0000000000000001E-2</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" s="4"/>';
  expect(await secondRow(cells)).toEqual(['365', '0.01', 'true']);
});

const styles =
  '<numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.00&quot; day&quot;"/>' +
  '<numFmt numFmtId="166" formatCode="[$-409]d\\-mmm\\-yy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>';

test.each([
  ['a day format of Excel', 1, 46387, '2026-12-31'],
  ['a day with a time', 1, 46387.75, '2026-12-31'],
  ['a format of the file', 2, 46387, '2026-12-31'],
  ['a format with a language', 4, 60 + 365, '1901-02-28'],
  ['a word in quotes that is no date', 3, 46387, '46387'],
  ['no format', 0, 46387, '46387'],
  ['a number outside the calendar', 1, 9_999_999, '9999999'],
  ['a day before March 1900, which Excel counts wrong', 1, 60, '60'],
])('%s is read as it is meant', async (_what, style, serial, text) => {
  const cells = `${inline('A2', 'AC-1')}<c r="B2" s="${style}"><v>${serial}</v></c>`;
  expect(await secondRow(cells, { rows: '', styles })).toEqual(['AC-1', text]);
});

test('days count from 1904 where the workbook says so, and ISO days are taken as they are', async () => {
  const cells = '<c r="A2" s="1"><v>44925</v></c><c r="B2" t="d"><v>2026-12-31T00:00:00</v></c>';
  expect(await secondRow(cells, { rows: '', styles, isDated1904: true })).toEqual(['2026-12-31', '2026-12-31']);
});

test.each([
  ['<f>1+1</f><v>2</v>', 'The cell holds a formula.', '2'],
  ['<f t="shared" si="0"/><v>2</v>', 'The cell holds a formula.', '2'],
  ['<f>HYPERLINK("http://x")</f>', 'The cell holds a formula.', ''],
])('a formula (%s) is a problem of the cell that keeps what it shows', async (content, message, text) => {
  const remedy = 'Replace it by its value.';
  expect((await secondRow(`<c r="A2">${content}</c>`))?.[0]).toEqual({ text, message, remedy } satisfies ReadCell);
});

test('an error value and a control character are problems of the cell', async () => {
  const cells = `<c r="A2" t="e"><v>#N/A</v></c>${inline('B2', 'bell _x0007_')}${inline('C2', 'line_x000D_\nend')}`;
  expect(await secondRow(cells)).toMatchObject([
    { message: 'The cell holds the error value #N/A.' },
    { message: 'The cell holds a control character (U+0007).' },
    'line\nend',
  ]);
});

test('codes of Excel are read back, and an underscore that looks like one stays', async () => {
  expect(await secondRow(inline('A2', 'a_x0042_c _x005F_x0041_'))).toEqual(['aBc _x0041_']);
});

test('cells and rows without a reference follow one another', async () => {
  const rows = `<row><c t="inlineStr"><is><t>Control ID</t></is></c><c t="inlineStr"><is><t>Owner</t></is></c></row><row><c/><c><v>7</v></c></row>`;
  const table = await read(book({ rows }));
  expect([table.headRow, table.rows]).toEqual([1, [{ row: 2, cells: [undefined, '7'], width: null }]]);
});

test('a workbook with namespace prefixes is read alike', async () => {
  const parts = bookParts({ rows: `${headRow}<row r="2">${inline('A2', 'AC-1')}</row>` });
  const prefixed = parts.map(([name, part]) => {
    const isBook = typeof part === 'string' && name.startsWith('xl/') && name.endsWith('.xml');
    return [name, isBook ? part.replace(/<(\/?)([a-zA-Z])/g, '<$1x:$2') : part] as const;
  });
  expect((await read(zipOf(prefixed))).rows[0]?.cells).toEqual(['AC-1']);
});

async function written(fill: (workbook: exceljs.Workbook) => void): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  fill(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

test('links show their text, and merged cells are told', async () => {
  const bytes = await written((workbook) => {
    const sheet = workbook.addWorksheet('Matrix');
    sheet.addRow(['Our controls']);
    sheet.addRow([]);
    sheet.addRow(['Control ID', 'Control description']);
    sheet.addRow(['AC-1', { text: 'See the policy', hyperlink: 'https://example.com/policy' }]);
    sheet.mergeCells('A1:B1');
    sheet.mergeCells('A4:A5');
  });
  const table = await read(bytes);
  expect([table.sheet, table.headRow, table.rows[0]?.cells]).toEqual(['Matrix', 3, ['AC-1', 'See the policy']]);
  expect(table.merges.map(({ reference }) => reference)).toEqual(['A1:B1', 'A4:A5']);
});

test('the sheet is the one called "Control matrix", else the first that shows known heads, never a hidden one', async () => {
  const heads = ['Control ID', 'Control owner'];
  const fill = (names: readonly string[]) => (workbook: exceljs.Workbook) => {
    for (const name of names) {
      const sheet = workbook.addWorksheet(name, { state: name === 'Old' ? 'hidden' : 'visible' });
      sheet.addRow(name === 'Notes' ? ['Made by', 'us'] : heads);
      sheet.addRow([name, 'x']);
    }
  };
  expect((await read(await written(fill(['Old', 'Notes', 'Controls', 'Control matrix'])))).sheet).toBe(
    'Control matrix',
  );
  expect((await read(await written(fill(['Old', 'Notes', 'Controls'])))).sheet).toBe('Controls');
  expect((await read(await written(fill(['Notes'])))).sheet).toBe('Notes');
});

test('a row beyond the twentieth is not taken for the heads', async () => {
  const bytes = await written((workbook) => {
    const sheet = workbook.addWorksheet('Late');
    for (let row = 0; row < 20; row += 1) sheet.addRow([`note ${row}`]);
    sheet.addRow(['Control ID', 'Control owner']);
  });
  await expect(read(bytes)).rejects.toMatchObject({
    code: 'bad-input',
    message: 'None of the first 20 rows of any sheet holds column heads.',
  });
});

test('a head that stands twice and a column of values without a head are refused by name', async () => {
  const fill = (rows: readonly (readonly (string | null)[])[]) =>
    written((workbook) => {
      const sheet = workbook.addWorksheet('Matrix');
      for (const row of rows) sheet.addRow([...row]);
    });
  await expect(read(await fill([['Control ID', 'Owner', 'Owner ']]))).rejects.toThrow(
    'Row 1: the head "Owner" stands over the columns B and C.',
  );
  const headless = [
    ['Control ID', 'Owner', null],
    ['A-1', 'IT', null],
    ['A-2', 'IT', 'secret'],
  ];
  await expect(read(await fill(headless))).rejects.toThrow('Column C has a value in row 3 and no head.');
});
