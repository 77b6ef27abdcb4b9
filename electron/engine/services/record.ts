import { asJson } from '@shared/domain/json.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';

/** A change in the words of the log. */
export interface Change {
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly before?: object | undefined;
  readonly after?: object | undefined;
  readonly reason?: string | null;
}

/** Writes a change and its log entry in one transaction: there is never one without the other. */
export function record<T>(workspace: Workspace, deps: Deps, change: Change, work: () => T): T {
  return workspace.transaction(() => {
    const result = work();
    workspace.log.append({
      at: deps.clock(),
      actor: deps.actor,
      toolVersion: deps.toolVersion,
      action: change.action,
      objectType: change.objectType,
      objectId: change.objectId,
      before: change.before === undefined ? undefined : asJson(change.before),
      after: change.after === undefined ? undefined : asJson(change.after),
      reason: change.reason ?? null,
    });
    return result;
  });
}
