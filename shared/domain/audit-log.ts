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

/** Count and last hash: what leaves the machine on every export. */
export interface AuditHead {
  readonly entries: number;
  readonly hash: string;
}
