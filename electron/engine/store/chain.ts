import { createHash } from 'node:crypto';
import { type AuditEntry, genesis, hashedText } from '@shared/domain/audit-log.ts';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Json } from '@shared/domain/json.ts';

/** SHA-256 of a value's canonical JSON, in hex: what the log keeps of an object before and after a change. */
export const digest = (value: Json): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** The hash that chains an entry to the ones before it. */
export const entryHash = (entry: Omit<AuditEntry, 'entryHash'>): string =>
  createHash('sha256').update(hashedText(entry)).digest('hex');

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
