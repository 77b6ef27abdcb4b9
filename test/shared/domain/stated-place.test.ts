import { statedInstant, statementProblems } from '@shared/domain/stated-place.ts';
import { expect, test } from 'vitest';

const now = '2026-10-01T00:00:00.000Z';
const here = { account: '111122223333', region: 'eu-west-1', readAt: null };
const azure = { account: '0f1e2d3c-0000-4000-8000-000000000000', region: 'global', readAt: now };

test('a place, a time, or both can be stated', () => {
  expect(statementProblems(here, 'aws', now)).toEqual({});
  expect(statementProblems(azure, 'azure', now)).toEqual({});
  expect(statementProblems({ account: '', region: '', readAt: now }, null, now)).toEqual({});
  expect([here, azure].map((one) => statementProblems(one, null, now))).toEqual([{}, {}]);
});

test('what cannot be taken is said at its field', () => {
  const fields = (part: object, provider: 'aws' | 'azure' | null = null) =>
    Object.keys(statementProblems({ ...here, ...part }, provider, now));
  expect(fields({ account: '1234' })).toEqual(['account']);
  expect(fields({}, 'azure')).toEqual(['account']);
  expect(fields({ region: 'Ireland!' })).toEqual(['region']);
  expect(fields({ region: '' })).toEqual(['region']);
  expect(fields({ account: '' })).toEqual(['account']);
  expect(fields({ account: '', region: '' })).toEqual(['account']);
  expect(fields({ readAt: '2026-10-01T00:00:01.000Z' })).toEqual(['readAt']);
});

test('an instant without a zone is UTC, and a day that is not in the calendar is none', () => {
  expect(statedInstant('2026-09-30T12:00:00Z')).toBe('2026-09-30T12:00:00.000Z');
  expect(statedInstant(' 2026-09-30 12:00 ')).toBe('2026-09-30T12:00:00.000Z');
  expect(statedInstant('2026-09-30T12:00:00+02:00')).toBe('2026-09-30T10:00:00.000Z');
  expect(['2026-09-30', '2026-06-31T00:00', '2026-09-30T25:00', 'yesterday', ''].map(statedInstant)).toEqual(
    Array.from({ length: 5 }, () => null),
  );
});
