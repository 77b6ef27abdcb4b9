import type { Control } from '@shared/domain/control.ts';
import { type ControlReading, noCounts } from '@shared/domain/reading.ts';
import { describe, expect, test } from 'vitest';
import { editOf } from '../../renderer/screens/controls/control-edit.ts';
import { type FilterFacts, isShown, noFilter } from '../../renderer/screens/controls/control-filter.ts';
import { matrixLines } from '../../renderer/screens/controls/control-lines.ts';
import { noNames } from '../../renderer/screens/controls/control-names.ts';
import { categoriesOf, standingCounts } from '../../renderer/screens/controls/control-words.ts';
import { readDeclared, withDeclared } from '../../renderer/screens/controls/declared-text.ts';
import { matrixAction } from '../../renderer/screens/controls/matrix-keys.ts';
import { planOf, withReason } from '../../renderer/screens/controls/matrix-plan.ts';
import { rangeOf } from '../../renderer/screens/controls/matrix-selection.ts';
import { parseTsv, tsvOf } from '../../renderer/screens/controls/tsv.ts';

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
  performer: '',
  systems: [],
  isKey: true,
  policy: '',
  declares: [],
  version: 1,
  effectiveFrom: null,
  effectiveTo: null,
  earlier: [],
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
const facts: FilterFacts = { categories: ['security', 'availability'], gaps: null };
const layout = { filter: noFilter, facts, folded: new Set<string>(), sort: [], names: noNames };

