import { type AuditEntry, type AuditHead, genesis } from '@shared/domain/audit-log.ts';
import type { Database } from 'better-sqlite3';
import { entryHash } from '../chain.ts';

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

/** What a writer of the log says; the place in the chain is added here. */
export type NewEntry = Omit<AuditEntry, 'seq' | 'prevHash' | 'entryHash'>;
export type AuditLogRepo = ReturnType<typeof auditLogRepo>;

/** The hash-chained log. `append` belongs in the same transaction as the change it describes. */
export function auditLogRepo(db: Database) {
  const last = db.prepare<[], Row>('SELECT * FROM audit_log ORDER BY seq DESC LIMIT 1');
  const lastOther = db.prepare<[string], Row>('SELECT * FROM audit_log WHERE action <> ? ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare(
    `INSERT INTO audit_log VALUES (@seq, @at, @actor, @toolVersion, @action, @objectType, @objectId, @beforeDigest, @afterDigest, @reason, @prevHash, @entryHash)`,
  );
  const all = db.prepare<[], Row>('SELECT * FROM audit_log ORDER BY seq');
  const page = db.prepare<[number, number], Row>('SELECT * FROM audit_log WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  const ofObject = db.prepare<[string, string], Row>(
    'SELECT * FROM audit_log WHERE object_type = ? AND object_id = ? ORDER BY seq DESC',
  );
  const hash = db.prepare<[number], { entry_hash: string }>('SELECT entry_hash FROM audit_log WHERE seq = ?');
  return {
    append(entry: NewEntry): void {
      const before = last.get();
      const linked = { ...entry, seq: (before?.seq ?? 0) + 1, prevHash: before?.entry_hash ?? genesis };
      insert.run({ ...linked, entryHash: entryHash(linked) });
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
    ofObject: (type: string, id: string): readonly AuditEntry[] => ofObject.all(type, id).map(fromRow),
  };
}
