import { expect, test } from 'vitest';
import { progressWords } from '../../renderer/frame/status-words.ts';
import { coverageWords } from '../../renderer/ui/coverage-words.ts';

const idle = { importing: null, collecting: null, judging: null, exporting: null };
const whole = ({ before, numbers, after }: ReturnType<typeof coverageWords>) => `${before}${numbers}${after}`;

test('the coverage line names the collection, the tasks and each reason with its number', () => {
  const coverage = {
    collectionId: 31,
    imports: 31,
    kind: 'aws' as const,
    noun: 'task' as const,
    endedAt: '2026-09-16T07:42:10.000Z',
    read: 214,
    planned: 222,
    reasons: [
      { words: 'denied', count: 5 },
      { words: 'recorder stopped', count: 1 },
    ],
  };
  expect(whole(coverageWords(coverage))).toBe(
    'Collection 31, 16 Sep 07:42 UTC: 214 of 222 tasks read; 5 denied, 1 recorder stopped',
  );
  const files = { ...coverage, kind: 'import' as const, noun: 'file' as const, read: 1, planned: 1, reasons: [] };
  expect(whole(coverageWords({ ...files, collectionId: 1, imports: 1 }))).toBe(
    'Import 1, 16 Sep 07:42 UTC: 1 of 1 file read',
  );
  expect(whole(coverageWords({ ...files, read: 120, planned: 120 }))).toBe(
    '31 imports, the last 16 Sep 07:42 UTC: 120 of 120 files read',
  );
});

test('without a collection the line says that nothing is known', () => {
  const none = {
    collectionId: null,
    imports: 0,
    kind: null,
    endedAt: null,
    noun: 'file' as const,
    read: 0,
    planned: 0,
    reasons: [],
  };
  expect(whole(coverageWords(none))).toBe('Nothing has been collected yet, so nothing is known.');
});

test('progress is told in things done, and an import comes before judging', () => {
  const importing = {
    collectionId: 1,
    state: 'running' as const,
    filesDone: 3,
    files: 12,
    bytesDone: 41_000_000,
    bytes: 200_000_000,
    items: 1200,
    tasks: [],
  };
  const judging = { done: 1, total: 2, isOver: false };
  expect(progressWords({ ...idle, importing, judging })?.text).toBe(
    'Importing: 3 of 12 files, 41.0 MB of 200 MB, 1,200 items',
  );
  expect(progressWords({ ...idle, judging })?.text).toBe('Judging: 1 of 2 resources');
  expect(progressWords({ ...idle, exporting: { step: 'workbook', done: 1, total: 9 } })?.text).toBe(
    'Writing the binder: workbook, 1 of 9',
  );
  const collecting = {
    collectionId: 32,
    state: 'paused' as const,
    done: 180,
    planned: 222,
    items: 1017,
    calls: 400,
    secondsLeft: 240,
    note: 'Waiting for the network.',
  };
  expect(progressWords({ ...idle, collecting, judging })?.text).toBe(
    'Collection 32, paused: 180 of 222 tasks, 1,017 items. Waiting for the network.',
  );
  expect(progressWords(idle)).toBeNull();
});
