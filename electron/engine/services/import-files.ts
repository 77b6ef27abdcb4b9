import type { Collection, ItemCount, SnapshotKind, Task } from '@shared/domain/collection.ts';
import { AppError } from '@shared/errors.ts';
import { listFiles, type OfferedFile } from '../collect/file/list-files.ts';
import { type FileReading, type RawItem, readConfigFile } from '../collect/file/read-file.ts';
import { answerEnvelope } from '../normalise/aws/answer.ts';
import { type Envelope, envelopeOf, holdsItems } from '../normalise/aws/envelope.ts';
import type { Workspace } from '../store/open.ts';
import type { StoredResource } from '../store/repos/resource.repo.ts';
import type { StoredSnapshot } from '../store/repos/snapshot.repo.ts';
import { sha256Of } from '../store/sha256.ts';
import type { Deps } from './deps.ts';
import { record } from './record.ts';

/** Account and region a person states for answers that do not say where they come from. */
export interface StatedPlace {
  readonly account: string;
  readonly region: string;
}

export interface ImportProgress {
  readonly collectionId: number;
  readonly state: Exclude<Collection['state'], 'interrupted'>;
  readonly filesDone: number;
  readonly files: number;
  readonly bytesDone: number;
  readonly bytes: number;
  readonly items: number;
  readonly tasks: readonly Task[];
}

