import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openWorkspace } from '../../../../electron/engine/store/open.ts';
import { newWorkspace, temporaryFolder } from '../workspace.ts';

const firstMigration = resolve(import.meta.dirname, '../../../../electron/engine/store/migrations/0001-engagement.sql');
const applicationId = 0x4657524b;
const copied = ['engagement', 'control', 'audit_log'] as const;

/** A workspace as the first schema wrote it: its tables, and the rows it could hold. */
function oldWorkspace(): { readonly folder: string; readonly file: string } {
  const newer = newWorkspace();
  newer.close();
  const folder = join(temporaryFolder(), 'old');
  mkdirSync(folder);
  const file = join(folder, 'engagement.db');
  const db = new Database(file);
  db.pragma(`application_id = ${applicationId}`);
  db.exec(readFileSync(firstMigration, 'utf8'));
  db.pragma('user_version = 1');
  db.exec(`ATTACH '${join(newer.folder, 'engagement.db')}' AS newer`);
  for (const table of copied) {
    const columns = db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all().join(', ');
    db.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM newer.${table}`);
  }
  db.close();
  return { folder, file };
}

const backupsIn = (folder: string): readonly string[] => readdirSync(join(folder, 'backups'));
const schemaOf = (file: string): unknown => {
  const db = new Database(file, { readonly: true });
  try {
    return db.pragma('user_version', { simple: true });
  } finally {
    db.close();
  }
};
const messageOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing was refused';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test('a workspace of the first schema opens in the newest with everything in it', () => {
  const { folder, file } = oldWorkspace();
  const workspace = openWorkspace(folder);
  expect(workspace.engagements.get()).toMatchObject({
    client: 'Tidewater Payments',
    service: '',
    timeZone: 'UTC',
    previous: null,
  });
  expect(workspace.controls.all()).toHaveLength(70);
  expect(workspace.controls.find('GOV-01')).toMatchObject({ version: 1, effectiveFrom: null, earlier: [] });
  expect(workspace.log.head().entries).toBe(1);
  workspace.close();
  expect(schemaOf(file)).toBeGreaterThan(1);
});

test('before the first schema is left, its database is copied aside whole', () => {
  const { folder } = oldWorkspace();
  openWorkspace(folder).close();
  const [name = '', ...others] = backupsIn(folder);
  expect(others).toEqual([]);
  expect(name).toMatch(/^engagement-schema-1-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z\.db$/);
  const backup = join(folder, 'backups', name);
  expect(statSync(backup).mode & 0o777).toBe(0o600);
  const db = new Database(backup, { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  expect(db.pragma('application_id', { simple: true })).toBe(applicationId);
  expect(db.prepare('SELECT client FROM engagement').pluck().all()).toEqual(['Tidewater Payments']);
  expect(db.prepare('SELECT count(*) FROM control').pluck().get()).toBe(70);
  expect(db.prepare('SELECT count(*) FROM audit_log').pluck().get()).toBe(1);
  db.close();
});

test('a backup is a workspace again when it is put in the place of the database', () => {
  const { folder } = oldWorkspace();
  openWorkspace(folder).close();
  const restored = join(temporaryFolder(), 'restored');
  mkdirSync(restored);
  writeFileSync(join(restored, 'engagement.db'), readFileSync(join(folder, 'backups', backupsIn(folder)[0] ?? '')));
  const workspace = openWorkspace(restored);
  expect(workspace.engagements.get().client).toBe('Tidewater Payments');
  workspace.close();
});

test('opening a workspace of the newest schema copies nothing', () => {
  const { folder } = oldWorkspace();
  openWorkspace(folder).close();
  openWorkspace(folder).close();
  expect(backupsIn(folder)).toHaveLength(1);
  const workspace = newWorkspace();
  expect(existsSync(join(workspace.folder, 'backups'))).toBe(false);
});

test('where no backup can be written the old schema stays as it is', () => {
  const { folder, file } = oldWorkspace();
  writeFileSync(join(folder, 'backups'), 'in the way');
  expect(messageOf(() => openWorkspace(folder))).toContain(
    'the backup that comes before its update could not be written',
  );
  expect(schemaOf(file)).toBe(1);
  expect(readFileSync(join(folder, 'backups'), 'utf8')).toBe('in the way');
});

test('an old workspace with a trigger that Fieldwork did not make is refused before anything is copied or changed', () => {
  const { folder, file } = oldWorkspace();
  const db = new Database(file);
  db.exec('CREATE TRIGGER evil AFTER INSERT ON task BEGIN DELETE FROM finding; END');
  db.close();
  expect(messageOf(() => openWorkspace(folder))).toContain('holds tables or triggers that Fieldwork did not make');
  expect(schemaOf(file)).toBe(1);
  expect(existsSync(join(folder, 'backups'))).toBe(false);
});
