import type { AuditException } from '@shared/domain/exception.ts';
import { isObject } from '@shared/domain/json.ts';
import { dayOf } from '@shared/domain/period.ts';
import type { SourceException } from '../report/binder-source.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { dueOn, severityNow, surroundings } from './exception-context.ts';
import { rowOfException, rubricOf } from './exception-view.ts';

/** Who withdrew an exception and why, from the log; null when it stands. */
function withdrawnBecause(workspace: Workspace, { id, status }: AuditException): string | null {
  if (status !== 'withdrawn') return null;
  const move = workspace.log
    .ofObject('exception', id)
    .find(({ action, after }) => action === 'exception.moved' && isObject(after) && after.status === 'withdrawn');
  // The reason of a move begins with the two states; who and why follow.
  return move?.reason?.split('; ').slice(1).join('; ') || null;
}

/** Every exception with its response as it was kept: a draft is nobody's word yet. Read as of the instant judged. */
export function sourceExceptions(workspace: Workspace, deps: Deps, asOf: string): readonly SourceException[] {
  const now = surroundings(workspace, deps);
  const around = { ...now, today: dayOf(asOf, now.engagement.timeZone) };
  return around.exceptions.map((exception) => {
    const control = around.controls.find((it) => it.control.id === exception.controlId)?.control;
    const { score, band } = rubricOf(exception, around);
    return {
      exception,
      severity: severityNow(exception, around),
      dueOn: dueOn(exception, around),
      indicator: rowOfException(exception, workspace, around).indicator,
      activity: control?.statement ?? '',
      steps: control?.testOfOperation ?? [],
      withdrawn: withdrawnBecause(workspace, exception),
      rubric: { score, band },
    };
  });
}
