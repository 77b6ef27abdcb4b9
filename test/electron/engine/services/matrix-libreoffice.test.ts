import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportMatrix, previewMatrix, readMatrixFile } from '../../../../electron/engine/services/matrix-file.ts';
import { deps, newWorkspace, temporaryFolder } from '../workspace.ts';

const hasOffice = spawnSync('soffice', ['--version']).status === 0;

/** LibreOffice opens a file and saves it in another format, with a profile of its own. */
function converted(path: string, format: string, extension: string): string {
  const folder = temporaryFolder();
  const profile = `-env:UserInstallation=file://${temporaryFolder()}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', format, '--outdir', folder, path], {
    stdio: 'ignore',
  });
  return join(folder, `matrix.${extension}`);
}

const xlsx = 'xlsx:Calc MS Excel 2007 XML';
const cell = /<table:table-cell\b[^>]*?(?:\/>|>[\s\S]*?<\/table:table-cell>)/g;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const filled = (text: string): string =>
  `<table:table-cell office:value-type="string" calcext:value-type="string">${text
    .split('\n')
    .map((line) => `<text:p>${escaped(line)}</text:p>`)
    .join('')}</table:table-cell>`;

/** Sets cells of a control's row in a flat spreadsheet; empty cells that are written as one are parted first. */
function withCells(sheet: string, id: string, cells: ReadonlyMap<number, string>): string {
  const begin = sheet.lastIndexOf('<table:table-row', sheet.indexOf(`<text:p>${id}</text:p>`));
  const end = sheet.indexOf('</table:table-row>', begin);
  const parted = sheet
    .slice(begin, end)
    .replace(
      /<table:table-cell( [^>]*?)? table:number-columns-repeated="(\d+)"([^>]*)\/>/g,
      (_all, before, times, after) => `<table:table-cell${before ?? ''}${after}/>`.repeat(Math.min(Number(times), 40)),
    );
  let at = -1;
  const row = parted.replace(cell, (was) => {
    at += 1;
    const text = cells.get(at);
    return text === undefined ? was : filled(text);
  });
  return sheet.slice(0, begin) + row + sheet.slice(end);
}

/** Twenty edits of cells: control, column from 0, field, text. */
const edits = [
  ['GOV-01', 9, 'owner', 'Chief of staff'],
  [
    'GOV-01',
    3,
    'statement',
    'Everyone signs the code of conduct & keeps it <always>.\nNew joiners sign within 5 days.',
  ],
  ['GOV-02', 7, 'frequency', 'monthly'],
  ['GOV-03', 2, 'title', 'Structure, rôles and “accountability” – 東京'],
  ['GOV-04', 4, 'criteria', 'CC5.3\nCC2.2'],
  ['GOV-05', 10, 'performer', 'Internal audit'],
  ['GOV-06', 12, 'isKey', 'supporting'],
  ['HR-01', 13, 'risk', "=cmd|' /C calc'!A0"],
  ['HR-02', 14, 'population', 'Everyone who joined'],
  ['HR-03', 15, 'evidence', 'Completion list\nSlides'],
  ['HR-04', 16, 'testOfDesign', 'Read the checklist'],
  ['RSK-01', 17, 'testOfOperation', 'A: Done in the year\nB: Fraud considered'],
  ['RSK-02', 18, 'policy', 'POL-7 Risk'],
  ['RSK-03', 19, 'status', 'planned'],
  ['MON-01', 22, 'effectiveTo', '2026-12-31'],
  ['MON-02', 5, 'type', 'corrective'],
  ['IAM-01', 6, 'nature', 'hybrid'],
  ['IAM-02', 8, 'targetCadence', 'daily'],
  ['IAM-03', 1, 'domain', 'ACC'],
  ['IAM-04', 23, 'declares', 'aws.data-store-backup-on backupRetentionDays = 35'],
] as const;

test.skipIf(!hasOffice)(
  'twenty edits made by LibreOffice come back as exactly these twenty',
  { timeout: 180_000 },
  async () => {
    const workspace = newWorkspace();
    const path = join(temporaryFolder(), 'matrix.xlsx');
    await exportMatrix(workspace, deps(), path);
    const flat = converted(path, 'fods', 'fods');
    let sheet = readFileSync(flat, 'utf8');
    for (const [id, at, , text] of edits) sheet = withCells(sheet, id, new Map([[at, text]]));
    writeFileSync(flat, sheet);
    const back = converted(flat, xlsx, 'xlsx');
    const { mapping, isOwn } = await readMatrixFile(workspace, deps(), back);
    const preview = await previewMatrix(workspace, deps(), { path: back, mapping, from: '2026-10-01' });
    const found = preview.changes.flatMap(({ id, fields }) => fields.map(({ field, after }) => [id, field, after]));
    expect([isOwn, preview.errors, preview.same, preview.notInFile]).toEqual([true, [], 70 - 19, []]);
    expect(found.toSorted()).toEqual(edits.map(([id, , field, text]) => [id, field, text]).toSorted());
  },
);

test.skipIf(!hasOffice)(
  'saved by LibreOffice without an edit, as a workbook and as text, nothing changed',
  { timeout: 180_000 },
  async () => {
    const workspace = newWorkspace();
    const path = join(temporaryFolder(), 'matrix.xlsx');
    await exportMatrix(workspace, deps(), path);
    for (const saved of [
      converted(path, xlsx, 'xlsx'),
      converted(path, 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,2', 'csv'),
    ]) {
      const file = saved.endsWith('csv') ? saved.replace('matrix.csv', 'matrix-Control matrix.csv') : saved;
      const { mapping } = await readMatrixFile(workspace, deps(), file);
      expect(await previewMatrix(workspace, deps(), { path: file, mapping })).toMatchObject({
        changes: [],
        errors: [],
        same: 70,
        notInFile: [],
      });
    }
  },
);
