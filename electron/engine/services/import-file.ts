import type { ItemCount, SnapshotKind, Task } from '@shared/domain/collection.ts';
import { later } from '@shared/domain/period.ts';
import { AppError } from '@shared/errors.ts';
import { isAzureKind } from '../collect/file/detect-azure.ts';
import type { OfferedFile } from '../collect/file/list-files.ts';
import type { RawItem } from '../collect/file/raw-item.ts';
import { type FileReading, readCloudFile } from '../collect/file/read-file.ts';
import { type Envelope, holdsItems } from '../normalise/aws/envelope.ts';
import type { Workspace } from '../store/open.ts';
import type { StoredSnapshot } from '../store/repos/snapshot.repo.ts';
import { sha256Of } from '../store/sha256.ts';
import type { Deps } from './deps.ts';
import type { ItemJudging } from './item-judging.ts';
import { createItemWriter, type ItemWriter } from './item-writer.ts';
import { noRecorder, noRecorderVersion } from './no-recorder.ts';
import { judgedBytes, readItem } from './read-item.ts';
import { record } from './record.ts';

/** What a person states of answers that do not say it: where they come from, and when they were read (ISO 8601 UTC). */
export interface StatedPlace {
  readonly account: string;
  readonly region: string;
  readonly readAt?: string | undefined;
}

interface FileRun {
  readonly snapshotId: string;
  readonly importedAt: string;
  readonly place: StatedPlace | undefined;
  readonly counts: Map<string, { account: string; region: string; type: string; items: number }>;
  /** The last state of each resource in a file of several recorded answers. */
  readonly recorded: Map<string, { readonly stateId: string; readonly at: string }>;
  /** What rows of Azure ask to be said of them. */
  readonly notes: Set<string>;
  readonly writer: ItemWriter;
  items: number;
  inventory: number;
  unplaced: number;
  undated: number;
  earliestAt: string | null;
  latestAt: string | null;
}

