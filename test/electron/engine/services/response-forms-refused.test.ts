import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { exceptionDetail } from '../../../../electron/engine/services/exceptions.ts';
import { exportForms, importForms, previewForms } from '../../../../electron/engine/services/response-forms.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { moved } from '../exceptions.ts';
import { deps, sharedSample, temporaryFolder } from '../workspace.ts';
import { filledIn, sentOut } from './forms.fixture.ts';

const sample = sharedSample();

/** Previews a form, sees that its import is refused and that nothing moved, and gives the errors. */
async function errorsOf(workspace: Workspace, path: string) {
  const head = workspace.log.head();
  const { errors, token } = await previewForms(workspace, deps(), { paths: [path] });
  await expect(importForms(workspace, deps(), { paths: [path], token, choices: {} })).rejects.toThrow(
    'so nothing was imported',
  );
  expect(workspace.log.head()).toEqual(head);
  return errors;
}

const wrongValues: readonly (readonly [string, exceljs.CellValue, RegExp])[] = [
  ['position', 'Perhaps', /“Perhaps” is none of the words allowed: Accepts the finding and Disputes the finding/],
  ['rootCauseCategory', 'human error', /none of the words allowed/],
  ['lookback.performed', 'maybe', /neither Yes nor No/],
  ['lookback.population', -3, /not a whole number/],
  ['lookback.instances', 'two', /not a whole number/],
  ['dueOn', '31.12.2026', /“31.12.2026” is not a calendar day/],
  ['completedOn', '2026-02-30', /not a calendar day/],
  ['lookback.from', 'last spring', /not a calendar day/],
  ['statement', 'x'.repeat(20_001), /The text has 20,001 characters; at most 20,000 are kept. Nothing was cut/],
  ['rootCause', 'z'.repeat(40_000), /The text has 40,000 characters; at most 20,000 are kept. Nothing was cut/],
  ['ownerName', 'y'.repeat(121), /The text has 121 characters; at most 120/],
  ['compensatingControlIds', 'LOG-01, ZZ-99', /“ZZ-99” is not in the control matrix/],
  ['proofEvidence', 'E-404', /“E-404” is not in the evidence on file/],
  ['proof', { formula: '1+1', result: 2 }, /holds a formula/],
  ['impact', { error: '#N/A' }, /error value #N\/A/],
];

test.each(wrongValues)('%s: %j is an error with its cell, and nothing is taken over', async (field, value, message) => {
  const { workspace, path } = await sentOut();
  const errors = await errorsOf(workspace, await filledIn(path, 'EX-001', { [field]: value, monitoring: 'Daily.' }));
  expect(errors).toEqual([
    { sheet: 'EX-001', cell: expect.stringMatching(/^B\d+$/), message: expect.stringMatching(message) },
  ]);
  expect(exceptionDetail(workspace, deps(), 'EX-001').response.monitoring).toBe('');
});

type Harm = (sheet: exceljs.Worksheet, workbook: exceljs.Workbook) => void;
const set =
  (address: string, value: string): Harm =>
  (sheet) => {
    sheet.getCell(address).value = value;
  };
const harms: readonly (readonly [string, Harm, RegExp])[] = [
  ['an edited exception id', set('C1', 'EX-002'), /The sheet is named EX-001, and its form is of EX-002/],
  ['an unknown exception id', set('C1', 'EX-777'), /There is no exception EX-777/],
  ['another engagement', set('B1', '00000000-0000-4000-8000-000000000000'), /belongs to another engagement/],
  ['another version of the form', set('A1', 'Fieldwork response form 9'), /another version/],
  ['an edited digest', set('D1', 'ab'.repeat(32)), /hidden ids of the form were edited/],
  ['a removed first row', (sheet) => sheet.spliceRows(1, 1), /no response form/],
  [
    'a renamed sheet',
    (sheet) => {
      sheet.name = 'EX-009';
    },
    /The sheet is named EX-009, and its form is of EX-001/,
  ],
  ['a sheet of its own', (_sheet, workbook) => workbook.addWorksheet('Notes').addRow(['x']), /no response form/],
  [
    'a row taken out',
    (sheet) => sheet.spliceRows(sheet.getColumn(4).values.indexOf('proof'), 1),
    /The row “Proof” is missing/,
  ],
];

test.each(harms)('%s is named, and nothing is taken over', async (_what, harm, message) => {
  const { workspace, path } = await sentOut();
  const errors = await errorsOf(workspace, await filledIn(path, 'EX-001', { proof: 'A listing.' }, harm));
  expect(errors).toMatchObject([{ cell: null, message: expect.stringMatching(message) }]);
});

test('a form of one engagement is refused in another, sheet by sheet', async () => {
  const { path } = await sentOut();
  const { workspace } = await sentOut();
  const errors = await errorsOf(workspace, path);
  expect(errors.map(({ sheet }) => sheet)).toEqual(['EX-001', 'EX-002']);
  expect(errors[0]?.message).toMatch(/belongs to another engagement/);
});

test('answers that contradict what is known are refused before anything is written', async () => {
  const { workspace, path } = await sentOut();
  const late = await errorsOf(workspace, await filledIn(path, 'EX-001', { dueOn: '2026-01-15' }));
  expect(late).toMatchObject([{ sheet: 'EX-001', message: expect.stringContaining('before it was found') }]);
  const leaning = await errorsOf(workspace, await filledIn(path, 'EX-002', { compensatingControlIds: 'LOG-01' }));
  expect(leaning).toMatchObject([{ sheet: 'EX-002', message: expect.stringContaining('LOG-01') }]);
});

test('a form cannot lean on a control that is itself contradicted', async () => {
  const workspace = sample();
  const path = join(temporaryFolder(), 'forms.xlsx');
  await exportForms(workspace, deps(), { path });
  const errors = await errorsOf(workspace, await filledIn(path, 'EX-001', { compensatingControlIds: 'NET-03' }));
  expect(errors).toEqual([
    {
      sheet: 'EX-001',
      cell: null,
      message: 'NET-03 is itself contradicted by a finding, so it cannot have limited EX-001.',
    },
  ]);
});

test('a completion that a form claims without evidence is taken over as a claim and moves nothing', async () => {
  const { workspace, path } = await sentOut();
  const claim = {
    position: 'Accepts the finding',
    correctiveAction: 'The review is opened by the ticketing system each quarter.',
    proof: 'It is done.',
    completedOn: '2026-09-30',
  };
  const paths = [await filledIn(path, 'EX-001', claim)];
  const { token, errors } = await previewForms(workspace, deps(), { paths });
  expect(errors).toEqual([]);
  await importForms(workspace, deps(), { paths, token, choices: {} });
  expect(exceptionDetail(workspace, deps(), 'EX-001').rubric.points.find(({ id }) => id === 'R9')).toMatchObject({
    state: 'not-met',
    words: 'Completion is claimed. Attach evidence collected on or after that day.',
  });
  for (const to of ['response-drafted', 'response-approved', 'in-remediation'] as const)
    expect(moved(workspace, to)).toBe('');
  expect(moved(workspace, 'remediated')).toContain('EX-001 still needs evidence collected on or after 30 Sep 2026.');
});

test('a file that is no workbook is told by its name beside the forms that can be read', async () => {
  const { workspace, path } = await sentOut();
  const broken = join(temporaryFolder(), 'notes.xlsx');
  writeFileSync(broken, 'not a workbook');
  const { errors } = await previewForms(workspace, deps(), { paths: [path, broken] });
  expect(errors).toEqual([{ sheet: 'notes.xlsx', cell: null, message: expect.stringContaining('no workbook') }]);
});
