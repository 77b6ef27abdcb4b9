import { expect, test } from 'vitest';
import { fittingMonths, stripSpan } from '../../renderer/ui/strip-scale.ts';

test('a period in days is widened to its last midnight; instants stay as they are', () => {
  expect(stripSpan({ from: '2026-01-01', to: '2026-12-31' })).toEqual({
    from: '2026-01-01T00:00:00.000Z',
    to: '2027-01-01T00:00:00.000Z',
  });
  const instants = { from: '2026-01-01T05:00:00.000Z', to: '2026-02-01T05:00:00.000Z' };
  expect(stripSpan(instants)).toEqual(instants);
});

const year = Array.from({ length: 12 }, (_, month) => ({ at: String(month + 1), x: month / 12 }));

test('the months of a year all have room when no day is judged', () => {
  expect(fittingMonths(year, null)).toHaveLength(12);
});

test('a month that would run into the day judged is left out, its neighbours stay', () => {
  const left = fittingMonths(year, 0.7123).map(({ at }) => at);
  expect(left).not.toContain('9');
  expect(left).toContain('8');
  expect(left).toContain('10');
});

test('a long period names at most twelve months', () => {
  const years = Array.from({ length: 30 }, (_, month) => ({ at: String(month), x: month / 30 }));
  expect(fittingMonths(years, null)).toHaveLength(10);
});
