import { seen } from '@shared/contract/shapes.ts';
import type { Provider, ResourceRef, Standing } from '@shared/domain/resource.ts';
import type { Verdict } from '@shared/domain/verdict.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type KeptVerdicts, unpackStatuses, type VerdictList } from '../kept-verdicts.ts';
import { realTypes, resourceSums } from './resource.query.ts';

/** One sighting of a version of a resource: who it is, and where its raw bytes stand. */
export interface StoredResource extends ResourceRef {
  readonly snapshotId: string;
  /** Bytes into the snapshot's body, and how many. */
  readonly offset: number;
  readonly length: number;
  /** SHA-256 of exactly those bytes. */
  readonly sha256: string;
  readonly arn: string | null;
  readonly capturedAt: string;
  readonly stateId: string;
  readonly isDeleted: boolean;
  readonly standing: Standing;
  /** Names the sighting inside the workspace, as long as it is not read in anew. */
  readonly key: number;
}

/** A sighting with what was kept of its item. */
export interface KeptResource extends StoredResource {
  readonly createdAt: string | null;
  /** The number of the list of its kept verdicts; null when none are kept. */
  readonly kept: number | null;
}

/** A sighting to write, with the verdicts to keep of its item. */
export interface NewSighting {
  readonly version: Omit<StoredResource, 'key'>;
  readonly kept: KeptVerdicts | null;
}

interface Row {
  key: number;
  snapshot_id: string;
  offset: number;
  length: number;
  sha256: string;
  provider: Provider;
  account: string;
  region: string;
  type: string;
  id: string;
  name: string;
  arn: string | null;
  captured_at: string;
  state_id: string;
  is_deleted: number;
  standing: Standing;
}

interface KeptRow extends Row {
  created_at: string | null;
  kept: number | null;
}

const fromRow = (row: Row): StoredResource => ({
  snapshotId: row.snapshot_id,
  offset: row.offset,
  length: row.length,
  sha256: row.sha256,
  provider: row.provider,
  account: row.account,
  region: row.region,
  type: row.type,
  id: row.id,
  name: row.name,
  arn: row.arn,
  capturedAt: row.captured_at,
  stateId: row.state_id,
  isDeleted: row.is_deleted === 1,
  standing: row.standing,
  key: row.key,
});

const fromKeptRow = (row: KeptRow): KeptResource => ({
  ...fromRow(row),
  createdAt: row.created_at,
  kept: row.kept,
});

/** The newest version of a resource, with how many there are. */
interface NewestResource extends StoredResource {
  readonly versions: number;
}

const order = 'ORDER BY account, type, id, region, captured_at, state_id, snapshot_id';
/** Bound by place in the table's column order, because binding by name takes longer than the insert. */
const toRow = ({ version, kept }: NewSighting, list: number | null): readonly (string | number | null)[] => [
  version.snapshotId,
  version.offset,
  version.length,
  version.sha256,
  version.provider,
  version.account,
  version.region,
  version.type,
  version.id,
  version.name,
  version.arn,
  version.capturedAt,
  version.stateId,
  version.isDeleted ? 1 : 0,
  version.standing,
  kept?.createdAt ?? null,
  list,
];

/** The number of a list of verdicts, given when it is first kept. */
function listNumbers(db: Database): (kept: KeptVerdicts) => number {
  const find = db.prepare<[string, string], { number: number }>(
    'SELECT number FROM verdict_list WHERE judged_on = ? AND statuses = ?',
  );
  const insert = db.prepare('INSERT INTO verdict_list VALUES (NULL, ?, ?)');
  return ({ judgedOn, statuses }) =>
    find.get(judgedOn, statuses)?.number ?? Number(insert.run(judgedOn, statuses).lastInsertRowid);
}

