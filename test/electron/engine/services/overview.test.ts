import { severities } from '@shared/domain/check.ts';
import { expect, test } from 'vitest';
import { summarise } from '../../../../electron/engine/services/engagement.ts';
import { queryFindings } from '../../../../electron/engine/services/findings.ts';
import { overview } from '../../../../electron/engine/services/overview.ts';
import { deps, newWorkspace, sharedSample } from '../workspace.ts';

const sample = sharedSample();
const read = () => overview(sample(), deps());

test('before anything is judged everything is silent and nothing worries', () => {
  const { asOf, worries, strips, criteria, lastCollection, period } = overview(newWorkspace(), deps());
  expect({ asOf, worries, strips, lastCollection }).toEqual({
    asOf: null,
    worries: [],
    strips: [],
    lastCollection: null,
  });
  expect(new Set(criteria.map(({ reading }) => reading))).toEqual(new Set(['silent']));
  expect(period).toEqual({ from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' });
});

test('a criterion is contradicted by one failing or lapsed finding, and never concluded', () => {
  const { criteria, checks } = read();
  for (const { criterion, reading, counts, controlsWithEvidence, because } of criteria) {
    const own = checks.filter((check) => check.criteria.includes(criterion.id));
    const against = own.reduce((sum, check) => sum + check.counts.fail + check.counts.lapsed, 0);
    expect(counts.fail + counts.lapsed).toBe(against);
    expect(reading, criterion.id).toBe(
      against > 0 ? 'contradicted' : controlsWithEvidence > 0 ? 'supported' : 'silent',
    );
    expect(because).toMatch(/\.$/);
    expect(because).not.toMatch(/\b(met|compliant|satisfied)\b/i);
  }
});

test('the criteria are those of the categories in scope', () => {
  const categories = new Set(read().criteria.map(({ criterion }) => criterion.category));
  expect(categories).toEqual(new Set(['security', 'availability', 'confidentiality']));
});

test('each worry says a number that the list it opens has', () => {
  const { worries } = read();
  expect(worries.length).toBeGreaterThan(2);
  expect(worries.length).toBeLessThanOrEqual(5);
  for (const { number, filter } of worries) {
    const { tabs } = queryFindings(sample(), deps(), { tab: 'all', search: '', group: 'none', sort: [], filter });
    const [first, of] = number.split(' of ').map(Number);
    const isAboutUnknown = filter.state?.includes('unknown') ?? false;
    expect(first, number).toBe(isAboutUnknown ? tabs.unknown : tabs.fail > 0 ? tabs.fail : tabs.lapsed);
    if (of !== undefined) expect(of).toBeGreaterThanOrEqual(first ?? 0);
  }
});

test('the gravest worry comes first and what is unknown comes last', () => {
  const { worries } = read();
  const known = worries.slice(0, -1).map(({ severity }) => severities.indexOf(severity));
  expect(known).toEqual(known.toSorted((a, b) => b - a));
  expect(worries.at(-1)).toMatchObject({ fact: 'verdicts are unknown', filter: { state: ['unknown'] } });
});

test('the strips show controls with a line, contradicted ones first', () => {
  const { strips } = read();
  expect(strips.length).toBeGreaterThan(3);
  expect(strips.every(({ segments }) => segments.length > 0)).toBe(true);
  const isAgainst = strips.map(({ reading }) => reading === 'contradicted');
  expect(isAgainst).toEqual(isAgainst.toSorted((a, b) => Number(b) - Number(a)));
});

test('lines that both held and lapsed come before those that are the same all year', () => {
  const contradicted = read().strips.filter(({ reading }) => reading === 'contradicted');
  const turned = contradicted.map(({ segments }) => segments.some(({ kind }) => kind === 'held'));
  expect(turned).toEqual(turned.map(() => true));
  expect(contradicted.map(({ control }) => control.id)).toContain('NET-02');
});

test('each day with a delivered snapshot or a reading of Azure is one tick, at the last thing seen that day', () => {
  const { collectionTimes } = read();
  const shown = sample()
    .snapshots.all()
    .filter(({ kind, provider }) => kind === 'config-snapshot' || provider === 'azure')
    .flatMap(({ latestAt }) => latestAt ?? []);
  const days = new Set(shown.map((at) => at.slice(0, 10)));
  expect(collectionTimes.map((at) => at.slice(0, 10))).toEqual([...days].toSorted());
  for (const tick of collectionTimes)
    expect(tick).toBe(
      shown
        .filter((at) => at.startsWith(tick.slice(0, 10)))
        .toSorted()
        .at(-1),
    );
});

test('the last collection is the newest one', () => {
  expect(read().lastCollection).toEqual(sample().collections.all()[0]);
});

test('the summary counts what the findings are', () => {
  const { counts, coverage, line } = summarise(sample());
  const findings = [...sample().findings.each()];
  for (const state of ['fail', 'lapsed', 'unknown', 'pass', 'not-applicable'] as const)
    expect(counts.findings[state], state).toBe(findings.filter((finding) => finding.state === state).length);
  expect(coverage).toMatchObject({ kind: 'import', noun: 'file', reasons: [{ words: 'recorder stopped', count: 1 }] });
  expect(coverage.read).toBe(coverage.planned);
  expect(line[0]?.from).toBe('2026-01-01T00:00:00.000Z');
  expect(line.at(-1)?.to).toBe('2026-10-01T00:00:00.000Z');
});
