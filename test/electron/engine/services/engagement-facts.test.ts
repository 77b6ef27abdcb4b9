import { join } from 'node:path';
import type { Input } from '@shared/contract/contract.ts';
import { expect, test } from 'vitest';
import { createEngagement, summarise } from '../../../../electron/engine/services/engagement.ts';
import { readiness, updateEngagement } from '../../../../electron/engine/services/engagement-facts.ts';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import { searchObjects } from '../../../../electron/engine/services/palette.ts';
import { readReadings } from '../../../../electron/engine/services/readings.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { group, historyFile, recorder, snapshotFile } from '../items.ts';
import { deps, findingsOf, importInto, newWorkspace, temporaryFolder, wholeYear } from '../workspace.ts';

type Change = Input<'engagement.update'>['change'];
const asOf = '2026-10-01T00:00:00.000Z';
const free = (): void => {};
const update = (workspace: Workspace, change: Change) => updateEngagement(workspace, deps(), { change }, free);
const refusal = (workspace: Workspace, change: Change): string => {
  try {
    update(workspace, change);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test('facts are saved with what they were and became', () => {
  const workspace = newWorkspace();
  const before = workspace.engagements.get();
  const people = [{ role: 'Security lead', name: 'Ida Berg' }];
  expect(update(workspace, { service: 'Card processing', auditor: 'Northgate CPAs', people })).toBeNull();
  expect(workspace.engagements.get()).toEqual({
    ...before,
    service: 'Card processing',
    auditor: 'Northgate CPAs',
    people,
  });
  const [entry] = workspace.log.ofObject('engagement', before.id);
  expect(entry).toMatchObject({
    action: 'engagement.changed',
    actor: 'tester',
    reason: 'Changed: service, auditor and people.',
    before: { service: '', auditor: '', people: [] },
    after: { service: 'Card processing', auditor: 'Northgate CPAs', people },
  });
  expect(verifyWorkspace(workspace).isIntact).toBe(true);
});

test('a change that changes nothing writes nothing', () => {
  const workspace = newWorkspace();
  const { entries } = workspace.log.head();
  update(workspace, {});
  update(workspace, { client: 'Tidewater Payments', scope: wholeYear });
  expect(workspace.log.head().entries).toBe(entries);
});

test('security is in every report, and categories keep the order of the standard', () => {
  const workspace = newWorkspace();
  update(workspace, { categories: ['privacy', 'availability'] });
  expect(workspace.engagements.get().categories).toEqual(['security', 'availability', 'privacy']);
});

test('facts that cannot be are refused by field, and nothing is written', () => {
  const workspace = newWorkspace();
  const before = workspace.engagements.get();
  const { entries } = workspace.log.head();
  const previous = { scope: wholeYear, reportedOn: '2026-06-30', auditor: '', opinion: '' } as const;
  const wrong: readonly (readonly [Change, string])[] = [
    [{ scope: { reportType: 2, period: { from: '2026-12-31', to: '2026-01-01' } } }, 'The period ends on 2026-01-01'],
    [{ scope: { reportType: 2, period: { from: '2025-01-01', to: '2026-12-31' } } }, 'more than 18 months'],
    [{ timeZone: 'Europe/Atlantis' }, 'The time zone Europe/Atlantis is not known.'],
    [{ reportOn: '2026-12-01' }, 'The report date, 1 Dec 2026, is before the last day of its period'],
    [{ previous }, 'The date of the previous report, 30 Jun 2026, is before'],
  ];
  for (const [change, message] of wrong) expect(refusal(workspace, change)).toContain(message);
  expect(refusal(workspace, { timeZone: 'x', reportOn: '2026-01-01' })).toMatch(/time zone x .*The report date/);
  expect(workspace.engagements.get()).toEqual(before);
  expect(workspace.log.head().entries).toBe(entries);
});

test('an engagement that cannot be is not made: no folder, no file', () => {
  const folder = join(temporaryFolder(), 'never');
  const make = (part: object) => () =>
    createEngagement(folder, { client: 'T', scope: wholeYear, categories: [], ...part }, deps());
  expect(make({ timeZone: 'Mars/Olympus' })).toThrow('The time zone Mars/Olympus is not known.');
  expect(make({ scope: { reportType: 2, period: { from: '2024-01-01', to: '2026-01-01' } } })).toThrow('18 months');
  const made = make({ timeZone: 'Asia/Tokyo', service: 'Card processing' })();
  expect(made.engagements.get()).toMatchObject({ timeZone: 'Asia/Tokyo', service: 'Card processing' });
  made.close();
});

/** Open to the world until 05:00 UTC on New Year's Day, and again from 30 June to 1 July. */
async function opened(): Promise<Workspace> {
  const workspace = newWorkspace();
  await importInto(workspace, [
    snapshotFile('december', [recorder('2025-12-20T00:00:00.000Z'), group('2025-12-20T00:00:00.000Z', 22)]),
    historyFile('changes', [
      group('2026-01-01T05:00:00.000Z', null),
      group('2026-06-30T05:00:00.000Z', 22),
      group('2026-07-01T10:00:00.000Z', null),
    ]),
  ]);
  return workspace;
}
const lapses = (workspace: Workspace) =>
  findingsOf(workspace, 'aws.security-group-admin-ports-closed', asOf)
    .find(({ resource }) => resource.type === 'AWS::EC2::SecurityGroup')
    ?.lapses.map(({ from, to }) => [from, to]);

test('lapses and lines are cut where the days of the client begin and end, in winter and in summer time', async () => {
  const workspace = await opened();
  const half = { reportType: 2, period: { from: '2026-01-01', to: '2026-06-30' } } as const;
  update(workspace, { scope: half });
  expect(lapses(workspace)).toEqual([
    ['2026-01-01T00:00:00.000Z', '2026-01-01T05:00:00.000Z'],
    ['2026-06-30T05:00:00.000Z', '2026-07-01T00:00:00.000Z'],
  ]);
  update(workspace, { timeZone: 'America/Los_Angeles' });
  expect(lapses(workspace)).toEqual([['2026-06-30T05:00:00.000Z', '2026-07-01T07:00:00.000Z']]);
  const finding = findingsOf(workspace, 'aws.security-group-admin-ports-closed', asOf).find(
    ({ resource }) => resource.type === 'AWS::EC2::SecurityGroup',
  );
  expect(finding?.segments[0]?.from).toBe('2026-01-01T08:00:00.000Z');
  expect(finding?.segments.at(-1)).toMatchObject({ kind: 'lapsed', to: '2026-07-01T07:00:00.000Z' });
});

test('what findings rest on asks for judging again, as of the instant judged before', async () => {
  const workspace = await opened();
  expect(update(workspace, { timeZone: 'Europe/Berlin' })).toBeNull();
  evaluate(workspace, deps(), '2026-08-01T00:00:00.000Z');
  expect(update(workspace, { auditor: 'Northgate CPAs' })).toBeNull();
  expect(update(workspace, { timeZone: 'America/Los_Angeles' })).toBe('2026-08-01T00:00:00.000Z');
  expect(update(workspace, { categories: ['security'] })).toBe('2026-08-01T00:00:00.000Z');
  const half = { reportType: 2, period: { from: '2026-01-01', to: '2026-06-30' } } as const;
  expect(update(workspace, { scope: half })).toBe('2026-07-01T07:00:00.000Z');
});

test('a report judged to its end is judged on when its end moves', async () => {
  const workspace = await opened();
  update(workspace, { scope: { reportType: 2, period: { from: '2026-01-01', to: '2026-06-30' } } });
  evaluate(workspace, deps(), '2026-07-01T00:00:00.000Z');
  expect(update(workspace, { scope: wholeYear })).toBe(deps().clock());
});

test('while judging is not possible such a change is refused before it is written', async () => {
  const workspace = await opened();
  evaluate(workspace, deps(), asOf);
  const busy = (): void => {
    throw new Error('An import is running.');
  };
  const change = { change: { timeZone: 'Europe/Berlin' } };
  expect(() => updateEngagement(workspace, deps(), change, busy)).toThrow('An import is running.');
  expect(workspace.engagements.get().timeZone).toBe('UTC');
  expect(updateEngagement(workspace, deps(), { change: { auditor: 'Northgate CPAs' } }, busy)).toBeNull();
});

test('a category switched off takes its criteria with it everywhere; its controls stay in the matrix', () => {
  const workspace = newWorkspace();
  const criteria = () => readReadings(workspace, deps()).criteria.map(({ criterion }) => criterion.id);
  const found = (text: string) =>
    searchObjects(workspace, deps(), text)
      .filter(({ kind }) => kind === 'criterion')
      .map(({ id }) => id);
  expect(criteria()).toContain('A1.2');
  expect(criteria()).toHaveLength(38);
  expect(found('A1.2')).toEqual(['A1.2']);
  update(workspace, { categories: ['security'] });
  expect(criteria()).toHaveLength(33);
  expect(found('A1.2')).toEqual([]);
  expect(workspace.controls.find('AVL-01')).not.toBeNull();
  expect(summarise(workspace).counts.controls).toBe(70);
});

test('readiness counts from today in the zone of the client', () => {
  const workspace = newWorkspace({ reportType: 1, asOfOn: '2026-10-01' });
  const rules = (now: string) => readiness(workspace, deps(now)).warnings.map(({ rule }) => rule);
  expect(rules('2026-10-01T02:00:00.000Z')).toEqual([]);
  update(workspace, { timeZone: 'America/Los_Angeles' });
  expect(rules('2026-10-01T02:00:00.000Z')).toEqual(['As-of date in the future']);
});

test('readiness of the library over a year has dates for every scheduled frequency it declares and no warning', () => {
  const { dates, warnings } = readiness(newWorkspace(), deps());
  expect(warnings).toEqual([]);
  for (const frequency of ['annual', 'quarterly', 'weekly', 'daily'])
    expect(dates.map(({ what }) => what)).toContain(`Latest start of a new ${frequency} control`);
  expect(dates.map(({ what }) => what)).not.toContain('Latest start of a new monthly control');
});
