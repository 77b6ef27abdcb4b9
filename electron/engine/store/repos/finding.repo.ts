import { lapse, seen } from '@shared/contract/shapes.ts';
import { type Severity, severities } from '@shared/domain/check.ts';
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
  severity: Severity;
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
  severity: row.severity,
  capturedAt: row.captured_at,
  itemSha256: row.item_sha256,
  snapshotId: row.snapshot_id,
  segments: unpackSegments(row.segments),
  lapses: lapses.parse(JSON.parse(row.lapses)),
});

/** In the table's column order: bound by place, because binding by name takes longer than the insert. */
const toRow = (finding: Finding): readonly (string | number | null)[] => {
  const { resource, seen: facts, lapses: gone } = finding;
  return [
    finding.id,
    finding.checkId,
    finding.checkVersion,
    resource.provider,
    resource.account,
    resource.region,
    resource.type,
    resource.id,
    resource.name,
    finding.arn,
    finding.verdict,
    finding.state,
    findingStates.indexOf(finding.state),
    finding.severity,
    severities.indexOf(finding.severity),
    finding.because,
    facts.length === 0 ? '[]' : JSON.stringify(facts),
    finding.capturedAt,
    finding.itemSha256,
    finding.snapshotId,
    packSegments(finding.segments),
    gone.length === 0 ? '[]' : JSON.stringify(gone),
  ];
};

const columns = 22;
const indexes = [
  'CREATE UNIQUE INDEX finding_id ON finding (id)',
  'CREATE INDEX finding_by_check ON finding (check_id, state)',
];

export type FindingRepo = ReturnType<typeof findingRepo>;

/** Findings of the last judgement. Derived: dropped and written anew as a whole. */
export function findingRepo(db: Database) {
  const insert = db.prepare(`INSERT INTO finding VALUES (${Array.from({ length: columns }, () => '?').join(', ')})`);
  const byId = db.prepare<[string], Row>('SELECT * FROM finding WHERE id = ?');
  const counts = db.prepare<[], { checkId: string; state: FindingState; n: number }>(
    'SELECT check_id AS checkId, state, count(*) AS n FROM finding GROUP BY check_id, state',
  );
  const sorted = db.prepare<[], Row>(
    'SELECT * FROM finding ORDER BY state_rank, severity_rank DESC, check_id, account, region, resource_id, id',
  );
  const choices = (column: 'account' | 'region' | 'type') =>
    db
      .prepare<[], { value: string }>(`SELECT DISTINCT ${column} AS value FROM finding ORDER BY 1`)
      .all()
      .map((row) => row.value);
  return {
    /** Drops all findings, lets `write` add the new ones, and builds the indexes once at the end. Belongs in a transaction. */
    replace(write: (add: (finding: Finding) => void) => void): void {
      db.exec('DELETE FROM finding; DROP INDEX finding_id; DROP INDEX finding_by_check;');
      write((finding) => void insert.run(toRow(finding)));
      for (const sql of indexes) db.exec(sql);
    },
    find(id: string): Finding | null {
      const row = byId.get(id);
      return row === undefined ? null : fromRow(row);
    },
    /** Counts by check and state. */
    counts(): ReadonlyMap<string, StateCounts> {
      const byCheck = new Map<string, StateCounts>();
      for (const { checkId, state, n } of counts.all())
        byCheck.set(checkId, { ...(byCheck.get(checkId) ?? noCounts), [state]: n });
      return byCheck;
    },
    /** All findings: failing first, then by severity, check and resource. */
    *each(): Iterable<Finding> {
      for (const row of sorted.iterate()) yield fromRow(row);
    },
    choices: () => ({ accounts: choices('account'), regions: choices('region'), types: choices('type') }),
    /** How many findings of each state a filter leaves. */
    countStates(filter: FindingFilter): StateCounts {
      const { sql, values } = whereSql(filter);
      const rows = db
        .prepare<[typeof values], { state: FindingState; n: number }>(
          `SELECT state, count(*) AS n FROM finding f WHERE ${sql} GROUP BY state`,
        )
        .all(values);
      return rows.reduce<StateCounts>((sum, { state, n }) => ({ ...sum, [state]: n }), noCounts);
    },
    /** Groups in the order their rows come, with their sizes. */
    groups(filter: FindingFilter, order: FindingOrder): readonly { readonly key: string; readonly count: number }[] {
      const { sql, values } = whereSql(filter);
      const { key, rank } = orderSql(order);
      return db
        .prepare<[typeof values], { key: string; count: number }>(
          `SELECT ${key} AS key, count(*) AS count FROM finding f WHERE ${sql} GROUP BY 1 ORDER BY ${rank}, 1`,
        )
        .all({ ...values, ranks: JSON.stringify(order.ranks) });
    },
    page(filter: FindingFilter, order: FindingOrder, offset: number, limit: number): readonly Finding[] {
      const { sql, values } = whereSql(filter);
      const { key, rank, within } = orderSql(order);
      return db
        .prepare<[typeof values], Row>(
          `SELECT * FROM finding f WHERE ${sql} ORDER BY ${rank}, ${key}, ${within} LIMIT @limit OFFSET @offset`,
        )
        .all({ ...values, ranks: JSON.stringify(order.ranks), offset, limit })
        .map(fromRow);
    },
  };
}
