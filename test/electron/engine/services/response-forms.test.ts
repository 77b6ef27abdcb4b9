import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyResponse } from '@shared/domain/response.ts';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exceptionDetail, typeResponse } from '../../../../electron/engine/services/exceptions.ts';
import { exportForms, importForms, previewForms } from '../../../../electron/engine/services/response-forms.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { deps, newWorkspace, temporaryFolder } from '../workspace.ts';
import { answered, filledIn, sentOut } from './forms.fixture.ts';

const preview = (workspace: Workspace, ...paths: readonly string[]) => previewForms(workspace, deps(), { paths });
const responseOf = (workspace: Workspace, id = 'EX-001') => exceptionDetail(workspace, deps(), id).response;
const changesOf = ({ changes }: Awaited<ReturnType<typeof preview>>) =>
  changes.flatMap(({ exceptionId, fields }) => fields.map(({ field, after }) => [exceptionId, field, after]));

async function take(workspace: Workspace, paths: readonly string[], choice?: 'ours' | 'theirs') {
  const { token, conflicts } = await preview(workspace, ...paths);
  const keys = conflicts.map(({ exceptionId, field }) => `${exceptionId} ${field}`);
  const choices = Object.fromEntries(choice === undefined ? [] : keys.map((key) => [key, choice]));
  return importForms(workspace, deps(), { paths, token, choices });
}

const everything = {
  position: 'accepts',
  rootCauseCategory: 'tool-or-integration-gap',
  'lookback.performed': 'Yes',
  'lookback.population': 61,
  'lookback.instances': 2,
  'lookback.from': new Date('2026-01-01T00:00:00.000Z'),
  'lookback.to': '2026-10-01',
  impactRating: 'Low',
  statement: 'One of two reviews.\nThe second.',
  rootCause: '=HYPERLINK("http://x.example","y")',
  impact: '<script>alert(1)</script> & "more"',
  compensatingNone: 'yes',
  correctionOn: new Date('2026-09-01T00:00:00.000Z'),
  ownerName: 'Lena Example',
  dueOn: '2026-10-20',
  monitoringId: 'IAM-05',
} as const;

test('a form that comes back as it went out changes nothing, even where the text is hard to carry', async () => {
  const statement = ' = 1 + 1\r\n\u202E\tTäglich 東京 <b>& "x"</b>\n\n';
  const { workspace, path } = await sentOut({ statement, proof: '@SUM(A1)', ownerName: "'Lena" });
  expect(await preview(workspace, path)).toMatchObject({ changes: [], conflicts: [], errors: [] });
  const again = await filledIn(path, 'EX-001', {});
  expect(await preview(workspace, again)).toMatchObject({ changes: [], conflicts: [], errors: [] });
  const versions = exceptionDetail(workspace, deps(), 'EX-001').versions.length;
  expect(await take(workspace, [again])).toMatchObject({ applied: 0, rows: [] });
  expect(exceptionDetail(workspace, deps(), 'EX-001').versions).toHaveLength(versions);
});

test('a text that spells the code of a letter comes back as it was typed', async () => {
  const { workspace, path } = await sentOut({ statement: 'The flag _x0041_ was set.' });
  expect(await preview(workspace, path)).toMatchObject({ changes: [], conflicts: [], errors: [] });
});

test('the same exceptions give the same bytes, and each workbook that leaves is in the log', async () => {
  const { workspace, path } = await sentOut();
  const second = join(temporaryFolder(), 'again.xlsx');
  const written = await exportForms(workspace, deps(), { path: second });
  expect(readFileSync(second).equals(readFileSync(path))).toBe(true);
  expect(workspace.log.all().filter(({ action }) => action === 'response-forms.exported')).toHaveLength(2);
  expect(written).toMatchObject({ file: 'again.xlsx', sheets: 2 });
  await expect(exportForms(workspace, deps(), { path: second, ids: ['EX-009'] })).rejects.toThrow('EX-009');
  await expect(exportForms(newWorkspace(), deps(), { path: second })).rejects.toThrow('no exception');
});

test('only the answers are open, lists and days are validated, and what programs read is hidden', async () => {
  const { path } = await sentOut();
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Read me', 'EX-001', 'EX-002']);
  const sheet = workbook.getWorksheet('EX-001');
  const open: string[] = [];
  sheet?.eachRow((row) => {
    row.eachCell({ includeEmpty: true }, (cell) => {
      if (cell.protection?.locked === false) open.push(String(sheet.getCell(cell.row, 4).value));
    });
  });
  expect(open).toHaveLength(32);
  expect(open).toContain('lookback.whyNot');
  expect(sheet?.getRow(1).hidden).toBe(true);
  expect([sheet?.getColumn(4).hidden, sheet?.getColumn(5).hidden]).toEqual([true, true]);
  const rowOf = (name: string) => sheet?.getColumn(4).values.indexOf(name) ?? 0;
  expect(sheet?.getCell(rowOf('impactRating'), 2).dataValidation).toMatchObject({
    type: 'list',
    formulae: ['"None,Low,Medium,High"'],
  });
  expect(sheet?.getCell(rowOf('dueOn'), 2).dataValidation.type).toBe('date');
});

