import { expect, test } from 'vitest';
import { presentQuarter, quarterProblem } from '../../../../electron/engine/evaluate/scope-quarter.ts';

const year = { from: '2026-01-01', to: '2026-12-31' };

test('the quarter proposed is the present one, or the nearest of the period', () => {
  expect(presentQuarter(year, '2026-09-17')).toBe('2026-Q3');
  expect(presentQuarter(year, '2026-10-01')).toBe('2026-Q4');
  expect(presentQuarter(year, '2027-02-01')).toBe('2026-Q4');
  expect(presentQuarter(year, '2025-11-30')).toBe('2026-Q1');
  expect(presentQuarter({ from: '2026-06-30', to: '2026-06-30' }, '2026-08-01')).toBe('2026-Q2');
});

test('a quarter can be confirmed once it has begun and if days of the report lie in it', () => {
  const half = { from: '2026-02-15', to: '2026-08-14' };
  expect(['2026-Q1', '2026-Q2', '2026-Q3'].map((quarter) => quarterProblem(quarter, half, '2026-09-01'))).toEqual([
    null,
    null,
    null,
  ]);
  expect(quarterProblem('2026-Q4', half, '2026-12-01')).toBe(
    '2026-Q4 has no day of the report, which speaks of 2026-02-15 to 2026-08-14.',
  );
  expect(quarterProblem('2025-Q4', half, '2026-12-01')).toMatch(/^2025-Q4 has no day/);
  expect(quarterProblem('2026-Q3', half, '2026-06-30')).toBe('2026-Q3 has not begun yet.');
});
