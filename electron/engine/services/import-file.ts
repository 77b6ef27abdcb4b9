import type { ItemCount, SnapshotKind, Task } from '@shared/domain/collection.ts';
import { later } from '@shared/domain/period.ts';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { isAzureKind } from '../collect/file/detect-azure.ts';
import type { OfferedFile } from '../collect/file/list-files.ts';
import type { RawItem } from '../collect/file/raw-item.ts';
import { type FileReading, readCloudFile } from '../collect/file/read-file.ts';
import { type Envelope, holdsItems } from '../normalise/aws/envelope.ts';
import type { Workspace } from '../store/open.ts';
import type { NewSighting } from '../store/repos/resource.repo.ts';
import type { StoredSnapshot } from '../store/repos/snapshot.repo.ts';
import type { Deps } from './deps.ts';
import type { ItemIntake } from './item-intake.ts';
import { createItemWriter } from './item-writer.ts';
import { noRecorder, noRecorderVersion } from './no-recorder.ts';
import { record } from './record.ts';
import type { StatedPlace, TakenItem } from './take-item.ts';

interface FileRun {
  readonly snapshotId: string;
  readonly importedAt: string;
  readonly place: StatedPlace | undefined;
  readonly counts: Map<string, { account: string; region: string; type: string; items: number }>;
  /** The last state of each resource in a file of several recorded answers. */
  readonly recorded: Map<string, { readonly stateId: string; readonly at: string }>;
  /** What rows of Azure ask to be said of them. */
  readonly notes: Set<string>;
  items: number;
  inventory: number;
  unplaced: number;
  undated: number;
  earliestAt: string | null;
  latestAt: string | null;
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

/** What an item brings, counted; called for each in the file's order. */
function sightingOf(item: RawItem, taken: TakenItem | null, run: FileRun): NewSighting {
  if (taken === null)
    throw new AppError(
      'unsupported-file',
      `row ${run.items + 1} at byte ${item.offset} names neither a resource type nor an ARN, so it cannot be placed.`,
    );
  const { envelope, provider, note, sha256, kept } = taken;
  if (note !== null) run.notes.add(note);
  count(run, envelope);
  const at = envelope.capturedAt ?? run.importedAt;
  const version = {
    ...envelope,
    provider,
    capturedAt: item.answer === 0 ? at : inOrder(run, envelope, at),
    snapshotId: run.snapshotId,
    offset: item.offset,
    length: item.bytes.length,
    sha256,
  };
  return { version, kept };
}

const inventoryNote = (run: FileRun, kind: SnapshotKind): string =>
  isAzureKind(kind)
    ? `Of ${counted(run.items, 'row')}, ${run.inventory} only say that a resource exists, and nothing of its settings: inventory, which proves nothing.`
    : `Of ${counted(run.items, 'row')}, ${run.inventory} without an account or a recording status: inventory, which proves nothing.`;

function notesOf(run: FileRun, kind: SnapshotKind, reading: FileReading): readonly string[] {
  const isAnswer = !holdsItems(kind) && !isAzureKind(kind);
  return [
    ...reading.notes,
    ...run.notes,
    ...(run.inventory > 0 ? [inventoryNote(run, kind)] : []),
    ...(isAnswer && run.unplaced > 0
      ? [
          `Of ${counted(run.items, 'row')}, ${run.unplaced} without an account or a region; import the file with both stated to use it for coverage.`,
        ]
      : []),
    ...(!isAnswer && run.undated > 0
      ? [`Of ${counted(run.items, 'row')}, ${run.undated} without a capture time; the time of the import is taken.`]
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
  readonly intake: ItemIntake;
  /** The client's accounts as far as they are known. */
  readonly ownAccounts: readonly string[];
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

const newRun = (input: FileToImport, importedAt: string): FileRun => ({
  snapshotId: input.snapshotId,
  importedAt,
  place: input.place,
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
function noRecorderIn(run: FileRun, kind: SnapshotKind): readonly NewSighting[] {
  if (kind !== 'recorders' || run.items > 0 || run.place === undefined || run.place.account === '') return [];
  const { snapshotId, importedAt, place } = run;
  run.counts.set('', { ...place, type: noRecorder, items: 0 });
  return [{ version: noRecorderVersion(place, snapshotId, importedAt), kept: null }];
}

async function readInto(run: FileRun, input: FileToImport, workspace: Workspace): Promise<StoredSnapshot> {
  const { file, signal, onBytes, snapshotId, intake, ownAccounts, place } = input;
  const raw = workspace.objects.create();
  const body = workspace.objects.create();
  const facts = { place, importedAt: run.importedAt, ownAccounts };
  const writer = createItemWriter({
    workspace,
    intake,
    facts,
    sightingOf: (item, said) => sightingOf(item, said, run),
  });
  try {
    const reading = await readCloudFile({ path: file.path, raw, body, signal, onBytes, onItem: writer.add });
    const ended = await writer.end(() => noRecorderIn(run, reading.kind));
    const repeated = ended + workspace.resources.repeatedIn(snapshotId);
    const rawHash = raw.commit();
    const bodyHash = reading.isRaw ? rawHash : body.commit();
    return snapshotOf(run, input.collectionId, file, reading, { raw: rawHash, body: bodyHash, repeated });
  } finally {
    await writer.abort();
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
  const run = newRun(input, deps.clock());
  try {
    return finish(await readInto(run, input, workspace), workspace, deps);
  } catch (error) {
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