function writes(db: Database) {
  const places = Array.from({ length: 17 }, () => '?').join(', ');
  const insert = db.prepare(`INSERT OR IGNORE INTO resource VALUES (NULL, ${places})`);
  const words = db.prepare('INSERT OR REPLACE INTO kept_words VALUES (?, ?, ?)');
  const keep = db.prepare('UPDATE resource SET created_at = ?, kept = ? WHERE key = ?');
  const numberOf = listNumbers(db);
  const removal = (which: string) => `DELETE FROM kept_words WHERE key IN (SELECT key FROM resource WHERE ${which})`;
  const ofSnapshot = 'snapshot_id = ?';
  const ofNone = 'snapshot_id NOT IN (SELECT id FROM snapshot)';
  const removeWords = db.prepare<[string]>(removal(ofSnapshot));
  const remove = db.prepare<[string]>(`DELETE FROM resource WHERE ${ofSnapshot}`);
  const add = (sighting: NewSighting, list: number | null): boolean => {
    const { changes, lastInsertRowid } = insert.run(toRow(sighting, list));
    const { kept } = sighting;
    if (changes === 1 && kept !== null && kept.statuses !== '[]') words.run(lastInsertRowid, kept.because, kept.seen);
    return changes === 1;
  };
  return {
    /** False when the same file already showed an equal version (same resource, time and state). */
    add: (sighting: NewSighting): boolean => add(sighting, sighting.kept === null ? null : numberOf(sighting.kept)),
    /** Adds many; answers how many of them the same file had already shown. Belongs in a transaction. */
    addAll(sightings: readonly NewSighting[]): number {
      const known = new Map<string, number>();
      const listOf = (kept: KeptVerdicts): number => {
        const name = `${kept.judgedOn}\n${kept.statuses}`;
        const number = known.get(name) ?? numberOf(kept);
        known.set(name, number);
        return number;
      };
      return sightings.filter((sighting) => !add(sighting, sighting.kept === null ? null : listOf(sighting.kept)))
        .length;
    },
    /** Puts verdicts judged anew in place of those kept of a sighting; gives the number of their list. */
    keep(key: number, kept: KeptVerdicts): number {
      const list = numberOf(kept);
      keep.run(kept.createdAt, list, key);
      words.run(key, kept.because, kept.seen);
      return list;
    },
    /** Takes back what a file brought before it turned out bad. */
    removeSnapshot(snapshotId: string): void {
      removeWords.run(snapshotId);
      remove.run(snapshotId);
    },
    /** Rows of a file whose import never ended belong to nothing. */
    removeOrphans: (): void => void db.exec(`${removal(ofNone)}; DELETE FROM resource WHERE ${ofNone}`),
  };
}

interface After {
  readonly account: string;
  readonly type: string;
  readonly id: string;
  readonly region: string;
  readonly at: string;
  readonly state: string;
  readonly snapshot: string;
  readonly limit: number;
}

