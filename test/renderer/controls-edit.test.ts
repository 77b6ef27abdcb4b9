import { controlEdit } from '@shared/contract/matrix.ts';
import { controlFieldWords } from '@shared/domain/control-change.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bulkTexts, noBulk } from '../../renderer/screens/controls/bulk-edit.ts';
import { editOf, withChange } from '../../renderer/screens/controls/control-edit.ts';
import { noNames } from '../../renderer/screens/controls/control-names.ts';
import { choicesOf, fieldText, rawText } from '../../renderer/screens/controls/field-text.ts';
import { fromOf, holdsWords, versionWords } from '../../renderer/screens/controls/holds-from.ts';
import { type EditableField, editableField, matrixFields } from '../../renderer/screens/controls/matrix-fields.ts';
import { planOf, withReason } from '../../renderer/screens/controls/matrix-plan.ts';
import { addEdit, newControlErrors, nextId } from '../../renderer/screens/controls/new-control.ts';
import { control } from './controls.fixture.ts';

const names = { ...noNames, systems: [{ id: 'SYS-04', name: 'Identity provider' }] };
const editable = matrixFields.flatMap(({ id }) => editableField(id) ?? []);
const isAccepted = (change: object): boolean => controlEdit.safeParse({ kind: 'change', id: 'IAM-05', change }).success;

describe('fields of the matrix', () => {
  test('every field people write has a column, but checks and declared values, which have their own place', () => {
    expect([...editable, 'checks', 'declares'].sort()).toEqual(Object.keys(controlFieldWords).sort());
  });

  test('the longest text that fits in a cell is the longest the engine takes', () => {
    for (const { id, kind, longest } of matrixFields) {
      if (longest === undefined) continue;
      const of = (length: number) => (kind === 'lines' ? ['x'.repeat(length)] : 'x'.repeat(length));
      expect([id, isAccepted({ [id]: of(longest) }), isAccepted({ [id]: of(longest + 1) })]).toEqual([id, true, false]);
    }
  });

  test('every word of a menu is one the engine knows', () => {
    const words = editable.flatMap((field) => choicesOf(field).map(({ value }) => [field, value] as const));
    expect(words.length).toBeGreaterThan(30);
    for (const [field, value] of words)
      expect([field, value, isAccepted({ [field]: field === 'isKey' ? value === 'key' : value })]).toEqual([
        field,
        value,
        true,
      ]);
  });

  test('a cell written back as it stands changes nothing, whatever it holds', () => {
    const line = fc.stringMatching(/^[A-Za-z0-9 .]{1,30}$/).map((text) => text.trim() || 'x');
    const any = fc.record({
      title: line,
      owner: fc.oneof(fc.constant(''), line),
      evidence: fc.uniqueArray(line, { maxLength: 4 }),
      criteria: fc.uniqueArray(fc.constantFrom('CC6.1', 'A1.2', 'PI1.3', 'P4.2'), { maxLength: 4 }),
      systems: fc.constantFrom([], ['SYS-04']),
      isKey: fc.boolean(),
      effectiveTo: fc.constantFrom(null, '2026-12-31'),
    });
    fc.assert(
      fc.property(any, fc.constantFrom(...editable), (change, field) => {
        const edit = editOf(control(change), field, rawText(control(change), field), names);
        expect(edit).toEqual({ kind: 'same' });
      }),
    );
  });
});

describe('what is typed', () => {
  const edit = (field: EditableField, text: string) => editOf(control(), field, text, names);

  test('systems are taken by id or by name, and a stranger is refused by name', () => {
    for (const text of ['SYS-04', 'identity PROVIDER'])
      expect(edit('systems', text)).toEqual({ kind: 'change', change: { systems: ['SYS-04'] } });
    expect(edit('systems', 'SYS-04; Payroll')).toMatchObject({
      kind: 'refused',
      why: '“Payroll” is not in the scope register.',
    });
    expect(fieldText(control({ systems: ['SYS-04', 'SYS-99'] }), 'systems', names)).toBe('Identity provider, SYS-99');
  });

  test('evidence is one piece a line, each once', () => {
    expect(edit('evidence', ' Ticket \n\nReport\nTicket')).toEqual({
      kind: 'change',
      change: { evidence: ['Ticket', 'Report'] },
    });
  });

  test('a day is a real one, and an empty one means that the control goes on', () => {
    expect(edit('effectiveTo', '2026-02-30')).toMatchObject({ kind: 'refused' });
    expect(editOf(control({ effectiveTo: '2026-12-31' }), 'effectiveTo', '', names)).toEqual({
      kind: 'change',
      change: { effectiveTo: null },
    });
  });

  test('a reason stands only with the status it explains', () => {
    expect(edit('reason', 'No vendor.')).toMatchObject({ kind: 'refused' });
    const without = control({ status: 'not-applicable', reason: 'No vendor.' });
    expect(editOf(without, 'reason', '', names)).toMatchObject({ kind: 'refused' });
  });

  test('a line break in a title becomes a space, in a statement it stays', () => {
    expect(edit('title', 'Access\nreview')).toEqual({ kind: 'change', change: { title: 'Access review' } });
    expect(edit('statement', 'One.\nTwo.')).toEqual({ kind: 'change', change: { statement: 'One.\nTwo.' } });
  });
});