test('every kind of answer comes back exactly, and formulas and markup stay text', async () => {
  const { workspace, path } = await sentOut();
  const paths = [await filledIn(path, 'EX-001', everything)];
  expect((await preview(workspace, ...paths)).errors).toEqual([]);
  const { applied, rows } = await take(workspace, paths);
  expect([applied, rows.map(({ exception }) => exception.id)]).toEqual([16, ['EX-001']]);
  expect(responseOf(workspace)).toEqual({
    ...emptyResponse,
    position: 'accepts',
    rootCauseCategory: 'tool-or-integration-gap',
    lookback: {
      ...emptyResponse.lookback,
      performed: true,
      population: 61,
      instances: 2,
      from: '2026-01-01',
      to: '2026-10-01',
    },
    impactRating: 'low',
    statement: everything.statement,
    rootCause: everything.rootCause,
    impact: everything.impact,
    compensatingNone: true,
    correctionOn: '2026-09-01',
    ownerName: 'Lena Example',
    dueOn: '2026-10-20',
    monitoringId: 'IAM-05',
  });
  expect(workspace.log.all().map(({ action }) => action)).toContain('response.imported');
  expect((await preview(workspace, ...paths)).changes).toEqual([]);
});

const prose = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((text) => !/\p{C}/u.test(text) && text.trim() !== '');

test('property: whatever is typed into two fields comes back, and the others stay', async () => {
  const { workspace, path } = await sentOut({ impact: 'Kept.' });
  await fc.assert(
    fc.asyncProperty(prose, prose, async (statement, proof) => {
      const found = await preview(workspace, await filledIn(path, 'EX-001', { statement, proof }));
      expect([found.errors, found.conflicts]).toEqual([[], []]);
      expect(changesOf(found)).toEqual([
        ['EX-001', 'What happened', statement.trim()],
        ['EX-001', 'Proof', proof.trim()],
      ]);
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('what was changed here and in the form is a conflict; either choice leaves both texts in the versions', async () => {
  for (const [choice, stands] of [
    ['ours', 'Ours, later.'],
    ['theirs', 'Theirs.'],
  ] as const) {
    const { workspace, path } = await sentOut({ statement: 'As it went out.' });
    const back = await filledIn(path, 'EX-001', { statement: 'Theirs.', proof: 'A listing.' });
    answered(workspace, 'EX-001', { statement: 'Ours, later.' });
    const found = await preview(workspace, back);
    expect(changesOf(found)).toEqual([['EX-001', 'Proof', 'A listing.']]);
    expect(found.conflicts).toMatchObject([
      { exceptionId: 'EX-001', field: 'What happened', ours: 'Ours, later.', theirs: 'Theirs.' },
    ]);
    await expect(take(workspace, [back])).rejects.toThrow('1 conflict without a decision');
    expect(responseOf(workspace).proof).toBe('');
    await take(workspace, [back], choice);
    expect(responseOf(workspace)).toMatchObject({ statement: stands, proof: 'A listing.' });
    const texts = exceptionDetail(workspace, deps(), 'EX-001').versions.map(({ response }) => response.statement);
    expect(texts).toEqual(expect.arrayContaining(['As it went out.', 'Ours, later.', 'Theirs.']));
  }
});

test('two people who answer the same field differently are a conflict, and what both say alike is none', async () => {
  const { workspace, path } = await sentOut();
  const a = await filledIn(path, 'EX-001', { rootCause: 'Nobody owned it.', impact: 'None.' }, undefined, 'a.xlsx');
  const b = await filledIn(path, 'EX-001', { rootCause: 'The tool failed.', impact: 'None.' }, undefined, 'b.xlsx');
  const found = await preview(workspace, a, b);
  expect(found.conflicts).toEqual([
    {
      exceptionId: 'EX-001',
      field: 'Why it happened (b.xlsx)',
      ours: 'Nobody owned it.',
      theirs: 'The tool failed.',
      words: 'a.xlsx and b.xlsx say different things.',
    },
  ]);
  expect(changesOf(found)).toHaveLength(2);
  await take(workspace, [a, b], 'ours');
  expect(responseOf(workspace)).toMatchObject({ rootCause: 'Nobody owned it.', impact: 'None.' });
  const causes = exceptionDetail(workspace, deps(), 'EX-001').versions.map(({ response }) => response.rootCause);
  expect(causes).toEqual(['The tool failed.', 'Nobody owned it.']);
});

test('a draft that was not kept becomes a version before the form is taken over', async () => {
  const { workspace, path } = await sentOut({ statement: 'First.' });
  const back = await filledIn(path, 'EX-001', { proof: 'A listing.' });
  typeResponse(workspace, deps(), { id: 'EX-001', response: { ...emptyResponse, statement: 'Typed.' } });
  await take(workspace, [back]);
  const { versions, isDraft } = exceptionDetail(workspace, deps(), 'EX-001');
  expect([isDraft, versions.map(({ response }) => [response.statement, response.proof])]).toEqual([
    false,
    [
      ['First.', ''],
      ['Typed.', ''],
      ['Typed.', 'A listing.'],
    ],
  ]);
});

test('a preview that is no longer true is refused, and nothing is changed', async () => {
  const { workspace, path } = await sentOut();
  const back = await filledIn(path, 'EX-001', { proof: 'A listing.' });
  const { token } = await preview(workspace, back);
  typeResponse(workspace, deps(), { id: 'EX-001', response: { ...emptyResponse, statement: 'Typed since.' } });
  await expect(importForms(workspace, deps(), { paths: [back], token, choices: {} })).rejects.toThrow('changed here');
  const other = await filledIn(path, 'EX-001', { proof: 'Another.' });
  await expect(importForms(workspace, deps(), { paths: [other], token, choices: {} })).rejects.toThrow('The files');
  expect(responseOf(workspace).proof).toBe('');
});
