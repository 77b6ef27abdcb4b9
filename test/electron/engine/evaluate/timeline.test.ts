import { fail, pass, type Verdict } from '@shared/domain/verdict.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSum, lineWords } from '../../../../electron/engine/evaluate/line.ts';
import { type JudgedState, lapsesOf, segmentsOf } from '../../../../electron/engine/evaluate/timeline.ts';

const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-10-01T00:00:00.000Z' };
const at = (day: string): string => `2026-${day}T00:00:00.000Z`;
const state = (from: string, until: string, verdict: Verdict): JudgedState => ({
  from,
  until,
  status: verdict.status,
  words: () => verdict,
  capturedAt: from,
  itemSha256: 'a',
  snapshotId: '1',
});
const good = pass('It is closed.');
const bad = fail('It is open.');

test('a lapse inside the period stays after it is fixed', () => {
  const states = [
    state(at('01-01'), at('03-03'), good),
    state(at('03-03'), at('03-09'), bad),
    state(at('03-09'), at('10-01'), good),
  ];
  expect(lapsesOf(states, window, null)).toMatchObject([
    { from: at('03-03'), to: at('03-09'), isStartUncertain: false },
  ]);
  expect(segmentsOf(states, window, null).map(({ kind }) => kind)).toEqual(['held', 'lapsed', 'held']);
});

test('what lies between two snapshots is unobserved, never green', () => {
  const states = [state(at('01-01'), at('02-01'), good), state(at('05-01'), at('06-01'), good)];
  expect(segmentsOf(states, window, null).map(({ kind }) => kind)).toEqual([
    'held',
    'unobserved',
    'held',
    'unobserved',
  ]);
});

test('a failing state that is still there is an open lapse', () => {
  const states = [state(at('01-01'), at('08-01'), good), state(at('08-01'), at('10-01'), bad)];
  expect(lapsesOf(states, window, null)).toMatchObject([{ from: at('08-01'), to: null }]);
});

test('failing seen only before the period says nothing about the period', () => {
  const states = [state('2016-01-01T00:00:00.000Z', '2016-02-01T00:00:00.000Z', bad)];
  expect(lapsesOf(states, window, null)).toEqual([]);
  expect(segmentsOf(states, window, null)).toEqual([{ kind: 'unobserved', ...window }]);
});

test('a failing first sighting says that its start is unknown, unless it was made then', () => {
  const states = [state(at('04-01'), at('10-01'), bad)];
  expect(lapsesOf(states, window, null)[0]?.isStartUncertain).toBe(true);
  expect(lapsesOf(states, window, at('04-01'))[0]?.isStartUncertain).toBe(false);
  expect(segmentsOf(states, window, at('04-01'))[0]?.kind).toBe('not-applicable');
});

test('failing runs that touch are one lapse', () => {
  const states = [
    state(at('03-01'), at('03-05'), bad),
    state(at('03-05'), at('03-09'), bad),
    state(at('03-09'), at('10-01'), good),
  ];
  expect(lapsesOf(states, window, null)).toHaveLength(1);
});

test('segments cover the window without a hole or an overlap, whatever the states', () => {
  const days = fc
    .uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 8 })
    .map((list) => list.sort((a, b) => a - b));
  const instant = (day: number): string => new Date(Date.UTC(2025, 10, 1 + day)).toISOString();
  fc.assert(
    fc.property(
      days,
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 8, maxLength: 8 }),
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      (starts, lengths, oks) => {
        const states = starts.map((day, place) =>
          state(
            instant(day),
            instant(Math.min(day + (lengths[place] ?? 0), starts[place + 1] ?? 999)),
            oks[place] ? good : bad,
          ),
        );
        const line = segmentsOf(states, window, null);
        expect(line[0]?.from).toBe(window.from);
        expect(line.at(-1)?.to).toBe(window.to);
        line.slice(1).forEach((segment, place) => {
          expect(segment.from).toBe(line[place]?.to);
        });
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});

test('lines laid over each other lapse where any lapsed', () => {
  const sum = createLineSum();
  sum.add([{ kind: 'held', ...window }]);
  sum.add([
    { kind: 'held', from: window.from, to: at('03-01') },
    { kind: 'lapsed', from: at('03-01'), to: at('03-08') },
    { kind: 'unobserved', from: at('03-08'), to: window.to },
  ]);
  expect(sum.result()).toEqual([
    { kind: 'held', from: window.from, to: at('03-01') },
    { kind: 'lapsed', from: at('03-01'), to: at('03-08') },
    { kind: 'held', from: at('03-08'), to: window.to },
  ]);
  expect(lineWords(sum.result(), false)).toBe('1 lapse, 7 days');
});

test('a line in words never calls an unobserved stretch held', () => {
  expect(lineWords([{ kind: 'held', ...window }], false)).toBe('Held in every reading');
  expect(
    lineWords(
      [
        { kind: 'held', from: window.from, to: at('02-01') },
        { kind: 'unobserved', from: at('02-01'), to: window.to },
      ],
      false,
    ),
  ).toBe('Held, 242 days unobserved');
  expect(lineWords([{ kind: 'unobserved', ...window }], false)).toBe('Not observed');
  expect(lineWords([{ kind: 'lapsed', from: at('09-01'), to: window.to }], true)).toBe('1 lapse, 30 days, open');
});
