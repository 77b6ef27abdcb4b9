import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { schemaOf } from './migrate.ts';
import { syncFolder } from './objects.ts';

const backupsName = 'backups';

/** What a copy must share with the database it was made of: its schema, the rows of each table, the log's last entry. */
function contents(db: Database.Database): string {
  const tables = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all()
    .map(({ name }) => [name, db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()]);
  const head = db.prepare('SELECT entry_hash FROM audit_log ORDER BY seq DESC LIMIT 1').pluck().get();
  return JSON.stringify({ schema: schemaOf(db), tables, head });
}

function prove(db: Database.Database, file: string): void {
  const copy = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const report = copy.pragma('quick_check', { simple: true });
    if (report !== 'ok' || contents(copy) !== contents(db))
      throw new Error(`The backup ${file} does not hold what the engagement holds (${String(report)}).`);
  } finally {
    copy.close();
  }
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function writeCopy(db: Database.Database, folder: string, file: string): void {
  const temporary = `${file}.new`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // What a run that was cut off left half-written.
  for (const name of readdirSync(folder)) if (name.endsWith('.new')) rmSync(join(folder, name), { force: true });
  try {
    db.prepare('VACUUM INTO ?').run(temporary);
    prove(db, temporary);
    chmodSync(temporary, 0o600);
    syncFile(temporary);
    renameSync(temporary, file);
    syncFolder(folder);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Copies the database into `backups/` as it stands and proves that the copy can be read and holds the same. It is named
 * by its schema and the instant (ISO 8601 UTC), and nothing here ever removes it.
 */
export function backUp(db: Database.Database, workspace: string, at: string): void {
  const folder = join(workspace, backupsName);
  const file = join(folder, `engagement-schema-${schemaOf(db)}-${at.replaceAll(':', '-')}.db`);
  try {
    writeCopy(db, folder, file);
  } catch (error) {
    throw new AppError(
      'disk',
      `${workspace} is of an older schema, and the backup that comes before its update could not be written: ${error instanceof Error ? error.message : String(error)}. Nothing was changed.`,
      'Free space or check the rights of the folder, then open it again.',
      { cause: error },
    );
  }
}
