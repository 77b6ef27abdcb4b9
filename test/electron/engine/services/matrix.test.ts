import { join } from 'node:path';
import type { Control, ControlEdit, ControlFields } from '@shared/domain/control.ts';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { controlDetail } from '../../../../electron/engine/services/controls.ts';
import { editMatrix, matrixState, redoMatrix, undoMatrix } from '../../../../electron/engine/services/matrix.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import { openWorkspace, type Workspace } from '../../../../electron/engine/store/open.ts';
import { group, historyFile } from '../items.ts';
import { deps, findingsOf, importInto, newWorkspace } from '../workspace.ts';

const edit = (workspace: Workspace, ...edits: readonly ControlEdit[]) => editMatrix(workspace, deps(), { edits });
const change = (id: string, to: Extract<ControlEdit, { kind: 'change' }>['change']): ControlEdit => ({
  kind: 'change',
  id,
  change: to,
});
function firstOf(workspace: Workspace): Control {
  const [first] = workspace.controls.all();
  if (first === undefined) throw new Error('The matrix has controls.');
  return first;
}
function fieldsOf(workspace: Workspace): ControlFields {
  const { id, version, effectiveFrom, earlier, ...fields } = firstOf(workspace);
  return fields;
}
const add = (workspace: Workspace, id: string, over: Partial<ControlFields> = {}): ControlEdit => ({
  kind: 'add',
  id,
  fields: { ...fieldsOf(workspace), ...over },
});
const entries = (workspace: Workspace) =>
  workspace.log
    .all()
    .slice(1)
    .map(({ seq, action, objectId, reason }) => ({ seq, action, objectId, reason }));

describe('a step', () => {
  test('of several edits is one undo, and one log entry for each control', () => {
    const workspace = newWorkspace();
    const before = workspace.controls.all();
    const step = edit(
      workspace,
      change('GOV-01', { owner: 'A' }),
      change('GOV-02', { owner: 'A', frequency: 'monthly' }),
      change('GOV-01', { performer: 'B' }),
    );
    expect(step.changed.map(({ control }) => [control.id, control.owner, control.performer])).toEqual([
      ['GOV-01', 'A', 'B'],
      ['GOV-02', 'A', ''],
    ]);
    expect(step).toMatchObject({ undo: '2 controls', redo: null, removed: [] });
    expect(entries(workspace).map(({ action, objectId }) => [action, objectId])).toEqual([
      ['control.changed', 'GOV-01'],
      ['control.changed', 'GOV-02'],
    ]);
    expect(undoMatrix(workspace, deps())).toMatchObject({ undo: null, redo: '2 controls' });
    expect(workspace.controls.all()).toEqual(before);
    expect(entries(workspace).slice(2)).toEqual([
      { seq: 4, action: 'control.changed', objectId: 'GOV-01', reason: 'Undo of entry 2.' },
      { seq: 5, action: 'control.changed', objectId: 'GOV-02', reason: 'Undo of entry 3.' },
    ]);
  });

  test('is refused whole when one of its edits cannot be', () => {
    const workspace = newWorkspace();
    const before = workspace.controls.all();
    const head = workspace.log.head();
    const bad: readonly (readonly [readonly ControlEdit[], string])[] = [
      [[change('GOV-01', { owner: 'A' }), change('NO-1', { owner: 'A' })], 'There is no control NO-1 in the matrix.'],
      [[change('GOV-01', { owner: 'A' }), change('GOV-02', { title: '' })], 'GOV-02: The title is empty.'],
      [[change('GOV-01', { criteria: ['CC9.9'] })], 'GOV-01: The criteria name CC9.9'],
      [[change('GOV-01', { systems: ['SYS-01'] })], 'which is not in the scope register.'],
      [[add(workspace, 'OWN-01'), add(workspace, 'GOV-01')], 'There is a control GOV-01 already.'],
      [[add(workspace, 'OWN-01'), add(workspace, 'OWN-01')], 'There is a control OWN-01 already.'],
      [[{ kind: 'remove', id: 'GOV-01' }, add(workspace, 'GOV-01')], 'GOV-01 was removed on 2026-10-01'],
      [[change('GOV-01', { effectiveTo: '2026-01-01', statement: 'New words.' })], 'It ends on 2026-01-01, before'],
    ];
    for (const [edits, words] of bad) expect(() => edit(workspace, ...edits)).toThrow(words);
    expect(workspace.controls.all()).toEqual(before);
    expect(workspace.log.head()).toEqual(head);
    expect(matrixState(workspace, deps())).toMatchObject({ undo: null, redo: null });
  });

  test('that is refused names up to five reasons and the number of the others', () => {
    const workspace = newWorkspace();
    const bad = workspace.controls
      .all()
      .slice(0, 7)
      .map(({ id }) => change(id, { title: '' }));
    expect(() => edit(workspace, ...bad)).toThrow(/^GOV-01: The title is empty\. .* And 2 more reasons\.$/);
  });

  test('is not refused for what it leaves as it was', () => {
    const workspace = newWorkspace();
    const first = firstOf(workspace);
    workspace.controls.put({ ...first, checks: ['aws.of-an-older-program'] });
    expect(edit(workspace, change(first.id, { owner: 'A' })).changed[0]?.control.owner).toBe('A');
  });

  test('that changes nothing writes nothing and keeps what can be redone', () => {
    const workspace = newWorkspace();
    edit(workspace, change('GOV-01', { owner: 'A' }));
    undoMatrix(workspace, deps());
    const head = workspace.log.head();
    const step = edit(workspace, add(workspace, 'OWN-01'), { kind: 'remove', id: 'OWN-01' });
    expect(step).toMatchObject({ changed: [], redo: 'owner of GOV-01' });
    expect(workspace.log.head()).toEqual(head);
    expect(edit(workspace, change('GOV-02', { owner: 'A' })).redo).toBeNull();
  });
});

