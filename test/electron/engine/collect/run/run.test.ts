import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGate } from '../../../../../electron/engine/collect/run/gate.ts';
import { runTasks } from '../../../../../electron/engine/collect/run/run.ts';
import type { TaskNews } from '../../../../../electron/engine/collect/run/run-state.ts';
import type { CloudSource, PlannedTask } from '../../../../../electron/engine/collect/run/source.ts';
import { machineTimer } from '../../../../../electron/engine/collect/run/timer.ts';
import { bucketsIn, fault, pageOf, scripted } from './scripted.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Options {
  readonly tasks?: readonly PlannedTask[];
  readonly done?: readonly string[];
  readonly onExpired?: () => Promise<boolean>;
  /** Resolves when a page counts as kept; at once when absent. */
  readonly keeping?: (number: number) => Promise<void>;
}

/** A run under a clock that only goes when nothing else can. */
function begin(source: CloudSource, { tasks, done = [], onExpired = async () => true, keeping }: Options = {}) {
  const news = new Map<string, TaskNews>();
  const notes: (string | null)[] = [];
  const kept: string[] = [];
  const gate = createGate();
  const work = new AbortController();
  const ended = runTasks({
    source,
    tasks: tasks ?? source.plan({ regions: [], accounts: [], history: { depth: 'none' }, aggregator: null }),
    done: new Set(done),
    gate,
    signal: work.signal,
    timer: machineTimer,
    hooks: {
      onTask: (it) => void news.set(it.task.key, it),
      onPage: async (task, number) => {
        await keeping?.(number);
        kept.push(`${task.region} ${number}`);
      },
      onNote: (note) => void notes.push(note),
      onExpired,
    },
  });
  return { news, notes, kept, gate, cancel: () => work.abort(), ended };
}

const stateOf = (news: ReadonlyMap<string, TaskNews>, task: PlannedTask) => news.get(task.key)?.state;
const west = bucketsIn('eu-west-1');
const central = bucketsIn('eu-central-1');

test('pages are followed to the last, and an empty page with a token is no end', async () => {
  const { source } = scripted([west], (_, cursor) => {
    if (cursor === null) return pageOf(['a'], 'eu-west-1', { cursor: '2' });
    return cursor === '2' ? pageOf([], 'eu-west-1', { cursor: '3' }) : pageOf(['b'], 'eu-west-1');
  });
  const run = begin(source);
  await vi.runAllTimersAsync();
  expect(await run.ended).toBe('done');
  expect(run.kept).toEqual(['eu-west-1 1', 'eu-west-1 2', 'eu-west-1 3']);
  expect(run.news.get(west.key)).toMatchObject({ state: 'done', pages: 3, calls: 3 });
});

const threePages = () =>
  scripted([west], (_, cursor) =>
    pageOf(['a'], 'eu-west-1', { cursor: cursor === '3' ? null : cursor === '2' ? '3' : '2' }),
  );

test('one page is read ahead while another is being kept, and no more', async () => {
  const { source, calls } = threePages();
  let keep = (): void => undefined;
  const held = new Promise<void>((done) => {
    keep = done;
  });
  const run = begin(source, { keeping: async (number) => (number === 1 ? held : undefined) });
  await vi.runAllTimersAsync();
  expect([calls.length, run.kept]).toEqual([2, []]);
  keep();
  await vi.runAllTimersAsync();
  expect(await run.ended).toBe('done');
  expect(run.kept).toEqual(['eu-west-1 1', 'eu-west-1 2', 'eu-west-1 3']);
});

test('a page that cannot be kept ends its task, and what was read ahead is not kept', async () => {
  const { source } = threePages();
  const run = begin(source, {
    keeping: (number) => (number === 1 ? Promise.reject(new Error('The disk is full.')) : Promise.resolve()),
  });
  await vi.runAllTimersAsync();
  await run.ended;
  expect(run.kept).toEqual([]);
  expect(run.news.get(west.key)).toMatchObject({ state: 'failed', reason: 'The disk is full.' });
});

test('a token that comes twice ends the task as failed, and the others go on', async () => {
  const { source } = scripted([west, central], (task) =>
    task === west ? pageOf(['a'], 'eu-west-1', { cursor: 'same' }) : pageOf(['b'], 'eu-central-1'),
  );
  const run = begin(source);
  await vi.runAllTimersAsync();
  await run.ended;
  expect(run.news.get(west.key)).toMatchObject({ state: 'failed', code: 'PageLoop' });
  expect(stateOf(run.news, central)).toBe('done');
});

test.each([
  ['denied', 'denied'],
  ['absent', 'skipped'],
  ['failed', 'failed'],
] as const)('a call that is %s ends its task as %s at once', async (kind, state) => {
  const { source, calls } = scripted([west], () => fault(kind));
  const run = begin(source);
  await vi.runAllTimersAsync();
  await run.ended;
  expect(stateOf(run.news, west)).toBe(state);
  expect(calls).toHaveLength(1);
});

test('throttled calls are tried eight times, then the task says so', async () => {
  const { source, calls } = scripted([west], () => fault('throttled'));
  const run = begin(source);
  await vi.runAllTimersAsync();
  await run.ended;
  expect(stateOf(run.news, west)).toBe('throttled-out');
  expect(calls).toHaveLength(8);
  expect(run.notes[0]).toContain('Slowed');
});

