import type { Collection, Task, TaskState } from '@shared/domain/collection.ts';
import { partialWords, tally, tasksNow } from '@shared/domain/task-coverage.ts';
import { expect, test } from 'vitest';
import { liveTask } from '../../renderer/live-task.fixture.ts';

const task = (key: string | null, state: TaskState): Task => {
  const live = liveTask('111122223333 eu-west-1', 'items', state, { label: key ?? 'file', call: { key: key ?? '' } });
  return key === null ? { ...live, call: null } : live;
};

const run = (id: number, tasks: readonly Task[]): Collection => ({
  id,
  kind: 'import',
  state: 'done',
  startedAt: '2026-10-01T00:00:00.000Z',
  endedAt: null,
  actor: 'tester',
  toolVersion: '0.0.0-test',
  tasks,
  run: null,
});

test('what was denied once and read later is read, and what was read once and denied later is not', () => {
  const before = run(1, [task('a', 'denied'), task('b', 'done')]);
  const after = run(2, [task('a', 'done'), task('b', 'denied')]);
  expect(tasksNow([after, before]).map(({ label, state }) => `${label} ${state}`)).toEqual(['a done', 'b denied']);
  expect(partialWords([after, before])).toBe('1 of 2 tasks read; 1 denied.');
});

test('what is not there is neither read nor missing', () => {
  expect(partialWords([run(1, [task('a', 'done'), task('b', 'skipped')])])).toBeNull();
  expect(partialWords([run(1, [task('a', 'throttled-out'), task('b', 'skipped')])])).toBe(
    '0 of 1 task read; 1 throttled, 1 not available.',
  );
});

test('a file that was refused is named, and one that was known already is not counted', () => {
  expect(partialWords([run(1, [task(null, 'done'), task(null, 'failed'), task(null, 'skipped')])])).toBe(
    '1 of 2 files read; 1 failed.',
  );
  expect(partialWords([])).toBeNull();
});

test('what is not there is counted beside what was read, and is no part of what there was to read', () => {
  const tasks = (['done', 'denied', 'skipped', 'skipped', 'planned'] as const).map((state) => task('a', state));
  expect(tally(tasks)).toEqual({ read: 1, there: 3, absent: 2 });
});
