import type { Control, Frequency } from '@shared/domain/control.ts';
import type { Engagement } from '@shared/domain/engagement.ts';
import { addDays, dayCount } from '@shared/domain/period.ts';
import {
  enough,
  lastDayFor,
  lastStartFor,
  latestStart,
  lengthWords,
  readinessDates,
} from '@shared/domain/readiness.ts';
import { slotsIn } from '@shared/domain/slots.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asOf, control, engagement, period } from './engagement.fixture.ts';

const today = '2026-09-17';
const datesOf = (facts: Partial<Engagement>, controls: readonly Control[] = []): ReadonlyMap<string, string> =>
  new Map(readinessDates(engagement(facts), controls, today).map(({ what, on }) => [what, on]));
const wordsOf = (facts: Partial<Engagement>, what: string): string =>
  readinessDates(engagement(facts), [], today).find((it) => it.what === what)?.words ?? '';

test('the latest start of a period is its own first day, and later for the shorter lengths that auditors know', () => {
  const dates = datesOf({});
  expect(dates.get('Latest start of a period of 12 months')).toBe('2026-01-01');
  expect(dates.get('Latest start of a period of 6 months')).toBe('2026-07-01');
  expect(dates.get('Latest start of a period of 3 months')).toBe('2026-10-01');
});

test('a latest start keeps to the calendar when months are of unequal length', () => {
  expect(latestStart('2026-05-30', 3)).toBe('2026-02-28');
  expect(latestStart('2028-05-30', 3)).toBe('2028-02-29');
  expect(latestStart('2026-02-28', 6)).toBe('2025-09-01');
  expect(latestStart('2026-12-31', 18)).toBe('2025-07-01');
});

test('a length is told in months where they fit exactly and in days where not', () => {
  expect(lengthWords({ from: '2026-01-01', to: '2026-12-31' })).toBe('12 months');
  expect(lengthWords({ from: '2027-02-15', to: '2027-08-14' })).toBe('6 months');
  expect(lengthWords({ from: '2028-02-01', to: '2028-02-29' })).toBe('1 month');
  expect(lengthWords({ from: '2026-01-01', to: '2026-12-30' })).toBe('364 days');
  expect(lengthWords({ from: '2026-01-01', to: '2026-01-01' })).toBe('1 day');
});

test('a quarterly control can occur twice while two quarters are left', () => {
  const dates = datesOf({}, [control()]);
  expect(dates.get('Last day a quarterly control can still occur twice')).toBe('2026-09-30');
  // The third quarter has 92 days: from 16 August on 46 of them are left.
  expect(dates.get('Latest start of a new quarterly control')).toBe('2026-08-16');
});

test('only frequencies that the matrix declares, by controls that apply and last, have dates', () => {
  const of = (...controls: readonly Control[]) =>
    [...datesOf({}, controls).keys()].filter((it) => it.includes('control'));
  expect(of()).toEqual([]);
  expect(of(control({ frequency: 'per-event' }), control({ frequency: 'continuous' }))).toEqual([]);
  expect(of(control({ status: 'not-applicable', reason: 'No staff.' }))).toEqual([]);
  expect(of(control({ effectiveTo: '2025-12-31' }))).toEqual([]);
  expect(of(control({ frequency: 'weekly' }), control({ frequency: 'annual' }))).toEqual([
    'Latest start of a new annual control',
    'Latest start of a new weekly control',
    'Last day a weekly control can still occur 5 times',
  ]);
});

test('a frequency of which too few slots fit has no date', () => {
  const dates = datesOf({ scope: period('2026-10-01', '2026-12-31') }, [control()]);
  expect([...dates.keys()].filter((it) => it.includes('quarterly'))).toEqual([]);
});

test('the 12-month line and the late report count from the period end', () => {
  const dates = datesOf({});
  expect(dates.get('First day on which the report is late')).toBe('2027-04-01');
  expect(dates.get('Last day on which the report is fresh')).toBe('2027-09-30');
  expect(dates.get('12-month line')).toBe('2027-12-31');
});

