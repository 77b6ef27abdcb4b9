import type { Control } from '@shared/domain/control.ts';
import type { Engagement, PreviousReport } from '@shared/domain/engagement.ts';
import { type ReadinessWarning, readinessWarnings, wordingsIn } from '@shared/domain/readiness-warnings.ts';
import { expect, test } from 'vitest';
import { asOf, control, engagement, past, period, year2026 } from './engagement.fixture.ts';

const warn = (
  facts: Partial<Engagement>,
  controls: readonly Control[] = [],
  today = '2026-09-17',
): readonly ReadinessWarning[] => readinessWarnings(engagement(facts), controls, today);
const rules = (...given: Parameters<typeof warn>) => warn(...given).map(({ rule }) => rule);
const previous = (fields: Partial<PreviousReport> = {}): PreviousReport => ({
  scope: period('2025-01-01', '2025-12-31'),
  reportedOn: '2026-02-20',
  auditor: 'Northgate CPAs',
  opinion: '',
  ...fields,
});

test('a year with one plain control and a previous report on its heels has nothing to warn of', () => {
  expect(warn({ previous: previous() }, [control()])).toEqual([]);
});

test('a yearly control in a period of a quarter has no occurrence in it', () => {
  const scope = period('2026-10-01', '2026-12-31');
  const yearly = control({ id: 'RSK-01', frequency: 'annual' });
  const [found, ...others] = warn({ scope }, [
    yearly,
    { ...yearly, id: 'RSK-02' },
    control({ frequency: 'per-event' }),
  ]);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ rule: 'Occurrence outside the period', level: 'warning' });
  expect(found?.words).toContain('2 controls declare to run by the calendar year (RSK-01 and RSK-02)');
  expect(rules({ scope }, [{ ...yearly, status: 'not-applicable', reason: 'None.' }])).toEqual([]);
  expect(rules({ scope: period('2026-07-01', '2026-12-31') }, [yearly])).toEqual([]);
});

test('many controls without an occurrence are counted, and the first six are named', () => {
  const many = Array.from({ length: 9 }, (_, place) => control({ id: `GOV-0${place}`, frequency: 'annual' }));
  const [found] = warn({ scope: period('2026-10-01', '2026-12-31') }, many);
  expect(found?.words).toContain('9 controls declare');
  expect(found?.words).toContain('GOV-05 and 3 others)');
});

test('a control that starts inside the period is tested from then on, and warns where too few occurrences are left', () => {
  const early = warn({}, [control({ effectiveFrom: '2026-06-01' })]);
  expect(early).toMatchObject([{ rule: 'Control starts inside the period', level: 'note' }]);
  expect(early[0]?.words).toContain('IAM-05 operates from 1 Jun 2026, 151 days after the period begins.');
  expect(early[0]?.words).toContain('2 quarterly occurrences are expected from then on; a new control needs 2.');
  const late = warn({}, [control({ effectiveFrom: '2026-10-01' })]);
  expect(late).toMatchObject([{ rule: 'Control starts inside the period', level: 'warning' }]);
  expect(late[0]?.words).toContain('1 quarterly occurrence is expected from then on; a new control needs 2.');
  expect(rules({}, [control({ effectiveFrom: '2026-01-01' })])).toEqual([]);
  expect(rules({}, [control({ effectiveFrom: '2027-01-01' })])).toEqual([]);
});

test('a control changed inside the period is two populations and two tests, each with its days', () => {
  const changed = control({ version: 2, effectiveFrom: '2026-06-01', earlier: [past(1, null)] });
  expect(warn({}, [changed])).toEqual([
    {
      rule: 'Two wordings inside the period',
      level: 'note',
      words:
        'IAM-05 has 2 wordings inside the period: version 1 from 1 Jan 2026 to 31 May 2026 and version 2 from 1 Jun 2026 to 31 Dec 2026. They are 2 populations and 2 tests.',
    },
  ]);
});

test('wordings before and after the period do not count', () => {
  const { period: year } = year2026.reportType === 2 ? year2026 : { period: { from: '', to: '' } };
  const long = control({
    version: 4,
    effectiveFrom: '2027-03-01',
    earlier: [past(1, null), past(2, '2025-06-01'), past(3, '2026-04-01')],
  });
  expect(wordingsIn(long, year)).toEqual([
    { version: 2, from: '2026-01-01', to: '2026-03-31' },
    { version: 3, from: '2026-04-01', to: '2026-12-31' },
  ]);
  expect(wordingsIn(control({ effectiveTo: '2026-03-31' }), year)).toEqual([
    { version: 1, from: '2026-01-01', to: '2026-03-31' },
  ]);
  expect(wordingsIn(control({ effectiveTo: '2025-03-31' }), year)).toEqual([]);
});

