import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { describe, expect, test } from 'vitest';
import { editMatrix, undoMatrix } from '../../../../electron/engine/services/matrix.ts';
import {
  exportMatrix,
  importMatrix,
  previewMatrix,
  readMatrixFile,
} from '../../../../electron/engine/services/matrix-file.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { deps, newWorkspace, temporaryFolder } from '../workspace.ts';

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
};

/** Reads a file as it is mapped by itself, previews it and imports it. */
async function imported(workspace: Workspace, path: string, from?: string | null) {
  const { mapping } = await readMatrixFile(workspace, deps(), path);
  const { token, ...preview } = await previewMatrix(workspace, deps(), { path, mapping, from });
  return { preview, step: await importMatrix(workspace, deps(), { path, mapping, token, from }) };
}

async function exported(workspace: Workspace): Promise<string> {
  const path = join(temporaryFolder(), 'matrix.xlsx');
  await exportMatrix(workspace, deps(), path);
  return path;
}

async function edited(path: string, cells: readonly (readonly [address: string, value: exceljs.CellValue])[]) {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  for (const [address, value] of cells) {
    const cell = workbook.getWorksheet('Control matrix')?.getCell(address);
    if (cell !== undefined) cell.value = value;
  }
  await workbook.xlsx.writeFile(path);
}

const foreign = [
  'Nr;Control description;Control owner;TSC;How often',
  'AC-1;Doors are locked at night.;Head of facilities;CC6.4;Daily',
  'AC-2;Access is reviewed.;IT lead;CC6.1, CC6.2;Every quarter',
].join('\n');

