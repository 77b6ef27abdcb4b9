import type { Input } from '@shared/contract/contract.ts';
import { type FindingRow, findingRow } from '@shared/contract/shapes.ts';
import { findingGroups, findingSorts, findingTabs } from '@shared/contract/views.ts';
import { severities } from '@shared/domain/check.ts';
import { findingStates } from '@shared/domain/finding.ts';
import { expect, test } from 'vitest';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import { findingDetail, pageFindings, queryFindings } from '../../../../electron/engine/services/findings.ts';
import { type Readings, readReadings } from '../../../../electron/engine/services/readings.ts';
import { deps, sharedSample } from '../workspace.ts';

const sample = sharedSample();
type Query = Input<'finding.query'>;

const everything: Query = { tab: 'all', search: '', group: 'none', sort: [], filter: {} };
const query = (part: Partial<Query> = {}): Query => ({ ...everything, ...part });
const index = (part: Partial<Query> = {}) => queryFindings(sample(), deps(), query(part));
const page = (part: Partial<Query>, offset: number, limit: number) =>
  pageFindings(sample(), deps(), { query: query(part), offset, limit });
const rows = (part: Partial<Query> = {}): readonly FindingRow[] => page(part, 0, 5_000);

function paged(part: Partial<Query>, size: number): readonly FindingRow[] {
  const found: FindingRow[] = [];
  for (;;) {
    const next = page(part, found.length, size);
    found.push(...next);
    if (next.length < size) return found;
  }
}

/** The group a row stands under, told from the row itself. */
function groupOf(group: Query['group'], row: FindingRow, { checks, criteria }: Readings): string {
  const scope = criteria.map(({ criterion }) => criterion.id);
  const own = checks.find(({ checkId }) => checkId === row.checkId)?.criteria ?? [];
  const keys = {
    none: '',
    check: row.checkId,
    account: row.resource.account,
    type: row.resource.type,
    criterion: own.find((id) => scope.includes(id)) ?? own[0] ?? '',
  };
  return keys[group];
}

test.each(findingGroups)(
  'grouped by %s, pages put together are the whole list, once, in the order of the groups',
  (group) => {
    const readings = readReadings(sample(), deps());
    for (const part of [
      { group },
      { group, tab: 'to-judge' as const },
      { group, sort: [{ by: 'account' as const, descending: true }] },
    ]) {
      const whole = rows(part);
      expect(paged(part, 37)).toEqual(whole);
      expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
      const { total, groups } = index(part);
      expect(whole).toHaveLength(total);
      const standing = whole.map((row) => groupOf(group, row, readings));
      expect(standing).toEqual(groups.flatMap(({ key, count }) => Array.from({ length: count }, () => key)));
    }
  },
);

test('a row has the shape of the contract and nothing more', () => {
  for (const row of rows()) expect(findingRow.strict().safeParse(row).success, row.id).toBe(true);
});

test('the tabs say how many rows each of them holds', () => {
  const { tabs } = index();
  for (const tab of findingTabs) expect(rows({ tab }), tab).toHaveLength(tabs[tab]);
  expect(tabs['to-judge']).toBe(tabs.fail + tabs.lapsed + tabs.unknown);
  expect(index({ tab: 'fail' }).tabs).toEqual(tabs);
  expect(rows({ tab: 'lapsed' }).every(({ state }) => state === 'lapsed')).toBe(true);
});

test('failing groups come before groups that only lapsed, by severity', () => {
  const { checks } = readReadings(sample(), deps());
  const weights = index({ group: 'check' }).groups.map(({ key }) => {
    const check = checks.find(({ checkId }) => checkId === key);
    const { fail, lapsed } = check?.counts ?? { fail: 0, lapsed: 0 };
    return (fail > 0 ? 20 : lapsed > 0 ? 10 : 0) + severities.indexOf(check?.severity ?? 'low');
  });
  expect(weights).toEqual(weights.toSorted((a, b) => b - a));
});

const columns: Readonly<Record<(typeof findingSorts)[number], (row: FindingRow) => string | number>> = {
  severity: ({ severity }) => severities.indexOf(severity),
  state: ({ state }) => findingStates.indexOf(state),
  resource: ({ resource }) => resource.name,
  account: ({ resource }) => resource.account,
  type: ({ resource }) => resource.type,
  check: ({ checkId }) => checkId,
  capturedAt: ({ capturedAt }) => capturedAt ?? '',
};
const byBytes = (a: string | number, b: string | number) =>
  typeof a === 'string' && typeof b === 'string'
    ? Buffer.compare(Buffer.from(a), Buffer.from(b))
    : Number(a) - Number(b);

test.each(findingSorts)('sorted by %s, up and down', (by) => {
  const up = rows({ sort: [{ by, descending: false }] }).map(columns[by]);
  expect(up).toEqual(up.toSorted(byBytes));
  expect(rows({ sort: [{ by, descending: true }] }).map(columns[by])).toEqual(up.toReversed());
});

