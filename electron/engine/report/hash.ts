import { createHash } from 'node:crypto';
import type { AuditEntry } from '@shared/domain/audit-log.ts';
import { canonicalJson } from '@shared/domain/canonical-json.ts';

/** SHA-256 of some bytes or of UTF-8 text, as hex. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** The hash before the first entry of a log. */
const genesis = '0'.repeat(64);

function hashOf({ entryHash: _stated, ...entry }: AuditEntry): string {
  return createHash('sha256').update(Uint8Array.of(0)).update(canonicalJson(entry)).digest('hex');
}

/** What is wrong with a chain of entries, in sentences; nothing when every entry follows from the one before. */
export function chainProblems(log: readonly AuditEntry[]): readonly string[] {
  return log.flatMap((entry, at) => {
    const previous = log[at - 1]?.entryHash ?? genesis;
    if (entry.seq !== at + 1) return [`audit-log.jsonl: line ${at + 1} holds entry ${entry.seq}.`];
    if (entry.prevHash !== previous)
      return [`audit-log.jsonl: entry ${entry.seq} does not follow the entry before it.`];
    return hashOf(entry) === entry.entryHash ? [] : [`audit-log.jsonl: entry ${entry.seq} was altered.`];
  });
}
