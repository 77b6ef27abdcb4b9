import { type Statement, statementProblems } from '@shared/domain/stated-place.ts';
import { AppError } from '@shared/errors.ts';
import type { Workspace } from '../store/open.ts';
import type { StoredSnapshot } from '../store/repos/snapshot.repo.ts';
import type { Deps } from './deps.ts';
import { type ImportInput, type RunningImport, startImportOf } from './import-files.ts';

interface StatedInput extends Pick<ImportInput, 'signal' | 'onProgress'>, Statement {
  readonly snapshotId: string;
}

function fileSnapshot(workspace: Workspace, id: string): StoredSnapshot {
  const snapshot = workspace.snapshots.find(id);
  if (snapshot === null)
    throw new AppError('not-found', `There is no snapshot ${id}.`, 'Look at the collections anew.');
  if (snapshot.provenance !== null)
    throw new AppError('bad-input', 'What a collection read from a cloud states its place itself.');
  return snapshot;
}

/**
 * Imports a stored file once more with what a person states of it: the same bytes as a further snapshot. The one before it
 * stays as it is.
 */
export function importStated(workspace: Workspace, deps: Deps, input: StatedInput): RunningImport {
  const { snapshotId, account, region, readAt, signal, onProgress } = input;
  const { provider, fileName, sha256, bytes } = fileSnapshot(workspace, snapshotId);
  const [problem] = Object.values(statementProblems(input, provider, deps.clock()));
  if (problem !== undefined) throw new AppError('bad-input', problem);
  const path = workspace.objects.intact(sha256);
  if (path === null)
    throw new AppError('verify-failed', `The stored bytes of ${fileName} were altered.`, 'Verify the workspace.');
  const place = { account, region, readAt: readAt ?? undefined };
  return startImportOf(workspace, deps, { files: [{ path, label: fileName, bytes }], place, signal, onProgress });
}
