import { expect, test } from 'vitest';
import { compareMatrix } from '../../../../../electron/engine/report/matrix/compare.ts';
import { guessMapping, isKnownHead, statedMapping } from '../../../../../electron/engine/report/matrix/mapping.ts';
import { readTable } from '../../../../../electron/engine/report/matrix/read/table.ts';
import { baseOf, compareText, library, libraryControl } from './base.fixture.ts';
import { book, inline } from './zip.fixture.ts';

const errorsOf = async (csv: string, base = baseOf()) => (await compareText(csv, base)).errors;
const one = async (head: string, cell: string) =>
  (await errorsOf(`Control ID,Owner,${head}\nIAM-02,Cloud engineering lead,"${cell}"\n`))[0];

test('a row that says what the matrix says is no change, and controls that are not named stay', async () => {
  const { title, owner } = libraryControl('IAM-02');
  const compared = await compareText(`Control ID,Title,Owner\niam-02,${title},  ${owner} \n`);
  expect(compared).toMatchObject({ changes: [], edits: [], errors: [], same: 1 });
  expect(compared.notInFile).toEqual(library.map(({ id }) => id).filter((id) => id !== 'IAM-02'));
});

test('a change names the row and each field before and after', async () => {
  const { changes, edits } = await compareText(
    'Control ID,Owner,Frequency,TSC\nIAM-02,Chief executive,Every quarter,"cc6.1; CC 6.3"\n',
  );
  expect(changes).toEqual([
    {
      kind: 'change',
      row: 2,
      id: 'IAM-02',
      title: 'Root and emergency accounts locked away',
      fields: [
        { field: 'criteria', before: 'CC6.1\nCC6.3\nCC7.2', after: 'CC6.1\nCC6.3' },
        { field: 'frequency', before: 'continuous', after: 'quarterly' },
        { field: 'owner', before: 'Cloud engineering lead', after: 'Chief executive' },
      ],
    },
  ]);
  expect(edits).toEqual([
    {
      kind: 'change',
      id: 'IAM-02',
      change: { owner: 'Chief executive', frequency: 'quarterly', criteria: ['CC6.1', 'CC6.3'] },
    },
  ]);
});

test('a row with another id adds a control; what it does not state is usual and shown', async () => {
  const { changes, errors } = await compareText(
    'Control ID,Control description,Control owner,TSC,Frequency\nAC-7,Doors are locked. Guards look.,IT,CC6.4,Daily\n',
  );
  expect(errors).toEqual([]);
  expect(changes[0]).toMatchObject({ kind: 'add', row: 2, id: 'AC-7', title: 'Doors are locked' });
  const after = Object.fromEntries((changes[0]?.fields ?? []).map((it) => [it.field, it.after]));
  expect(after).toEqual({
    domain: 'AC',
    title: 'Doors are locked',
    statement: 'Doors are locked. Guards look.',
    criteria: 'CC6.4',
    type: 'preventive',
    nature: 'manual',
    frequency: 'daily',
    targetCadence: 'daily',
    owner: 'IT',
    isKey: 'key',
    status: 'in-place',
  });
});

test('rows without an id get ids that no control has, had or gets', async () => {
  const csv = 'Control ID,Control description\n,First.\nOWN-02,Second.\n,Third.\n';
  const base = baseOf([...library, { ...libraryControl('IAM-02'), id: 'OWN-03' }], {
    removed: new Map([['OWN-04', '2026-01-01']]),
  });
  expect((await compareText(csv, base)).changes.map(({ id }) => id)).toEqual(['OWN-01', 'OWN-02', 'OWN-05']);
  expect((await compareText('Control description,Owner\nOnly words.,IT\n')).changes[0]?.id).toBe('OWN-01');
});