test('a step is named for the undo menu', () => {
  const workspace = newWorkspace();
  const named = (...edits: readonly ControlEdit[]) => edit(workspace, ...edits).undo;
  expect(named(change('IAM-05', { owner: 'A' }))).toBe('owner of IAM-05');
  expect(named(change('IAM-05', { owner: 'B', frequency: 'monthly' }))).toBe('declared frequency and owner of IAM-05');
  expect(named(change('IAM-05', { owner: 'C', risk: 'x', policy: 'y' }))).toBe('3 fields of IAM-05');
  expect(named(change('IAM-05', { owner: 'D' }), change('IAM-06', { owner: 'D' }))).toBe('2 controls');
  expect(named(add(workspace, 'OWN-01'))).toBe('adding OWN-01');
  expect(named(add(workspace, 'OWN-02'), add(workspace, 'OWN-03'))).toBe('adding 2 controls');
  expect(named({ kind: 'remove', id: 'OWN-01' })).toBe('removing OWN-01');
  expect(named({ kind: 'remove', id: 'OWN-02' }, { kind: 'remove', id: 'OWN-03' })).toBe('removing 2 controls');
});

describe('adding and removing', () => {
  test('a control that was removed comes back to its place, and its id is never given away', () => {
    const workspace = newWorkspace();
    const before = workspace.controls.all();
    const { removed } = edit(workspace, { kind: 'remove', id: 'GOV-02' });
    expect(removed).toEqual(['GOV-02']);
    expect(() => edit(workspace, add(workspace, 'GOV-02'))).toThrow(
      'GOV-02 was removed on 2026-10-01; undo the removal or choose another id.',
    );
    expect(undoMatrix(workspace, deps()).changed.map(({ control }) => control.id)).toEqual(['GOV-02']);
    expect(workspace.controls.all()).toEqual(before);
    redoMatrix(workspace, deps());
    expect(workspace.controls.find('GOV-02')).toBeNull();
    expect(entries(workspace).map(({ action, reason }) => [action, reason])).toEqual([
      ['control.removed', null],
      ['control.added', 'Undo of entry 2.'],
      ['control.removed', 'Redo of entry 2.'],
    ]);
  });

  test('an id whose adding was taken back is free again', () => {
    const workspace = newWorkspace();
    edit(workspace, add(workspace, 'OWN-01'));
    expect(undoMatrix(workspace, deps()).removed).toEqual(['OWN-01']);
    const { changed } = edit(workspace, add(workspace, 'OWN-01', { title: 'Another' }));
    expect(changed[0]?.control).toMatchObject({
      id: 'OWN-01',
      title: 'Another',
      version: 1,
      effectiveFrom: '2026-10-01',
    });
    expect(workspace.controls.all().at(-1)?.id).toBe('OWN-01');
  });

  test('the day of a removal is a day of the client', () => {
    const workspace = newWorkspace();
    workspace.engagements.update({ ...workspace.engagements.get(), timeZone: 'America/Los_Angeles' });
    edit(workspace, { kind: 'remove', id: 'GOV-02' });
    expect(() => edit(workspace, add(workspace, 'GOV-02'))).toThrow('was removed on 2026-09-30');
  });
});

