import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { inflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { type BinderModel, binderModel } from '../../../../electron/engine/report/binder-model.ts';
import { visible } from '../../../../electron/engine/report/writers/visible.ts';
import { val } from '../../../../electron/engine/report/writers/xlsx/cell.ts';
import { workbookBytes } from '../../../../electron/engine/report/writers/xlsx.ts';
import { binderSource } from './binder-source.fixture.ts';
import { hostile } from './options.fixture.ts';
import { poisonedScope } from './scope.fixture.ts';

/** The strict parser that exceljs itself depends on; it refuses what is not well-formed. */
interface Saxes {
  readonly SaxesParser: new () => {
    on(event: 'error', listener: (error: Error) => void): void;
    write(text: string): { close(): void };
  };
}
const require = createRequire(createRequire(import.meta.url).resolve('exceljs'));
const strictParser = 'saxes';
const { SaxesParser }: Saxes = require(strictParser);

/** The files of a zip without encryption, by name. */
function entries(zip: Buffer): ReadonlyMap<string, string> {
  const end = zip.length - 22;
  const found = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < zip.readUInt16LE(end + 10); entry += 1) {
    const [nameLength, extra, comment, local] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
      zip.readUInt32LE(at + 42),
    ];
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    const bytes = zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    found.set(zip.toString('utf8', at + 46, at + 46 + nameLength), bytes.toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return found;
}

async function reread(bytes: Buffer): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.read(Readable.from([bytes]));
  return workbook;
}

function parse(xml: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

const write = (model: BinderModel) =>
  workbookBytes(model, { paper: 'A4', onRows: () => undefined, signal: new AbortController().signal });

/** The fixture with hostile text in every field that a cloud or a person can fill. */
function poisoned(): BinderModel {
  const source = binderSource();
  const at = (place: number) => hostile[place % hostile.length] ?? '';
  return binderModel({
    ...source,
    engagement: { ...source.engagement, client: hostile.slice(0, 10).join(' ') },
    controls: source.controls.map((reading, nth) => ({
      ...reading,
      words: at(nth),
      control: { ...reading.control, statement: at(nth + 1), owner: at(nth + 2), reason: at(nth) },
    })),
    gaps: source.gaps.map((gap, nth) => ({ ...gap, reason: at(nth), what: at(nth + 5) })),
    scope: poisonedScope(at),
    conclusions: source.conclusions.map((one, nth) => ({ ...one, by: at(nth), reason: at(nth + 1) })),
    log: source.log.map((entry, nth) => ({ ...entry, reason: at(nth) })),
    findings: () =>
      [...source.findings()].map((finding, nth) => ({
        ...finding,
        because: at(nth),
        resource: { ...finding.resource, id: at(nth + 1), name: at(nth + 2), region: at(nth + 3) },
        seen: [{ path: at(nth + 4), value: at(nth + 5) }],
      })),
    resources: () => [...source.resources()].map((resource, nth) => ({ ...resource, id: at(nth), arn: at(nth + 1) })),
  });
}

describe('binder.xlsx', () => {
  it('has the same bytes when the same data is written twice', async () => {
    const model = binderModel(binderSource());
    const first = await write(model);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await write(model)).equals(first)).toBe(true);
  });

  it('is well-formed and holds no formula, whatever the clouds and the people wrote', async () => {
    const files = entries(await write(poisoned()));
    expect(files.size).toBeGreaterThan(15);
    for (const [name, xml] of files) {
      expect(() => parse(xml), name).not.toThrow();
      expect(xml, name).not.toMatch(/<f[ >]|<v>(NaN|Infinity)/);
    }
    const links = [...files]
      .filter(([name]) => name.includes('worksheets/_rels'))
      .flatMap(([, xml]) => [...xml.matchAll(/Target="([^"]*)"/g)]);
    expect(links.length).toBe(16);
    for (const [, target] of links) expect(target).toMatch(/^#&apos;[A-Za-z ]+&apos;!A1$/);
  });

  it('gives back every hostile text as it is shown, cut at 32,000 characters', async () => {
    const workbook = await reread(await write(poisoned()));
    const sheet = workbook.getWorksheet('Findings');
    const because = hostile.map((_, nth) => sheet?.getRow(nth + 2).getCell(10).value);
    expect(because.slice(0, 19)).toEqual(hostile.slice(0, 19).map(visible));
    expect(String(because[19])).toMatch(/^x{32000}… \(40,000 characters, the whole is in findings\.json\)$/);
  });

  it('holds the bare word in cells that show a mark, and true dates', async () => {
    const workbook = await reread(await write(binderModel(binderSource())));
    const row = workbook.getWorksheet('Findings')?.getRow(2);
    expect(row?.getCell(2)).toMatchObject({ value: 'fail', numFmt: '"■ "@' });
    expect(row?.getCell(13).value).toEqual(new Date('2026-03-12T02:40:00.000Z'));
  });

  it('names its sheets, freezes the head, repeats it on paper and filters every column', async () => {
    const workbook = await reread(await write(binderModel(binderSource())));
    const names = [
      'Cover',
      'Criteria',
      'RCM',
      'Scope',
      'Declared and seen',
      'Scope differences',
      'Scope memo',
      'Rules',
      'Findings',
      'Lapses',
      'Exceptions',
      'Resources',
      'Coverage',
      'Not read',
      'Sources',
      'Audit log',
      'Legend',
    ];
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(names);
    for (const sheet of workbook.worksheets.slice(1)) {
      expect(sheet.views[0], sheet.name).toMatchObject({ state: 'frozen', ySplit: 1, showGridLines: false });
      expect(sheet.pageSetup.printTitlesRow, sheet.name).toBe('1:1');
      expect(String(sheet.autoFilter), sheet.name).toMatch(/^A1:/);
    }
  });

  it('takes only text, finite numbers, booleans and valid dates into a cell', () => {
    expect([
      val({ formula: '1+1' }),
      val(Number.NaN),
      val(Number.POSITIVE_INFINITY),
      val(new Date('x')),
      val(''),
      val(undefined),
    ]).toEqual(['{"formula":"1+1"}', 'NaN', 'Infinity', 'not a date', null, null]);
  });

  it('stops between rows when it is cancelled', async () => {
    const abort = new AbortController();
    const model = binderModel(binderSource({ perPlace: 12 }));
    const writing = workbookBytes(model, { paper: 'A4', onRows: () => abort.abort(), signal: abort.signal });
    await expect(writing).rejects.toThrow('aborted');
  });
});