test.each([
  [
    'TSC',
    'CC6.1, CC9.9',
    '"CC9.9" is not a trust services criterion.',
    'Write ids such as CC6.1, A1.2, C1.1, PI1.3 or P4.2.',
  ],
  ['TSC', 'PP1.3', '"PP1.3" is not a trust services criterion.', 'Processing integrity is PI1: write PI1.3.'],
  [
    'TSC',
    'P4.0',
    '"P4.0" is not a trust services criterion.',
    'P4.0 is the heading of a group; write its criteria, such as P4.1.',
  ],
  [
    'Frequency',
    'Fortnightly',
    '"Fortnightly" is none of the words allowed.',
    'Write annual, semi-annual, quarterly, monthly, weekly, daily, many-daily, per-event or continuous.',
  ],
  ['Frequency', '', 'The cell is empty.', expect.stringContaining('quarterly')],
  ['Control type', 'soft', '"soft" is none of the words allowed.', 'Write preventive, detective or corrective.'],
  ['Key control', 'perhaps', '"perhaps" is none of the words allowed.', 'Write key or supporting.'],
  ['Systems', 'SYS-01, Mars', '"Mars" is not in the scope register.', 'Declare the system first, or leave it out.'],
  [
    'Effective to',
    '31.12.2026',
    '"31.12.2026" is not a calendar day.',
    'Write it with year, month and day, such as 2026-12-31.',
  ],
  ['Effective to', '2026-02-30', '"2026-02-30" is not a calendar day.', expect.any(String)],
  ['Title', '', 'The cell is empty.', null],
  ['Title', 'x'.repeat(201), 'The cell has 201 characters; at most 200 are kept.', null],
  ['Evidence', 'x'.repeat(401), 'A line of the cell has 401 characters; at most 400 are kept.', null],
  ['Evidence', 'x\n'.repeat(51), 'The cell has 51 lines; at most 50 are kept.', null],
  ['Statement', '', 'The statement is empty.', null],
  ['Status', 'N/A', 'It can only be not applicable with a written reason.', null],
  [
    'Reason',
    'It is Tuesday.',
    'A reason is kept only with the status not-applicable.',
    'Empty the cell, or set the status.',
  ],
  [
    'Declared values',
    'keys rotate',
    '"keys rotate" is not a declared value.',
    expect.stringContaining('backupRetentionDays = 35'),
  ],
  [
    'Declared values',
    'aws.nothing days = 1',
    'The declared values name the check aws.nothing, which does not exist.',
    null,
  ],
])('%s: %j is refused in its row and column', async (head, cell, message, remedy) => {
  const error = await one(head, cell);
  const column = head === 'Status' ? null : head;
  expect(error).toEqual({ row: 2, column, message, remedy });
});

test('a day before the wording begins crosses it', async () => {
  const csv = 'Control ID,Statement,Effective to\nIAM-02,Another wording.,2026-05-01\n';
  expect((await errorsOf(csv)).map(({ message }) => message)).toEqual([
    'It ends on 2026-05-01, before its wording begins to hold on 2026-10-01.',
  ]);
});

test('a wording cannot hold from a day before the one in force', async () => {
  const csv = 'Control ID,Owner,Statement\nIAM-02,IT,Another wording.\n';
  const controls = [{ ...libraryControl('IAM-02'), version: 2, effectiveFrom: '2026-06-01' }];
  expect(await errorsOf(csv, baseOf(controls, { from: '2026-05-01' }))).toMatchObject([
    { row: 2, column: null, message: expect.stringContaining('in force holds from 2026-06-01') },
  ]);
  expect(await errorsOf(csv, baseOf(controls, { from: null }))).toEqual([]);
});

test('an id that stands twice names both rows, and the second row is read all the same', async () => {
  const csv = 'Control ID,Owner,Frequency\nIAM-02,A,daily\nIAM-03,B,daily\niam-02,C,never\n';
  const { errors, changes } = await compareText(csv);
  expect(errors).toEqual([
    { row: 4, column: 'Control ID', message: 'IAM-02 stands in the rows 2 and 4.', remedy: expect.any(String) },
    { row: 4, column: 'Frequency', message: '"never" is none of the words allowed.', remedy: expect.any(String) },
  ]);
  expect(changes.map(({ row }) => row)).toEqual([2, 3]);
});

test('an id that stands in very many rows names the first, its own and how many more', async () => {
  const errors = await errorsOf(`Control ID,Owner\n${'IAM-02,A\n'.repeat(5000)}`);
  expect(errors).toHaveLength(1001);
  expect(errors[1]?.message).toBe('IAM-02 stands in the rows 2, 4 and 4,998 more.');
});

