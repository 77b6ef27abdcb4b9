import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { temporaryFolder } from '../engine/workspace.ts';
import { fieldwork } from './run.ts';

const year = ['--client', 'Tidewater Payments', '--type', '2', '--from', '2026-01-01', '--to', '2026-12-31'];

async function made(): Promise<{ workspace: string; at: (name: string) => string }> {
  const folder = temporaryFolder();
  const workspace = join(folder, 'engagement');
  expect((await fieldwork('init', workspace, ...year)).code).toBe(0);
  return { workspace, at: (name) => join(folder, name) };
}

function controlOf(workspace: string, id: string) {
  const open = openWorkspace(workspace);
  try {
    return open.controls.find(id);
  } finally {
    open.close();
  }
}

test('the matrix goes out and comes back unchanged', async () => {
  const { workspace, at } = await made();
  const exported = await fieldwork('matrix', 'export', workspace, at('m.xlsx'), '--json');
  expect([exported.code, JSON.parse(exported.out)]).toMatchObject([0, { file: 'm.xlsx', rows: 70 }]);
  const { code, out, err } = await fieldwork('matrix', 'import', workspace, at('m.xlsx'), '--json');
  expect([code, out, err]).toEqual([0, '{"changes":[],"errors":[]}\n', '']);
});

test('each changed cell is one change, a new row is one, and a dry run applies nothing', async () => {
  const { workspace, at } = await made();
  await fieldwork('matrix', 'export', workspace, at('m.xlsx'));
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(at('m.xlsx'));
  const sheet = workbook.getWorksheet('Control matrix');
  const cells = {
    J2: 'Chief of staff',
    I2: 'monthly',
    A72: 'AC-1',
    C72: 'New',
    D72: 'New.',
    F72: 'detective',
    G72: 'manual',
    H72: 'daily',
  };
  for (const [address, value] of Object.entries(cells)) Object.assign(sheet?.getCell(address) ?? {}, { value });
  await workbook.xlsx.writeFile(at('m.xlsx'));
  const dry = await fieldwork('matrix', 'import', workspace, at('m.xlsx'), '--dry-run', '--json');
  const title = 'Code of conduct and a safe way to raise concerns';
  const change = { kind: 'change', row: 2, id: 'GOV-01', title };
  expect([dry.code, JSON.parse(dry.out)]).toMatchObject([
    0,
    {
      changes: [
        { ...change, field: 'targetCadence', before: 'annual', after: 'monthly' },
        { ...change, field: 'owner', before: 'People operations lead', after: 'Chief of staff' },
        { kind: 'add', row: 72, id: 'AC-1', title: 'New' },
      ],
      errors: [],
    },
  ]);
  expect(controlOf(workspace, 'AC-1')).toBeNull();
  const real = await fieldwork('matrix', 'import', workspace, at('m.xlsx'));
  expect(real.code).toBe(0);
  expect(real.out).toContain('    owner: People operations lead → Chief of staff\n');
  expect(real.out).toContain('1 control changed, 1 added, 69 the same, 0 not in the file, 0 errors. Imported.\n');
  expect(controlOf(workspace, 'GOV-01')?.owner).toBe('Chief of staff');
});

test('a wrong row stops all of it: exit code 1, every error with row and column', async () => {
  const { workspace, at } = await made();
  writeFileSync(at('m.csv'), 'Control ID;Statement;TSC\nAC-1;Right.;CC6.1\nAC-2;Wrong.;CC66.1\nAC-1;Again.;CC6.1\n');
  const { code, out } = await fieldwork('matrix', 'import', workspace, at('m.csv'), '--json');
  expect(code).toBe(1);
  expect(Object.keys(JSON.parse(out))).toEqual(['changes', 'errors']);
  expect(JSON.parse(out).errors).toMatchObject([
    { row: 3, column: 'TSC', message: '"CC66.1" is not a trust services criterion.' },
    { row: 4, column: 'Control ID', message: 'AC-1 stands in the rows 2 and 4.' },
  ]);
  const inWords = await fieldwork('matrix', 'import', workspace, at('m.csv'));
  expect(inWords.out).toContain('  row 3, TSC: "CC66.1" is not a trust services criterion. Write ids such as');
  expect(inWords.out).toContain('2 errors. Nothing was imported.');
  expect(controlOf(workspace, 'AC-1')).toBeNull();
});