describe('a new wording', () => {
  test('holds from today in the client’s zone, from the day named, or corrects the one in force', () => {
    const workspace = newWorkspace();
    workspace.engagements.update({ ...workspace.engagements.get(), timeZone: 'America/Los_Angeles' });
    const edits = [change('GOV-01', { statement: 'New words.' })];
    expect(editMatrix(workspace, deps(), { edits }).changed[0]?.control).toMatchObject({ effectiveFrom: '2026-09-30' });
    undoMatrix(workspace, deps());
    expect(editMatrix(workspace, deps(), { edits, from: '2026-03-01' }).changed[0]?.control).toMatchObject({
      version: 2,
      effectiveFrom: '2026-03-01',
    });
    undoMatrix(workspace, deps());
    expect(editMatrix(workspace, deps(), { edits, from: null }).changed[0]?.control).toMatchObject({
      version: 1,
      effectiveFrom: null,
    });
  });

  test('is told in the history with the words before and after, and older wordings are not told again', () => {
    const workspace = newWorkspace();
    const old = workspace.controls.find('GOV-01')?.statement;
    edit(workspace, change('GOV-01', { statement: 'New words.' }));
    const [told] = controlDetail(workspace, deps(), 'GOV-01').history;
    expect(told?.fields).toContainEqual({ field: 'statement', before: old, after: 'New words.' });
    expect(told?.fields.map(({ field }) => field)).toEqual(['effectiveFrom', 'statement', 'version']);
    const declares = [{ checkId: 'aws.secret-rotation-on', parameter: 'secretRotationDays', value: 60 }];
    edit(workspace, change('GOV-01', { declares }));
    const [declared] = controlDetail(workspace, deps(), 'GOV-01').history;
    const after = 'secretRotationDays of aws.secret-rotation-on is 60';
    expect(declared?.fields).toEqual([{ field: 'declares', before: '', after }]);
    expect(declared?.entry.reason).toBe(`declares: none → ${after}`);
  });
});

