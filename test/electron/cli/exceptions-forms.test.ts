import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filledIn } from '../engine/services/forms.fixture.ts';
import { temporaryFolder } from '../engine/workspace.ts';
import { fieldwork } from './run.ts';

const year = ['--client', 'Tidewater Payments', '--type', '2', '--from', '2026-01-01', '--to', '2026-12-31'];

async function made(): Promise<{ workspace: string; forms: string }> {
  const folder = temporaryFolder();
  const workspace = join(folder, 'engagement');
  expect((await fieldwork('init', workspace, ...year)).code).toBe(0);
  for (const control of ['IAM-05', 'LOG-01'])
    expect((await fieldwork('exceptions', 'raise', workspace, '--title', 'By hand', '--control', control)).code).toBe(
      0,
    );
  return { workspace, forms: join(folder, 'forms.xlsx') };
}
const responded = async (workspace: string, id = 'EX-001') =>
  JSON.parse((await fieldwork('exceptions', 'show', workspace, id, '--json')).out).response;

test('forms go out, one or all, and come back with what was filled in', async () => {
  const { workspace, forms } = await made();
  const one = await fieldwork('exceptions', 'export-forms', workspace, forms, '--id', 'EX-002', '--json');
  expect([one.code, JSON.parse(one.out)]).toMatchObject([0, { file: 'forms.xlsx', sheets: 1 }]);
  const all = await fieldwork('exceptions', 'export-forms', workspace, forms, '--json');
  expect(JSON.parse(all.out)).toMatchObject({ sheets: 2 });
  const back = await filledIn(forms, 'EX-001', { statement: 'Right.', impactRating: 'None' });
  const dry = await fieldwork('exceptions', 'import-forms', workspace, back, '--dry-run', '--json');
  const told = { conflicts: [], errors: [], changes: [{ exceptionId: 'EX-001', fields: [{}, {}] }] };
  expect([dry.code, JSON.parse(dry.out)]).toMatchObject([0, { ...told, applied: 0 }]);
  expect((await responded(workspace)).statement).toBe('');
  const done = await fieldwork('exceptions', 'import-forms', workspace, back, '--json');
  expect([done.code, JSON.parse(done.out)]).toMatchObject([0, { ...told, applied: 2 }]);
  expect(await responded(workspace)).toMatchObject({ statement: 'Right.', impactRating: 'none' });
});

test('a conflict stops the import until --take decides it, and an error stops it always', async () => {
  const { workspace, forms } = await made();
  await fieldwork('exceptions', 'export-forms', workspace, forms);
  const back = await filledIn(forms, 'EX-001', { statement: 'Theirs.' });
  await fieldwork('exceptions', 'respond', workspace, 'EX-001', '--set', 'statement=Ours.', '--keep');
  const stopped = await fieldwork('exceptions', 'import-forms', workspace, back, '--json');
  expect([stopped.code, JSON.parse(stopped.out).conflicts]).toMatchObject([1, [{ ours: 'Ours.', theirs: 'Theirs.' }]]);
  expect(stopped.err).toContain('1 conflict: nothing was imported.');
  expect((await fieldwork('exceptions', 'import-forms', workspace, back, '--take', 'mine')).code).toBe(2);
  expect((await fieldwork('exceptions', 'import-forms', workspace, back, '--take', 'theirs')).code).toBe(0);
  expect((await responded(workspace)).statement).toBe('Theirs.');
  const wrong = await filledIn(forms, 'EX-002', { dueOn: 'soon' });
  const refused = await fieldwork('exceptions', 'import-forms', workspace, wrong, '--take', 'theirs', '--json');
  expect([refused.code, JSON.parse(refused.out)]).toMatchObject([1, { errors: [{ sheet: 'EX-002' }], applied: 0 }]);
});
