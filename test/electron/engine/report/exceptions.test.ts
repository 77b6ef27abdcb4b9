import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import exceljs from 'exceljs';
import { expect, onTestFinished, test } from 'vitest';
import { type BinderModel, binderModel } from '../../../../electron/engine/report/binder-model.ts';
import type { BinderSource } from '../../../../electron/engine/report/binder-source.ts';
import { verifyBinder } from '../../../../electron/engine/report/verify-binder.ts';
import { binderContents, writeBinder } from '../../../../electron/engine/report/write-binder.ts';
import {
  exceptionsBytes,
  exceptionsDefinition,
  reportDefinition,
} from '../../../../electron/engine/report/writers/pdf.ts';
import { workbookBytes } from '../../../../electron/engine/report/writers/xlsx.ts';
import { binderSource } from './binder-source.fixture.ts';
import { fonts, hostile, options } from './options.fixture.ts';

const source = binderSource();
const model = binderModel(source);
const print = { paper: 'A4', isColour: true, fonts } as const;

interface Node {
  readonly text?: unknown;
  readonly table?: { readonly widths: readonly number[] };
  readonly layout?: { paddingLeft(at: number, node: unknown): number; paddingRight(at: number, node: unknown): number };
}

/** Every run of text of a definition, joined as a reader reads it. */
function wordsOf(node: unknown): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(wordsOf).join(' ');
  if (typeof node !== 'object' || node === null) return '';
  const { text, table: _table, ...rest }: Node = node;
  const table = 'table' in node ? node.table : null;
  const inside = [text, ...('stack' in rest ? [rest.stack] : []), ...('columns' in rest ? [rest.columns] : [])];
  return [...inside, ...(typeof table === 'object' && table !== null && 'body' in table ? [table.body] : [])]
    .map(wordsOf)
    .join(' ');
}
const plain = (words: string): string => words.replace(/\s+/g, ' ');
const exceptionWords = (of: BinderModel = model, withScores = false): string =>
  plain(wordsOf(exceptionsDefinition(of, print, withScores).content));

function tableWidths(node: unknown): readonly number[] {
  if (typeof node !== 'object' || node === null) return [];
  const { table, layout }: Node = node;
  const own =
    table && layout
      ? [
          table.widths.reduce(
            (sum, width, at) => sum + width + layout.paddingLeft(at, node) + layout.paddingRight(at, node),
            0,
          ),
        ]
      : [];
  return [...own, ...Object.values(node).flatMap(tableWidths)];
}

function folder(): string {
  const place = mkdtempSync(join(tmpdir(), 'exceptions-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  return join(place, 'binder');
}

async function sheetOf(of: BinderModel, name: string, withScores = false): Promise<exceljs.Worksheet> {
  const work = { paper: 'A4', withScores, onRows: () => undefined, signal: new AbortController().signal } as const;
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.read(Readable.from([await workbookBytes(of, work)]));
  const sheet = workbook.getWorksheet(name);
  if (sheet === undefined) throw new Error(`There is no sheet ${name}.`);
  return sheet;
}
/** The rows of a sheet by the heads of their columns. */
function rowsOf(sheet: exceljs.Worksheet): readonly Readonly<Record<string, exceljs.CellValue>>[] {
  const heads = Array.from({ length: sheet.columnCount }, (_, at) => String(sheet.getRow(1).getCell(at + 1).value));
  const rows = sheet.getRows(2, sheet.rowCount - 1) ?? [];
  return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row.getCell(at + 1).value])));
}

test('the tests are listed as the auditor expects: control, activity, criteria, test, result with id, kind, extent, window', () => {
  const words = exceptionWords();
  expect(words).toContain('■ Exception noted. 2 of 13 security groups admit port 22.');
  expect(words).toMatch(/EX-001\s+Operating 2 of 13 2 Feb 2026 to open/);
  expect(words).toMatch(/Judged every recorded version of 13 resources in the period: /);
  expect(words).toMatch(new RegExp(`The activity of ${model.exceptions[0]?.exception.controlId}, as described\\.`));
});

test('each control of the matrix counts once in the results', () => {
  const words = exceptionWords();
  expect(words).toContain(`Results, ${model.controls.length} controls`);
  const rows = [
    ...words.matchAll(
      /[●■◇–] {1,2}(?:No exception|Exception noted (?=\d)|Contradicted|Could not|Not tested|Declared)[^\d]*(\d+)/g,
    ),
  ];
  expect(rows.map(([, figure]) => Number(figure)).reduce((sum, figure) => sum + figure, 0)).toBe(model.controls.length);
});

test('what was withdrawn, accepted or repaired after the period is listed and says so; nothing is an opinion', () => {
  const words = exceptionWords();
  expect(words).toContain('Exception withdrawn. Raised twice. By Lena Example; The same as EX-001.');
  expect(words).toContain('Accepted risk until 15 Dec 2026');
  expect(words).toContain('By Lena Example until 15 Dec 2026: One customer cannot move.');
  expect(words).toContain('done 9 Jan 2027, after the period ended; it stays in the period');
  expect(words).toContain("Indicates a risk of a qualified opinion on CC6.6. The judgement is the auditor's.");
  expect(model.exceptions.at(-1)?.indicator).toBe('');
  expect(words).not.toMatch(/\b(compliant|passed the audit|is met)\b/i);
});

test('management speaks in its own words beside the finding, and a long answer says how long it is', () => {
  const words = exceptionWords();
  expect(words).toContain('Management accepts the finding.');
  expect(words).toContain('Management disputes the finding.');
  expect(words).toContain('Tool or integration gap. Console changes pass no review.');
  expect(words).toContain('13 items looked at, 2 instances found.');
  expect(words).toMatch(/x{1200}… \(20,0\d\d characters\)/);
  expect(words).toContain('<b>=1+1</b> & "late"');
});

