import { expect, test } from 'vitest';
import { isKnownHead } from '../../../../../electron/engine/report/matrix/mapping.ts';
import { shownText } from '../../../../../electron/engine/report/matrix/read/cell-text.ts';
import { readTable } from '../../../../../electron/engine/report/matrix/read/table.ts';

const read = (content: string | Buffer) =>
  readTable(typeof content === 'string' ? Buffer.from(content) : content, isKnownHead);
const heads = 'Control ID,Control description,Control owner';
const text = `${heads}\nAC-1,Café reviewed – quarterly,Zoë\n`;
const wide = Buffer.from(`\uFEFF${text}`, 'utf16le');

/** Windows-1252 of the letters used here. */
const windows = Buffer.from(text.replaceAll('–', '\x96'), 'latin1');

test.each([
  ['utf-8', Buffer.from(text)],
  ['utf-8 with BOM', Buffer.from(`\uFEFF${text}`)],
  ['utf-16le', wide],
  ['utf-16be', Buffer.from(wide).swap16()],
  ['windows-1252', windows],
])('%s is told by its bytes and read alike', async (encoding, bytes) => {
  const table = await read(bytes);
  expect([table.encoding, table.columns[0]?.head]).toEqual([encoding, 'Control ID']);
  expect(table.rows).toEqual([{ row: 2, cells: ['AC-1', 'Café reviewed – quarterly', 'Zoë'], width: 3 }]);
});

test.each([
  [';', '\n'],
  ['\t', '\r\n'],
  [',', '\r'],
])('the delimiter %j and the line end %j are found', async (delimiter, end) => {
  const quoted = '"first; second,\tthird"';
  const lines = [heads.replaceAll(',', delimiter), ['AC-1', quoted, 'IT'].join(delimiter), ''];
  expect((await read(lines.join(end))).rows[0]?.cells).toEqual(['AC-1', 'first; second,\tthird', 'IT']);
});

test('cells may hold quotes, delimiters and line ends; rows are numbered as a spreadsheet shows them', async () => {
  const table = await read(`${heads}\n\nAC-1,"two\r\nlines, ""quoted""",IT\n,,\nAC-2,x,y\n`);
  expect(table.rows).toEqual([
    { row: 3, cells: ['AC-1', 'two\nlines, "quoted"', 'IT'], width: 3 },
    { row: 5, cells: ['AC-2', 'x', 'y'], width: 3 },
  ]);
});

test('lines above the heads are passed over', async () => {
  const table = await read(`sep=;\nOur controls;;\n\n${heads.replaceAll(',', ';')}\nAC-1;x;y\n`);
  expect([table.headRow, table.rows.length]).toEqual([4, 1]);
});

test.each([
  ['Control ID,Owner\nAC-1,"never closed\nAC-2,x\n', 'a quote is opened and never closed'],
  ['Control ID,Owner\nAC-1,IT "ops" team\n', 'a quote stands inside a cell that is not quoted'],
])('broken quotes in %j are refused with the line', async (content, what) => {
  await expect(read(content)).rejects.toMatchObject({
    code: 'unreadable-file',
    message: expect.stringContaining(what),
  });
  await expect(read(content)).rejects.toThrow(/^Line \d of the file: /);
});

test('a NUL is refused with its line, and half of a UTF-16 letter is refused', async () => {
  await expect(read(`${heads}\nAC-1,x\u0000y,z\n`)).rejects.toThrow(
    'Line 2 of the file holds a NUL, which is no text.',
  );
  await expect(read(wide.subarray(0, wide.length - 1))).rejects.toThrow('The file is not valid utf-16le text.');
});

test('heads that stand twice, that are missing or that are nowhere are refused by name', async () => {
  await expect(read('Control ID,Owner,Owner\nA-1,x,y\n')).rejects.toThrow(
    'Row 1: the head "Owner" stands over the columns B and C.',
  );
  await expect(read('Control ID,,Owner\nA-1,x,y\n')).rejects.toThrow('Column B has a value in row 2 and no head.');
  await expect(read('one\ntwo\n')).rejects.toThrow('None of the first 20 rows of the file holds column heads.');
});

test('heads of objects are heads like others', async () => {
  const table = await read('Control ID,__proto__,constructor\nA-1,polluted,x\n');
  expect(table.columns.map(({ head }) => head)).toEqual(['Control ID', '__proto__', 'constructor']);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('a cell of 10 MB is read whole', async () => {
  const table = await read(`${heads}\nAC-1,"${'x'.repeat(10 << 20)}",IT\n`);
  expect(shownText(table.rows[0]?.cells[1]).length).toBe(10 << 20);
});

test('a million rows and 20,000 columns are refused with the limit named', async () => {
  const from = performance.now();
  await expect(read(`${heads}\n${'AC-1,x,y\n'.repeat(1_000_000)}`)).rejects.toMatchObject({
    code: 'too-large',
    message: 'The file has more than 20,000 rows.',
  });
  await expect(read(`${heads}${',x'.repeat(20_000)}\n`)).rejects.toThrow('The file has more than 500 columns.');
  expect(performance.now() - from).toBeLessThan(5000);
});