export interface ImportInput {
  readonly paths: readonly string[];
  /** What a person states of a file's place, by the name it was offered under. */
  readonly placeOf?: ((label: string) => StatedPlace | undefined) | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

interface FileRun {
  readonly snapshotId: string;
  readonly importedAt: string;
  readonly place: StatedPlace | undefined;
  readonly counts: Map<string, { account: string; region: string; type: string; items: number }>;
  batch: StoredResource[];
  items: number;
  repeated: number;
  inventory: number;
  unplaced: number;
  undated: number;
  earliestAt: string | null;
  latestAt: string | null;
}

const batchSize = 2_000;

function flush(run: FileRun, workspace: Workspace): void {
  const { batch } = run;
  run.batch = [];
  workspace.transaction(() => {
    for (const version of batch) if (!workspace.resources.add(version)) run.repeated += 1;
  });
}

/** Fills the place a person stated where the row itself has none. */
function placed(envelope: Envelope, place: StatedPlace | undefined): Envelope {
  if (place === undefined) return envelope;
  return { ...envelope, account: envelope.account || place.account, region: envelope.region || place.region };
}

function count(run: FileRun, envelope: Envelope): void {
  const { account, region, type, capturedAt } = envelope;
  const key = `${account}\n${region}\n${type}`;
  const known = run.counts.get(key);
  if (known === undefined) run.counts.set(key, { account, region, type, items: 1 });
  else known.items += 1;
  run.items += 1;
  if (envelope.standing === 'inventory') run.inventory += 1;
  if (account === '' || region === '') run.unplaced += 1;
  if (capturedAt === null) run.undated += 1;
  else {
    if (run.earliestAt === null || capturedAt < run.earliestAt) run.earliestAt = capturedAt;
    if (run.latestAt === null || capturedAt > run.latestAt) run.latestAt = capturedAt;
  }
}

function take(item: RawItem, run: FileRun, workspace: Workspace): void {
  const read = holdsItems(item.kind) ? envelopeOf(item.value) : answerEnvelope(item.kind, item.value);
  if (read === null)
    throw new AppError(
      'unsupported-file',
      `row ${run.items + 1} at byte ${item.offset} names neither a resource type nor an ARN, so it cannot be placed.`,
    );
  const envelope = placed(item.kind === 'discovered-resources' ? { ...read, standing: 'inventory' } : read, run.place);
  count(run, envelope);
  run.batch.push({
    ...envelope,
    provider: 'aws',
    capturedAt: envelope.capturedAt ?? run.importedAt,
    snapshotId: run.snapshotId,
    offset: item.offset,
    length: item.bytes.length,
    sha256: sha256Of(item.bytes),
  });
  if (run.batch.length >= batchSize) flush(run, workspace);
}

function notesOf(run: FileRun, kind: SnapshotKind, reading: FileReading): readonly string[] {
  const isAnswer = !holdsItems(kind);
  return [
    ...reading.notes,
    ...(run.inventory > 0
      ? [
          `${run.inventory} of ${run.items} rows do not state an account or a recording status; they come in as inventory and prove nothing.`,
        ]
      : []),
    ...(isAnswer && run.unplaced > 0
      ? [
          `${run.unplaced} of ${run.items} rows do not state their account or region; import the file with both stated to use it for coverage.`,
        ]
      : []),
    ...(!isAnswer && run.undated > 0
      ? [`${run.undated} of ${run.items} rows have no capture time; the time of the import is taken.`]
      : []),
  ];
}

function snapshotOf(
  run: FileRun,
  collectionId: number,
  file: OfferedFile,
  reading: FileReading,
  hashes: { raw: string; body: string },
): StoredSnapshot {
  const counts: readonly ItemCount[] = [...run.counts.values()].sort((a, b) =>
    `${a.account} ${a.region} ${a.type}`.localeCompare(`${b.account} ${b.region} ${b.type}`, 'en'),
  );
  return {
    id: run.snapshotId,
    collectionId,
    provider: 'aws',
    fileName: file.label,
    kind: reading.kind,
    sha256: hashes.raw,
    bytes: file.bytes,
    bodySha256: hashes.body,
    encoding: reading.encoding,
    items: run.items,
    repeated: run.repeated,
    standing: run.items > 0 && run.inventory === run.items ? 'inventory' : 'evidence',
    earliestAt: run.earliestAt,
    latestAt: run.latestAt,
    importedAt: run.importedAt,
    counts,
    notes: notesOf(run, reading.kind, reading),
  };
}

type Outcome = Pick<Task, 'state' | 'items' | 'snapshotId' | 'reason'>;

/** Reads one file; everything it brought is in, or nothing is. */
async function importFile(
  file: OfferedFile,
  snapshotId: string,
  collectionId: number,
  input: ImportInput,
  workspace: Workspace,
  deps: Deps,
  onBytes: (bytes: number) => void,
): Promise<Outcome> {
  const run: FileRun = {
    snapshotId,
    importedAt: deps.clock(),
    place: input.placeOf?.(file.label),
    counts: new Map(),
    batch: [],
    items: 0,
    repeated: 0,
    inventory: 0,
    unplaced: 0,
    undated: 0,
    earliestAt: null,
    latestAt: null,
  };
  const raw = workspace.objects.create();
  const body = workspace.objects.create();
  try {
    const onItem = (item: RawItem) => take(item, run, workspace);
    const reading = await readConfigFile({ path: file.path, raw, body, signal: input.signal, onBytes, onItem });
    flush(run, workspace);
    run.repeated += workspace.resources.repeatedIn(run.snapshotId);
    const rawHash = raw.commit();
    const hashes = { raw: rawHash, body: reading.isRaw ? rawHash : body.commit() };
    if (reading.isRaw) body.abort();
    return finish(snapshotOf(run, collectionId, file, reading, hashes), workspace, deps);
  } catch (error) {
    raw.abort();
    body.abort();
    workspace.transaction(() => workspace.resources.removeSnapshot(run.snapshotId));
    return refusal(error, file, input.signal);
  }
}

function finish(snapshot: StoredSnapshot, workspace: Workspace, deps: Deps): Outcome {
  const known = workspace.snapshots.idOf(snapshot.sha256);
  if (known !== null) {
    workspace.transaction(() => workspace.resources.removeSnapshot(snapshot.id));
    return {
      state: 'skipped',
      items: snapshot.items,
      snapshotId: known,
      reason: `${snapshot.fileName}: the same bytes were imported before.`,
    };
  }
  const change = {
    action: 'snapshot.added',
    objectType: 'snapshot',
    objectId: snapshot.id,
    after: { sha256: snapshot.sha256, items: snapshot.items, fileName: snapshot.fileName },
  };
  record(workspace, deps, change, () => workspace.snapshots.add(snapshot));
  return { state: 'done', items: snapshot.items, snapshotId: snapshot.id, reason: null };
}

function refusal(error: unknown, file: OfferedFile, signal: AbortSignal): Outcome {
  if (signal.aborted)
    return {
      state: 'cancelled',
      items: 0,
      snapshotId: null,
      reason: `${file.label}: cancelled; nothing of it was kept.`,
    };
  if (!(error instanceof AppError)) throw error;
  return {
    state: 'failed',
    items: 0,
    snapshotId: null,
    reason: `${file.label}: ${error.message}${error.remedy === undefined ? '' : ` ${error.remedy}`}`,
  };
}

function endState(
  tasks: readonly Task[],
  signal: AbortSignal,
): Exclude<Collection['state'], 'interrupted' | 'running'> {
  if (signal.aborted) return 'cancelled';
  const good = tasks.filter(({ state }) => state === 'done' || state === 'skipped').length;
  if (good === tasks.length) return 'done';
  return good === 0 ? 'failed' : 'partial';
}

function plan(workspace: Workspace, deps: Deps, files: readonly OfferedFile[]): { id: number; tasks: Task[] } {
  const planned = (collectionId: number): Task[] =>
    files.map(({ label, bytes }, place) => ({
      id: `${collectionId}.${place + 1}`,
      label,
      state: 'planned',
      bytes,
      items: 0,
      snapshotId: null,
      reason: null,
      endedAt: null,
    }));
  const change = {
    action: 'collection.started',
    objectType: 'collection',
    objectId: 'import',
    after: { files: files.map(({ label }) => label) },
  };
  return record(workspace, deps, change, () => {
    const id = workspace.collections.start(deps.clock(), deps.actor, deps.toolVersion);
    const tasks = planned(id);
    tasks.forEach((task, position) => {
      workspace.collections.addTask(id, position, task);
    });
    return { id, tasks };
  });
}

/** An import that has begun: its number at once, its end later. */
export interface RunningImport {
  readonly collectionId: number;
  readonly ended: Promise<Collection['state']>;
}

/**
 * Brings files and folders into the workspace. Good files come in whole, bad ones are refused whole with the reason;
 * the run ends `partial` when there were both. Never throws for a bad file.
 */
export function startImport(workspace: Workspace, deps: Deps, input: ImportInput): RunningImport {
  const files = listFiles(input.paths);
  if (files.length === 0)
    throw new AppError('bad-input', 'There is no file in what was chosen.', 'Choose files or a folder of AWS Config.');
  const { id, tasks } = plan(workspace, deps, files);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  let bytesBefore = 0;
  const tell = (state: ImportProgress['state'], changed: readonly Task[], bytesNow = 0): void => {
    const ended = tasks.filter((task) => task.endedAt !== null);
    const items = ended.reduce((sum, task) => sum + task.items, 0);
    input.onProgress({
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
  const work = async (): Promise<Collection['state']> => {
    tell('running', tasks);
    for (const [place, file] of files.entries()) {
      const planned = tasks[place];
      if (planned === undefined) continue;
      const outcome = input.signal.aborted
        ? refusal(null, file, input.signal)
        : await importFile(file, planned.id, id, input, workspace, deps, (now) => tell('running', [], now));
      const ended = { ...planned, ...outcome, endedAt: deps.clock() };
      tasks[place] = ended;
      workspace.transaction(() => workspace.collections.updateTask(ended));
      bytesBefore += file.bytes;
      tell('running', [ended]);
    }
    const state = endState(tasks, input.signal);
    const change = {
      action: `collection.${state}`,
      objectType: 'collection',
      objectId: String(id),
      after: { files: files.length, failed: tasks.filter((task) => task.state === 'failed').length },
    };
    record(workspace, deps, change, () => workspace.collections.finish(id, state, deps.clock()));
    tell(state, []);
    return state;
  };
  return { collectionId: id, ended: work() };
}
