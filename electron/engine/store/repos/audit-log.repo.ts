import { type AuditEntry, type AuditHead, type ChangeEntry, genesis } from '@shared/domain/audit-log.ts';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Json } from '@shared/domain/json.ts';
import type { Database } from 'better-sqlite3';
import { digest, entryHash } from '../chain.ts';
import { sha256Of } from '../sha256.ts';

interface Row {
  seq: number;
  at: string;
  actor: string;
  tool_version: string;
  action: string;
  object_type: string;
  object_id: string;
  before_digest: string | null;
  after_digest: string | null;
  reason: string | null;
  prev_hash: string;
  entry_hash: string;
}

const fromRow = (row: Row): AuditEntry => ({
  seq: row.seq,
  at: row.at,
  actor: row.actor,
  toolVersion: row.tool_version,
  action: row.action,
  objectType: row.object_type,
  objectId: row.object_id,
  beforeDigest: row.before_digest,
  afterDigest: row.after_digest,
  reason: row.reason,
  prevHash: row.prev_hash,
  entryHash: row.entry_hash,
});

interface ChangeRow extends Row {
  before: string | null;
  after: string | null;
}

interface ProvableRow {
  readonly seq: number;
  readonly before_digest: string | null;
  readonly after_digest: string | null;
  readonly is_kept: number;
  readonly before: string | null;
  readonly after: string | null;
}
const digestOf = (text: string | null): string | null => (text === null ? null : sha256Of(Buffer.from(text)));
/** A kept text is canonical JSON, so its own hash is the digest. */
const isProven = (row: ProvableRow): boolean =>
  row.is_kept === 1 && digestOf(row.before) === row.before_digest && digestOf(row.after) === row.after_digest;

/** What a writer of the log says; the place in the chain and the digests are added here. */
export type NewEntry = Omit<AuditEntry, 'seq' | 'prevHash' | 'entryHash' | 'beforeDigest' | 'afterDigest'> & {
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
};
const textOf = (value: Json | undefined): string | null => (value === undefined ? null : canonicalJson(value));
const parsed = (text: string | null): Json => (text === null ? null : JSON.parse(text));
const fromChangeRow = (row: ChangeRow): ChangeEntry => ({
  ...fromRow(row),
  before: parsed(row.before),
  after: parsed(row.after),
});

/** Numbers of the entries whose kept states are gone, or are not what the entry's digests are of. Older entries kept none. */
function unproven(db: Database): () => readonly number[] {
  const rows = db.prepare<[], ProvableRow>(
    `SELECT audit_log.seq AS seq, before_digest, after_digest, change.seq IS NOT NULL AS is_kept, before, after
     FROM audit_log LEFT JOIN change ON change.seq = audit_log.seq
     WHERE audit_log.seq >= (SELECT min(seq) FROM change) ORDER BY audit_log.seq`,
  );
  return () =>
    rows
      .all()
      .filter((row) => !isProven(row))
      .map(({ seq }) => seq);
}

export type AuditLogRepo = ReturnType<typeof auditLogRepo>;

/** The hash-chained log. `append` belongs in the same transaction as the change it describes. */
export function auditLogRepo(db: Database) {
  const last = db.prepare<[], Row>('SELECT * FROM audit_log ORDER BY seq DESC LIMIT 1');
  const lastOther = db.prepare<[string], Row>('SELECT * FROM audit_log WHERE action <> ? ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare(
    `INSERT INTO audit_log VALUES (@seq, @at, @actor, @toolVersion, @action, @objectType, @objectId, @beforeDigest, @afterDigest, @reason, @prevHash, @entryHash)`,
  );
  const insertChange = db.prepare('INSERT INTO change VALUES (@seq, @before, @after)');
  const all = db.prepare<[], Row>('SELECT * FROM audit_log ORDER BY seq');
  const page = db.prepare<[number, number], Row>('SELECT * FROM audit_log WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  const ofObject = db.prepare<[string, string], ChangeRow>(
    'SELECT * FROM audit_log LEFT JOIN change USING (seq) WHERE object_type = ? AND object_id = ? ORDER BY seq DESC',
  );
  const changes = db.prepare<[], ChangeRow>('SELECT * FROM audit_log JOIN change USING (seq) ORDER BY seq');
  const hash = db.prepare<[number], { entry_hash: string }>('SELECT entry_hash FROM audit_log WHERE seq = ?');
  return {
    append({ before, after, ...entry }: NewEntry): void {
      const previous = last.get();
      const linked = {
        ...entry,
        beforeDigest: before === undefined ? null : digest(before),
        afterDigest: after === undefined ? null : digest(after),
        seq: (previous?.seq ?? 0) + 1,
        prevHash: previous?.entry_hash ?? genesis,
      };
      insert.run({ ...linked, entryHash: entryHash(linked) });
      insertChange.run({ seq: linked.seq, before: textOf(before), after: textOf(after) });
    },
    head(): AuditHead {
      const entry = last.get();
      return { entries: entry?.seq ?? 0, hash: entry?.entry_hash ?? genesis };
    },
    /** The head before any entries of one action at the end: what an export printed is the same when exported again. */
    headWithout(action: string): AuditHead {
      const entry = lastOther.get(action);
      return { entries: entry?.seq ?? 0, hash: entry?.entry_hash ?? genesis };
    },
    hashOf: (seq: number): string | null => hash.get(seq)?.entry_hash ?? null,
    all: (): readonly AuditEntry[] => all.all().map(fromRow),
    *each(): Iterable<AuditEntry> {
      for (const row of all.iterate()) yield fromRow(row);
    },
    /** Newest first, below a sequence number. */
    before: (seq: number, limit: number): readonly AuditEntry[] => page.all(seq, limit).map(fromRow),
    /** The entries about one object with what they changed, newest first. */
    ofObject: (type: string, id: string): readonly ChangeEntry[] => ofObject.all(type, id).map(fromChangeRow),
    unproven: unproven(db),
    /** Every entry that keeps what it changed, oldest first. */
    *changes(): Iterable<ChangeEntry> {
      for (const row of changes.iterate()) yield fromChangeRow(row);
    },
  };
}