test('the readings of the rubric stay out unless they are asked for', async () => {
  expect(exceptionWords()).not.toContain('6.5 of 10');
  expect(exceptionWords(model, true)).toContain('6.5 of 10 points, adequate');
  expect((await sheetOf(model, 'Exceptions')).getRow(1).values).not.toContain('Points of 10');
  expect(rowsOf(await sheetOf(model, 'Exceptions', true))[0]).toMatchObject({ 'Points of 10': 6.5 });
});

test('exceptions.pdf has the same bytes twice, on both papers, and no table is wider than its page', async () => {
  const first = await exceptionsBytes(model, print, false);
  expect((await exceptionsBytes(model, print, false)).equals(first)).toBe(true);
  expect(first.toString('latin1')).toContain('/MediaBox [0 0 841.89 595.28]');
  const letter = await exceptionsBytes(model, { ...print, paper: 'LETTER', isColour: false }, true);
  expect(letter.toString('latin1')).toContain('/MediaBox [0 0 792 612]');
  for (const [paper, most] of [
    ['A4', 746],
    ['LETTER', 720],
  ] as const)
    for (const width of tableWidths(exceptionsDefinition(model, { ...print, paper }, true).content))
      expect(width).toBeLessThanOrEqual(most + 0.01);
});

test('hostile text is printed and stays text', { timeout: 120_000 }, async () => {
  for (const text of hostile) {
    const poisoned = binderModel({
      ...source,
      exceptions: source.exceptions.map((one) => ({
        ...one,
        activity: text,
        steps: [text],
        exception: {
          ...one.exception,
          title: text,
          description: text,
          auditorDisposition: text,
          response: {
            ...one.exception.response,
            statement: text,
            rootCause: text,
            ownerName: text,
            monitoringId: text,
          },
        },
      })),
    });
    expect((await exceptionsBytes(poisoned, print, true)).length).toBeGreaterThan(20_000);
    for (const row of rowsOf(await sheetOf(poisoned, 'Exceptions', true)))
      for (const value of Object.values(row))
        expect(typeof value === 'object' && value !== null && !(value instanceof Date), String(value)).toBe(false);
  }
});

test('the sheets name exceptions beside controls, findings and lapses; withdrawn ones only in their own sheet', async () => {
  const [first, second] = model.exceptions;
  const own = rowsOf(await sheetOf(model, 'Exceptions'));
  expect(own.map((row) => row.Exception)).toEqual(['EX-001', 'EX-002', 'EX-003', 'EX-004']);
  expect(own[0]).toMatchObject({ Tested: 13, Deviations: 2, Severity: 'high', State: 'In remediation' });
  expect(own[1]).toMatchObject({ Result: '<b>=1+1</b> & "late"', 'What was found': '=HYPERLINK("http://x.example")' });
  const controls = new Map(rowsOf(await sheetOf(model, 'RCM')).map((row) => [row.Control, row.Exceptions]));
  expect(controls.get(first?.exception.controlId ?? '')).toBe('EX-001');
  expect(controls.get(second?.exception.controlId ?? '')).toBe('EX-002');
  expect(controls.get(model.exceptions.at(-1)?.exception.controlId ?? '')).toBeNull();
  const findings = rowsOf(await sheetOf(model, 'Findings')).filter((row) => row.Exception !== null);
  expect(findings).toHaveLength(first?.findings.length ?? 0);
  expect(findings.length).toBeGreaterThan(0);
});

test('a gap names its exceptions with who answers and when', () => {
  const words = plain(wordsOf(reportDefinition(model, print).content));
  expect(words).toContain('Who, when EX-001: Marta Example, Head of platform, due 7 Oct 2026. In remediation.');
});

test('attached files travel under safe names, byte for byte, and are in the manifest and the sums', async () => {
  const target = folder();
  const written = await writeBinder(source, target, options());
  expect(await verifyBinder(target)).toMatchObject({ isIntact: true, problems: [] });
  const names = readdirSync(join(target, 'evidence')).toSorted();
  expect(names).toEqual(['E-001-CON-.txt', 'E-002-gnp.exe-Uberprufung-.csv', 'E-003-listing.csv']);
  expect(readFileSync(join(target, 'evidence', 'E-003-listing.csv'), 'utf8')).toBe('listing\n');
  const sums = readFileSync(join(target, 'SHA256SUMS'), 'utf8');
  const sum = createHash('sha256').update('listing\n').digest('hex');
  expect(sums).toContain(`${sum}  evidence/E-003-listing.csv\n`);
  expect(sums).toContain('  exceptions.pdf\n');
  const told = binderContents(source);
  expect(told.reduce((all, { files }) => all + files, 0)).toBe(written.files);
  expect(told.find(({ name }) => name === 'evidence/')).toMatchObject({ files: 3, bytes: 40 });
});

test('a piece of evidence that is gone or altered stops the export and is named; nothing is written', async () => {
  const none: BinderSource = { ...source, attached: () => [] };
  const other: BinderSource = { ...source, attached: () => [Buffer.from('listing \n')] };
  for (const altered of [none, other]) {
    const target = folder();
    await expect(writeBinder(altered, target, options())).rejects.toThrow(
      /The evidence E-001 \(.*CON .txt\) is missing/,
    );
    expect(existsSync(target)).toBe(false);
  }
});

test('a binder without exceptions says so', () => {
  const without = binderModel({ ...source, exceptions: [] });
  expect(exceptionWords(without)).toContain('No exception was raised.');
  expect(exceptionWords(without)).not.toContain('Management’s responses');
});
