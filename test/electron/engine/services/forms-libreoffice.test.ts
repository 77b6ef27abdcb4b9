import { execFileSync, spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { previewForms } from '../../../../electron/engine/services/response-forms.ts';
import { deps, temporaryFolder } from '../workspace.ts';
import { filledIn, sentOut } from './forms.fixture.ts';

const hasOffice = spawnSync('soffice', ['--version']).status === 0;

/** LibreOffice opens a workbook and saves it again, with a profile of its own. */
function savedAgain(path: string): string {
  const folder = temporaryFolder();
  const profile = `-env:UserInstallation=file://${temporaryFolder()}`;
  const format = 'xlsx:Calc MS Excel 2007 XML';
  execFileSync('soffice', [profile, '--headless', '--convert-to', format, '--outdir', folder, path], {
    stdio: 'ignore',
  });
  return join(folder, basename(path));
}

test.skipIf(!hasOffice)(
  'saved by LibreOffice, a form says what it said, and its edits come back exactly',
  { timeout: 180_000 },
  async () => {
    const { workspace, path } = await sentOut({
      statement: '2 of 25 <leavers> & "others".\n\n=A1 東京',
      dueOn: '2026-11-30',
      lookback: {
        performed: true,
        text: '',
        method: 'Compared.',
        population: 61,
        instances: 0,
        from: '2026-01-01',
        to: null,
        whyNot: '',
      },
    });
    const same = await previewForms(workspace, deps(), { paths: [savedAgain(path)] });
    expect(same).toMatchObject({ changes: [], conflicts: [], errors: [] });
    const edits = {
      position: 'Disputes the finding',
      rootCause: "=cmd|' /C calc'!A0",
      impact: 'First line.\nSecond – “quoted”.',
      correctionOn: new Date('2026-09-03T00:00:00.000Z'),
      'lookback.instances': 4,
      compensatingNone: 'Yes',
    };
    const back = savedAgain(await filledIn(path, 'EX-001', edits));
    const { changes, conflicts, errors } = await previewForms(workspace, deps(), { paths: [back] });
    expect([conflicts, errors]).toEqual([[], []]);
    expect(changes.flatMap(({ fields }) => fields.map(({ field, after }) => [field, after]))).toEqual([
      ['Position', 'Disputes the finding'],
      ['Why it happened', edits.rootCause],
      ['Instances found', '4'],
      ['Effect on customers', edits.impact],
      ['There was none', 'Yes'],
      ['Fixed on', '2026-09-03'],
    ]);
  },
);