describe('undo and redo', () => {
  test('refuse when there is nothing, and when a control is no longer as the step left it', () => {
    const workspace = newWorkspace();
    expect(() => undoMatrix(workspace, deps())).toThrow('There is nothing to undo.');
    expect(() => redoMatrix(workspace, deps())).toThrow('There is nothing to redo.');
    const { changed } = edit(workspace, change('GOV-01', { owner: 'A' }), change('GOV-02', { owner: 'A' }));
    const control = changed[1]?.control;
    if (control === undefined) throw new Error('GOV-02 changed.');
    workspace.controls.put({ ...control, owner: 'Someone else' });
    const head = workspace.log.head();
    expect(() => undoMatrix(workspace, deps())).toThrow('GOV-02 is no longer as the step left it');
    expect(workspace.controls.find('GOV-01')?.owner).toBe('A');
    expect(workspace.log.head()).toEqual(head);
  });

  test('end when the engagement is closed; the log stays', () => {
    const workspace = newWorkspace();
    edit(workspace, change('GOV-01', { owner: 'A' }));
    workspace.close();
    const again = openWorkspace(workspace.folder);
    try {
      expect(matrixState(again, deps())).toMatchObject({ undo: null, redo: null });
      expect(again.controls.find('GOV-01')?.owner).toBe('A');
      expect(verifyWorkspace(again).problems).toEqual([]);
    } finally {
      again.close();
    }
  });
});

describe('what the matrix leaves open', () => {
  test('is named by criterion and by control, and controls that do not apply cover nothing', async () => {
    const workspace = newWorkspace();
    await importInto(workspace, [historyFile('closed', [group('2026-05-04T00:00:00.000Z', null)])]);
    findingsOf(workspace, 'aws.security-group-admin-ports-closed');
    const { gaps } = matrixState(workspace, deps());
    expect(gaps.criteriaWithoutControl).toEqual([]);
    expect(gaps.controlsWithoutCriterion).toEqual([]);
    expect(gaps.controlsWithoutEvidence).not.toContain('NET-01');
    expect(gaps.controlsWithoutEvidence).toContain('GOV-01');
    const on = (id: string) =>
      workspace.controls
        .all()
        .filter(({ criteria }) => criteria.includes(id))
        .map((control) => control.id);
    const only = gaps.criteriaWithOneControl[0] ?? '';
    expect(on(only)).toHaveLength(1);
    const out = on(only).map((id) => change(id, { status: 'not-applicable', reason: 'None.' }));
    const after = edit(workspace, ...out, change('GOV-01', { criteria: [] })).gaps;
    expect(after.criteriaWithoutControl).toContain(only);
    expect(after.criteriaWithOneControl).not.toContain(only);
    expect(after.controlsWithoutCriterion).toEqual(['GOV-01']);
    for (const id of on(only)) expect(after.controlsWithoutEvidence).not.toContain(id);
  });

  test('leaves out categories that are switched off', () => {
    const workspace = newWorkspace();
    const privacy = workspace.controls.all().filter(({ criteria }) => criteria.every((id) => id.startsWith('P')));
    expect(privacy.length).toBeGreaterThan(0);
    const { gaps } = matrixState(workspace, deps());
    for (const { id } of privacy) expect(gaps.controlsWithoutEvidence).not.toContain(id);
    for (const id of [...gaps.criteriaWithoutControl, ...gaps.criteriaWithOneControl])
      expect(id).toMatch(/^(CC|A|C)\d/);
  });
});

test('verifying names the entry whose kept change was altered or taken out', () => {
  const workspace = newWorkspace();
  edit(workspace, change('GOV-01', { owner: 'A' }));
  edit(workspace, change('GOV-01', { owner: 'B' }));
  edit(workspace, change('GOV-01', { owner: 'C' }));
  workspace.close();
  const db = new Database(join(workspace.folder, 'engagement.db'));
  const triggers = db.prepare<[], { name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'change'",
  );
  const kept = triggers.all();
  for (const { name } of kept) db.exec(`DROP TRIGGER ${name}`);
  db.exec(`UPDATE change SET after = replace(after, '"owner":"A"', '"owner":"Z"') WHERE seq = 2`);
  db.exec('DELETE FROM change WHERE seq = 3');
  for (const { sql } of kept) db.exec(sql);
  db.close();
  const again = openWorkspace(workspace.folder);
  try {
    expect(verifyWorkspace(again).problems).toEqual([
      "What entry 2 changed is not what the log's digests say.",
      "What entry 3 changed is not what the log's digests say.",
    ]);
  } finally {
    again.close();
  }
});
