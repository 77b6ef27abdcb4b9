import { canonicalJson } from './canonical-json.ts';
import type { Json } from './json.ts';

/** One entry of the hash-chained log. `entryHash` covers every other field and the hash before it. */
export interface AuditEntry {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly toolVersion: string;
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly beforeDigest: string | null;
  readonly afterDigest: string | null;
  readonly reason: string | null;
  readonly prevHash: string;
  readonly entryHash: string;
}

/** An entry with the object as it was and as it became; null where there was none. The entry's digests prove both. */
export interface ChangeEntry extends AuditEntry {
  readonly before: Json;
  readonly after: Json;
}

/** Count and last hash: what leaves the machine on every export. */
export interface AuditHead {
  readonly entries: number;
  readonly hash: string;
}

/** The hash before the first entry. */
export const genesis = '0'.repeat(64);

/**
 * What an entry's hash is the SHA-256 of: a zero byte and the canonical JSON of every field but the hash itself. The
 * zero byte is RFC 6962's leaf prefix, so that a Merkle tree can be laid over the log later.
 */
export const hashedText = (entry: Omit<AuditEntry, 'entryHash'>): string => `\u0000${canonicalJson({ ...entry })}`;