/** Reads in line order: one resource's versions follow each other. */
function lines(db: Database) {
  const page = db.prepare<After, KeptRow>(
    `SELECT * FROM resource WHERE account = @account AND type = @type
     AND (id, region, captured_at, state_id, snapshot_id) > (@id, @region, @at, @state, @snapshot) ${order} LIMIT @limit`,
  );
  const ofType = db.prepare<[string, string], Row>(`SELECT * FROM resource WHERE account = ? AND type = ? ${order}`);
  const withHash = db.prepare<[string, string, string, string], Row>(
    'SELECT * FROM resource WHERE account = ? AND type = ? AND id = ? AND sha256 = ? LIMIT 1',
  );
  const latest = db.prepare<[string, string, string], Row>(
    'SELECT * FROM resource WHERE account = ? AND type = ? AND id = ? ORDER BY captured_at DESC LIMIT 1',
  );
  const ofHash = db.prepare<[string, string, string], Row>(
    'SELECT * FROM resource WHERE account = ? AND type = ? AND sha256 = ? LIMIT 1',
  );
  return {
    /** The newest sighting of a resource, whatever its region. */
    latest({ account, type, id }: Pick<ResourceRef, 'account' | 'type' | 'id'>): StoredResource | null {
      const row = latest.get(account, type, id);
      return row === undefined ? null : fromRow(row);
    },
    /** A sighting of a type in an account by the hash of its raw item. */
    findHash(account: string, type: string, sha256: string): StoredResource | null {
      const row = ofHash.get(account, type, sha256);
      return row === undefined ? null : fromRow(row);
    },
    /** The next sightings of a type in an account after one given. Paged, because judging writes while it reads. */
    page(account: string, type: string, after: StoredResource | null, limit: number): readonly KeptResource[] {
      const { id = '', region = '', capturedAt: at = '', stateId: state = '', snapshotId: snapshot = '' } = after ?? {};
      return page.all({ account, type, id, region, at, state, snapshot, limit }).map(fromKeptRow);
    },
    ofType: (account: string, type: string): readonly StoredResource[] => ofType.all(account, type).map(fromRow),
    /** The sighting of a resource whose raw item has this hash. */
    find({ account, type, id }: Pick<ResourceRef, 'account' | 'type' | 'id'>, sha256: string): StoredResource | null {
      const row = withHash.get(account, type, id, sha256);
      return row === undefined ? null : fromRow(row);
    },
  };
}

const seenList = z.array(seen);

function words(db: Database) {
  const at = db.prepare<{ key: number; place: number }, { because: string; seen: string }>(
    // A number comes bound as REAL, and only an INTEGER is a place in a list.
    `SELECT because ->> CAST(@place AS INTEGER) AS because, seen -> CAST(@place AS INTEGER) AS seen FROM kept_words WHERE key = @key`,
  );
  const list = db.prepare<[number], { judged_on: string; statuses: string }>(
    'SELECT judged_on, statuses FROM verdict_list WHERE number = ?',
  );
  return {
    /** A list of kept verdicts by its number. */
    verdictList(number: number): VerdictList {
      const row = list.get(number);
      if (row === undefined) throw new Error(`There is no list ${number} of verdicts.`);
      return { judgedOn: row.judged_on, statuses: unpackStatuses(row.statuses) };
    },
    /** The words of the kept verdict at a place of a sighting's statuses. */
    wordsAt(key: number, place: number): Pick<Verdict, 'because' | 'seen'> {
      const row = at.get({ key, place });
      if (row === undefined) throw new Error(`Sighting ${key} has no kept verdicts.`);
      return { because: row.because, seen: seenList.parse(JSON.parse(row.seen)) };
    },
  };
}

function lists(db: Database) {
  const newest = db.prepare<[string], Row & { versions: number }>(
    `SELECT *, max(captured_at) AS captured_at, count(*) AS versions FROM resource WHERE ${realTypes} AND captured_at <= ?
     GROUP BY account, type, id, region ORDER BY account, region, type, id`,
  );
  const search = db.prepare<[string, string, number], Row>(
    `SELECT *, max(captured_at) FROM resource WHERE ${realTypes} AND (instr(lower(id), ?) OR instr(lower(name), ?)) GROUP BY account, type, id, region LIMIT ?`,
  );
  return {
    /** The newest version of each resource up to an instant. */
    *newest(asOf: string): Iterable<NewestResource> {
      for (const row of newest.iterate(asOf)) yield { ...fromRow(row), versions: row.versions };
    },
    search: (text: string, limit: number): readonly StoredResource[] =>
      search.all(text.toLowerCase(), text.toLowerCase(), limit).map(fromRow),
  };
}

export type ResourceRepo = ReturnType<typeof resourceRepo>;

/** Sightings of resources, derived from snapshots. */
export const resourceRepo = (db: Database) => ({
  ...writes(db),
  ...lines(db),
  ...words(db),
  ...resourceSums(db),
  ...lists(db),
});
