import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isKnownHead } from '../../../../../electron/engine/report/matrix/mapping.ts';
import { fileBytes } from '../../../../../electron/engine/report/matrix/read/file-bytes.ts';
import { readTable } from '../../../../../electron/engine/report/matrix/read/table.ts';
import { temporaryFolder } from '../../workspace.ts';
import { book, bookParts, headRow, inline, zipOf } from './zip.fixture.ts';

const read = (bytes: Buffer) => readTable(bytes, isKnownHead);
const rows = `${headRow}<row r="2">${inline('A2', 'AC-1')}</row>`;
const small = bookParts({ rows });
const without = (name: string) => small.filter(([path]) => path !== name);
const sheet = 'xl/worksheets/sheet1.xml';

/** The refusal and how long it took. */
async function refusal(bytes: Buffer): Promise<{ code: string; message: string; milliseconds: number }> {
  const from = performance.now();
  try {
    await read(bytes);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { code: String(error.code), message: error.message, milliseconds: performance.now() - from };
  }
  throw new Error('It was read.');
}

describe('a workbook that unpacks to far more than it is', () => {
  const blanks = (megabytes: number) => Buffer.alloc(megabytes << 20, ' ');

  test('is refused by its directory: 307 MB in a file of 300 kB', async () => {
    const bomb = zipOf([...without(sheet), [sheet, { bytes: blanks(307) }]]);
    expect(bomb.length).toBeLessThan(1 << 20);
    const { code, message, milliseconds } = await refusal(bomb);
    expect([code, message]).toEqual([
      'too-large',
      `The workbook unpacks to more than 100 times its size (${sheet}), so it is not unpacked.`,
    ]);
    expect(milliseconds).toBeLessThan(1000);
  });

  test('is stopped on the way when its directory lies', async () => {
    const liar = zipOf([...without(sheet), [sheet, { bytes: blanks(307), statedSize: 4096 }]]);
    const before = process.memoryUsage().rss;
    const { code, message, milliseconds } = await refusal(liar);
    expect(code).toBe('unreadable-file');
    expect(message).toMatch(/^The workbook is damaged or cut off \(too many bytes in the stream/);
    expect(milliseconds).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
  });

  test('is refused when many parts add up', async () => {
    const noise = Buffer.alloc(15 << 20, 'abcdefgh');
    const many = Array.from({ length: 14 }, (_, at) => [`xl/media/${at}.bin`, { bytes: noise }] as const);
    expect(await refusal(zipOf([...small, ...many]))).toMatchObject({
      code: 'too-large',
      message: 'The workbook unpacks to more than 200 MB, so it is not unpacked.',
    });
  });

  test('is refused when it has more than 10,000 parts', async () => {
    const parts = Array.from({ length: 10_001 }, (_, at) => [`p${at}`, ''] as const);
    expect((await refusal(zipOf(parts))).message).toBe(
      'The workbook has more than 10,000 parts, so it is not unpacked.',
    );
  });

  test('is not suspected when it is small and very regular', async () => {
    const regular = zipOf([...small, ['xl/media/image1.emf', { bytes: blanks(10) }]]);
    expect((await read(regular)).rows).toHaveLength(1);
  });
});

describe('a sheet that is larger than a matrix', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => `<row r="${at + 2}">${inline(`A${at + 2}`, 'x')}</row>`).join('');

  test('is refused beyond 20,000 rows, with the limit named', async () => {
    expect((await read(book({ rows: headRow + many(20_000) }))).rows).toHaveLength(20_000);
    expect((await refusal(book({ rows: headRow + many(20_001) }))).message).toBe(
      'The file has 20,001 rows; at most 20,000 are read.',
    );
    expect((await refusal(book({ rows: headRow + many(60_000) }))).message).toBe('The file has more than 20,000 rows.');
  });

  test('is refused beyond 500 columns, but for empty cells with a format', async () => {
    const wide = (cell: string) => book({ rows: `${headRow}<row r="2">${inline('A2', 'AC-1')}${cell}</row>` });
    expect((await read(wide('<c r="XFD2" s="1"/>'))).rows).toHaveLength(1);
    expect((await refusal(wide(inline('SG2', 'x')))).message).toBe('The file has more than 500 columns.');
  });

  test('is refused with more than 10,000 merged areas', async () => {
    const after = `<mergeCells>${'<mergeCell ref="A2:B2"/>'.repeat(10_001)}</mergeCells>`;
    expect((await refusal(book({ rows, after }))).message).toBe('The sheet has more than 10,000 merged areas.');
  });

  test('is read at once when it names ranges of a million rows and merges all of them', async () => {
    const after =
      '<mergeCells><mergeCell ref="D1:XFD1048576"/></mergeCells><dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>';
    const from = performance.now();
    expect((await read(book({ rows, after }))).merges).toHaveLength(1);
    expect(performance.now() - from).toBeLessThan(1000);
  });
});