/** Fills the place a person stated where the row itself has none. */
function placed(envelope: Envelope, place: StatedPlace | undefined): Envelope {
  if (place === undefined) return envelope;
  const account = envelope.account || place.account.toLowerCase();
  return { ...envelope, account, region: envelope.region || place.region };
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

/** Recorded answers follow each other: where one of the same instant shows another state, it shows the later one. */
function inOrder(run: FileRun, { account, type, id, stateId }: Envelope, at: string): string {
  const key = `${account} ${type} ${id}`;
  const before = run.recorded.get(key);
  const isLater = before !== undefined && before.stateId !== stateId && before.at >= at;
  const ordered = isLater ? new Date(Date.parse(before.at) + 1).toISOString() : later(at, before?.at ?? at);
  run.recorded.set(key, { stateId, at: ordered });
  return ordered;
}

function take(item: RawItem, run: FileRun): void {
  const read = readItem(item);
  if (read === null)
    throw new AppError(
      'unsupported-file',
      `row ${run.items + 1} at byte ${item.offset} names neither a resource type nor an ARN, so it cannot be placed.`,
    );
  const { envelope: said, provider, note } = read;
  if (note !== null) run.notes.add(note);
  const envelope = placed(said, run.place);
  const capturedAt = envelope.capturedAt ?? item.readAt ?? run.place?.readAt ?? null;
  count(run, envelope.capturedAt === capturedAt ? envelope : { ...envelope, capturedAt });
  const at = capturedAt ?? run.importedAt;
  const version = {
    ...envelope,
    provider,
    capturedAt: item.answer === 0 ? at : inOrder(run, envelope, at),
    snapshotId: run.snapshotId,
    offset: item.offset,
    length: item.bytes.length,
    sha256: sha256Of(item.bytes),
  };
  run.writer.add({ version, value: item.value, bytes: judgedBytes(item) });
}

const inventoryNote = (run: FileRun, kind: SnapshotKind): string =>
  isAzureKind(kind)
    ? `${run.inventory} of ${run.items} rows say that a resource exists and nothing of its settings; they come in as inventory and prove nothing.`
    : `${run.inventory} of ${run.items} rows do not state an account or a recording status; they come in as inventory and prove nothing.`;

function notesOf(run: FileRun, kind: SnapshotKind, reading: FileReading): readonly string[] {
  const isAnswer = !holdsItems(kind) && !isAzureKind(kind);
  return [
    ...reading.notes,
    ...run.notes,
    ...(run.inventory > 0 ? [inventoryNote(run, kind)] : []),
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
  known: { raw: string; body: string; repeated: number },
): StoredSnapshot {
  const counts: readonly ItemCount[] = [...run.counts.values()].sort((a, b) =>
    `${a.account} ${a.region} ${a.type}`.localeCompare(`${b.account} ${b.region} ${b.type}`, 'en'),
  );
  return {
    id: run.snapshotId,
    collectionId,
    provider: isAzureKind(reading.kind) ? 'azure' : 'aws',
    fileName: file.label,
    kind: reading.kind,
    sha256: known.raw,
    bytes: file.bytes,
    bodySha256: known.body,
    encoding: reading.encoding,
    items: run.items,
    repeated: known.repeated,
    standing: run.items > 0 && run.inventory === run.items ? 'inventory' : 'evidence',
    earliestAt: run.earliestAt,
    latestAt: run.latestAt,
    importedAt: run.importedAt,
    counts,
    notes: notesOf(run, reading.kind, reading),
    provenance: null,
  };
}

/** How one file ended: the part of its task that is known then. */
export type Outcome = Pick<Task, 'state' | 'items' | 'snapshotId' | 'reason'>;

/** One file to read, and the number its snapshot gets. */
export interface FileToImport {
  readonly file: OfferedFile;
  readonly snapshotId: string;
  readonly collectionId: number;
  readonly place: StatedPlace | undefined;
  readonly judging: ItemJudging;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

const newRun = (input: FileToImport, workspace: Workspace, importedAt: string): FileRun => ({
  snapshotId: input.snapshotId,
  importedAt,
  place: input.place,
  writer: createItemWriter(workspace, input.judging),
  counts: new Map(),
  recorded: new Map(),
  notes: new Set(),
  items: 0,
  inventory: 0,
  unplaced: 0,
  undated: 0,
  earliestAt: null,
  latestAt: null,
});

/** An empty recorder answer says that there is no recorder; with its place stated that is a fact about the region. */
function noteNoRecorder(run: FileRun, kind: SnapshotKind): void {
  if (kind !== 'recorders' || run.items > 0 || run.place === undefined || run.place.account === '') return;
  const { snapshotId, importedAt: capturedAt, place } = run;
  run.counts.set('', { ...place, type: noRecorder, items: 0 });
  const version = noRecorderVersion(place, snapshotId, capturedAt);
  run.writer.add({ version, value: null, bytes: Buffer.alloc(0) });
}

async function readInto(run: FileRun, input: FileToImport, workspace: Workspace): Promise<StoredSnapshot> {
  const { file, signal, onBytes, snapshotId } = input;
  const raw = workspace.objects.create();
  const body = workspace.objects.create();
  try {
    const onItem = (item: RawItem) => take(item, run);
    const reading = await readCloudFile({ path: file.path, raw, body, signal, onBytes, onItem });
    noteNoRecorder(run, reading.kind);
    const repeated = (await run.writer.end()) + workspace.resources.repeatedIn(snapshotId);
    const rawHash = raw.commit();
    const bodyHash = reading.isRaw ? rawHash : body.commit();
    return snapshotOf(run, input.collectionId, file, reading, { raw: rawHash, body: bodyHash, repeated });
  } finally {
    raw.abort();
    body.abort();
  }
}

/** AWS Config writes this empty file to see whether it may deliver; it says nothing about the client. */
const isWritabilityCheck = ({ label, bytes }: OfferedFile): boolean =>
  bytes === 0 && label.endsWith('ConfigWritabilityCheckFile');

/** Reads one file; everything it brought is in, or nothing is. Never throws: what went wrong is the outcome's reason. */
export async function importFile(input: FileToImport, workspace: Workspace, deps: Deps): Promise<Outcome> {
  const { file, signal, snapshotId } = input;
  if (isWritabilityCheck(file))
    return refused('skipped', `${file.label}: AWS Config's own empty test file; there is nothing in it.`);
  const run = newRun(input, workspace, deps.clock());
  try {
    return finish(await readInto(run, input, workspace), workspace, deps);
  } catch (error) {
    await run.writer.abort();
    workspace.transaction(() => workspace.resources.removeSnapshot(snapshotId));
    return refusal(error, file.label, signal);
  }
}

/** The same bytes are known only for the same places and times: an answer often says neither its region nor its day. */
function knownAs({ sha256, ...own }: StoredSnapshot, workspace: Workspace): string | null {
  const said = ({ counts, earliestAt, latestAt }: typeof own): string => JSON.stringify([counts, earliestAt, latestAt]);
  return workspace.snapshots.ofBytes(sha256).find((it) => said(it) === said(own))?.id ?? null;
}

function finish(snapshot: StoredSnapshot, workspace: Workspace, deps: Deps): Outcome {
  const known = knownAs(snapshot, workspace);
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

const refused = (state: 'failed' | 'cancelled' | 'skipped', reason: string): Outcome => ({
  state,
  items: 0,
  snapshotId: null,
  reason,
});

/** A file that was not reached before the run was cancelled. */
export const cancelled = (label: string): Outcome =>
  refused('cancelled', `${label}: cancelled; nothing of it was kept.`);

function refusal(error: unknown, label: string, signal: AbortSignal): Outcome {
  if (signal.aborted) return cancelled(label);
  if (error instanceof AppError)
    return refused(
      'failed',
      [`${label}: ${error.message}`, ...(error.remedy === undefined ? [] : [error.remedy])].join(' '),
    );
  return refused(
    'failed',
    `${label}: it could not be kept (${error instanceof Error ? error.message : String(error)}).`,
  );
}
