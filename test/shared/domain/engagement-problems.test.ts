import type { Engagement, PreviousReport } from '@shared/domain/engagement.ts';
import { engagementProblems } from '@shared/domain/engagement-problems.ts';
import { addDays, addMonths } from '@shared/domain/period.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asOf, engagement, period } from './engagement.fixture.ts';

const problems = (facts: Partial<Engagement>) => engagementProblems(engagement(facts));
const previous = (fields: Partial<PreviousReport>): PreviousReport => ({
  scope: period('2025-01-01', '2025-12-31'),
  reportedOn: null,
  auditor: '',
  opinion: '',
  ...fields,
});

test('an engagement whose dates fit has no problem', () => {
  expect(problems({})).toEqual([]);
  expect(problems({ scope: asOf('2026-11-30'), reportOn: '2026-11-30' })).toEqual([]);
  expect(problems({ reportOn: '2026-12-31', previous: previous({ reportedOn: '2025-12-31' }) })).toEqual([]);
});

test('a period that ends before it begins, or on the same day, is refused by its dates', () => {
  expect(problems({ scope: period('2026-01-01', '2025-12-31') })).toEqual([
    {
      field: 'scope',
      message:
        'The period ends on 2025-12-31, not after its start on 2026-01-01. Give a later last day, or an earlier first day.',
    },
  ]);
  expect(problems({ scope: period('2026-01-01', '2026-01-01') })[0]?.message).toContain('the same day as its start');
});

test('a period over 18 months is refused with its length, one of 18 months is taken', () => {
  expect(problems({ scope: period('2025-07-01', '2026-12-31') })).toEqual([]);
  const [found] = problems({ scope: period('2025-06-30', '2026-12-31') });
  expect(found?.field).toBe('scope');
  expect(found?.message).toContain('has 550 days, more than 18 months. Give a last day before 2026-12-30.');
});

test('a time zone that is not known is refused by its name', () => {
  expect(problems({ timeZone: 'Europe/Atlantis' })).toEqual([
    {
      field: 'timeZone',
      message:
        'The time zone Europe/Atlantis is not known. Give a name such as Europe/Berlin, America/New_York or UTC.',
    },
  ]);
  expect(problems({ timeZone: '' })[0]?.message).toContain('The time zone is empty');
});

test('a report dated before its last day is refused, for this report and the one before', () => {
  expect(problems({ reportOn: '2026-12-30' })).toEqual([
    {
      field: 'reportOn',
      message:
        'The report date, 30 Dec 2026, is before the last day of its period, 31 Dec 2026. Give a day from 2026-12-31 on.',
    },
  ]);
  expect(problems({ scope: asOf('2026-11-30'), reportOn: '2026-11-29' })[0]?.message).toContain('its as-of date');
  const [found] = problems({ previous: previous({ reportedOn: '2025-06-30' }) });
  expect(found).toMatchObject({ field: 'previousReportedOn' });
  expect(found?.message).toContain('The date of the previous report, 30 Jun 2025, is before');
});

test('dates of the previous report that cross are refused by its name', () => {
  const [found] = problems({ previous: previous({ scope: period('2025-12-31', '2025-01-01') }) });
  expect(found).toMatchObject({ field: 'previousScope' });
  expect(found?.message).toContain('The period of the previous report ends on 2025-01-01');
});

test('a client without a name and a role that stands twice are refused', () => {
  expect(problems({ client: '  ' })).toMatchObject([{ field: 'client' }]);
  const people = [
    { role: 'Security lead', name: 'Ida' },
    { role: 'security lead ', name: 'Jan' },
  ];
  const [found] = problems({ people });
  expect(found?.field).toBe('people');
  expect(found?.message).toContain('stands twice');
});

test('a name longer than a page takes is refused with its length', () => {
  expect(problems({ client: 'x'.repeat(120), service: 'x'.repeat(200) })).toEqual([]);
  const found = problems({ client: 'x'.repeat(121), service: 'x'.repeat(201) });
  expect(found.map(({ field }) => field)).toEqual(['client', 'service']);
  expect(found[0]?.message).toBe('The name of the client has 121 characters; 120 fit. Shorten it.');
});

test('every problem is told at once', () => {
  const found = problems({
    client: '',
    timeZone: 'x',
    scope: period('2026-02-01', '2026-01-01'),
    reportOn: '2025-01-01',
  });
  expect(found.map(({ field }) => field)).toEqual(['client', 'scope', 'timeZone', 'reportOn']);
});

test('property: a period is taken exactly when it ends after its start and within 18 months', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: -50, max: 700 }), (start, length) => {
      const from = addDays('2024-01-01', start);
      const to = addDays(from, length);
      const isTaken = length > 0 && to < addMonths(from, 18);
      expect(problems({ scope: period(from, to) }).length === 0).toBe(isTaken);
    }),
  );
});
