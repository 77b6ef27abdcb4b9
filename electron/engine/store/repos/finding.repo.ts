import { lapse, seen } from '@shared/contract/shapes.ts';
import { severities } from '@shared/domain/check.ts';
import { type Finding, type FindingState, findingStates } from '@shared/domain/finding.ts';
import { noCounts, type StateCounts } from '@shared/domain/reading.ts';
import type { Provider } from '@shared/domain/resource.ts';
import type { VerdictStatus } from '@shared/domain/verdict.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { packSegments, unpackSegments } from '../segments.ts';
import { type FindingFilter, type FindingOrder, orderSql, whereSql } from './finding.query.ts';

interface Row {
  id: string;
  check_id: string;
  check_version: number;
  provider: Provider;
  account: string;
  region: string;
  type: string;
  resource_id: string;
  resource_name: string;
  arn: string | null;
  verdict: VerdictStatus;
  state: FindingState;
  severity_rank: number;
  because: string;
  seen: string;
  captured_at: string | null;
  item_sha256: string | null;
  snapshot_id: string | null;
  segments: string;
  lapses: string;
}

const seenList = z.array(seen);
const lapses = z.array(lapse);

const fromRow = (row: Row): Finding => ({
  id: row.id,
  checkId: row.check_id,
  checkVersion: row.check_version,
  resource: {
    provider: row.provider,
    account: row.account,
    region: row.region,
    type: row.type,
    id: row.resource_id,
    name: row.resource_name,
  },
  arn: row.arn,
  verdict: row.verdict,
  state: row.state,
  because: row.because,
  seen: seenList.parse(JSON.parse(row.seen)),
  severity: severities[row.severity_rank] ?? 'low',
  capturedAt: row.captured_at,
  itemSha256: row.item_sha256,
  snapshotId: row.snapshot_id,
  segments: unpackSegments(row.segments),
  lapses: lapses.parse(JSON.parse(row.lapses)),
});

type Value = string | number | null;

/** Both in their tables' column order: bound by place, because binding by name takes longer than the insert. */
const subjectRow = ({ resource, arn, capturedAt, itemSha256, snapshotId }: Finding): readonly Value[] => {
  const { provider, account, region, type, id, name } = resource;
  return [provider, account, region, type, id, name, arn, capturedAt, itemSha256, snapshotId];
};

const findingRow = (finding: Finding, subject: number | bigint): readonly (Value | bigint)[] => [
  subject,
  finding.id,
  finding.checkId,
  finding.checkVersion,
  finding.verdict,
  finding.state,
  findingStates.indexOf(finding.state),
  severities.indexOf(finding.severity),
  finding.because,
  finding.seen.length === 0 ? '[]' : JSON.stringify(finding.seen),
  packSegments(finding.segments),
  finding.lapses.length === 0 ? '[]' : JSON.stringify(finding.lapses),
];

const places = (count: number): string => Array.from({ length: count }, () => '?').join(', ');
const indexes = [
  'CREATE UNIQUE INDEX finding_id ON finding (id)',
  'CREATE INDEX finding_by_check ON finding (check_id, state)',
];

/** Writes findings; those of one resource come together, so its subject is written once. */
function createWriter(db: Database): (finding: Finding) => void {
  const insertSubject = db.prepare(`INSERT INTO subject VALUES (NULL, ${places(10)})`);
  const insert = db.prepare(`INSERT INTO finding VALUES (${places(12)})`);
  let last: Finding | null = null;
  let subject: number | bigint = 0;
  const isSame = ({ resource, capturedAt }: Finding): boolean =>
    last !== null &&
    last.resource.id === resource.id &&
    last.resource.type === resource.type &&
    last.resource.region === resource.region &&
    last.resource.account === resource.account &&
    last.capturedAt === capturedAt;
  return (finding) => {
    if (!isSame(finding)) subject = insertSubject.run(subjectRow(finding)).lastInsertRowid;
    last = finding;
    insert.run(findingRow(finding, subject));
  };
}

