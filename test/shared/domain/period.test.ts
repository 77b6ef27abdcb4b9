import { reportInterval } from '@shared/domain/engagement.ts';
import { addDays, addMonths, dayCount, dayOf, dayStart, daysBetween, wholeMonths } from '@shared/domain/period.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asOf, year2026 } from './engagement.fixture.ts';

const losAngeles = 'America/Los_Angeles';

test('a period in Los Angeles begins at 08:00 UTC and ends at 08:00 UTC after its last day', () => {
  expect(reportInterval({ scope: year2026, timeZone: losAngeles })).toEqual({
    from: '2026-01-01T08:00:00.000Z',
    to: '2027-01-01T08:00:00.000Z',
  });
});

test('a period that ends in summer time ends an hour earlier in UTC', () => {
  const scope = { reportType: 2, period: { from: '2026-01-01', to: '2026-06-30' } } as const;
  expect(reportInterval({ scope, timeZone: losAngeles })).toEqual({
    from: '2026-01-01T08:00:00.000Z',
    to: '2026-07-01T07:00:00.000Z',
  });
});

test('the days on which the clocks change have 23 and 25 hours', () => {
  const hours = (asOfOn: string) => {
    const { from, to } = reportInterval({ scope: asOf(asOfOn), timeZone: losAngeles });
    return daysBetween(from, to) * 24;
  };
  expect(hours('2026-03-08')).toBeCloseTo(23, 9);
  expect(hours('2026-11-01')).toBeCloseTo(25, 9);
  expect(hours('2026-07-04')).toBeCloseTo(24, 9);
});

test('a day whose midnight does not exist begins at the first instant there is', () => {
  // In Cairo the clocks go from 00:00 to 01:00.
  expect(dayStart('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
});

const zones = [
  'UTC',
  losAngeles,
  'Europe/Berlin',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
];

test('property: a day begins at the first instant that the zone calls by that day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.constantFrom(...zones), (later, zone) => {
      const day = addDays('2020-01-01', later);
      const start = Date.parse(dayStart(day, zone));
      expect(dayOf(new Date(start).toISOString(), zone)).toBe(day);
      expect(dayOf(new Date(start - 1).toISOString(), zone)).toBe(addDays(day, -1));
    }),
  );
});

test('months are added by the calendar, to the last day where a month is shorter', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
  expect(addMonths('2026-01-15', -13)).toBe('2024-12-15');
});

test('a period of whole months is told from one with a day more or less', () => {
  expect(wholeMonths({ from: '2026-01-01', to: '2026-12-31' })).toBe(12);
  expect(wholeMonths({ from: '2026-02-15', to: '2026-08-14' })).toBe(6);
  expect(wholeMonths({ from: '2026-01-01', to: '2026-12-30' })).toBeNull();
  expect(wholeMonths({ from: '2026-01-01', to: '2026-01-10' })).toBeNull();
  expect(dayCount({ from: '2028-02-01', to: '2028-02-29' })).toBe(29);
});