test('with the report date as the anchor the line moves, the late report does not, and both dates are told', () => {
  const facts = { stalenessAnchor: 'report-date', reportOn: '2027-02-15' } as const;
  const dates = datesOf(facts);
  expect(dates.get('12-month line')).toBe('2028-02-15');
  expect(dates.get('First day on which the report is late')).toBe('2027-04-01');
  expect(wordsOf(facts, '12-month line')).toContain('12 months after the report date, 15 Feb 2027');
  expect(wordsOf(facts, '12-month line')).toContain(
    'Counted from the period end, 31 Dec 2026, the 12-month line is 31 Dec 2027.',
  );
  expect(wordsOf({ reportOn: '2027-02-15' }, '12-month line')).toContain(
    'Counted from the report date, 15 Feb 2027, the 12-month line is 15 Feb 2028.',
  );
});

test('without a report date the anchor falls back to the period end and says so', () => {
  expect(datesOf({ stalenessAnchor: 'report-date' }).get('12-month line')).toBe('2027-12-31');
  expect(wordsOf({ stalenessAnchor: 'report-date' }, '12-month line')).toContain(
    'because no report date is written down',
  );
});

test('a Type I has no period, and its age counts from the as-of date', () => {
  const dates = datesOf({ scope: asOf('2026-11-30') }, [control()]);
  expect([...dates.keys()]).toEqual([
    'First day on which the report is late',
    'Last day on which the report is fresh',
    '12-month line',
  ]);
  expect(dates.get('First day on which the report is late')).toBe('2027-03-01');
  expect(dates.get('12-month line')).toBe('2027-11-30');
});

test('dates come in order, each with the days that are left or have passed', () => {
  const dates = readinessDates(engagement(), [control()], today);
  expect(dates.map(({ on }) => on)).toEqual(dates.map(({ on }) => on).toSorted());
  expect(dates.find(({ on }) => on === '2026-09-30')?.left).toBe(13);
  expect(dates.find(({ on }) => on === '2026-08-16')?.left).toBe(-32);
});

const scheduled = fc.constantFrom<Frequency>('annual', 'semi-annual', 'quarterly', 'monthly', 'weekly', 'daily');
const days = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 547 })).map(([start, length]) => ({
  from: addDays('2026-01-01', start),
  to: addDays('2026-01-01', start + length),
}));

test('property: from the latest start of a new control enough occurrences are expected, and a day later not', () => {
  fc.assert(
    fc.property(scheduled, days, (frequency, all) => {
      const number = enough[frequency] ?? 0;
      const start = lastStartFor(frequency, number, all);
      const expected = (from: string) => slotsIn(frequency, { from, to: all.to }).length;
      if (start === null) {
        expect(expected(all.from)).toBeLessThan(number);
        return;
      }
      expect(start >= all.from).toBe(true);
      expect(expected(start)).toBeGreaterThanOrEqual(number);
      expect(start === all.to ? 0 : expected(addDays(start, 1))).toBeLessThan(number);
    }),
    { numRuns: 500 },
  );
});

test('property: after the last day for a number of occurrences, fewer whole or half slots are left than that number', () => {
  fc.assert(
    fc.property(scheduled, days, (frequency, all) => {
      const number = enough[frequency] ?? 0;
      const last = lastDayFor(frequency, number, all);
      const slots = slotsIn(frequency, all);
      expect(last === null).toBe(slots.length < number);
      if (last === null) return;
      expect(slots.filter(({ to }) => to >= last).length).toBeGreaterThanOrEqual(number);
      expect(slots.filter(({ from }) => from > last).length).toBe(number - 1);
    }),
    { numRuns: 500 },
  );
});

test('property: a latest start gives at least 28 days a month and never a day after the end', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 18 }), ({ to }, months) => {
      const length = dayCount({ from: latestStart(to, months), to });
      expect(length).toBeGreaterThanOrEqual(months * 28);
      expect(length).toBeLessThanOrEqual(months * 31);
    }),
  );
});
