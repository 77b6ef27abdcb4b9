import { expect, test } from 'vitest';
import { excerpt, type RawLine } from '../../renderer/screens/findings/detail/excerpt.ts';
import { lapseSpan, lapsesWords, nowWords, startWords } from '../../renderer/screens/findings/detail/lapse-words.ts';
import { receivedLines } from '../../renderer/screens/findings/detail/received.ts';
import { parameterWords } from '../../renderer/screens/findings/detail/seen-words.ts';
import {
  filterWords,
  nextSort,
  severityFilterWords,
  withoutField,
} from '../../renderer/screens/findings/finding-words.ts';
import { stripWords } from '../../renderer/screens/findings/strip-words.ts';

const choices = { accounts: [], regions: [], types: [], checks: [{ id: 'aws.x', title: 'Buckets refuse plain HTTP' }] };

test('a filter reads as field and value, in a fixed order', () => {
  const words = filterWords({ region: 'eu-west-1', check: 'aws.x', state: ['fail', 'lapsed', 'unknown'] }, choices);
  expect(words.map(({ name, value }) => `${name} is ${value}`)).toEqual([
    'Verdict is fail, lapsed or unknown',
    'Check is Buckets refuse plain HTTP',
    'Region is eu-west-1',
  ]);
});

test('an empty choice is no filter, and a check without a title shows its id', () => {
  expect(filterWords({ state: [], severity: [] }, choices)).toEqual([]);
  expect(filterWords({ check: 'aws.y' }, null)[0]?.value).toBe('aws.y');
});

test('an unbroken run of severities up to critical is "or higher"; any other is a list', () => {
  expect(severityFilterWords(['critical', 'medium', 'high'])).toBe('medium or higher');
  expect(severityFilterWords(['high', 'critical'])).toBe('high or critical');
  expect(severityFilterWords(['low', 'high', 'critical'])).toBe('low, high or critical');
});

test('taking one field off leaves the others', () => {
  expect(withoutField({ account: '1', region: 'x' }, 'account')).toEqual({ region: 'x' });
});

test('a column sorts up, then down, then not at all; Shift keeps the other columns', () => {
  const up = nextSort([], 'severity', false);
  const down = nextSort(up, 'severity', false);
  expect([up, down, nextSort(down, 'severity', false)]).toEqual([
    [{ by: 'severity', descending: false }],
    [{ by: 'severity', descending: true }],
    [],
  ]);
  expect(nextSort(up, 'account', true)).toEqual([...up, { by: 'account', descending: false }]);
  expect(nextSort(up, 'account', false)).toEqual([{ by: 'account', descending: false }]);
});

const lapse = {
  from: '2026-04-14T11:05:00.000Z',
  to: '2026-04-16T19:05:00.000Z',
  isStartUncertain: false,
  because: 'Rule 2 was added.',
  seen: [],
  capturedAt: '2026-04-14T11:05:00.000Z',
  itemSha256: null,
  snapshotId: null,
} as const;

test('a lapse that ended says from when to when and how long', () => {
  expect(lapseSpan(lapse)).toBe('From 14 Apr 2026 11:05:00 UTC to 16 Apr 2026 19:05:00 UTC, 2 days.');
  expect(startWords(lapse)).toBeNull();
});

test('a lapse whose start nobody saw says so', () => {
  expect(lapseSpan({ ...lapse, isStartUncertain: true, to: null })).toBe(
    'Seen first on 14 Apr 2026 11:05:00 UTC, open.',
  );
  expect(startWords({ ...lapse, isStartUncertain: true })).toBe('Nothing was observed before; the lapse may be older.');
});

test('lapses are counted with their days, an open one up to the instant judged', () => {
  const open = { ...lapse, from: '2026-09-14T09:00:00.000Z', to: null };
  expect(lapsesWords([lapse, open], '2026-09-17T09:00:00.000Z')).toBe('2 lapses, 5 days, open');
  expect(lapsesWords([], null)).toBe('No lapse was seen in the period.');
});

test('a strip without segments is not read as held', () => {
  expect(stripWords([])).toBe('Nothing was observed in the period.');
  const from = '2026-01-01T00:00:00.000Z';
  expect(
    stripWords([
      { kind: 'held', from, to: '2026-01-11T00:00:00.000Z' },
      { kind: 'lapsed', from: '2026-01-11T00:00:00.000Z', to: '2026-01-12T00:00:00.000Z' },
      { kind: 'unobserved', from: '2026-01-12T00:00:00.000Z', to: '2026-01-15T00:00:00.000Z' },
    ]),
  ).toBe('In the period: held 10 days, lapsed 1 day in 1 lapse, not observed 3 days.');
});

const rawLines = (count: number, marked: readonly number[]): readonly RawLine[] =>
  Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    text: `line ${at + 1}`,
    isMarked: marked.includes(at + 1),
  }));

test('an excerpt shows three lines round a mark and counts every line it leaves out', () => {
  const parts = excerpt(rawLines(40, [10, 14]));
  expect(parts[0]).toEqual({ kind: 'skip', lines: 6, before: 7 });
  expect(parts.filter(({ kind }) => kind === 'line')).toHaveLength(11);
  expect(parts.at(-1)).toMatchObject({ kind: 'skip', lines: 23 });
});

test('shown and skipped lines add up to the whole item', () => {
  for (const marked of [[], [1], [40], [3, 30]]) {
    const sum = excerpt(rawLines(40, marked)).reduce(
      (lines, part) => lines + (part.kind === 'skip' ? part.lines : 1),
      0,
    );
    expect(sum).toBe(40);
  }
});

test('the text as received can be put together again from its lines', () => {
  const text = `${'a'.repeat(130)}\n\n${'b'.repeat(64)}\nc`;
  const lines = receivedLines(text);
  expect(Math.max(...lines.map((line) => line.text.length))).toBe(64);
  for (const { at, text: piece } of lines) expect(text.slice(at, at + piece.length)).toBe(piece);
  expect(lines.map((line) => line.text).join('')).toBe(text.replaceAll('\n', ''));
});

test('parameters are named with their values and units', () => {
  const parameters = [
    { name: 'ports', value: '[22,3389]', unit: 'list' },
    { name: 'approved', value: '[]', unit: 'list' },
    { name: 'exemptTag', value: '"class=scratch"', unit: 'tag' },
    { name: 'age', value: '90', unit: 'days' },
  ].map((it) => ({ ...it, meaning: '', default: it.value, declaredBy: null, comparison: 'same' as const }));
  expect(parameterWords(parameters)).toBe('ports 22, 3389; approved none; exemptTag class=scratch; age 90 days');
});

test('a lapsed finding is said to pass only where it was seen to', () => {
  expect(nowWords({ state: 'lapsed', verdict: 'pass' })).toBe('passes now');
  expect(nowWords({ state: 'lapsed', verdict: 'unknown' })).toBe('unknown now');
  expect(nowWords({ state: 'unknown', verdict: 'unknown' })).toBeNull();
});
