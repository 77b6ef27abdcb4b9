import type { Input, Output } from '@shared/contract/contract.ts';
import type { Workspace } from '../store/open.ts';

/** The audit log, newest first, a page at a time. */
export function listLog(workspace: Workspace, { before, limit }: Input<'log.list'>): Output<'log.list'> {
  return { head: workspace.log.head(), entries: workspace.log.before(before ?? Number.MAX_SAFE_INTEGER, limit) };
}
