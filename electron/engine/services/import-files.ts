import type { Collection, Task } from '@shared/domain/collection.ts';
import { AppError } from '@shared/errors.ts';
import { listFiles, type OfferedFile } from '../collect/file/list-files.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { cancelled, importFile, type Outcome } from './import-file.ts';
import { openIntake } from './item-intake.ts';
import { record } from './record.ts';
import type { StatedPlace } from './take-item.ts';

/** The log's name of what a person stated of an import's files. */
export const statedAction = 'collection.stated';

interface ImportProgress {
  readonly collectionId: number;
  readonly state: Exclude<Collection['state'], 'interrupted' | 'paused'>;
  readonly filesDone: number;
  readonly files: number;
  readonly bytesDone: number;
  readonly bytes: number;
  readonly items: number;
  readonly tasks: readonly Task[];
}

export interface ImportInput {
  readonly files: readonly OfferedFile[];
  /** What a person states of all the files; it stands in the log. */
  readonly place?: StatedPlace | undefined;
  /** What is known of a file's place, by the name it was offered under. */
  readonly placeOf?: ((label: string) => StatedPlace | undefined) | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

function endState(
  tasks: readonly Task[],
  signal: AbortSignal,
): Exclude<Collection['state'], 'interrupted' | 'paused' | 'running'> {
  if (signal.aborted) return 'cancelled';
  const good = tasks.filter(({ state }) => state === 'done' || state === 'skipped').length;
  if (good === tasks.length) return 'done';
  return good === 0 ? 'failed' : 'partial';
}

function plan(workspace: Workspace, deps: Deps, files: readonly OfferedFile[]): { id: number; tasks: Task[] } {
  const planned = (collectionId: number): Task[] =>
    files.map(({ label, bytes }, at) => ({
      id: `${collectionId}.${at + 1}`,
      label,
      state: 'planned',
      bytes,
      items: 0,
      snapshotId: null,
      reason: null,
      endedAt: null,
      call: null,
    }));
  const change = {
    action: 'collection.started',
    objectType: 'collection',
    objectId: 'import',
    after: { files: files.map(({ label }) => label) },
  };
  return record(workspace, deps, change, () => {
    const id = workspace.collections.start({
      kind: 'import',
      startedAt: deps.clock(),
      actor: deps.actor,
      toolVersion: deps.toolVersion,
      run: null,
    });
    const tasks = planned(id);
    tasks.forEach((task, position) => {
      workspace.collections.addTask(id, position, task);
    });
    return { id, tasks };
  });
}

/** Who stated what of the files: the snapshot only shows the result. */
function keepStatement(workspace: Workspace, deps: Deps, id: number, place: StatedPlace): void {
  const after = { ...place, readAt: place.readAt ?? null };
  const change = { action: statedAction, objectType: 'collection', objectId: String(id), after };
  record(workspace, deps, change, () => undefined);
}

/** An import that has begun: its number at once, its end later. */
export interface RunningImport {
  readonly collectionId: number;
  readonly ended: Promise<Collection['state']>;
}

type Tell = (state: ImportProgress['state'], changed: readonly Task[], bytesNow?: number) => void;

/** Says how far a run is, in things done. */
function teller(
  id: number,
  files: readonly OfferedFile[],
  tasks: readonly Task[],
  onProgress: ImportInput['onProgress'],
): Tell {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return (state, changed, bytesNow = 0) => {
    const ended = tasks.filter((task) => task.endedAt !== null);
    const bytesBefore = ended.reduce((sum, task) => sum + task.bytes, 0);
    const items = ended.reduce((sum, task) => sum + task.items, 0);
    onProgress({
      collectionId: id,
      state,
      filesDone: ended.length,
      files: files.length,
      bytesDone: bytesBefore + bytesNow,
      bytes,
      items,
      tasks: changed,
    });
  };
}

function finish(
  workspace: Workspace,
  deps: Deps,
  id: number,
  tasks: readonly Task[],
  signal: AbortSignal,
): ReturnType<typeof endState> {
  const state = endState(tasks, signal);
  const after = { files: tasks.length, failed: tasks.filter((task) => task.state === 'failed').length };
  const change = { action: `collection.${state}`, objectType: 'collection', objectId: String(id), after };
  record(workspace, deps, change, () => workspace.collections.finish(id, state, deps.clock()));
  return state;
}

/** The accounts that anything was read from: the client's own. */
const accountsOf = (workspace: Workspace): readonly string[] =>
  [
    ...new Set(
      workspace.resources
        .places()
        .filter(({ account, region }) => account !== '' && region !== '')
        .map(({ account }) => account),
    ),
  ].sort();

/** Brings files and folders into the workspace. */
export function startImport(
  workspace: Workspace,
  deps: Deps,
  { paths, ...input }: Omit<ImportInput, 'files'> & { readonly paths: readonly string[] },
): RunningImport {
  const files = listFiles(paths);
  if (files.length === 0)
    throw new AppError('bad-input', 'There is no file in what was chosen.', 'Choose files or a folder of AWS Config.');
  return startImportOf(workspace, deps, { ...input, files });
}

/**
 * Brings files into the workspace. Good files come in whole, bad ones are refused whole with the reason; the run ends
 * `partial` when there were both. Never throws for a bad file.
 */
export function startImportOf(workspace: Workspace, deps: Deps, input: ImportInput): RunningImport {
  const { signal, files } = input;
  const { id, tasks } = plan(workspace, deps, files);
  if (input.place !== undefined) keepStatement(workspace, deps, id, input.place);
  const tell = teller(id, files, tasks, input.onProgress);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const intake = openIntake(deps, bytes);
  const ownAccounts = accountsOf(workspace);
  const readOne = (file: OfferedFile, snapshotId: string): Promise<Outcome> =>
    importFile(
      {
        file,
        snapshotId,
        collectionId: id,
        place: input.place ?? input.placeOf?.(file.label),
        intake,
        ownAccounts,
        signal,
        onBytes: (now) => tell('running', [], now),
      },
      workspace,
      deps,
    );
  const work = async (): Promise<Collection['state']> => {
    tell('running', tasks);
    for (const [place, file] of files.entries()) {
      const planned = tasks[place];
      if (planned === undefined) continue;
      const outcome = signal.aborted ? cancelled(file.label) : await readOne(file, planned.id);
      const ended = { ...planned, ...outcome, endedAt: deps.clock() };
      tasks[place] = ended;
      workspace.transaction(() => workspace.collections.updateTask(ended));
      tell('running', [ended]);
    }
    const state = finish(workspace, deps, id, tasks, signal);
    tell(state, []);
    return state;
  };
  return { collectionId: id, ended: work().finally(intake.close) };
}
