import { chmodSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { backUp } from './backup.ts';
import { checkHead, writeHead } from './head.ts';
import { applicationId, inspectDatabase } from './inspect.ts';
import { migrate, newestSchema, schemaOf, schemaText } from './migrate.ts';
import { type Objects, openObjects } from './objects.ts';
import { type AuditLogRepo, auditLogRepo } from './repos/audit-log.repo.ts';
import { type BinderRepo, binderRepo } from './repos/binder.repo.ts';
import { type CollectionRepo, collectionRepo } from './repos/collection.repo.ts';
import { type ConclusionRepo, conclusionRepo } from './repos/conclusion.repo.ts';
import { type ConnectionRepo, connectionRepo } from './repos/connection.repo.ts';
import { type ControlRepo, controlRepo } from './repos/control.repo.ts';
import { type EngagementRepo, engagementRepo } from './repos/engagement.repo.ts';
import { type ExceptionRepo, exceptionRepo } from './repos/exception.repo.ts';
import { type FindingRepo, findingRepo } from './repos/finding.repo.ts';
import { type JudgementRepo, judgementRepo } from './repos/judgement.repo.ts';
import { type ListingRepo, listingRepo } from './repos/listing.repo.ts';
import { type MatrixMappingRepo, matrixMappingRepo } from './repos/matrix-mapping.repo.ts';
import { type PageRepo, pageRepo } from './repos/page.repo.ts';
import { type ResourceRepo, resourceRepo } from './repos/resource.repo.ts';
import { type ScopeRepo, scopeRepo } from './repos/scope.repo.ts';
import { type SnapshotRepo, snapshotRepo } from './repos/snapshot.repo.ts';
import { type SystemRepo, systemRepo } from './repos/system.repo.ts';

const databaseName = 'engagement.db';
const busyMilliseconds = 2_000;

/** One open engagement: its folder, its tables and its objects. Exactly one process holds it. */
export interface Workspace {
  readonly folder: string;
  readonly engagements: EngagementRepo;
  readonly controls: ControlRepo;
  readonly mappings: MatrixMappingRepo;
  readonly systems: SystemRepo;
  readonly scope: ScopeRepo;
  readonly conclusions: ConclusionRepo;
  readonly exceptions: ExceptionRepo;
  readonly connections: ConnectionRepo;
  readonly collections: CollectionRepo;
  readonly pages: PageRepo;
  readonly listings: ListingRepo;
  readonly snapshots: SnapshotRepo;
  readonly resources: ResourceRepo;
  readonly findings: FindingRepo;
  readonly judgements: JudgementRepo;
  readonly binders: BinderRepo;
  readonly log: AuditLogRepo;
  readonly objects: Objects;
  /** Runs all of `work` in one transaction, or none of it. */
  transaction<T>(work: () => T): T;
  /** The reasons SQLite gives for distrusting the file; empty when it is sound. */
  integrity(): readonly string[];
  close(): void;
}

const settings = [
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', '0', 0],
] as const;

/** Sets each pragma and reads it back; a setting that did not hold would be a promise not kept. */
function configure(db: Database.Database): void {
  for (const [name, value, expected] of settings) {
    db.pragma(`${name} = ${value}`);
    const held = db.pragma(name, { simple: true });
    if (held !== expected && held !== undefined) throw new Error(`SQLite did not accept ${name} = ${value}.`);
  }
  db.pragma('secure_delete = FAST');
  // 48 MB: the index of 300,000 sightings, which an import fills in no order, stays in memory.
  db.pragma('cache_size = -49152');
  // 256 MB before the log is folded in: an import rewrites the same pages of that index in each of its batches, and folding
  // them in meanwhile keeps it waiting.
  db.pragma('wal_autocheckpoint = 65536');
  if (process.platform === 'darwin') db.pragma('checkpoint_fullfsync = ON');
}

function translate(error: unknown, file: string): Error {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_BUSY'))
    return new AppError(
      'workspace-locked',
      `${file} is open in another window or command.`,
      'Close it there, then try again.',
    );
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new AppError(
      'workspace-damaged',
      `${file} is damaged: ${String(error)}. Nothing was changed.`,
      'Restore the folder from a copy.',
    );
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN'))
    return new AppError(
      'disk',
      `${file} cannot be written.`,
      'Check the rights of the folder, or copy it to a local disk.',
    );
  return error instanceof Error ? error : new Error(String(error));
}

function expectedSchema(schema: number): string {
  const blank = new Database(':memory:');
  migrate(blank, schema);
  const text = schemaText(blank);
  blank.close();
  return text;
}

function refuseForeign(db: Database.Database, file: string): void {
  if (schemaText(db) !== expectedSchema(schemaOf(db)))
    throw new AppError(
      'workspace-foreign',
      `${file} holds tables or triggers that Fieldwork did not make, so it is not opened.`,
      'Ask whoever sent the folder for the original.',
    );
}

/** Proves that the file is ours and sound; one of an older schema is copied aside before it is brought to the newest. */
function prove(db: Database.Database, folder: string, file: string): void {
  const report = db.pragma('quick_check', { simple: true });
  if (report !== 'ok')
    throw new AppError(
      'workspace-damaged',
      `${file} is damaged: ${String(report)}. Nothing was changed.`,
      'Restore the folder from a copy.',
    );
  refuseForeign(db, file);
  if (schemaOf(db) === newestSchema) return;
  backUp(db, folder, new Date().toISOString());
  migrate(db);
}

function assemble(folder: string, db: Database.Database): Workspace {
  const objects = openObjects(folder);
  const log = auditLogRepo(db);
  return {
    folder,
    engagements: engagementRepo(db),
    controls: controlRepo(db),
    mappings: matrixMappingRepo(db),
    systems: systemRepo(db),
    scope: scopeRepo(db),
    conclusions: conclusionRepo(db),
    exceptions: exceptionRepo(db),
    connections: connectionRepo(db),
    collections: collectionRepo(db),
    pages: pageRepo(db),
    listings: listingRepo(db),
    snapshots: snapshotRepo(db),
    resources: resourceRepo(db),
    findings: findingRepo(db),
    judgements: judgementRepo(db),
    binders: binderRepo(db),
    log,
    objects,
    transaction: (work) => db.transaction(work).immediate(),
    integrity: () =>
      db
        .prepare<[], { integrity_check: string }>('PRAGMA integrity_check')
        .all()
        .map((row) => row.integrity_check)
        .filter((line) => line !== 'ok'),
    close() {
      objects.close();
      writeHead(folder, log.head());
      db.pragma('optimize');
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
    },
  };
}

/** Opens an engagement by the open protocol; refuses, and changes nothing, whenever the file is not plainly ours and sound. */
export function openWorkspace(path: string): Workspace {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new AppError(
      'workspace-missing',
      `There is no folder ${path}.`,
      'Choose another folder, or create an engagement with init.',
    );
  const folder = realpathSync(path);
  const file = join(folder, databaseName);
  inspectDatabase(file, newestSchema);
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true, timeout: busyMilliseconds });
    configure(db);
    prove(db, folder, file);
    const workspace = assemble(folder, db);
    checkHead(folder, workspace.log);
    workspace.collections.markInterrupted();
    workspace.resources.removeOrphans();
    workspace.pages.removeOrphans();
    return workspace;
  } catch (error) {
    db?.close();
    throw translate(error, file);
  }
}

function makeDatabase(folder: string): void {
  const temporary = join(folder, `${databaseName}.new`);
  try {
    const db = new Database(temporary);
    db.pragma(`application_id = ${applicationId}`);
    migrate(db);
    db.close();
    chmodSync(temporary, 0o600);
    renameSync(temporary, join(folder, databaseName));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw translate(error, temporary);
  }
}

/** Makes an empty engagement in a folder that is new or empty; anything already there is left untouched. */
export function createWorkspace(path: string): Workspace {
  const folder = resolve(path);
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isDirectory())
    throw new AppError(
      'workspace-exists',
      `${folder} is a file. Nothing was changed.`,
      'Choose a new or empty folder.',
    );
  const present = stat === undefined ? [] : readdirSync(folder);
  if (present.length > 0)
    throw new AppError(
      'workspace-exists',
      `${folder} is not empty (${present.slice(0, 3).join(', ')}). Nothing was changed.`,
      'Choose a new or empty folder.',
    );
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  makeDatabase(folder);
  return openWorkspace(folder);
}
