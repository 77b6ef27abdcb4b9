import type { Output } from '@shared/contract/contract.ts';
import { type EvidenceItem, type ExceptionStatus, transitions } from '@shared/domain/exception.ts';
import { emptyResponse, type Response } from '@shared/domain/response.ts';
import { moveExceptions } from '../../../electron/engine/services/exception-move.ts';
import { raiseException, typeResponse } from '../../../electron/engine/services/exceptions.ts';
import { judgeAll } from '../../../electron/engine/services/judge.ts';
import type { Workspace } from '../../../electron/engine/store/open.ts';
import { deps, importInto, newWorkspace } from './workspace.ts';

export const byHand = { title: 'The second quarter access review was not done', controlId: 'IAM-05', origins: [] };
export const ports = 'aws.security-group-admin-ports-closed';

/** A response that lacks nothing a move asks of the text; evidence and days are said by each test. */
export const answered = (response: Partial<Response> = {}): Response => ({
  ...emptyResponse,
  position: 'accepts',
  statement: '1 of 1 reviews of IAM-05 was not done.',
  correctiveAction: 'The review is opened by the ticketing system each quarter.',
  ...response,
});

/** A statement as evidence, collected at an instant. */
export const ticket = (collectedAt: string): EvidenceItem => ({
  id: 'E-001',
  kind: 'statement',
  title: 'Ticket 7',
  source: 'Ticketing',
  collectedAt,
  by: 'Ada Example',
  sha256: null,
  fileName: null,
});

/** What a person says with a move; the rest is filled in. */
export interface Said {
  readonly by?: string;
  readonly reason?: string;
  readonly until?: string;
  readonly evidence?: readonly string[];
  readonly now?: string;
}

/** Moves one exception; `refused` is the sentence that says why not, empty when it went. */
export function moved(workspace: Workspace, to: ExceptionStatus, said: Said = {}, id = 'EX-001'): string {
  const { now, by = 'Ada Example', reason = 'As agreed.', ...rest } = said;
  const { refused } = moveExceptions(workspace, deps(now), { ids: [id], to, by, reason, ...rest });
  return refused.map(({ why }) => why).join(' ');
}

/** Withdraws every exception, so that the sample's own are out of the way. */
export function withdrawAll(workspace: Workspace): void {
  for (const { id, status } of workspace.exceptions.all()) {
    if (!transitions[status].includes('withdrawn')) moved(workspace, 'open', {}, id);
    moved(workspace, 'withdrawn', {}, id);
  }
}

export const typed = (workspace: Workspace, response: Partial<Response>, id = 'EX-001'): string =>
  typeResponse(workspace, deps(), { id, response: answered(response) }).savedAt;

export const stateOf = (workspace: Workspace, id = 'EX-001'): ExceptionStatus | undefined =>
  workspace.exceptions.find(id)?.status;

/** The actions in the log about an exception, oldest first. */
export const actionsOn = (workspace: Workspace, id = 'EX-001'): readonly string[] =>
  workspace.log
    .ofObject('exception', id)
    .map(({ action }) => action)
    .reverse();

/** Reads files and judges them, as the program does after an import. */
export async function readAndJudge(workspace: Workspace, paths: readonly string[], now: string): Promise<number> {
  await importInto(workspace, paths);
  return judgeAll(workspace, deps(now));
}

/** A new engagement with one exception raised on every failing finding of a rule. */
export async function raisedOn(
  paths: readonly string[],
  now: string,
): Promise<[Workspace, Output<'exception.detail'>]> {
  const workspace = newWorkspace();
  await readAndJudge(workspace, paths, now);
  const origins = workspace.findings.failing([ports]).map(({ id }) => ({ kind: 'finding' as const, id }));
  return [workspace, raiseException(workspace, deps(now), { origins })];
}
