import type { Input, Output } from '@shared/contract/contract.ts';
import type { AuditException } from '@shared/domain/exception.ts';
import { AppError } from '@shared/errors.ts';
import { forbidden, type Move, missingFor } from '../evaluate/moves.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { itemsNow, type Surroundings, surroundings } from './exception-context.ts';
import { windowOf } from './exception-raise.ts';
import { asTyped, exceptionAt, moveContext, moveWords, rowOfException } from './exception-view.ts';
import { kept, writeException } from './exceptions.ts';

/** What a move leaves behind besides the state. */
function marks(move: Move, today: string): Partial<AuditException> {
  if (move.to === 'accepted-risk' && move.until !== null)
    return { acceptedRisk: { by: move.by, reason: move.reason, until: move.until } };
  if (move.to === 'verified')
    return { verification: { by: move.by, on: today, words: move.reason, evidence: move.evidence } };
  return move.to === 'open' ? { acceptedRisk: null, verification: null } : {};
}

/** What readings since it was raised say of its end. The days before it stay: a repair removes none of them. */
function endsOf(exception: AuditException, around: Surroundings): Partial<AuditException> {
  const affectedItems = itemsNow(exception, around);
  const windowEnd = exception.windowEnd ?? windowOf(affectedItems, around).windowEnd;
  return { affectedItems, windowEnd };
}

/**
 * Moves one exception, or throws with the reason why not. One log entry for the move; a response typed since the last
 * version is kept with it, and that is an entry of its own.
 */
function moveOne(workspace: Workspace, deps: Deps, id: string, move: Move): void {
  const stored = exceptionAt(workspace, id);
  const refusal = forbidden(stored.status, move.to);
  if (refusal !== null) throw new AppError('conflict', refusal);
  const around = surroundings(workspace, deps);
  const typed = asTyped(stored, workspace);
  const missing = missingFor(typed, move, moveContext(typed, around));
  if (missing.length > 0)
    throw new AppError('bad-input', `${id} still needs ${missing.join(', and ')}.`, 'Add it, then move the exception.');
  workspace.transaction(() => {
    const before = kept(workspace, deps, stored);
    const after = { ...before, ...endsOf(before, around), ...marks(move, around.today), status: move.to };
    const reason = moveWords(before, move.to, move.by, move.reason);
    writeException(workspace, deps, after, { action: 'exception.moved', before, reason });
  });
}

/** Moves exceptions to another state; each that cannot go says why, and the others go. */
export function moveExceptions(
  workspace: Workspace,
  deps: Deps,
  { ids, to, by, reason, until, evidence }: Input<'exception.move'>,
): Output<'exception.move'> {
  const move: Move = { to, by, reason, until: until ?? null, evidence: evidence ?? [] };
  const refused = [...new Set(ids)].flatMap((id) => {
    try {
      moveOne(workspace, deps, id, move);
      return [];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return [{ id, why: [error.message, error.remedy ?? ''].join(' ').trim() }];
    }
  });
  const around = surroundings(workspace, deps);
  const rows = around.exceptions.filter(({ id }) => ids.includes(id));
  return { rows: rows.map((exception) => rowOfException(exception, workspace, around)), refused };
}