describe('lines of the matrix', () => {
  test('controls stand under their domain, numbered in the whole list', () => {
    expect(
      matrixLines(readings, layout).map((line) =>
        line.kind === 'domain' ? line.words : `${line.number} ${line.reading.control.id}`,
      ),
    ).toEqual(['2 controls: 1 contradicted, 1 supported', '1 IAM-01', '2 IAM-02', '1 control: 1 unknown', '3 AVL-01']);
  });

  test('a folded domain keeps its head and its counts', () => {
    const lines = matrixLines(readings, { ...layout, folded: new Set(['Identity and access']) });
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ kind: 'domain', words: '2 controls: 1 contradicted, 1 supported' });
  });

  test('a filter keeps the numbers of the whole list', () => {
    const lines = matrixLines(readings, { ...layout, filter: { ...noFilter, standings: ['unknown'] } });
    expect(lines.at(-1)).toMatchObject({ number: 3 });
  });

  test('filters of different fields must all hold, values of one field may either', () => {
    const first = reading({ id: 'IAM-01' }, 'supported');
    expect(isShown(first, { ...noFilter, standings: ['silent', 'supported'] }, facts)).toBe(true);
    expect(isShown(first, { ...noFilter, standings: ['supported'], categories: ['availability'] }, facts)).toBe(false);
    expect(isShown(first, { ...noFilter, search: ' ACCESS each ' }, facts)).toBe(true);
    expect(isShown(first, { ...noFilter, search: 'nothing of this' }, facts)).toBe(false);
  });

  test('a control that serves only criteria out of scope is left out when asked', () => {
    const privacy = reading({ id: 'PRI-01', criteria: ['P1.1'] });
    expect(isShown(privacy, { ...noFilter, isInScope: true }, facts)).toBe(false);
    expect(isShown(privacy, noFilter, facts)).toBe(true);
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
    const title = (text: string) => editOf(control(), 'title', text, noNames);
    expect(title(' Access review ')).toEqual({ kind: 'change', change: { title: 'Access review' } });
    expect(editOf(control(), 'owner', 'Security lead', noNames)).toEqual({ kind: 'same' });
    expect(title(' ')).toMatchObject({ kind: 'refused' });
    expect(editOf(control(), 'owner', '', noNames)).toEqual({ kind: 'change', change: { owner: '' } });
    expect(title('x'.repeat(201))).toMatchObject({ kind: 'refused' });
  });

  test('not applicable needs a reason, and leaving it drops the reason', () => {
    expect(editOf(control(), 'status', 'not-applicable', noNames)).toEqual({ kind: 'needs-reason' });
    const made = control({ status: 'not-applicable', reason: 'No vendor.' });
    expect(editOf(made, 'status', 'planned', noNames)).toEqual({
      kind: 'change',
      change: { status: 'planned', reason: null },
    });
    const plan = planOf([{ control: control(), field: 'status', text: 'Not applicable' }], noNames);
    expect(plan.needReason).toEqual(['IAM-05']);
    expect(withReason(plan, 'No vendor.')).toEqual([
      { kind: 'change', id: 'IAM-05', change: { status: 'not-applicable', reason: 'No vendor.' } },
    ]);
  });

  test('words are taken as shown or as stored; a word that is neither is refused with those allowed', () => {
    for (const text of ['Monthly', 'monthly'])
      expect(editOf(control(), 'frequency', text, noNames)).toEqual({
        kind: 'change',
        change: { frequency: 'monthly' },
      });
    expect(editOf(control(), 'frequency', 'sometimes', noNames)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('Quarterly'),
    });
  });

  test('criteria are read from any list, and a stranger is refused by name', () => {
    expect(editOf(control(), 'criteria', 'cc6.1, CC6.2', noNames)).toEqual({
      kind: 'change',
      change: { criteria: ['CC6.1', 'CC6.2'] },
    });
    expect(editOf(control(), 'criteria', 'PP1.1', noNames)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('PP1.1'),
    });
  });

  test('a pasted block says what it would change, what stays and what cannot stand', () => {
    const plan = planOf(
      [
        { control: control(), field: 'owner', text: 'IT lead' },
        { control: control(), field: 'frequency', text: 'sometimes' },
        { control: control(), field: 'title', text: 'Quarterly access review' },
      ],
      noNames,
    );
    expect(plan.cells).toEqual([{ id: 'IAM-05', field: 'owner', before: 'Security lead', after: 'IT lead' }]);
    expect(plan.refused).toMatchObject([{ id: 'IAM-05', field: 'frequency', text: 'sometimes' }]);
    expect(plan.same).toBe(1);
  });

  test('a declared value is read in the kind of its default', () => {
    expect(readDeclared('365', 90)).toEqual({ value: 365 });
    expect(readDeclared('soon', 90)).toMatchObject({ why: expect.stringContaining('soon') });
    expect(readDeclared('22\n3389', [22])).toEqual({ value: [22, 3389] });
    const of = { checkId: 'aws.kms-key-rotation-on', parameter: 'keyRotationDays' };
    const declared = withDeclared([], of, 180);
    expect(declared).toEqual([{ ...of, value: 180 }]);
    expect(withDeclared(declared, of, null)).toEqual([]);
  });
});

describe('keys, selection and the clipboard', () => {
  const press = (key: string, change: object = {}) =>
    matrixAction({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...change });

  test('F2 and Enter edit, Ctrl D fills down, Shift and an arrow extends', () => {
    expect([press('F2'), press('Enter')]).toEqual([{ kind: 'edit' }, { kind: 'edit' }]);
    expect(press('d', { ctrlKey: true })).toEqual({ kind: 'fill' });
    expect(press('ArrowDown', { shiftKey: true })).toEqual({ kind: 'move', by: 1, isExtending: true });
  });

  test('a range runs from one control to another in the order shown', () => {
    const ids = ['A', 'B', 'C', 'D'];
    expect(rangeOf(ids, 'D', 'B')).toEqual(['B', 'C', 'D']);
    expect(rangeOf(ids, 'gone', 'B')).toEqual(['B']);
  });

  test('rows come back from the clipboard as they went, formulas as text', () => {
    const rows = [
      ['=1+1', 'two\nlines', 'a "word"'],
      ['', 'tab\there', '-'],
    ];
    expect(parseTsv(tsvOf(rows))).toEqual(rows);
    expect(tsvOf([['=1+1']])).toBe("'=1+1");
  });
});
