import { contract } from '@shared/contract/contract.ts';
import type { Engagement } from '@shared/domain/engagement.ts';
import { expect, test } from 'vitest';
import {
  draftChange,
  draftOf,
  errorCount,
  type FactsDraft,
  factsErrors,
  namePerson,
  nextId,
  noPrevious,
} from '../../renderer/screens/engagement/facts-draft.ts';
import { ownerRoles } from '../../renderer/screens/engagement/owner-roles.ts';
import { leftWords } from '../../renderer/screens/engagement/readiness-words.ts';
import { timeZoneNames } from '../../renderer/ui/time-zones.ts';
import { asOf, control, engagement, period } from '../shared/domain/engagement.fixture.ts';

const full: Engagement = engagement({
  reportOn: '2027-02-10',
  previous: {
    scope: period('2025-01-01', '2025-12-31'),
    reportedOn: '2026-02-20',
    auditor: 'N',
    opinion: 'Unqualified',
  },
  people: [{ role: 'Security lead', name: 'Ida Berg' }],
});
const draft = (part: Partial<FactsDraft> = {}, of = full): FactsDraft => ({ ...draftOf(of), ...part });

test('facts that nobody touched change nothing and have no error', () => {
  for (const one of [full, engagement(), engagement({ scope: asOf('2026-11-30') })]) {
    expect(draftChange(draftOf(one), one)).toEqual({});
    expect(errorCount(factsErrors(draftOf(one)))).toBe(0);
  }
});

test('only what differs is sent, without spaces at its ends', () => {
  expect(draftChange(draft({ service: ' Payments ', client: ` ${full.client} ` }), full)).toEqual({
    service: 'Payments',
  });
  expect(draftChange(draft({ to: '2026-11-30' }), full)).toEqual({ scope: period('2026-01-01', '2026-11-30') });
  expect(draftChange(draft({ reportOn: '', previous: null }), full)).toEqual({ reportOn: null, previous: null });
});

test('every change that a form can make is one that the route accepts', () => {
  const previous = { ...noPrevious, reportType: 1, asOfOn: '2025-06-30' } as const;
  const change = draftChange(
    draft({
      reportType: 1,
      asOfOn: '2026-11-30',
      timeZone: 'Europe/Berlin',
      categories: ['security', 'privacy'],
      previous,
      people: [{ id: 4, role: 'CTO', name: 'Jan' }],
      stalenessAnchor: 'report-date',
      auditor: 'Northgate',
    }),
    full,
  );
  expect(contract['engagement.update'].input.parse({ change })).toEqual({
    change: {
      scope: asOf('2026-11-30'),
      timeZone: 'Europe/Berlin',
      categories: ['security', 'privacy'],
      previous: { scope: asOf('2025-06-30'), reportedOn: null, auditor: '', opinion: '' },
      people: [{ role: 'CTO', name: 'Jan' }],
      stalenessAnchor: 'report-date',
      auditor: 'Northgate',
    },
  });
});

test('each error stands at its own field', () => {
  const wrong = factsErrors(
    draft({
      client: ' ',
      from: '',
      to: '2026-02-30',
      timeZone: 'Mars/Olympus',
      previous: { ...noPrevious, from: '2025-12-31', to: '2025-01-01', reportedOn: '2024-01-01' },
      people: [{ id: 0, role: '', name: 'Ida Berg' }],
    }),
  );
  expect(wrong.client).toContain('The client has no name.');
  expect(wrong.from).toContain('Give a date');
  expect(wrong.to).toContain('2026-02-30 is not a calendar date');
  expect(wrong.timeZone).toContain('Mars/Olympus');
  expect(wrong.previous.to).toContain('The period of the previous report ends on 2025-01-01');
  expect(wrong.previous.reportedOn).toContain('The date of the previous report');
  expect(wrong.people).toBe('Give the role of Ida Berg, or remove the line.');
  expect(errorCount(wrong)).toBe(7);
});

test('a report date before the period ends is told at the report date', () => {
  expect(factsErrors(draft({ reportOn: '2026-12-30' }))).toEqual({
    reportOn: expect.stringContaining('The report date, 30 Dec 2026, is before'),
    previous: {},
  });
});

test('a role with no name is told, a line never filled in is not, and a role that stands twice is', () => {
  const people = (...lines: readonly (readonly [string, string])[]) =>
    factsErrors(draft({ people: lines.map(([role, name], id) => ({ id, role, name })) })).people;
  expect(people(['CTO', ''])).toBe('Give the name of the CTO, or remove the line.');
  expect(people(['', ''])).toBeUndefined();
  expect(people(['CTO', 'Ida'], ['CTO', 'Jan'])).toContain('stands twice');
});

test('naming a role of the matrix adds its line, changes it, and an empty name takes it away', () => {
  const one = namePerson([], 'CTO', 'I');
  expect(one).toEqual([{ id: 0, role: 'CTO', name: 'I' }]);
  const two = namePerson(one, 'IT lead', 'Jan');
  expect(namePerson(two, 'CTO', 'Ida')).toEqual([
    { id: 0, role: 'CTO', name: 'Ida' },
    { id: 1, role: 'IT lead', name: 'Jan' },
  ]);
  expect(namePerson(two, 'CTO', '')).toEqual([{ id: 1, role: 'IT lead', name: 'Jan' }]);
  expect(nextId(namePerson(two, 'CTO', ''))).toBe(2);
});

test('owner roles come with the number of controls that apply, most first', () => {
  const controls = [
    control({ owner: 'IT lead' }),
    control({ owner: 'CTO' }),
    control({ owner: 'IT lead' }),
    control({ owner: '' }),
    control({ owner: 'Facilities', status: 'not-applicable', reason: 'No premises.' }),
  ];
  expect(ownerRoles(controls)).toEqual([
    { role: 'IT lead', controls: 2 },
    { role: 'CTO', controls: 1 },
  ]);
});

test('days left are told in words', () => {
  expect([leftWords(0), leftWords(1), leftWords(13), leftWords(-32)]).toEqual([
    'today',
    'in 1 day',
    'in 13 days',
    '32 days ago',
  ]);
});

test('the list of time zones begins with UTC and holds the one that is set, once', () => {
  const names = timeZoneNames('Asia/Calcutta');
  expect(names[0]).toBe('UTC');
  expect(names.filter((name) => name === 'Asia/Calcutta')).toHaveLength(1);
  expect(names).toContain('America/Los_Angeles');
  expect(new Set(names).size).toBe(names.length);
});
