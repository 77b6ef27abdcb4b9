import { provenance } from '@shared/contract/collection-shapes.ts';
import { type Snapshot, snapshotKinds } from '@shared/domain/collection.ts';
import { providers } from '@shared/domain/resource.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const json = <T extends z.ZodType>(shape: T) => z.string().transform((text) => shape.parse(JSON.parse(text)));
const row = z.object({
  id: z.string(),
  collection_id: z.number(),
  provider: z.enum(providers),
  file_name: z.string(),
  kind: z.enum(snapshotKinds),
  sha256: z.string(),
  bytes: z.number(),
  body_sha256: z.string(),
  encoding: z.string(),
  items: z.number(),
  repeated: z.number(),
  standing: z.enum(['evidence', 'inventory']),
  earliest_at: z.string().nullable(),
  latest_at: z.string().nullable(),
  imported_at: z.string(),
  counts: json(z.array(z.object({ account: z.string(), region: z.string(), type: z.string(), items: z.number() }))),
  notes: json(z.array(z.string())),
  provenance: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : provenance.parse(JSON.parse(text)))),
});

/** A snapshot with the object its items stand in: the file itself, or its decoded body when it was packed or not UTF-8. */
export interface StoredSnapshot extends Snapshot {
  readonly bodySha256: string;
}

function fromRow(raw: unknown): StoredSnapshot {
  const r = row.parse(raw);
  return {
    id: r.id,
    collectionId: r.collection_id,
    provider: r.provider,
    fileName: r.file_name,
    kind: r.kind,
    sha256: r.sha256,
    bytes: r.bytes,
    bodySha256: r.body_sha256,
    encoding: r.encoding,
    items: r.items,
    repeated: r.repeated,
    standing: r.standing,
    earliestAt: r.earliest_at,
    latestAt: r.latest_at,
    importedAt: r.imported_at,
    counts: r.counts,
    notes: r.notes,
    provenance: r.provenance,
  };
}

export type SnapshotRepo = ReturnType<typeof snapshotRepo>;

/** Append-only: what each file brought. */
export function snapshotRepo(db: Database) {
  const insert = db.prepare(
    `INSERT INTO snapshot VALUES (@id, @collectionId, @provider, @fileName, @kind, @sha256, @bytes, @bodySha256, @encoding, @items,
     @repeated, @standing, @earliestAt, @latestAt, @importedAt, @counts, @notes, @provenance)`,
  );
  const all = db.prepare<[]>('SELECT * FROM snapshot ORDER BY collection_id, file_name, id');
  const byId = db.prepare<[string]>('SELECT * FROM snapshot WHERE id = ?');
  const byHash = db.prepare<[string]>('SELECT * FROM snapshot WHERE sha256 = ?');
  return {
    add(snapshot: StoredSnapshot): void {
      insert.run({
        ...snapshot,
        counts: JSON.stringify(snapshot.counts),
        notes: JSON.stringify(snapshot.notes),
        provenance: snapshot.provenance === null ? null : JSON.stringify(snapshot.provenance),
      });
    },
    all: (): readonly StoredSnapshot[] => all.all().map(fromRow),
    find(id: string): StoredSnapshot | null {
      const found = byId.get(id);
      return found === undefined ? null : fromRow(found);
    },
    /** The snapshots that already hold these very bytes: an answer that does not name its region may come from several. */
    ofBytes: (sha256: string): readonly StoredSnapshot[] => byHash.all(sha256).map(fromRow),
  };
}
