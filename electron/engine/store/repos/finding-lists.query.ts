import { type Finding, findingStates } from '@shared/domain/finding.ts';
import { noCounts, type StateCounts } from '@shared/domain/reading.ts';
import type { Database } from 'better-sqlite3';
import { type FindingFilter, type FindingOrder, orderSql, whereSql } from './finding.query.ts';
import { type FindingRow, fromRow } from './finding.row.ts';

interface Sum {
  readonly rank: number;
  readonly n: number;
}

const sumOf = (rows: readonly Sum[]): StateCounts => ({
  ...noCounts,
  ...Object.fromEntries(rows.map(({ rank, n }) => [findingStates[rank], n])),
});

/** Counts of findings and what they are about. */
export function findingSums(db: Database) {
  const counts = db.prepare<[], Sum & { readonly checkId: string }>(
    `SELECT check_id AS checkId, rank, sum(n) AS n
     FROM (
       SELECT applied, state_rank AS rank, count(*) AS n FROM finding GROUP BY applied, state_rank
       UNION ALL
       SELECT applied, state_rank, n
       FROM (SELECT settled AS list, count(*) AS n FROM subject GROUP BY settled) JOIN settled_finding USING (list)
     )
     JOIN applied_check ON number = applied GROUP BY check_id, rank`,
  );
  const kinds = db.prepare<[], { account: string; region: string; type: string }>(
    `SELECT DISTINCT coalesce(r.account, s.account) AS account, coalesce(r.region, s.region) AS region, coalesce(r.type, s.type) AS type
     FROM subject s LEFT JOIN resource r ON r.key = s.sighting`,
  );
  return {
    /** Counts by check and state. */
    counts(): ReadonlyMap<string, StateCounts> {
      const rows = counts.all();
      const checks = new Set(rows.map(({ checkId }) => checkId));
      return new Map([...checks].map((id) => [id, sumOf(rows.filter(({ checkId }) => checkId === id))]));
    },
    /** The accounts, regions and types that findings are about, in order. */
    choices() {
      const all = kinds.all();
      const choice = (of: 'account' | 'region' | 'type') => [...new Set(all.map((row) => row[of]))].sort();
      return { accounts: choice('account'), regions: choice('region'), types: choice('type') };
    },
    /** How many findings of each state a filter leaves. */
    countStates(filter: FindingFilter): StateCounts {
      const { sql, values } = whereSql(filter);
      const query = `SELECT state_rank AS rank, count(*) AS n FROM judged f WHERE ${sql} GROUP BY 1`;
      return sumOf(db.prepare<[typeof values], Sum>(query).all(values));
    },
  };
}

/** Findings as a list shows them. */
export function findingLists(db: Database) {
  return {
    /** Groups in the order their rows come, with their sizes. */
    groups(filter: FindingFilter, order: FindingOrder): readonly { readonly key: string; readonly count: number }[] {
      const { sql, values } = whereSql(filter);
      const { ranks, from, key, rank } = orderSql(order);
      const query = `${ranks} SELECT ${key} AS key, count(*) AS count FROM ${from} WHERE ${sql} GROUP BY 1 ORDER BY ${rank}, 1`;
      const all = { ...values, ranks: JSON.stringify(order.ranks) };
      return db.prepare<[typeof all], { key: string; count: number }>(query).all(all);
    },
    /** The rows of a list from a place on, in its order. */
    page(filter: FindingFilter, order: FindingOrder, offset: number, limit: number): readonly Finding[] {
      const { sql, values } = whereSql(filter);
      const { ranks, from, key, rank, within } = orderSql(order);
      const query = `${ranks} SELECT f.* FROM ${from} WHERE ${sql} ORDER BY ${rank}, ${key}, ${within} LIMIT @limit OFFSET @offset`;
      const all = { ...values, ranks: JSON.stringify(order.ranks), offset, limit };
      return db.prepare<[typeof all], FindingRow>(query).all(all).map(fromRow);
    },
  };
}
