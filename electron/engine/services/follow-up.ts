import type { AuditException } from '@shared/domain/exception.ts';
import { dayWords } from '@shared/domain/words.ts';
import { hasExpired, type Reopening, reopening } from '../evaluate/follow-up.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { findingsOf, surroundings } from './exception-context.ts';
import { moveWords } from './exception-view.ts';
import { writeException } from './exceptions.ts';

/** The log says that Fieldwork did it, and why. */
function reopen(workspace: Workspace, deps: Deps, before: AuditException, { to, because }: Reopening): void {
  const after = { ...before, status: to, verification: null, acceptedRisk: null };
  const reason = moveWords(before, to, '', because);
  writeException(workspace, { ...deps, actor: 'fieldwork' }, after, { action: 'exception.reopened', before, reason });
}

/** Opens again the risks whose acceptance ended before today; gives how many. */
export function endAcceptances(workspace: Workspace, deps: Deps): number {
  const { exceptions, today } = surroundings(workspace, deps);
  const expired = exceptions.filter((exception) => hasExpired(exception, today));
  for (const exception of expired) {
    const { by = 'nobody', until = today } = exception.acceptedRisk ?? {};
    const because = `The acceptance by ${by} ended on ${dayWords(until)}.`;
    reopen(workspace, deps, exception, { to: 'open', because });
  }
  return expired.length;
}

/** Opens again what a newer reading or the calendar undoes; gives how many. Called after each judgement. */
export function followUp(workspace: Workspace, deps: Deps): number {
  const ended = endAcceptances(workspace, deps);
  const around = surroundings(workspace, deps);
  const again = around.exceptions.flatMap((exception) => {
    const found = reopening(exception, findingsOf(exception, around), around.engagement.timeZone);
    return found === null ? [] : [{ exception, found }];
  });
  for (const { exception, found } of again) reopen(workspace, deps, exception, found);
  return ended + again.length;
}
