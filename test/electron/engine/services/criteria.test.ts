import { describe, expect, test } from 'vitest';
import { concludeCriterion, listCriteria } from '../../../../electron/engine/services/criteria.ts';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import { editMatrix } from '../../../../electron/engine/services/matrix.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import { deps, newWorkspace, sharedSample } from '../workspace.ts';

const sample = sharedSample();
const ready = {
  criterion: 'CC6.1',
  word: 'ready',
  by: 'Ada Example',
  reason: 'Walked through with the owner.',
} as const;

test('the criteria in scope are listed with their controls, what is near them and no conclusion of ours', () => {
  const views = listCriteria(sample(), deps());
  expect(views.length).toBeGreaterThan(33);
  expect(views.every(({ conclusion }) => conclusion === null)).toBe(true);
  const [view] = views.filter(({ reading }) => reading.criterion.id === 'CC6.1');
  expect(view?.reading.reading).toBe('contradicted');
  expect(view?.controls.map(({ control }) => control.id)).toEqual(view?.reading.controls);
  expect(view?.controls.map(({ reading }) => reading)).toContain('contradicted');
  expect(view?.related).toContain('ISO 27001:2022 A.5.15');
  for (const { related } of views) expect(related.length).toBeGreaterThan(0);
});

test('a category that is switched off is gone, with its criteria', () => {
  const workspace = newWorkspace();
  const groups = () => new Set(listCriteria(workspace, deps()).map(({ reading }) => reading.criterion.category));
  expect(groups()).toEqual(new Set(['security', 'availability', 'confidentiality']));
  workspace.engagements.update({ ...workspace.engagements.get(), categories: ['security'] });
  expect(groups()).toEqual(new Set(['security']));
  expect(listCriteria(workspace, deps())).toHaveLength(33);
  expect(() => concludeCriterion(workspace, deps(), { ...ready, criterion: 'A1.1' })).toThrow(
    'There is no criterion A1.1 in scope.',
  );
});

test('a control that does not apply stands behind no criterion', () => {
  const workspace = newWorkspace();
  const of = () => listCriteria(workspace, deps()).find(({ reading }) => reading.criterion.id === 'CC1.1');
  expect(of()?.controls.map(({ control }) => control.id)).toContain('GOV-01');
  const change = { status: 'not-applicable' as const, reason: 'One person.' };
  editMatrix(workspace, deps(), { edits: [{ kind: 'change', id: 'GOV-01', change }] });
  expect(of()?.controls.map(({ control }) => control.id)).not.toContain('GOV-01');
});

describe('a conclusion', () => {
  test('is kept with the person, the reason and the day in the client’s zone, and written into the log', () => {
    const workspace = newWorkspace();
    workspace.engagements.update({ ...workspace.engagements.get(), timeZone: 'America/Los_Angeles' });
    const [view] = concludeCriterion(workspace, deps(), { ...ready, by: ' Ada Example ' }).filter(
      ({ reading }) => reading.criterion.id === 'CC6.1',
    );
    expect(view?.conclusion).toEqual({ ...ready, concludedOn: '2026-09-30' });
    concludeCriterion(workspace, deps(), { ...ready, word: 'not-ready', reason: 'One exception is open.' });
    const entries = workspace.log.ofObject('criterion', 'CC6.1');
    expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
      ['criterion.concluded', 'One exception is open.'],
      ['criterion.concluded', 'Walked through with the owner.'],
    ]);
    expect(entries[0]).toMatchObject({ before: { word: 'ready' }, after: { word: 'not-ready' } });
    expect(verifyWorkspace(workspace).problems).toEqual([]);
  });

  test('can be withdrawn, which stands in the log', () => {
    const workspace = newWorkspace();
    concludeCriterion(workspace, deps(), ready);
    const views = concludeCriterion(workspace, deps(), { ...ready, word: null, by: '', reason: 'Too early.' });
    expect(views.every(({ conclusion }) => conclusion === null)).toBe(true);
    const [entry] = workspace.log.ofObject('criterion', 'CC6.1');
    expect(entry).toMatchObject({ action: 'criterion.conclusion-withdrawn', reason: 'Too early.', after: null });
    expect(entry?.before).toMatchObject({ by: 'Ada Example' });
    expect(() => concludeCriterion(workspace, deps(), { ...ready, word: null })).toThrow(
      'There is no conclusion on CC6.1 to withdraw.',
    );
  });

  test.each([
    [{ by: ' ' }, 'needs the name of the person who concludes and a reason'],
    [{ reason: '' }, 'needs the name of the person who concludes and a reason'],
    [{ criterion: 'CC9.9' }, 'There is no criterion CC9.9 in scope.'],
  ])('with %j is refused, and nothing is written', (over, words) => {
    const workspace = newWorkspace();
    const head = workspace.log.head();
    expect(() => concludeCriterion(workspace, deps(), { ...ready, ...over })).toThrow(words);
    expect(workspace.log.head()).toEqual(head);
    expect(workspace.conclusions.all()).toEqual([]);
  });

  test('is never made by judging, and judging never takes one back', () => {
    const workspace = newWorkspace();
    evaluate(workspace, deps(), '2026-10-01T00:00:00.000Z');
    expect(workspace.conclusions.all()).toEqual([]);
    concludeCriterion(workspace, deps(), ready);
    evaluate(workspace, deps(), '2026-10-01T00:00:00.000Z');
    expect(workspace.conclusions.all()).toHaveLength(1);
  });
});