test('search finds part of an id, a name, a sentence, a check and an account, in any letter case', () => {
  for (const search of ['SG-0A91C4D7', 'tidewater-statements', 'OPENS tcp 22', 'cloudtrail-all', '444455556666']) {
    const found = rows({ search });
    expect(found.length, search).toBeGreaterThan(0);
    const wanted = search.toLowerCase();
    for (const { resource, because, checkId } of found)
      expect(`${resource.id} ${resource.name} ${because} ${checkId} ${resource.account}`.toLowerCase()).toContain(
        wanted,
      );
  }
});

test('search leaves out no finding that says the words, kept or its own', () => {
  const all = rows();
  const sentences = [...new Set(all.map(({ because }) => because))];
  const some = sentences.filter((_, place) => place % 9 === 0);
  for (const sentence of some) {
    const search = sentence.slice(4, 30).trim();
    const says = ({ resource: { id, name, account }, because, checkId }: FindingRow): boolean =>
      [id, name, because, checkId, account].some((text) => text.toLowerCase().includes(search.toLowerCase()));
    const ids = (list: readonly FindingRow[]) => list.map(({ id }) => id).toSorted();
    expect(ids(rows({ search })), search).toEqual(ids(all.filter(says)));
  }
  expect(some.length).toBeGreaterThan(20);
});

test('signs that mean something to a database mean themselves in a search', () => {
  for (const search of ['%', '_%_', "' OR 1=1 --", '"*"', '\\', '\0']) {
    const found = rows({ search }).filter(
      ({ because, resource }) => !`${because} ${resource.id} ${resource.name}`.includes(search.trim()),
    );
    expect(found, search).toEqual([]);
  }
});

test('each filter leaves exactly the rows it names', () => {
  const all = rows();
  const left = (filter: Query['filter'], keep: (row: FindingRow) => boolean) => {
    const ids = (list: readonly FindingRow[]) => list.map(({ id }) => id).toSorted();
    expect(ids(rows({ filter }))).toEqual(ids(all.filter(keep)));
    expect(index({ filter }).total).toBeGreaterThan(0);
  };
  const { checks } = readReadings(sample(), deps());
  const withControl = (control: string) =>
    checks.filter((it) => it.controls.includes(control)).map(({ checkId }) => checkId);
  const withCriterion = (criterion: string) =>
    checks.filter((it) => it.criteria.includes(criterion)).map(({ checkId }) => checkId);
  const control = all.find(({ controlId }) => controlId !== null)?.controlId ?? '';
  left({ check: 'aws.s3-bucket-tls-only' }, (row) => row.checkId === 'aws.s3-bucket-tls-only');
  left({ control }, (row) => withControl(control).includes(row.checkId));
  left({ criterion: 'CC6.6' }, (row) => withCriterion('CC6.6').includes(row.checkId));
  left({ account: '444455556666' }, (row) => row.resource.account === '444455556666');
  left({ region: 'us-east-1' }, (row) => row.resource.region === 'us-east-1');
  left({ type: 'AWS::S3::Bucket' }, (row) => row.resource.type === 'AWS::S3::Bucket');
  left({ resource: 'sg-0a91c4d7e2b35f608' }, (row) => row.resource.id === 'sg-0a91c4d7e2b35f608');
  left({ state: ['lapsed', 'pass'] }, (row) => row.state === 'lapsed' || row.state === 'pass');
  left({ severity: ['critical'] }, (row) => row.severity === 'critical');
});

test('a filter that nothing passes leaves an empty list, and a tab and a state that differ too', () => {
  expect(index({ filter: { account: '000000000000' } })).toMatchObject({ total: 0, groups: [] });
  expect(index({ tab: 'fail', filter: { state: ['pass'] } }).total).toBe(0);
  expect(index({ filter: { check: 'aws.no-such-check' } }).total).toBe(0);
});

test('the choices name every account, region, type and check', () => {
  const { choices } = index();
  const of = (column: (row: FindingRow) => string) => [...new Set(rows().map(column))].toSorted(byBytes);
  expect(choices.accounts).toEqual(of(({ resource }) => resource.account));
  expect(choices.regions).toEqual(of(({ resource }) => resource.region));
  expect(choices.types).toEqual(of(({ resource }) => resource.type));
  const checks = choices.checks.map(({ id }) => id);
  expect(rows().filter(({ checkId }) => !checks.includes(checkId))).toEqual([]);
});

test('a page beyond the end is empty', () => {
  expect(page({}, 10_000, 50)).toEqual([]);
});

test('a finding that is gone is refused by its id', () => {
  expect(() => findingDetail(sample(), deps(), 'gone')).toThrow('Finding gone is not in the last judgement.');
});

test('a list asked for again after another judgement is the list of that judgement', () => {
  const before = rows({ tab: 'fail' });
  evaluate(sample(), deps(), '2026-02-01T00:00:00.000Z');
  const after = rows({ tab: 'fail' });
  expect(after).not.toEqual(before);
  expect(after).toHaveLength(index({ tab: 'fail' }).total);
});
