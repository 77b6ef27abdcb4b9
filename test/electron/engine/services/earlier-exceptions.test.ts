import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { exceptionDetail, raiseException, updateException } from '../../../../electron/engine/services/exceptions.ts';
import { previewRollOver, rollOver } from '../../../../electron/engine/services/roll-over.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { byHand, moved, typed } from '../exceptions.ts';
import { deps, newWorkspace } from '../workspace.ts';

const later = '2027-03-01T09:00:00.000Z';

/** Next year's engagement of one whose report listed an exception of IAM-05 and withdrew one of LOG-01. */
function nextYear(): { readonly old: Workspace; readonly made: Workspace } {
  const old = newWorkspace();
  raiseException(old, deps(), { ...byHand, title: 'No review in the second quarter' });
  const { id } = raiseException(old, deps(), { ...byHand, controlId: 'LOG-01', title: 'Raised twice' }).row.exception;
  moved(old, 'withdrawn', {}, id);
  const { workspace: made } = rollOver(old, deps(later), { path: join(dirname(old.folder), 'next'), scope: undefined });
  onTestFinished(() => made.close());
  return { old, made };
}

const recurrenceOf = (workspace: Workspace, id: string) =>
  exceptionDetail(workspace, deps(later), id).rubric.points.find((point) => point.id === 'R10');

test('an exception of a control that the last report listed too asks to be linked, and then why the fix did not hold', () => {
  const { made } = nextYear();
  const { row, earlier } = raiseException(made, deps(later), byHand);
  const { id } = row.exception;
  expect(earlier).toEqual([
    {
      id: 'EX-001',
      controlId: 'IAM-05',
      title: 'No review in the second quarter',
      report: 'SOC 2 Type II, 2026-01-01 to 2026-12-31',
    },
  ]);
  typed(made, { monitoringId: 'IAM-06' }, id);
  expect(recurrenceOf(made, id)).toMatchObject({
    state: 'partial',
    words: 'The last report had an exception here too. Link it.',
  });
  updateException(made, deps(later), { id, change: { repeatOf: 'EX-001 of the last report' } });
  expect(recurrenceOf(made, id)).toMatchObject({ state: 'partial', words: 'Say why the last fix did not hold.' });
});

test('a withdrawn exception was none, and a control without one repeats nothing', () => {
  const { made } = nextYear();
  const { row, earlier } = raiseException(made, deps(later), { ...byHand, controlId: 'LOG-01' });
  expect(earlier).toEqual([]);
  typed(made, { monitoringId: 'IAM-06' }, row.exception.id);
  expect(recurrenceOf(made, row.exception.id)?.state).toBe('met');
  const first = newWorkspace();
  expect(raiseException(first, deps(), byHand).earlier).toEqual([]);
});

test('the roll-over tells what it hands on', () => {
  const { old } = nextYear();
  expect(previewRollOver(old, deps(later), {}).kept).toContain(
    'Id, control and title of 1 exception, so that a repeat is noticed.',
  );
  expect(previewRollOver(newWorkspace(), deps(later), {}).kept.join(' ')).not.toContain('repeat');
});
