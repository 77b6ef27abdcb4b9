import type { Output } from '@shared/contract/contract.ts';
import type { AuditEntry, AuditHead } from '@shared/domain/audit-log.ts';
import type { AppError } from '@shared/errors.ts';
import { create } from 'zustand';
import { asAppError, call } from '../../api.ts';

type Verified = Output<'log.verify'>;

interface LogState {
  readonly engagementId: string | null;
  /** Null before the first answer. */
  readonly head: AuditHead | null;
  /** Entries by number. The log only grows, so what was read stays true. */
  readonly entries: ReadonlyMap<number, AuditEntry>;
  /** Number of the entry in focus. */
  readonly focus: number | null;
  readonly error: AppError | null;
  readonly verified: Verified | null;
  readonly isVerifying: boolean;
}

const fresh = {
  head: null,
  entries: new Map<number, AuditEntry>(),
  focus: null,
  error: null,
  verified: null,
  isVerifying: false,
};

/** The audit log: newest first, read in pages as it is looked at. */
export const useLog = create<LogState>(() => ({ engagementId: null, ...fresh }));

const { getState: get, setState: set } = useLog;
const pageSize = 200;

async function readBefore(before: number | undefined): Promise<void> {
  const { engagementId } = get();
  try {
    const page = await call('log.list', { limit: pageSize, ...(before === undefined ? {} : { before }) });
    if (get().engagementId !== engagementId) return;
    set(({ entries, focus }) => ({
      head: page.head,
      entries: new Map([...entries, ...page.entries.map((entry) => [entry.seq, entry] as const)]),
      focus: focus ?? page.entries[0]?.seq ?? null,
      error: null,
    }));
  } catch (error) {
    set({ error: asAppError(error) });
  }
}

/** Reads the newest entries and the head. */
export const readNewest = (): Promise<void> => readBefore(undefined);

/** Opens the log of an engagement; that of another one is forgotten. */
export function openLog(engagementId: string, seq: number | undefined): void {
  if (get().engagementId !== engagementId) set({ engagementId, ...fresh });
  if (seq !== undefined) set({ focus: seq });
  void readNewest();
}

/** Reads the entries between two numbers (both inclusive) that are not here yet. */
export async function loadEntries(oldest: number, newest: number): Promise<void> {
  const { entries } = get();
  for (let seq = newest; seq >= Math.max(1, oldest); seq -= 1) {
    if (entries.has(seq)) continue;
    await readBefore(seq + 1);
    seq -= pageSize - 1;
  }
}

export const focusEntry = (focus: number): void => set({ focus });

/** Recomputes the chain and the hash of every stored object. */
export async function verifyLog(): Promise<void> {
  set({ isVerifying: true, verified: null });
  try {
    set({ verified: await call('log.verify', {}), error: null });
  } catch (error) {
    set({ error: asAppError(error) });
  } finally {
    set({ isVerifying: false });
  }
}