test('what the cloud asks to wait is waited', async () => {
  const { source, calls } = scripted([west], (_, __, nth) =>
    nth === 1 ? fault('throttled', 'Rate exceeded.', 7_000) : pageOf(['a'], 'eu-west-1'),
  );
  const run = begin(source);
  await vi.runAllTimersAsync();
  await run.ended;
  expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(7_000);
});

test('with three calls of ten refused for limits a run takes at most half as many calls again', async () => {
  const tasks = Array.from({ length: 40 }, (_, place) => bucketsIn(`region-${place % 8}`, { key: `task ${place}` }));
  let count = 0;
  const { source, calls } = scripted(tasks, (task) => {
    count += 1;
    return count % 10 < 3 ? fault('throttled') : pageOf(['a'], task.region);
  });
  const run = begin(source);
  await vi.runAllTimersAsync();
  await run.ended;
  expect([...run.news.values()].every(({ state }) => state === 'done')).toBe(true);
  expect(calls.length).toBeLessThanOrEqual(40 * 1.5);
});

test('no place is asked faster than its bucket allows', async () => {
  const tasks = Array.from({ length: 60 }, (_, place) => bucketsIn('eu-west-1', { key: `task ${place}` }));
  const { source, calls } = scripted(tasks, () => pageOf([], 'eu-west-1'));
  const run = begin(source);
  await vi.runAllTimersAsync();
  await run.ended;
  const inSecond = calls.map(({ at }) => calls.filter((other) => other.at >= at && other.at < at + 1_000).length);
  // Twenty a second is the highest pace, and five may go at once after a rest.
  expect(Math.max(...inSecond)).toBeLessThanOrEqual(25);
  expect(calls.filter(({ at }) => at < (calls[0]?.at ?? 0) + 1_000).length).toBeLessThanOrEqual(12);
});

test('a network that is gone pauses the run and never fails a task', async () => {
  const { source } = scripted([west], (_, __, nth) =>
    nth < 30 ? fault('offline', 'No route.') : pageOf(['a'], 'eu-west-1'),
  );
  const run = begin(source);
  await vi.runAllTimersAsync();
  expect(await run.ended).toBe('done');
  expect(stateOf(run.news, west)).toBe('done');
  expect(run.notes[0]).toContain('Waiting for the network');
  expect(run.notes.at(-1)).toBeNull();
});

describe('a session that expires in the middle', () => {
  const tasks = [west, central, bucketsIn('us-east-1')];
  let isFresh = false;
  beforeEach(() => {
    isFresh = false;
  });
  const expiring = () => scripted(tasks, (task) => (isFresh ? pageOf(['a'], task.region) : fault('expired')));

  test('is renewed once, by the person, and the run goes on', async () => {
    const { source } = expiring();
    const onExpired = vi.fn(async () => {
      await machineTimer.sleep(5_000, new AbortController().signal);
      isFresh = true;
      return true;
    });
    const run = begin(source, { onExpired });
    await vi.runAllTimersAsync();
    expect(await run.ended).toBe('done');
    expect([...run.news.values()].map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(onExpired).toHaveBeenCalledTimes(1);
  });

  test('ends the run when it is not renewed, with nothing claimed', async () => {
    const { source } = expiring();
    const run = begin(source, { onExpired: async () => false });
    await vi.runAllTimersAsync();
    expect(await run.ended).toBe('cancelled');
    expect([...run.news.values()].every(({ state }) => state === 'cancelled')).toBe(true);
  });
});

test('a paused run sends nothing until it is resumed', async () => {
  const { source, calls } = scripted([west, central], (task) => pageOf(['a'], task.region));
  const run = begin(source);
  run.gate.shut();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toHaveLength(0);
  run.gate.open();
  await vi.runAllTimersAsync();
  expect(await run.ended).toBe('done');
});

test('a cancelled run sends nothing more, keeps what is done and ends the rest as cancelled', async () => {
  const tasks = Array.from({ length: 200 }, (_, place) => bucketsIn('eu-west-1', { key: `task ${place}` }));
  const { source, calls } = scripted(tasks, () => pageOf(['a'], 'eu-west-1'));
  const run = begin(source);
  await vi.advanceTimersByTimeAsync(2_000);
  const sent = calls.length;
  run.cancel();
  await vi.runAllTimersAsync();
  expect(await run.ended).toBe('cancelled');
  expect(calls).toHaveLength(sent);
  const states = [...run.news.values()].map(({ state }) => state);
  expect(states.filter((state) => state === 'done').length).toBeGreaterThan(0);
  expect(new Set(states)).toEqual(new Set(['done', 'cancelled']));
});

test('tasks that were done before are not read again, and answers lead to tasks only once', async () => {
  const child = bucketsIn('eu-west-1', { key: 'child' });
  const { source, calls } = scripted([west, central], (task) =>
    pageOf(['a'], task.region, { next: task.key === 'child' ? [] : [child] }),
  );
  const run = begin(source, { tasks: [central, west, west], done: [west.key] });
  await vi.runAllTimersAsync();
  await run.ended;
  expect(calls.map(({ key }) => key)).toEqual([central.key, 'child']);
});
