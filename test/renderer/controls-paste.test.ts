import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noFilter } from '../../renderer/screens/controls/control-filter.ts';
import { matrixLines } from '../../renderer/screens/controls/control-lines.ts';
import { noNames } from '../../renderer/screens/controls/control-names.ts';
import { workbookName } from '../../renderer/screens/controls/export-matrix.ts';
import { filterChips, withoutFilter } from '../../renderer/screens/controls/filter-words.ts';
import { importFields, withMeaning } from '../../renderer/screens/controls/import-file.ts';
import { filledTexts, pastedTexts } from '../../renderer/screens/controls/matrix-clipboard.ts';
import type { MatrixField } from '../../renderer/screens/controls/matrix-fields.ts';
import { areViews, ownViews, withView } from '../../renderer/screens/controls/saved-views.ts';
import { parseTsv, tsvOf } from '../../renderer/screens/controls/tsv.ts';
import { control, reading } from './controls.fixture.ts';

const lines = matrixLines(
  [
    reading({ id: 'IAM-01', owner: 'Zoe' }, 'supported'),
    reading({ id: 'IAM-02', owner: 'Ann', frequency: 'annual' }, 'contradicted'),
    reading({ id: 'AVL-01', domain: 'AVL', owner: 'Bo', frequency: 'continuous' }),
  ],
  {
    filter: noFilter,
    facts: { categories: ['security'], gaps: null },
    folded: new Set<string>(),
    sort: [],
    names: noNames,
  },
);
const shown: readonly MatrixField[] = ['number', 'id', 'title', 'owner', 'frequency'];
const paste = (block: readonly (readonly string[])[], line = 'IAM-02', field: MatrixField = 'owner') =>
  pastedTexts(block, { lines, shown, focus: { line, field } }).map((cell) => [cell.control.id, cell.field, cell.text]);

describe('pasting', () => {
  test('a block goes right and down from the cell in focus, over the heads of domains', () => {
    expect(
      paste([
        ['Kim', 'Monthly'],
        ['Lee', 'Weekly'],
      ]),
    ).toEqual([
      ['IAM-02', 'owner', 'Kim'],
      ['IAM-02', 'frequency', 'Monthly'],
      ['AVL-01', 'owner', 'Lee'],
      ['AVL-01', 'frequency', 'Weekly'],
    ]);
  });

  test('what lies beyond the last line or column goes nowhere', () => {
    expect(paste([['Kim', 'Monthly', 'more'], ['Lee'], ['Mo'], ['No']])).toHaveLength(3);
  });

  test('a block with its heads goes to the columns and the controls it names', () => {
    expect(
      paste([
        ['Control', 'Owner'],
        ['IAM-01', 'Kim'],
        ['GONE-1', 'Lee'],
      ]),
    ).toEqual([
      ['IAM-01', 'id', 'IAM-01'],
      ['IAM-01', 'owner', 'Kim'],
    ]);
  });

  test('any rows come back from the clipboard as they went', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '\t', '\n', '"', '=', '+', '-', '@', '1') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        expect(parseTsv(tsvOf(rows))).toEqual(rows);
      }),
    );
  });

  test('what a spreadsheet wrote with carriage returns and a last line end is read', () => {
    expect(parseTsv('a\tb\r\n"two\r\nlines"\td\r\n')).toEqual([
      ['a', 'b'],
      ['two\nlines', 'd'],
    ]);
  });
});

test('filling down not applicable brings its reason, but not to what is so already', () => {
  const source = control({ status: 'not-applicable', reason: 'No vendor.' });
  const targets = [control({ id: 'A' }), control({ id: 'B', status: 'not-applicable', reason: 'Mine.' })];
  expect(filledTexts(source, 'status', targets).map((cell) => [cell.control.id, cell.field, cell.text])).toEqual([
    ['A', 'status', 'not-applicable'],
    ['A', 'reason', 'No vendor.'],
    ['B', 'status', 'not-applicable'],
  ]);
});

describe('lines', () => {
  const sortedIds = (sort: Parameters<typeof matrixLines>[1]['sort']) =>
    matrixLines(
      lines.flatMap((line) => (line.kind === 'control' ? [line.reading] : [])),
      { filter: noFilter, facts: { categories: [], gaps: null }, folded: new Set(), sort, names: noNames },
    ).map((line) => (line.kind === 'control' ? `${line.number} ${line.reading.control.id}` : line.domain));

  test('sorted lines have no heads and keep their numbers', () => {
    expect(sortedIds([{ field: 'owner', isDescending: false }])).toEqual(['2 IAM-02', '3 AVL-01', '1 IAM-01']);
  });

  test('frequencies are sorted by pace, standings by what needs a look first, each also the other way', () => {
    expect(sortedIds([{ field: 'frequency', isDescending: true }])[0]).toBe('3 AVL-01');
    expect(sortedIds([{ field: 'standing', isDescending: false }])[0]).toBe('2 IAM-02');
  });

  test('a control added to a domain is numbered under it', () => {
    const readings = [
      reading({ id: 'A-1', domain: 'A' }),
      reading({ id: 'B-1', domain: 'B' }),
      reading({ id: 'A-2', domain: 'A' }),
    ];
    const facts = { categories: [], gaps: null };
    const numbered = matrixLines(readings, { filter: noFilter, facts, folded: new Set(), sort: [], names: noNames });
    expect(
      numbered.flatMap((line) => (line.kind === 'control' ? [`${line.number} ${line.reading.control.id}`] : [])),
    ).toEqual(['1 A-1', '2 A-2', '3 B-1']);
  });
});

describe('filters and views', () => {
  test('filters are told in words and taken off one by one', () => {
    const filter = { ...noFilter, isInScope: true, criteria: ['CC6.1', 'A1.2'], gaps: ['no-evidence'] as const };
    expect(filterChips(filter, 66, 70).map(({ field, value }) => `${field} ${value}`)).toEqual([
      'In scope 66 of 70',
      'Criterion is CC6.1 or A1.2',
      'Gap is no evidence',
    ]);
    expect(filterChips(withoutFilter(filter, 'criteria'), 66, 70)).toHaveLength(2);
  });

  test('a view of the same name gives way, and what is not a view is forgotten', () => {
    const [first, second] = ownViews;
    if (first === undefined || second === undefined) throw new Error('There are views to begin with.');
    expect(withView([first, second], { ...second, name: first.name })).toHaveLength(2);
    expect(areViews(JSON.parse(JSON.stringify(ownViews)))).toBe(true);
    expect(areViews([{ ...first, sort: [{ field: 'nothing', isDescending: true }] }])).toBe(false);
    expect(areViews([{ ...first, filter: { search: '' } }])).toBe(false);
  });
});

describe('files', () => {
  test('a field is read from one column only', () => {
    const mapping = { 'Control ID': 'id', Name: 'title' };
    expect(withMeaning(mapping, 'Short name', 'title')).toEqual({ 'Control ID': 'id', 'Short name': 'title' });
    expect(withMeaning(mapping, 'Name', null)).toEqual({ 'Control ID': 'id' });
    expect(importFields.map(({ value }) => value)).toContain('declares');
    expect(importFields.map(({ value }) => value)).not.toContain('standing');
  });

  test('the workbook is named after client and year, without signs that disks refuse', () => {
    expect(workbookName('A/B: "Pay"', '2026-12-31')).toBe('A B Pay control matrix 2026.xlsx');
  });
});