test('a control that ends inside the period is tested up to its last day', () => {
  const [found, ...others] = warn({}, [control({ effectiveTo: '2026-11-30' })]);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ rule: 'Control ends inside the period', level: 'note' });
  expect(found?.words).toContain('IAM-05 ends on 30 Nov 2026, 31 days before the period does.');
  expect(rules({}, [control({ effectiveTo: '2026-12-31' })])).toEqual([]);
});

test('a period below three months is short, one of three months is not', () => {
  expect(rules({ scope: period('2026-01-01', '2026-03-30') })).toEqual(['Short period']);
  expect(rules({ scope: period('2026-01-01', '2026-03-31') })).toEqual([]);
  expect(warn({ scope: period('2026-01-01', '2026-02-28') })[0]?.words).toContain('The period of 2 months is shorter');
});

test('any day between two Type II periods is a hole, and it is counted', () => {
  const one = warn({ previous: previous({ scope: period('2025-01-01', '2025-12-30') }) });
  expect(one).toMatchObject([{ rule: 'Hole between reports', level: 'warning' }]);
  expect(one[0]?.words).toContain('1 day from 31 Dec 2025 to 31 Dec 2025 is in no report');
  const many = warn({ previous: previous({ scope: period('2024-12-01', '2025-11-30') }) });
  expect(many[0]?.words).toContain('31 days from 1 Dec 2025 to 31 Dec 2025 are in no report');
});

test('a first Type II after a Type I, and a Type I after anything, have no hole', () => {
  expect(rules({ previous: previous({ scope: asOf('2025-12-31') }) })).toEqual([]);
  expect(rules({ previous: previous({ scope: asOf('2025-12-01') }) })).not.toContain('Hole between reports');
  expect(rules({ scope: asOf('2026-09-01'), previous: previous() })).toEqual([]);
});

test('days that two reports share are an overlap', () => {
  const found = warn({ previous: previous({ scope: period('2025-02-01', '2026-01-31'), reportedOn: null }) });
  expect(found).toMatchObject([{ rule: 'Overlap of reports', level: 'warning' }]);
  expect(found[0]?.words).toBe('31 days from 1 Jan 2026 to 31 Jan 2026 are in the previous report too.');
});

test('a report dated more than three months after its period is late, by the day', () => {
  expect(rules({ reportOn: '2027-03-31' })).toEqual([]);
  const late = warn({ reportOn: '2027-04-01' });
  expect(late).toMatchObject([{ rule: 'Late report', level: 'warning' }]);
  expect(late[0]?.words).toContain('The date of this report, 1 Apr 2027, is 91 days after 31 Dec 2026');
  expect(warn({ previous: previous({ reportedOn: '2026-04-01' }) })[0]?.words).toContain('the previous report');
});

test('the previous report ages after nine months and is stale after twelve, counted from its period end', () => {
  const facts = { previous: previous() };
  expect(rules(facts, [], '2026-09-30')).toEqual([]);
  expect(rules(facts, [], '2026-10-01')).toEqual(['Ageing report']);
  expect(rules(facts, [], '2026-12-31')).toEqual(['Ageing report']);
  const [stale] = warn(facts, [], '2027-01-01');
  expect(stale).toMatchObject({ rule: 'Stale report', level: 'warning' });
  expect(stale?.words).toContain(
    'stale since 1 Jan 2027. It is 366 days old today, counted from the period end, 31 Dec 2025.',
  );
  expect(stale?.words).toContain('Counted from the report date, 20 Feb 2026, the 12-month line is 20 Feb 2027.');
});

test('with the report date as anchor the previous report is stale twelve months after it', () => {
  const facts = { previous: previous(), stalenessAnchor: 'report-date' } as const;
  expect(rules(facts, [], '2027-02-20')).toEqual(['Ageing report']);
  expect(rules(facts, [], '2027-02-21')).toEqual(['Stale report']);
});

test('an as-of date that is ahead is told with its days, one of today is not', () => {
  const found = warn({ scope: asOf('2026-09-30') });
  expect(found).toMatchObject([{ rule: 'As-of date in the future', level: 'note' }]);
  expect(found[0]?.words).toContain('30 Sep 2026, is 13 days ahead.');
  expect(rules({ scope: asOf('2026-09-17') })).toEqual([]);
});

test('warnings come before notes, and each is a sentence with a number and its rule', () => {
  const found = warn(
    { scope: period('2026-08-01', '2026-09-30'), previous: previous({ scope: period('2024-01-01', '2024-12-31') }) },
    [control({ version: 2, effectiveFrom: '2026-09-01', earlier: [past(1, null)] }), control({ frequency: 'annual' })],
  );
  const levels = found.map(({ level }) => level);
  expect(levels).toEqual([...levels].toSorted((a, b) => (a === b ? 0 : a === 'warning' ? -1 : 1)));
  expect(new Set(levels).size).toBe(2);
  for (const { words, rule } of found) {
    expect(words).toMatch(/\d/);
    expect(words).toMatch(/^[A-Z0-9].*\.$/);
    expect(words).not.toContain('!');
    expect(rule).toMatch(/^[A-Z]/);
  }
});
