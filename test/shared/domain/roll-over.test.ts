import type { Engagement } from '@shared/domain/engagement.ts';
import { addDays, addMonths, dayCount, wholeMonths } from '@shared/domain/period.ts';
import {
  carriedControl,
  keptWords,
  nextEngagement,
  nextScope,
  type RolledOver,
  resetWords,
  reviewWords,
} from '@shared/domain/roll-over.ts';
import type { System } from '@shared/domain/system.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asOf, control, engagement, past, period } from './engagement.fixture.ts';

const system = (fields: Partial<System>): System => ({
  id: 'SYS-01',
  kind: 'saas',
  name: 'Ticketing',
  identifier: '',
  owner: '',
  dataClass: 'internal',
  handlesCustomerData: false,
  stance: 'in',
  reason: '',
  locations: [],
  method: null,
  expected: [],
  userControls: [],
  ...fields,
});
const next2027 = { id: 'e-2', scope: period('2027-01-01', '2027-12-31'), createdAt: '2026-12-01T00:00:00.000Z' };
const rolled = (parts: Partial<RolledOver> = {}, facts: Partial<Engagement> = {}): RolledOver => {
  const old = engagement(facts);
  return { old, next: nextEngagement(old, next2027), controls: [], systems: [], mappings: 0, left: [], ...parts };
};

test('the next period has the same length and begins the day after the end', () => {
  expect(nextScope(period('2026-01-01', '2026-12-31'))).toEqual(period('2027-01-01', '2027-12-31'));
  expect(nextScope(period('2027-03-01', '2028-02-29'))).toEqual(period('2028-03-01', '2029-02-28'));
  expect(nextScope(period('2026-07-01', '2026-12-31'))).toEqual(period('2027-01-01', '2027-06-30'));
  expect(nextScope(period('2026-01-01', '2026-04-10'))).toEqual(period('2026-04-11', '2026-07-19'));
});

test('the next date of a Type I is a year on', () => {
  expect(nextScope(asOf('2026-11-30'))).toEqual(asOf('2027-11-30'));
  expect(nextScope(asOf('2028-02-29'))).toEqual(asOf('2029-02-28'));
});

test('property: the next period follows without a hole, as many months or days long', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 1, max: 540 }), (start, length) => {
      const from = addDays('2025-01-01', start);
      const old = { from, to: addDays(from, length) };
      const next = nextScope({ reportType: 2, period: old });
      const found = next.reportType === 2 ? next.period : old;
      const months = wholeMonths(old);
      expect(found.from).toBe(addDays(old.to, 1));
      if (months === null) expect(dayCount(found)).toBe(dayCount(old));
      else expect(addDays(found.to, 1)).toBe(addMonths(found.from, months));
    }),
  );
});

test('the report becomes the previous one, with the opinion left to the person who reads it', () => {
  const old = engagement({ reportOn: '2027-02-10', people: [{ role: 'Security lead', name: 'Ida' }] });
  expect(nextEngagement(old, next2027)).toMatchObject({
    id: 'e-2',
    client: old.client,
    service: old.service,
    auditor: old.auditor,
    timeZone: old.timeZone,
    people: old.people,
    scope: next2027.scope,
    reportOn: null,
    previous: { scope: old.scope, reportedOn: '2027-02-10', auditor: 'Northgate CPAs', opinion: '' },
    rolledFrom: 'e-1',
  });
});

test('a control keeps the wording in force, its version and its first day, and loses the wordings that ended', () => {
  const long = control({
    version: 3,
    effectiveFrom: '2026-06-01',
    earlier: [past(1, null), past(2, '2025-06-01')],
  });
  expect(carriedControl(long, next2027.scope)).toEqual({ ...long, earlier: [] });
});

test('a wording that still holds for some days of the new report is kept', () => {
  const changed = control({
    version: 3,
    effectiveFrom: '2027-02-01',
    earlier: [past(1, null), past(2, '2025-06-01')],
  });
  expect(carriedControl(changed, next2027.scope).earlier).toEqual([past(2, '2025-06-01')]);
});

test('what is kept is told with its numbers', () => {
  const controls = [
    control(),
    control({ id: 'IAM-06', status: 'planned' }),
    control({ id: 'PHY-01', status: 'not-applicable', reason: 'No premises.' }),
  ];
  const systems = [system({}), system({ id: 'SYS-02', stance: 'excluded', reason: 'Retired.' })];
  expect(keptWords(rolled({ controls, systems, mappings: 1 }, { people: [{ role: 'CTO', name: 'Ida' }] }))).toEqual([
    '3 controls with the wording in force (1 in place, 1 planned and 1 not applicable), its version number and its first day.',
    '2 systems of the scope register (1 in and 1 excluded), as scope memo version 1.',
    '1 trust category, the time zone UTC, the auditor firm Northgate CPAs and 1 person.',
    "1 column mapping of the client's own files.",
    'This report, SOC 2 Type II, 2026-01-01 to 2026-12-31, as the previous report, its opinion left empty.',
  ]);
});

test('what stays behind is told by number, and what there is none of is not', () => {
  const left = [
    { count: 1284, one: 'resource', many: 'resources' },
    { count: 0, one: 'exported binder', many: 'exported binders' },
    { count: 1, one: 'conclusion on a criterion', many: 'conclusions on criteria' },
  ];
  const controls = [control({ version: 2, effectiveFrom: '2026-06-01', earlier: [past(1, null)] })];
  expect(resetWords(rolled({ controls, left }))).toEqual([
    '1,284 resources stay with this engagement.',
    '1 conclusion on a criterion stays with this engagement.',
    '1 earlier wording ended before the new report and stays behind.',
    'The new audit log begins with this engagement’s id and the head of its log.',
  ]);
});

test('what a person must look at again is told by name', () => {
  const controls = [
    control({ id: 'PHY-01', status: 'not-applicable', reason: 'No premises.' }),
    control({ id: 'PHY-02', status: 'not-applicable', reason: 'No premises.' }),
    control({ id: 'IAM-06', status: 'planned' }),
    control({ id: 'OWN-02', effectiveTo: '2026-06-30' }),
    control({ id: 'OWN-03', effectiveTo: '2027-06-30' }),
  ];
  const systems = [
    system({}),
    system({ id: 'SYS-02', name: 'Old VPN', stance: 'excluded', reason: 'Retired in May.' }),
  ];
  expect(reviewWords(rolled({ controls, systems }))).toEqual([
    '2 reasons why controls do not apply are carried over (PHY-01; PHY-02): confirm that each still holds.',
    '1 control is planned (IAM-06): say whether it is in place by 1 Jan 2027.',
    '1 control ended before 1 Jan 2027 (OWN-02 on 30 Jun 2026): remove it, or name what replaces it.',
    '1 system is excluded with a reason (SYS-02 Old VPN: Retired in May): confirm that it still holds.',
    'The previous report has no date and no opinion yet: copy them from the printed report once it is issued.',
  ]);
  expect(reviewWords(rolled({}, { reportOn: '2027-02-01' }))).toEqual([
    'The previous report has no opinion yet: copy it from the printed report once it is issued.',
  ]);
});

test('of many, the first six are named and the rest counted', () => {
  const many = Array.from({ length: 8 }, (_, place) => control({ id: `A-${place}`, status: 'planned' }));
  expect(reviewWords(rolled({ controls: many }))[0]).toContain('(A-0; A-1; A-2; A-3; A-4; A-5; and 2 others)');
});