describe('the export', () => {
  test('is noted in the log with the hash of what was written', async () => {
    const workspace = newWorkspace();
    const path = join(temporaryFolder(), 'matrix.xlsx');
    const written = await exportMatrix(workspace, deps(), path);
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(written).toEqual({ file: 'matrix.xlsx', rows: 70, sha256 });
    const entry = workspace.log.ofObject('matrix-file', 'matrix.xlsx')[0];
    expect(entry).toMatchObject({ action: 'matrix.exported', after: { rows: 70, sha256 } });
  });

  test('of the same matrix has the same bytes, the entry of the first notwithstanding', async () => {
    const workspace = newWorkspace();
    expect(readFileSync(await exported(workspace)).equals(readFileSync(await exported(workspace)))).toBe(true);
  });

  test('replaces a file, and leaves it and nothing else when it cannot', async () => {
    const workspace = newWorkspace();
    const path = put('matrix.xlsx', 'old');
    await exportMatrix(workspace, deps(), path);
    expect(readdirSync(join(path, '..'))).toEqual(['matrix.xlsx']);
    const folder = join(temporaryFolder(), 'taken.xlsx');
    mkdirSync(folder);
    await expect(exportMatrix(workspace, deps(), folder)).rejects.toMatchObject({ code: 'conflict' });
    expect(workspace.log.head().entries).toBe(2);
  });

  test.skipIf(process.getuid?.() === 0)('into a folder without the right to write leaves nothing', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    await expect(exportMatrix(newWorkspace(), deps(), join(folder, 'm.xlsx'))).rejects.toThrow('EACCES');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('reading', () => {
  test('our own workbook maps itself', async () => {
    const workspace = newWorkspace();
    const file = await readMatrixFile(workspace, deps(), await exported(workspace));
    expect(file).toMatchObject({ isOwn: true, sheet: 'Control matrix', encoding: null, rows: 70, isRemembered: false });
    expect([file.heads.length, Object.keys(file.mapping).length, file.sample.length, file.notes]).toEqual([
      29,
      29,
      5,
      [],
    ]);
    expect(file.sample[0]?.slice(0, 3)).toEqual(['GOV-01', 'GOV', 'Code of conduct and a safe way to raise concerns']);
  });

  test("another engagement's workbook says so", async () => {
    const path = await exported(newWorkspace());
    expect((await readMatrixFile(newWorkspace(), deps(), path)).notes).toEqual([
      'The workbook was written for another engagement. Controls of the same id are compared all the same.',
    ]);
  });

  test('a text in Windows-1252 says so', async () => {
    const path = put('m.csv', Buffer.from('Control ID,Owner\nAC-1,Zo\xeb\n', 'latin1'));
    const file = await readMatrixFile(newWorkspace(), deps(), path);
    expect([file.encoding, file.sample, file.notes.length]).toEqual(['windows-1252', [['AC-1', 'Zoë']], 1]);
  });
});

describe('the preview', () => {
  test('of a matrix exported and not edited is empty', async () => {
    const workspace = newWorkspace();
    const { preview, step } = await imported(workspace, await exported(workspace));
    expect(preview).toEqual({ changes: [], errors: [], same: 70, notInFile: [] });
    expect([step.changed, step.undo, workspace.log.head().entries]).toEqual([[], null, 2]);
  });

  test('changes nothing', async () => {
    const workspace = newWorkspace();
    const path = put('m.csv', foreign);
    const { mapping } = await readMatrixFile(workspace, deps(), path);
    const before = workspace.log.head();
    const preview = await previewMatrix(workspace, deps(), { path, mapping });
    expect([preview.changes.length, preview.notInFile.length, workspace.log.head()]).toEqual([2, 70, before]);
  });
});

describe('the import', () => {
  test('applies every change as one step that one undo takes back', async () => {
    const workspace = newWorkspace();
    const before = workspace.controls.all();
    const path = await exported(workspace);
    await edited(path, [
      ['J2', 'Chief of staff'],
      ['H3', 'monthly'],
      ['A72', 'GOV-99'],
      ['C72', 'Another control'],
      ['D72', 'Somebody does something.'],
      ['F72', 'detective'],
      ['G72', 'manual'],
      ['H72', 'weekly'],
    ]);
    const { preview, step } = await imported(workspace, path);
    expect(preview.changes.map(({ kind, row, id }) => [kind, row, id])).toEqual([
      ['change', 2, 'GOV-01'],
      ['change', 3, 'GOV-02'],
      ['add', 72, 'GOV-99'],
    ]);
    expect(step.changed.map(({ control }) => control.id)).toEqual(['GOV-01', 'GOV-02', 'GOV-99']);
    expect(workspace.controls.find('GOV-01')).toMatchObject({ owner: 'Chief of staff', version: 1 });
    expect(workspace.controls.find('GOV-02')).toMatchObject({
      frequency: 'monthly',
      version: 2,
      effectiveFrom: '2026-10-01',
    });
    expect(workspace.controls.find('GOV-99')).toMatchObject({ domain: 'GOV', targetCadence: 'weekly' });
    undoMatrix(workspace, deps());
    expect(workspace.controls.all()).toEqual(before);
  });

  test('is in the log with the file, its hash and what it did', async () => {
    const workspace = newWorkspace();
    const path = put('client.csv', foreign);
    const mapping = { ...(await readMatrixFile(workspace, deps(), path)).mapping, Nr: 'id' };
    const { token } = await previewMatrix(workspace, deps(), { path, mapping });
    await importMatrix(workspace, deps(), { path, mapping, token });
    expect(workspace.log.ofObject('matrix-file', 'client.csv')).toMatchObject([
      {
        action: 'matrix.imported',
        after: { file: 'client.csv', added: 2, changed: 0, same: 0, notInFile: 70, sha256: token.split('.')[0] },
      },
    ]);
    expect(workspace.log.ofObject('control', 'AC-1')).toMatchObject([{ action: 'control.added' }]);
  });

  test('holds from the day named, or corrects the wording in force', async () => {
    const csv = 'Control ID,Statement\nIAM-02,Another wording.\n';
    const [dated, corrected] = [newWorkspace(), newWorkspace()];
    await imported(dated, put('m.csv', csv), '2026-07-01');
    await imported(corrected, put('m.csv', csv), null);
    expect(dated.controls.find('IAM-02')).toMatchObject({ version: 2, effectiveFrom: '2026-07-01' });
    expect(corrected.controls.find('IAM-02')).toMatchObject({ version: 1, statement: 'Another wording.' });
  });

  test('remembers how the columns were read, for files with the same heads', async () => {
    const workspace = newWorkspace();
    const path = put('client.csv', foreign);
    const guess = await readMatrixFile(workspace, deps(), path);
    expect([guess.isRemembered, guess.mapping['How often'], guess.mapping.Nr]).toEqual([false, undefined, undefined]);
    const mapping = { ...guess.mapping, Nr: 'id', 'How often': 'frequency' };
    const { token } = await previewMatrix(workspace, deps(), { path, mapping });
    await importMatrix(workspace, deps(), { path, mapping, token });
    const again = await readMatrixFile(workspace, deps(), put('next.csv', foreign.replace('Daily', 'Weekly')));
    expect([again.isRemembered, again.mapping]).toEqual([true, mapping]);
    const other = await readMatrixFile(workspace, deps(), put('other.csv', foreign.replace('Nr;', 'No;')));
    expect(other.isRemembered).toBe(false);
  });

  test('of a file with one wrong row changes nothing at all', async () => {
    const workspace = newWorkspace();
    const path = put('client.csv', `${foreign}\nAC-3;Backups are tested.;Ops;CC99.1;Monthly`);
    const mapping = { ...(await readMatrixFile(workspace, deps(), path)).mapping, Nr: 'id' };
    const before = workspace.log.head();
    const { token, errors } = await previewMatrix(workspace, deps(), { path, mapping });
    expect(errors).toHaveLength(1);
    await expect(importMatrix(workspace, deps(), { path, mapping, token })).rejects.toMatchObject({
      code: 'bad-input',
      message:
        'The file has 1 error, so nothing was imported. The first is in row 4, TSC: "CC99.1" is not a trust services criterion.',
    });
    expect([workspace.log.head(), workspace.controls.find('AC-1')]).toEqual([before, null]);
    expect((await readMatrixFile(workspace, deps(), path)).isRemembered).toBe(false);
  });

  test('refuses when the file, the mapping or the matrix is not what was previewed', async () => {
    const workspace = newWorkspace();
    const path = put('client.csv', foreign);
    const { mapping } = await readMatrixFile(workspace, deps(), path);
    const { token } = await previewMatrix(workspace, deps(), { path, mapping });
    const attempt = (over: object = {}) => importMatrix(workspace, deps(), { path, mapping, token, ...over });
    const { 'Control owner': _owner, ...less } = mapping;
    await expect(attempt({ mapping: less })).rejects.toThrow('The meaning of the columns changed since the preview');
    writeFileSync(path, `${foreign}\n`);
    await expect(attempt()).rejects.toThrow('The file changed since the preview, so nothing was imported.');
    writeFileSync(path, foreign);
    await expect(attempt({ token: '' })).rejects.toMatchObject({ code: 'conflict' });
    editMatrix(workspace, deps(), { edits: [{ kind: 'change', id: 'IAM-02', change: { owner: 'Someone' } }] });
    await expect(attempt()).rejects.toMatchObject({
      code: 'conflict',
      message: 'The matrix changed since the preview, so nothing was imported.',
    });
    expect(workspace.controls.find('AC-1')).toBeNull();
  });

  test('refuses a workbook exported before the control changed', async () => {
    const workspace = newWorkspace();
    const path = await exported(workspace);
    editMatrix(workspace, deps(), { edits: [{ kind: 'change', id: 'IAM-02', change: { statement: 'Newer.' } }] });
    const { mapping } = await readMatrixFile(workspace, deps(), path);
    const { errors } = await previewMatrix(workspace, deps(), { path, mapping });
    expect(errors.map(({ column }) => column)).toEqual(['Effective from', 'Version']);
  });

  test('refuses a control that was removed, with the day', async () => {
    const workspace = newWorkspace();
    const path = await exported(workspace);
    editMatrix(workspace, deps(), { edits: [{ kind: 'remove', id: 'IAM-02' }] });
    const { mapping } = await readMatrixFile(workspace, deps(), path);
    const { errors } = await previewMatrix(workspace, deps(), { path, mapping });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      row: 19,
      column: 'Control',
      message: expect.stringContaining('IAM-02 was removed on 2026-10-01'),
    });
  });
});