describe('steps on several controls', () => {
  test('a status and its reason pasted beside each other need no question', () => {
    const plan = planOf(
      [
        { control: control(), field: 'status', text: 'Not applicable' },
        { control: control(), field: 'reason', text: 'No vendor.' },
      ],
      names,
    );
    expect(plan.needReason).toEqual([]);
    expect(plan.edits).toEqual([
      { kind: 'change', id: 'IAM-05', change: { status: 'not-applicable', reason: 'No vendor.' } },
    ]);
  });

  test('one reason is given to every control of a step that needs one, and to no other', () => {
    const other = control({ id: 'IAM-06', status: 'not-applicable', reason: 'Old.' });
    const texts = [control(), other].map((of) => ({ control: of, field: 'owner' as const, text: 'IT lead' }));
    const plan = planOf([...texts, { control: control(), field: 'status', text: 'not-applicable' }], names);
    expect(withReason(plan, 'New.')).toEqual([
      { kind: 'change', id: 'IAM-05', change: { owner: 'IT lead', status: 'not-applicable', reason: 'New.' } },
      { kind: 'change', id: 'IAM-06', change: { owner: 'IT lead' } },
    ]);
  });

  test('a bulk edit adds and removes criteria and leaves what was not asked', () => {
    const controls = [control(), control({ id: 'IAM-06', criteria: ['CC6.1'], owner: 'IT lead' })];
    const draft = { ...noBulk, owner: 'IT lead', addCriteria: ['CC6.1'], removeCriteria: ['CC6.3'] };
    expect(planOf(bulkTexts(draft, controls), names).edits).toEqual([
      { kind: 'change', id: 'IAM-05', change: { owner: 'IT lead', criteria: ['CC6.2', 'CC6.1'] } },
    ]);
    expect(planOf(bulkTexts(noBulk, controls), names).edits).toEqual([]);
  });

  test('a change shown before it is saved touches the fields it names and no other', () => {
    expect(withChange(control(), { owner: 'IT lead', title: undefined })).toEqual(control({ owner: 'IT lead' }));
  });
});

describe('from when edits hold', () => {
  test('today is said by nothing, a day by its name, a correction by null', () => {
    expect(fromOf({ kind: 'today' })).toEqual({});
    expect(fromOf({ kind: 'day', day: '2026-10-01' })).toEqual({ from: '2026-10-01' });
    expect(fromOf({ kind: 'correct' })).toEqual({ from: null });
    expect(holdsWords({ kind: 'day', day: '2026-10-01' })).toBe('Edits hold from 1 Oct 2026');
  });

  test('the menu says which version starts, which is changed and which is corrected', () => {
    const words = (of: { version: number; effectiveFrom: string | null }, holds: Parameters<typeof fromOf>[0]) =>
      versionWords(of, holds, '2026-09-17', 'frequency');
    expect(words({ version: 3, effectiveFrom: '2026-01-12' }, { kind: 'today' })).toBe(
      'A new frequency starts version 4 today. Days before 17 Sep 2026 keep version 3.',
    );
    expect(words({ version: 4, effectiveFrom: '2026-09-17' }, { kind: 'today' })).toBe(
      'A new frequency changes version 4, which starts today.',
    );
    expect(words({ version: 3, effectiveFrom: null }, { kind: 'correct' })).toBe(
      'A new frequency corrects version 3; no version starts.',
    );
  });
});

describe('a new control', () => {
  const draft = { id: 'IAM-12', domain: 'IAM', title: 'Access asked', statement: 'Managers ask for access.' };

  test('takes the next free number of its domain', () => {
    expect(nextId('IAM', [{ id: 'IAM-02' }, { id: 'IAM-11' }, { id: 'NET-40' }])).toBe('IAM-12');
    expect(nextId('OWN', [])).toBe('OWN-01');
  });

  test('needs an id of its own, a title and a statement', () => {
    expect(newControlErrors(draft, [])).toEqual({});
    expect(Object.keys(newControlErrors({ ...draft, title: ' ', statement: '' }, [draft])).sort()).toEqual([
      'id',
      'statement',
      'title',
    ]);
  });

  test('is one the engine takes', () => {
    expect(controlEdit.safeParse(addEdit(draft)).success).toBe(true);
  });
});
