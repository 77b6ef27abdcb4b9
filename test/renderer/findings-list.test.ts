import type { FindingRow } from '@shared/contract/shapes.ts';
import { describe, expect, test } from 'vitest';
import { listAction, moveFrom, nearestStop } from '../../renderer/screens/findings/list-keys.ts';
import { missingPages, pageSize, rowAt, withPage } from '../../renderer/screens/findings/page-cache.ts';
import { type FindingGroup, rowIndex } from '../../renderer/screens/findings/row-index.ts';
import { findingsTsv } from '../../renderer/screens/findings/tsv.ts';

const group = (key: string, count: number): FindingGroup => ({ key, tag: null, title: key, count });
const groups = [group('a', 2), group('b', 3), group('c', 1)];
const none: ReadonlySet<string> = new Set();

const finding = (change: Partial<FindingRow> = {}): FindingRow => ({
  id: 'f1',
  checkId: 'aws.s3-bucket-tls-only',
  controlId: 'DAT-02',
  state: 'not-applicable',
  verdict: 'not-applicable',
  severity: 'medium',
  resource: { provider: 'aws', account: '1', region: 'eu-west-1', type: 'AWS::S3::Bucket', id: 'b', name: 'b' },
  because: 'Why.',
  path: null,
  value: null,
  capturedAt: null,
  segments: [],
  ...change,
});

describe('lines over groups', () => {
  const open = rowIndex(6, groups, none);

  test('each group adds one line for its head', () => {
    expect(open.lines).toBe(9);
    expect(Array.from({ length: 9 }, (_, line) => open.at(line)?.kind)).toEqual([
      ...['group', 'finding', 'finding'],
      ...['group', 'finding', 'finding', 'finding'],
      ...['group', 'finding'],
    ]);
  });

  test('every finding stands on one line and the line leads back to it', () => {
    for (let offset = 0; offset < 6; offset += 1) {
      expect(open.at(open.lineOf(offset))).toEqual({ kind: 'finding', offset });
      expect(open.offsetOf(open.lineOf(offset))).toBe(offset);
    }
  });

  test('a folded group keeps its head, hides its findings and moves the ones below up', () => {
    const folded = rowIndex(6, groups, new Set(['b']));
    expect(folded.lines).toBe(6);
    expect(folded.at(3)).toMatchObject({ kind: 'group', isOpen: false });
    expect(folded.lineOf(3)).toBe(3);
    expect(folded.offsetOf(3)).toBe(2);
    expect(folded.at(folded.lineOf(5))).toEqual({ kind: 'finding', offset: 5 });
    expect(folded.groupOf(4)?.key).toBe('b');
  });

  test('a list without groups is flat, and lines outside it hold nothing', () => {
    const flat = rowIndex(3, [], none);
    expect([flat.lines, flat.lineOf(2), flat.groupOf(1)]).toEqual([3, 2, null]);
    expect([flat.at(3), flat.at(-1), open.at(9), open.at(-1)]).toEqual([undefined, undefined, undefined, undefined]);
    expect(rowIndex(0, [], none).lines).toBe(0);
  });
});

describe('keys', () => {
  const open = rowIndex(6, groups, none);
  const press = (key: string, change: object = {}) =>
    listAction({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...change }, 20);

  test('j, k and the arrows move by one, a page key by a page, Shift extends', () => {
    expect(press('j')).toEqual({ kind: 'move', step: 1, extends: false });
    expect(press('ArrowUp')).toEqual({ kind: 'move', step: -1, extends: false });
    expect(press('PageUp')).toEqual({ kind: 'move', step: -20, extends: false });
    expect(press('J', { shiftKey: true })).toEqual({ kind: 'move', step: 1, extends: true });
  });

  test('other keys are left to others', () => {
    expect([press('q'), press('c', { ctrlKey: true }), press('j', { altKey: true })]).toEqual([null, null, null]);
    expect(press('a', { metaKey: true })).toEqual({ kind: 'select-all' });
  });

  test('a move passes over the head of an open group, in both directions', () => {
    const down = { kind: 'move', step: 1, extends: false } as const;
    expect(moveFrom(open, 2, down)).toBe(4);
    expect(moveFrom(open, 4, { ...down, step: -1 })).toBe(2);
  });

  test('a move stops on the head of a folded group', () => {
    const folded = rowIndex(6, groups, new Set(['b']));
    expect(moveFrom(folded, 2, { kind: 'move', step: 1, extends: false })).toBe(3);
  });

  test('moves end at the first and the last finding', () => {
    expect(moveFrom(open, 1, { kind: 'move', step: -20, extends: false })).toBe(1);
    expect(moveFrom(open, 4, { kind: 'move', step: 20, extends: false })).toBe(8);
    expect(moveFrom(open, null, { kind: 'last', extends: false })).toBe(8);
    expect(nearestStop(rowIndex(0, [], none), 0, 1)).toBeNull();
  });
});

describe('pages', () => {
  test('only the pages of a range that are not here are missing', () => {
    const pages = new Map([[1, [finding()]]]);
    expect(missingPages(pages, pageSize - 1, 2 * pageSize)).toEqual([0, 2]);
    expect(rowAt(pages, pageSize)?.id).toBe('f1');
    expect(rowAt(pages, 0)).toBeUndefined();
  });

  test('the cache lets go of the page farthest from the one just read', () => {
    let pages: ReadonlyMap<number, readonly FindingRow[]> = new Map();
    for (let page = 0; page < 41; page += 1) pages = withPage(pages, page, []);
    expect(pages.size).toBe(40);
    expect([pages.has(0), pages.has(1), pages.has(40)]).toEqual([false, true, true]);
  });
});

describe('rows as text', () => {
  test('a head line and one line a finding, with the same number of columns', () => {
    const [head = '', row = ''] = findingsTsv([finding()]).split('\n');
    expect(row.split('\t')).toHaveLength(head.split('\t').length);
    expect(row.split('\t').slice(0, 3)).toEqual(['not applicable', 'medium', 'aws.s3-bucket-tls-only']);
  });

  test('tabs and line ends inside a value do not break the columns, and a formula does not run', () => {
    const text = findingsTsv([finding({ value: '=HYPERLINK("x")\t1\r\n2', because: '-1' })]);
    expect(text.split('\n')).toHaveLength(2);
    expect(text).toContain('\'=HYPERLINK("x") 1 2');
    expect(text).toContain("\t'-1\t");
  });
});