test('a control that was removed is not brought back by a file', async () => {
  expect(await errorsOf('Control ID,Statement\nHR-09,It is back.\n')).toMatchObject([
    { row: 2, column: 'Control ID', message: expect.stringContaining('HR-09 was removed on 2026-03-04') },
  ]);
});

test('what was wrong already does not stop another edit', async () => {
  const controls = [{ ...libraryControl('IAM-02'), systems: ['SYS-09'] }];
  expect(await errorsOf('Control ID,Owner\nIAM-02,IT\n', baseOf(controls))).toEqual([]);
});

test('a row of a text file with too few or too many cells is refused whole', async () => {
  const csv = 'Control ID,Owner,Statement\nIAM-02,"a, b"\nIAM-03,a,b,c\nIAM-04,a,b,\n';
  expect((await errorsOf(csv)).map(({ row, message }) => [row, message])).toEqual([
    [2, 'The row has 2 cells under 3 heads.'],
    [3, 'The row has 4 cells under 3 heads.'],
  ]);
});

const merged = (rows: string, merge: string) =>
  book({
    rows: `<row r="1">${inline('A1', 'Control ID')}${inline('B1', 'Owner')}</row>${rows}`,
    after: `<mergeCells><mergeCell ref="${merge}"/></mergeCells>`,
  });
const compareBook = async (bytes: Buffer) => {
  const table = await readTable(bytes, isKnownHead);
  return compareMatrix(table, guessMapping(table.columns.map(({ head }) => head)), baseOf());
};

test('cells that only look filled because they are merged are refused', async () => {
  const rows = `<row r="2">${inline('A2', 'IAM-02')}${inline('B2', 'IT')}</row><row r="3">${inline('B3', 'Ops')}</row>`;
  expect((await compareBook(merged(rows, 'A2:A3'))).errors).toEqual([
    {
      row: 3,
      column: 'Control ID',
      message: 'The cell is one of the merged cells A2:A3; only the first holds a value.',
      remedy: 'Split the cells and fill in each row.',
    },
  ]);
});

test('a heading across the table is passed over', async () => {
  const rows = `<row r="2">${inline('A2', 'Access control')}</row><row r="3">${inline('A3', 'IAM-02')}${inline('B3', 'IT')}</row>`;
  const { errors, changes } = await compareBook(merged(rows, 'A2:B2'));
  expect([errors, changes.map(({ id }) => id)]).toEqual([[], ['IAM-02']]);
});

test('a formula is refused in the columns that are read, and ignored in others', async () => {
  const rows = `<row r="1">${inline('A1', 'Control ID')}${inline('B1', 'Owner')}${inline('C1', 'Our notes')}</row><row r="2">${inline('A2', 'IAM-02')}<c r="B2"><f>1+1</f><v>2</v></c><c r="C2"><f>2+2</f></c></row>`;
  expect((await compareBook(book({ rows }))).errors).toEqual([
    { row: 2, column: 'Owner', message: 'The cell holds a formula.', remedy: 'Replace it by its value.' },
  ]);
});

test('more than 1,000 errors are counted, not listed', async () => {
  const rows = Array.from({ length: 1500 }, (_, at) => `A-${at},Words.,never`).join('\n');
  const errors = await errorsOf(`Control ID,Statement,Frequency\n${rows}\n`);
  expect(errors).toHaveLength(1001);
  expect(errors.at(-1)).toMatchObject({
    row: 1002,
    message: '500 more errors are not listed; this is where they begin.',
  });
});

test('a file in which nothing names or describes a control is refused', async () => {
  await expect(compareText('Owner,Frequency\nIT,daily\n')).rejects.toMatchObject({ code: 'bad-input' });
});

test('a stated mapping must fit the file', () => {
  const heads = ['Nummer', 'Text', 'Wer'];
  expect([...statedMapping({ Nummer: 'id', Text: 'statement' }, heads)]).toEqual([
    ['Nummer', 'id'],
    ['Text', 'statement'],
  ]);
  expect(() => statedMapping({ Wo: 'id' }, heads)).toThrow('The file has no column "Wo".');
  expect(() => statedMapping({ Wer: 'boss' }, heads)).toThrow('"boss" is not a field of a control.');
  expect(() => statedMapping({ Wer: 'owner', Text: 'owner' }, heads)).toThrow(
    'The columns Wer and Text cannot both be read as owner.',
  );
});