function wholes(db: Database) {
  const byId = db.prepare<[string], Row>('SELECT * FROM judged WHERE id = ?');
  const sorted = db.prepare<[], Row>(
    'SELECT * FROM judged ORDER BY state_rank, severity_rank DESC, check_id, account, region, resource_id, id',
  );
  return {
    /** Drops all findings, lets `write` add the new ones, and builds the indexes once at the end. Belongs in a transaction. */
    replace(write: (add: (finding: Finding) => void) => void): void {
      db.exec('DELETE FROM finding; DELETE FROM subject; DROP INDEX finding_id; DROP INDEX finding_by_check;');
      write(createWriter(db));
      for (const sql of indexes) db.exec(sql);
    },
    find(id: string): Finding | null {
      const row = byId.get(id);
      return row === undefined ? null : fromRow(row);
    },
    /** All findings: failing first, then by severity, check and resource. */
    *each(): Iterable<Finding> {
      for (const row of sorted.iterate()) yield fromRow(row);
    },
  };
}

const sumOf = (rows: readonly { readonly state: FindingState; readonly n: number }[]): StateCounts => ({
  ...noCounts,
  ...Object.fromEntries(rows.map(({ state, n }) => [state, n])),
});

function sums(db: Database) {
  const counts = db.prepare<[], { checkId: string; state: FindingState; n: number }>(
    'SELECT check_id AS checkId, state, count(*) AS n FROM finding GROUP BY check_id, state',
  );
  const choices = (column: 'account' | 'region' | 'type') =>
    db
      .prepare<[], { value: string }>(`SELECT DISTINCT ${column} AS value FROM subject ORDER BY 1`)
      .all()
      .map((row) => row.value);
  return {
    /** Counts by check and state. */
    counts(): ReadonlyMap<string, StateCounts> {
      const rows = counts.all();
      const checks = new Set(rows.map(({ checkId }) => checkId));
      return new Map([...checks].map((id) => [id, sumOf(rows.filter(({ checkId }) => checkId === id))]));
    },
    choices: () => ({ accounts: choices('account'), regions: choices('region'), types: choices('type') }),
    /** How many findings of each state a filter leaves. */
    countStates(filter: FindingFilter): StateCounts {
      const { sql, values } = whereSql(filter);
      const query = `SELECT state, count(*) AS n FROM judged f WHERE ${sql} GROUP BY state`;
      return sumOf(db.prepare<[typeof values], { state: FindingState; n: number }>(query).all(values));
    },
  };
}

function lists(db: Database) {
  return {
    /** Groups in the order their rows come, with their sizes. */
    groups(filter: FindingFilter, order: FindingOrder): readonly { readonly key: string; readonly count: number }[] {
      const { sql, values } = whereSql(filter);
      const { key, rank } = orderSql(order);
      const query = `SELECT ${key} AS key, count(*) AS count FROM judged f WHERE ${sql} GROUP BY 1 ORDER BY ${rank}, 1`;
      const all = { ...values, ranks: JSON.stringify(order.ranks) };
      return db.prepare<[typeof all], { key: string; count: number }>(query).all(all);
    },
    /** The rows of a list from a place on, in its order. */
    page(filter: FindingFilter, order: FindingOrder, offset: number, limit: number): readonly Finding[] {
      const { sql, values } = whereSql(filter);
      const { key, rank, within } = orderSql(order);
      const query = `SELECT * FROM judged f WHERE ${sql} ORDER BY ${rank}, ${key}, ${within} LIMIT @limit OFFSET @offset`;
      const all = { ...values, ranks: JSON.stringify(order.ranks), offset, limit };
      return db.prepare<[typeof all], Row>(query).all(all).map(fromRow);
    },
  };
}

export type FindingRepo = ReturnType<typeof findingRepo>;

/** Findings of the last judgement. Derived: dropped and written anew as a whole. */
export const findingRepo = (db: Database) => ({ ...wholes(db), ...sums(db), ...lists(db) });
