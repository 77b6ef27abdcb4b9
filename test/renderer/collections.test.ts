import type { Task } from '@shared/domain/collection.ts';
import type { CoverageCell, RecorderState } from '@shared/domain/coverage.ts';
import { headSpans, regionColumn, regionColumns } from '@shared/domain/pictures/region-columns.ts';
import { describe, expect, test } from 'vitest';
import { mergeTasks, newestFirst, runCounts, stateWords } from '../../renderer/screens/collections/collection-words.ts';
import { cellGrid, cellWords, lookOf, unseenCell } from '../../renderer/screens/collections/coverage-look.ts';
import { lineAfter } from '../../renderer/ui/line-keys.ts';
import { spotAfter } from '../../renderer/ui/spot.ts';

const cell = (recorder: RecorderState, resources: number): CoverageCell => ({
  ...unseenCell('111122223333', 'eu-west-1'),
  recorder,
  resources,
});

describe('coverage', () => {
  test('nothing there is only said where a recorder runs', () => {
    const grounds = (['recording-all', 'recording-some', 'stopped', 'failing', 'none-found', 'not-read'] as const).map(
      (recorder) => lookOf(cell(recorder, 0)).ground,
    );
    expect(grounds).toEqual(['nothing', 'nothing', 'not-read', 'not-read', 'not-read', 'not-read']);
  });

  test('resources are a number under every recorder, marked as partial unless everything was recorded', () => {
    expect(lookOf(cell('recording-all', 3))).toEqual({ ground: 'seen', isPartial: false });
    expect(lookOf(cell('stopped', 3))).toEqual({ ground: 'seen', isPartial: true });
    expect(lookOf(cell('recording-some', 0))).toEqual({ ground: 'nothing', isPartial: true });
  });

  test('a place no file spoke of is drawn as not read, never left blank', () => {
    const grid = cellGrid([cell('recording-all', 3)], ['eu-west-1', 'us-east-1']);
    expect(grid[0]?.cells.map((one) => lookOf(one).ground)).toEqual(['seen', 'not-read']);
  });

  test('a cell says the same in words', () => {
    expect(cellWords(cell('recording-all', 1))).toBe(
      '111122223333 eu-west-1: 1 resource. Recorder on, every supported type.',
    );
    expect(cellWords(cell('stopped', 0))).toBe('111122223333 eu-west-1: not read. Recorder stopped.');
  });

  test('arrows walk the grid and stop at its edge', () => {
    expect(spotAfter('ArrowRight', { row: 0, column: 1 }, 2, 2)).toEqual({ row: 0, column: 1 });
    expect(spotAfter('ArrowDown', { row: 0, column: 1 }, 2, 2)).toEqual({ row: 1, column: 1 });
    expect(spotAfter('q', { row: 0, column: 0 }, 2, 2)).toBeNull();
  });
});

describe('regions', () => {
  test('a region code falls into area, part and number; other names stay whole', () => {
    expect(regionColumn('us-gov-west-1')).toEqual({
      region: 'us-gov-west-1',
      area: 'us-gov',
      part: 'west',
      number: '1',
    });
    expect(regionColumn('westeurope').number).toBe('westeurope');
    expect(regionColumn('').number).toBe('not stated');
  });

  test('global comes first, then parts of the world, each region once', () => {
    const regions = ['ap-south-1', 'us-east-2', 'global', 'us-east-1', 'eu-west-1', 'us-east-1', 'cn-north-1'];
    expect(regionColumns(regions).map(({ region }) => region)).toEqual([
      'global',
      'us-east-1',
      'us-east-2',
      'eu-west-1',
      'ap-south-1',
      'cn-north-1',
    ]);
  });

  test('neighbours share a head, and the same word under another area does not', () => {
    const columns = regionColumns(['us-east-1', 'us-east-2', 'sa-east-1']);
    const parts = headSpans(
      columns,
      ({ part }) => part,
      ({ area }) => area,
    );
    expect(parts.map(({ words, columns: span }) => `${words} ${span}`)).toEqual(['east 2', 'east 1']);
  });
});

const task = (id: string, state: Task['state'], endedAt: string | null = null): Task => ({
  id,
  label: id,
  state,
  bytes: 10,
  items: state === 'done' ? 5 : 0,
  snapshotId: null,
  reason: null,
  endedAt,
  call: null,
});

describe('tasks', () => {
  test('what runs comes first, then the newest end, what waits last', () => {
    const tasks = [
      task('a', 'planned'),
      task('b', 'done', '2026-01-01'),
      task('c', 'failed', '2026-01-02'),
      task('d', 'running'),
    ];
    expect(newestFirst(tasks).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
  });

  test('events of a run replace stored tasks by id and add new ones', () => {
    const merged = mergeTasks(
      [task('a', 'planned'), task('b', 'planned')],
      new Map([
        ['b', task('b', 'done')],
        ['c', task('c', 'running')],
      ]),
    );
    expect(merged.map(({ id, state }) => `${id} ${state}`)).toEqual(['a planned', 'b done', 'c running']);
    expect(runCounts(merged)).toBe('1 of 3 files, 5 items');
    const known = merged.map((one) => (one.state === 'done' ? one : { ...one, state: 'skipped' as const }));
    expect(runCounts(known)).toBe('1 of 1 file, 5 items');
  });
});

test('a run with a skipped file does not claim that every file was read', () => {
  expect(stateWords({ state: 'done', tasks: [task('a', 'done'), task('b', 'skipped')] })).toBe('ended, 1 file skipped');
  expect(stateWords({ state: 'done', tasks: [task('a', 'done')] })).toBe('every file read');
});

test('a plain list moves by lines and pages and stays inside', () => {
  const key = (name: string, line: number) =>
    lineAfter({ key: name, ctrlKey: false, metaKey: false, altKey: false }, line, 30, 10);
  expect([key('j', 0), key('ArrowUp', 0), key('PageDown', 25), key('Home', 9), key('End', 9), key('x', 3)]).toEqual([
    1,
    0,
    29,
    0,
    29,
    null,
  ]);
});
