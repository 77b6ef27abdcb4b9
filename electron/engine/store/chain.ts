import { createHash } from 'node:crypto';
import type { AuditEntry } from '@shared/domain/audit-log.ts';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Json } from '@shared/domain/json.ts';

/** The hash before the first entry. */
export const genesis = '0'.repeat(64);

/** SHA-256 of a value's canonical JSON, in hex: what the log keeps of an object before and after a change. */
export const digest = (value: Json): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/**
 * Hash of an entry: SHA-256 of a zero byte and the canonical JSON of every field but the hash itself. The zero byte is
 * RFC 6962's leaf prefix, so that a Merkle tree can be laid over the log later.
 */
export function entryHash(entry: Omit<AuditEntry, 'entryHash'>): string {
  return createHash('sha256')
    .update(Uint8Array.of(0))
    .update(canonicalJson({ ...entry }))
    .digest('hex');
}

/** The first entry that breaks the chain, in words; null when it is whole. */
export function brokenLink(entries: Iterable<AuditEntry>): string | null {
  let previous = genesis;
  let seq = 0;
  for (const { entryHash: stated, ...entry } of entries) {
    seq += 1;
    if (entry.seq !== seq) return `Entry ${seq} is missing from the audit log.`;
    if (entry.prevHash !== previous) return `Entry ${seq} does not follow the entry before it.`;
    if (entryHash(entry) !== stated) return `Entry ${seq} was altered.`;
    previous = stated;
  }
  return null;
}
