import type { Control } from '@shared/domain/control.ts';
import { type ControlReading, noCounts } from '@shared/domain/reading.ts';
import { describe, expect, test } from 'vitest';
import { cellText, editOf, inverseOf, notApplicableEdit } from '../../renderer/screens/controls/control-edit.ts';
import { isShown, matrixLines, noFilter } from '../../renderer/screens/controls/control-lines.ts';
import { categoriesOf, standingCounts } from '../../renderer/screens/controls/control-words.ts';
import { matrixAction, moveCell, nextCell } from '../../renderer/screens/controls/matrix-keys.ts';

const control = (change: Partial<Control> = {}): Control => ({
  id: 'IAM-05',
  domain: 'Identity and access',
  title: 'Quarterly access review',
  statement: 'Owners review access each quarter.',
  criteria: ['CC6.2', 'CC6.3'],
  type: 'detective',
  nature: 'hybrid',
  frequency: 'quarterly',
  targetCadence: 'quarterly',
  owner: 'Security lead',
  risk: '',
  population: '',
  evidence: [],
  testOfDesign: '',
  testOfOperation: [],
  status: 'in-place',
  reason: null,
  checks: [],
  ...change,
});
const reading = (change: Partial<Control> = {}, standing: ControlReading['reading'] = 'silent'): ControlReading => ({
  control: control(change),
  reading: standing,
  counts: noCounts,
  segments: [],
  words: '',
});
const readings = [
  reading({ id: 'IAM-01' }, 'supported'),
  reading({ id: 'IAM-02' }, 'contradicted'),
  reading({ id: 'AVL-01', domain: 'Availability', criteria: ['A1.2'] }, 'unknown'),
];

describe('lines of the matrix', () => {
  test('controls stand under their domain, numbered in the whole list', () => {
    const lines = matrixLines(readings, noFilter, new Set());
    expect(
      lines.map((line) => (line.kind === 'domain' ? line.words : `${line.number} ${line.reading.control.id}`)),
    ).toEqual(['2 controls: 1 contradicted, 1 supported', '1 IAM-01', '2 IAM-02', '1 control: 1 unknown', '3 AVL-01']);
  });

  test('a folded domain keeps its head and its counts', () => {
    const lines = matrixLines(readings, noFilter, new Set(['Identity and access']));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ kind: 'domain', isOpen: false, words: '2 controls: 1 contradicted, 1 supported' });
  });

  test('a filter keeps the numbers of the whole list', () => {
    const lines = matrixLines(readings, { ...noFilter, standings: ['unknown'] }, new Set());
    expect(lines.at(-1)).toMatchObject({ number: 3 });
  });

  test('filters of different fields must all hold, values of one field may either', () => {
    const first = reading({ id: 'IAM-01' }, 'supported');
    expect(isShown(first, { ...noFilter, standings: ['silent', 'supported'] })).toBe(true);
    expect(isShown(first, { ...noFilter, standings: ['supported'], categories: ['availability'] })).toBe(false);
    expect(isShown(first, { ...noFilter, search: ' ACCESS each ' })).toBe(true);
    expect(isShown(first, { ...noFilter, search: 'nothing of this' })).toBe(false);
  });

  test('a category is read from the letters of the criteria', () => {
    expect([...categoriesOf({ criteria: ['CC6.1', 'A1.2', 'C1.1', 'PI1.3', 'P4.2'] })]).toEqual([
      'security',
      'availability',
      'confidentiality',
      'processing-integrity',
      'privacy',
    ]);
    expect(standingCounts([])).toBe('0 controls');
  });
});

describe('edits', () => {
  test('a new text is a change, the same text is none, an empty title is refused', () => {
    expect(editOf(control(), 'title', ' Access review ')).toEqual({
      kind: 'change',
      change: { title: 'Access review' },
    });
    expect(editOf(control(), 'owner', 'Security lead')).toEqual({ kind: 'same' });
    expect(editOf(control(), 'title', ' ')).toMatchObject({ kind: 'refused' });
    expect(editOf(control(), 'owner', '')).toEqual({ kind: 'change', change: { owner: '' } });
    expect(editOf(control(), 'title', 'x'.repeat(201))).toMatchObject({ kind: 'refused' });
  });

  test('not applicable needs a reason, and leaving it drops the reason', () => {
    expect(editOf(control(), 'status', 'not-applicable')).toEqual({ kind: 'needs-reason' });
    expect(notApplicableEdit(control(), '  ')).toMatchObject({ kind: 'refused' });
    const made = { status: 'not-applicable', reason: 'No vendor.' } as const;
    expect(notApplicableEdit(control(), 'No vendor.')).toEqual({ kind: 'change', change: made });
    expect(editOf(control(made), 'status', 'planned')).toEqual({
      kind: 'change',
      change: { status: 'planned', reason: null },
    });
  });

  test('a word that is no frequency or status is refused', () => {
    expect(editOf(control(), 'frequency', 'sometimes')).toMatchObject({ kind: 'refused' });
    expect(editOf(control(), 'status', 'met')).toMatchObject({ kind: 'refused' });
  });

  test('the inverse of a change restores every field it touched and no other', () => {
    const before = control({ status: 'not-applicable', reason: 'No vendor.' });
    const change = { status: 'in-place', reason: null, owner: 'IT lead' } as const;
    const inverse = inverseOf(before, change);
    expect(inverse).toEqual({ status: 'not-applicable', reason: 'No vendor.', owner: 'Security lead' });
    expect({ ...before, ...change, ...inverse }).toEqual(before);
  });

  test('the cell bar shows words, not codes', () => {
    expect([cellText(control(), 'frequency'), cellText(control(), 'status')]).toEqual(['Quarterly', 'In place']);
  });
});

describe('keys of the matrix', () => {
  const lines = matrixLines(readings, noFilter, new Set());
  const columns = ['id', 'title', 'owner'];
  const press = (key: string, change: object = {}) =>
    matrixAction({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...change }, 10);

  test('a letter types, F2 and Enter edit, Ctrl Z undoes', () => {
    expect(press('q')).toEqual({ kind: 'type', text: 'q' });
    expect([press('F2'), press('Enter')]).toEqual([{ kind: 'edit' }, { kind: 'edit' }]);
    expect(press('z', { ctrlKey: true })).toEqual({ kind: 'undo' });
    expect([press('s', { ctrlKey: true }), press('F5')]).toEqual([null, null]);
  });

  test('arrows stay inside the matrix', () => {
    expect(moveCell({ line: 0, column: 'id' }, 5, columns, { lines: -1, columns: -1 })).toEqual({
      line: 0,
      column: 'id',
    });
    expect(moveCell({ line: 3, column: 'title' }, 5, columns, { lines: 9, columns: 1 })).toEqual({
      line: 4,
      column: 'owner',
    });
  });

  test('Tab passes over the heads of domains, and leaves after the last cell', () => {
    expect(nextCell({ line: 2, column: 'owner' }, lines, columns, 1)).toEqual({ line: 4, column: 'id' });
    expect(nextCell({ line: 4, column: 'id' }, lines, columns, -1)).toEqual({ line: 2, column: 'owner' });
    expect(nextCell({ line: 4, column: 'owner' }, lines, columns, 1)).toBeNull();
    expect(nextCell({ line: 1, column: 'id' }, lines, columns, -1)).toBeNull();
  });
});