describe('XML that reaches outside itself', () => {
  const entity = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
  const laughs = '<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';

  test.each([
    ['xl/sharedStrings.xml', `${entity}<sst><si><t>&x;</t></si></sst>`],
    ['xl/sharedStrings.xml', `${laughs}<sst><si><t>&b;</t></si></sst>`],
    ['xl/workbook.xml', `${entity}<workbook/>`],
    [sheet, `${entity}<worksheet/>`],
    ['_rels/.rels', `${entity}<Relationships/>`],
    ['xl/styles.xml', `${entity}<styleSheet/>`],
  ])('is refused in %s', async (name, xml) => {
    expect(await refusal(zipOf([...without(name), [name, xml]]))).toMatchObject({
      code: 'unreadable-file',
      message: `The part ${name} of the workbook is refused, because it has a document type (DOCTYPE).`,
    });
  });

  test('an entity without a declaration, UTF-16 and broken XML are refused', async () => {
    const part = (xml: string | Buffer) =>
      refusal(zipOf([...without(sheet), [sheet, typeof xml === 'string' ? xml : { bytes: xml }]]));
    expect((await part('<worksheet><sheetData>&secret;</sheetData></worksheet>')).message).toContain('not well-formed');
    expect((await part('<worksheet><sheetData>')).message).toContain('not well-formed');
    expect((await part(Buffer.from('\uFEFF<worksheet/>', 'utf16le'))).message).toContain('not UTF-8');
  });

  test('elements a million deep are refused before they fill the memory', async () => {
    const deep = `<worksheet>${'<a>'.repeat(1_000_000)}`;
    const before = process.memoryUsage().rss;
    expect((await refusal(zipOf([...without(sheet), [sheet, deep]]))).message).toContain('nested too deep');
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
  });

  test('a relation to another computer is not followed', async () => {
    const outside = `<Relationships><Relationship Id="r" Type="x/officeDocument" TargetMode="External" Target="http://evil.example/x"/></Relationships>`;
    expect((await refusal(zipOf([...without('_rels/.rels'), ['_rels/.rels', outside]]))).message).toBe(
      'The file is an Office file without a workbook in it.',
    );
  });
});

const oldOffice = (text: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(text, 'utf16le')]);

describe('another kind of file, whatever its name says', () => {
  test.each([
    ['an old workbook', oldOffice('Workbook'), 'The file is in an old Office format, such as .xls.'],
    ['a workbook with a password', oldOffice('EncryptedPackage'), 'The workbook is protected by a password.'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'The file is a PDF, not a workbook or a table.'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'The file is a PNG picture, not a workbook or a table.'],
    [
      'a web page',
      Buffer.from('\uFEFF <!DOCTYPE html><table>'),
      'The file is a web page or XML, whatever its name says.',
    ],
    ['gzip', gzipSync('Control ID,Owner'), 'The file is packed with gzip, not a workbook or a table.'],
    ['an archive', zipOf([['matrix.csv', 'a,b']]), 'The file is a zip archive, not a workbook.'],
    ['a text document', zipOf([['word/document.xml', '<x/>']]), 'The file is a text document (.docx), not a workbook.'],
    [
      'a presentation',
      zipOf([['ppt/presentation.xml', '<x/>']]),
      'The file is a presentation (.pptx), not a workbook.',
    ],
    [
      'an OpenDocument file',
      zipOf([
        ['mimetype', 'x'],
        ['content.xml', '<x/>'],
      ]),
      'The file is an OpenDocument file (.ods, .odt).',
    ],
    ['macros', zipOf([...small, ['xl/vbaProject.bin', 'x']]), 'The workbook holds macros, so it is not read.'],
    ['a binary workbook', zipOf([...small, ['xl/workbook.bin', 'x']]), 'The workbook is a binary one (.xlsb).'],
    [
      'the same part twice',
      zipOf([...small, [sheet.toUpperCase(), '<x/>']]),
      'The workbook holds the part XL/WORKSHEETS/SHEET1.XML twice.',
    ],
    [
      'an encrypted part',
      zipOf([...without(sheet), [sheet, { bytes: Buffer.from('x'), isEncrypted: true }]]),
      'The workbook is encrypted.',
    ],
    ['no text', Buffer.from([0x43, 0x00, 0x01, 0x02]), 'Line 1 of the file holds a NUL, which is no text.'],
  ])('%s is refused with what it is', async (_what, bytes, message) => {
    expect(await refusal(bytes)).toMatchObject({ code: 'unsupported-file', message });
  });

  test('a workbook cut off at any place is refused', async () => {
    const whole = book({ rows });
    for (let end = 2; end < whole.length; end += 37)
      expect(['unreadable-file', 'unsupported-file']).toContain((await refusal(whole.subarray(0, end))).code);
  });

  test('a workbook with one byte changed is read or refused, and nothing else happens', async () => {
    const whole = book({ rows });
    for (let at = 0; at < whole.length; at += 11) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at);
      const outcome = await read(changed).then(
        () => 'read',
        (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
      );
      expect(['read', 'unreadable-file', 'unsupported-file', 'bad-input', 'too-large']).toContain(outcome);
    }
  });

  test('an empty file, a folder, a link and a file that is not there are refused', async () => {
    const folder = temporaryFolder();
    const at = (name: string) => join(folder, name);
    writeFileSync(at('empty.csv'), '');
    mkdirSync(at('folder'));
    symlinkSync(at('empty.csv'), at('link.csv'));
    await expect(fileBytes(at('empty.csv'))).rejects.toThrow('The file is empty (0 bytes).');
    await expect(fileBytes(at('folder'))).rejects.toMatchObject({ code: 'unsupported-file' });
    await expect(fileBytes(at('link.csv'))).rejects.toThrow('The file is a symbolic link.');
    await expect(fileBytes(at('none.csv'))).rejects.toThrow('The file cannot be opened (ENOENT).');
  });
});
