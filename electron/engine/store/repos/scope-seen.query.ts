import { findingStates } from '@shared/domain/finding.ts';
import type { Provider } from '@shared/domain/resource.ts';
import type { Database } from 'better-sqlite3';
import type { StoredResource } from './resource.repo.ts';

/** A place's resources of one type, by their newest versions up to an instant. */
export interface TypeSeen {
  readonly provider: Provider;
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly resources: number;
  /** Removed since the instant asked for. */
  readonly gone: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

interface Span {
  readonly from: string;
  readonly asOf: string;
}

interface ItemRow extends Omit<StoredResource, 'isDeleted'> {
  readonly isDeleted: number;
}

/**
 * What a cloud stated about resources, not about AWS Config itself, in a place that is known, up to an instant. What lies
 * above all subscriptions of a tenant belongs to none of them.
 */
const stated = `standing = 'evidence' AND type NOT LIKE 'aws.%' AND type NOT LIKE 'azure.%' AND account <> ''
  AND (provider = 'aws' OR substr(id, 1, 15) = '/subscriptions/') AND captured_at <= @asOf`;

/** What was seen where: reads over sightings and findings, for the scope register to be compared with. */
export function scopeSeenQueries(db: Database) {
  const types = db.prepare<Span, TypeSeen>(
    // The last character of the greatest text is that of the newest version.
    `SELECT provider, account, region, type, sum(NOT is_gone) AS resources, sum(is_gone) AS gone,
       min(first_at) AS firstAt, max(last_at) AS lastAt
     FROM (SELECT provider, account, region, type, min(captured_at) AS first_at, max(captured_at) AS last_at,
             substr(max(captured_at || is_deleted), -1) = '1' AS is_gone
           FROM resource WHERE ${stated} GROUP BY account, type, id, region)
     WHERE NOT is_gone OR last_at >= @from GROUP BY account, region, type`,
  );
  const items = db.prepare<{ readonly places: string; readonly asOf: string }, ItemRow>(
    `SELECT snapshot_id AS snapshotId, offset, length, sha256, provider, account, region, type, id, name, arn,
       max(captured_at) AS capturedAt, state_id AS stateId, is_deleted AS isDeleted, standing, key
     FROM resource WHERE ${stated} AND account || char(10) || region IN (SELECT value FROM json_each(@places))
     GROUP BY account, type, id, region ORDER BY account, type, id, region`,
  );
  const failing = db.prepare<[number], { account: string; region: string; n: number }>(
    `SELECT account, region, count(DISTINCT type || char(10) || resource_id) AS n FROM judged
     WHERE state_rank = ? AND type NOT LIKE 'aws.%' AND type NOT LIKE 'azure.%' GROUP BY account, region`,
  );
  const version = db.prepare<[], { version: string }>(
    `SELECT (SELECT coalesce(max(seq), 0) FROM audit_log WHERE action = 'findings.judged') || ' ' || count(*) || ' ' ||
       coalesce(max(key), 0) AS version FROM resource`,
  );
  return {
    /** Another text whenever something else may have been seen: after files were read, and after judging. */
    seenVersion: (): string => version.get()?.version ?? '',
    /** `from`: resources removed before it are left out. */
    typesSeen: (from: string, asOf: string): readonly TypeSeen[] => types.all({ from, asOf }),
    /** The newest version of each resource in some places, named by account, a line end and region; removed ones too. */
    *itemsIn(places: readonly string[], asOf: string): Iterable<StoredResource> {
      for (const row of items.iterate({ places: JSON.stringify(places), asOf }))
        yield { ...row, isDeleted: row.isDeleted === 1 };
    },
    /** How many resources of each place fail a check. */
    failingIn: () => failing.all(findingStates.indexOf('fail')),
  };
}
