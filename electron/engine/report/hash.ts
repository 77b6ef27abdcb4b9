import { createHash } from 'node:crypto';
import { type AuditEntry, genesis, hashedText } from '@shared/domain/audit-log.ts';

/** SHA-256 of some bytes or of UTF-8 text, as hex. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const hashOf = ({ entryHash: _stated, ...entry }: AuditEntry): string => sha256(hashedText(entry));

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
