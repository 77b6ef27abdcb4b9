import type { Database } from 'better-sqlite3';
import type { KeptVerdicts } from '../kept-verdicts.ts';
import type { NewSighting } from './resource.repo.ts';

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

/** Writes sightings and the verdicts kept of them. */
export function sightingWrites(db: Database) {
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
    if (changes === 1 && kept !== null) words.run(lastInsertRowid, kept.because, kept.seen);
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