test('a file that cannot be read is an error without a row', async () => {
  const { workspace, at } = await made();
  writeFileSync(at('m.xlsx'), Buffer.from('89504e470d0a1a0a', 'hex'));
  const { code, out, err } = await fieldwork('matrix', 'import', workspace, at('m.xlsx'), '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    changes: [],
    errors: [{ row: null, column: null, message: 'The file is a PNG picture, not a workbook or a table.' }],
  });
  expect(err).toBe(
    'The file is a PNG picture, not a workbook or a table. Open it in a spreadsheet program and save it as .xlsx.\n',
  );
});

test('--map says what a column means, and nothing after the sign leaves it out', async () => {
  const { workspace, at } = await made();
  writeFileSync(at('m.csv'), 'Nummer,Beschreibung,Owner,Takt\nAC-1,Türen sind zu.,Haustechnik,Daily\n');
  const map = ['--map', 'Nummer=id', '--map', 'Beschreibung=statement', '--map', 'Owner=', '--map', 'Takt=frequency'];
  const { code, err } = await fieldwork('matrix', 'import', workspace, at('m.csv'), ...map);
  expect([code, err]).toEqual([0, '']);
  expect(controlOf(workspace, 'AC-1')).toMatchObject({ statement: 'Türen sind zu.', owner: '', frequency: 'daily' });
  writeFileSync(at('m.csv'), readFileSync(at('m.csv'), 'utf8').replace('Daily', 'Weekly'));
  expect((await fieldwork('matrix', 'import', workspace, at('m.csv'))).code).toBe(0);
  expect(controlOf(workspace, 'AC-1')).toMatchObject({ frequency: 'weekly', version: 1 });
});

test('--from dates the new wording, --correct makes no new version', async () => {
  const { workspace, at } = await made();
  writeFileSync(at('m.csv'), 'Control ID,Statement\nIAM-02,Dated.\n');
  expect((await fieldwork('matrix', 'import', workspace, at('m.csv'), '--from', '2026-07-01')).code).toBe(0);
  expect(controlOf(workspace, 'IAM-02')).toMatchObject({ version: 2, effectiveFrom: '2026-07-01' });
  writeFileSync(at('m.csv'), 'Control ID,Statement\nIAM-02,Corrected.\n');
  expect((await fieldwork('matrix', 'import', workspace, at('m.csv'), '--correct')).code).toBe(0);
  expect(controlOf(workspace, 'IAM-02')).toMatchObject({ version: 2, statement: 'Corrected.' });
});

test('wrong use is told', async () => {
  const { workspace, at } = await made();
  writeFileSync(at('m.csv'), 'Control ID,Statement\nIAM-02,Dated.\n');
  const wrong = [
    [['matrix'], 'Say what to do with the matrix: export or import.'],
    [['matrix', 'move', workspace], 'Say what to do with the matrix: export or import.'],
    [['matrix', 'export', workspace], 'Name one file.'],
    [['matrix', 'import', workspace, 'a', 'b'], 'Name one file.'],
    [
      ['matrix', 'import', workspace, at('m.csv'), '--correct', '--from', '2026-01-01'],
      'Give either --from or --correct.',
    ],
    [['matrix', 'import', workspace, at('m.csv'), '--from', 'May'], '--from must be a calendar day'],
    [['matrix', 'import', workspace, at('m.csv'), '--map', 'Owner'], '--map must be HEAD=FIELD, not Owner.'],
  ] as const;
  for (const [argv, message] of wrong) {
    const { code, err } = await fieldwork(...argv);
    expect([code, err.split('\n')[0]]).toEqual([2, expect.stringContaining(message)]);
  }
});
