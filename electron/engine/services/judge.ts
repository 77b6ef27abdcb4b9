import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { defaultAsOf, type EvaluateProgress, evaluate } from './evaluate.ts';
import { followUp } from './follow-up.ts';

/** Findings are dropped when a newer program opens the workspace, and never come when one ends in the middle of an import. */
export const isUnjudged = ({ judgements, snapshots }: Workspace): boolean =>
  judgements.get() === null && snapshots.all().length > 0;

/**
 * Judges everything read, as of an instant or as late as the report speaks, and follows up what that says about
 * exceptions; gives how many were opened again.
 */
export function judgeAll(
  workspace: Workspace,
  deps: Deps,
  asOf?: string | undefined,
  onProgress: (progress: EvaluateProgress) => void = () => {},
): number {
  evaluate(workspace, deps, asOf ?? defaultAsOf(workspace.engagements.get(), deps.clock()), onProgress);
  return followUp(workspace, deps);
}
