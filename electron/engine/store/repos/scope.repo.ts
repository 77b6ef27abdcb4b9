import type { ScopeConfirmation, ScopeDecision, ScopeMemo, System } from '@shared/domain/system.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { scopeSeenQueries } from './scope-seen.query.ts';

const open = z.array(z.object({ difference: z.string(), reason: z.string() }));

interface DecisionRow extends Omit<ScopeDecision, 'seenDigest'> {
  readonly seen_digest: string;
}
interface ConfirmationRow extends Omit<ScopeConfirmation, 'memoVersion' | 'open'> {
  readonly memo_version: number;
  readonly open: string;
}

export type ScopeRepo = ReturnType<typeof scopeRepo>;

/** Versions of the scope memo, decisions on differences, quarterly confirmations, and what to compare them with. */
export function scopeRepo(db: Database) {
  const decide = db.prepare(
    `INSERT INTO scope_decision VALUES (@difference, @kind, @reason, @by, @at, @seenDigest)
     ON CONFLICT (difference) DO UPDATE SET kind = excluded.kind, reason = excluded.reason, by = excluded.by,
     at = excluded.at, seen_digest = excluded.seen_digest`,
  );
  const withdraw = db.prepare<[string]>('DELETE FROM scope_decision WHERE difference = ?');
  const decisions = db.prepare<[], DecisionRow>('SELECT * FROM scope_decision ORDER BY difference');
  const addMemo = db.prepare(
    `INSERT INTO scope_memo SELECT coalesce(max(version), 0) + 1, @at, @by, @reason, @systems FROM scope_memo`,
  );
  const memo = db.prepare<[], ScopeMemo>(
    'SELECT version, at, by, reason FROM scope_memo ORDER BY version DESC LIMIT 1',
  );
  const memos = db.prepare<[], ScopeMemo>('SELECT version, at, by, reason FROM scope_memo ORDER BY version');
  const confirm = db.prepare('INSERT INTO scope_confirmation VALUES (@quarter, @at, @by, @memoVersion, @open)');
  const confirmations = db.prepare<[], ConfirmationRow>('SELECT * FROM scope_confirmation ORDER BY at');
  return {
    ...scopeSeenQueries(db),
    decide: ({ ...decision }: ScopeDecision): void => void decide.run(decision),
    withdraw: (difference: string): void => void withdraw.run(difference),
    decisions: (): readonly ScopeDecision[] =>
      decisions.all().map(({ seen_digest, ...rest }) => ({ ...rest, seenDigest: seen_digest })),
    /** Keeps the whole register as the next version of the memo. */
    addMemo: (memoOf: Omit<ScopeMemo, 'version'>, systems: readonly System[]): void =>
      void addMemo.run({ ...memoOf, systems: JSON.stringify(systems) }),
    memo: (): ScopeMemo | null => memo.get() ?? null,
    /** Every version, oldest first. */
    memos: (): readonly ScopeMemo[] => memos.all(),
    confirm: ({ open: reasons, ...rest }: ScopeConfirmation): void =>
      void confirm.run({ ...rest, open: JSON.stringify(reasons) }),
    confirmations: (): readonly ScopeConfirmation[] =>
      confirmations.all().map(({ memo_version, open: reasons, ...rest }) => ({
        ...rest,
        memoVersion: memo_version,
        open: open.parse(JSON.parse(reasons)),
      })),
  };
}
