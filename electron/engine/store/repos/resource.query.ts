import type { Provider } from '@shared/domain/resource.ts';
import type { Database } from 'better-sqlite3';

/** Types of our own making are answers about a cloud, not resources of the client. */
export const realTypes = "type NOT LIKE 'aws.%' AND type NOT LIKE 'azure.%'";

/** How much of a type was seen in a place, and when; inventory is not seen. */
export interface TypeInPlace {
  readonly provider: Provider;
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly resources: number;
  readonly earliestAt: string;
  readonly latestAt: string;
  /** True when some of it lies in a subscription of Azure, and not above all of them. */
  readonly isInSubscription: boolean;
}

interface PlaceRow extends Omit<TypeInPlace, 'isInSubscription'> {
  readonly isInSubscription: number;
}

/** What the sightings come to by account, region, type and snapshot. */
export function resourceSums(db: Database) {
  const places = db.prepare<[], PlaceRow>(
    `SELECT max(provider) AS provider, account, region, type, count(DISTINCT id) AS resources, min(captured_at) AS earliestAt,
       max(captured_at) AS latestAt, max(provider = 'azure' AND substr(id, 1, 15) = '/subscriptions/') AS isInSubscription
     FROM resource WHERE standing = 'evidence' GROUP BY account, region, type`,
  );
  const accounts = db.prepare<[], { account: string }>('SELECT DISTINCT account FROM resource ORDER BY account');
  const latest = db.prepare<[], { snapshotId: string; account: string; region: string; at: string }>(
    'SELECT snapshot_id AS snapshotId, account, region, max(captured_at) AS at FROM resource GROUP BY snapshot_id, account, region',
  );
  const count = db.prepare<[], { n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM resource WHERE ${realTypes} GROUP BY account, type, id, region)`,
  );
  const repeats = db.prepare<[string], { n: number }>(
    `SELECT count(*) AS n FROM resource a WHERE EXISTS (SELECT 1 FROM snapshot) AND a.snapshot_id = ? AND EXISTS (SELECT 1 FROM resource b WHERE b.account = a.account AND b.type = a.type
     AND b.id = a.id AND b.region = a.region AND b.captured_at = a.captured_at AND b.state_id = a.state_id AND b.snapshot_id <> a.snapshot_id)`,
  );
  return {
    /** Every account a row names, inventory too. */
    accounts: (): readonly string[] => accounts.all().map(({ account }) => account),
    places: (): readonly TypeInPlace[] =>
      places.all().map((row) => ({ ...row, isInSubscription: row.isInSubscription === 1 })),
    /** The last capture each snapshot shows in each place: how long its states are known to have held. */
    latestBySnapshot: () => latest.all(),
    count: (): number => count.get()?.n ?? 0,
    /** How many rows of a snapshot an earlier one had brought already. */
    repeatedIn: (snapshotId: string): number => repeats.get(snapshotId)?.n ?? 0,
  };
}
