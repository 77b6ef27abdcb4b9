import {
  appendFileSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { record } from '../../../../electron/engine/services/record.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import { createWorkspace, openWorkspace } from '../../../../electron/engine/store/open.ts';
import { deps, newWorkspace, temporaryFolder } from '../workspace.ts';

/** A closed engagement on the disk. */
function made(): { folder: string; file: string } {
  const workspace = newWorkspace();
  workspace.close();
  return { folder: workspace.folder, file: join(workspace.folder, 'engagement.db') };
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'opened';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
};

/** Nothing of a refused workspace may change by being refused. */
function refusedUntouched(folder: string, file: string): string {
  const before = readFileSync(file);
  const code = codeOf(() => openWorkspace(folder));
  expect(readFileSync(file).equals(before)).toBe(true);
  return code;
}

test('an engagement opens again with everything in it', () => {
  const { folder } = made();
  const workspace = openWorkspace(folder);
  expect(workspace.engagements.get().client).toBe('Tidewater Payments');
  expect(workspace.controls.all()).toHaveLength(70);
  expect(verifyWorkspace(workspace)).toMatchObject({ isIntact: true, problems: [] });
  workspace.close();
});

test('a zero-byte database is damaged, not new', () => {
  const { folder, file } = made();
  truncateSync(file, 0);
  expect(refusedUntouched(folder, file)).toBe('workspace-damaged');
});

test('a database cut anywhere is refused', () => {
  for (const bytes of [50, 99, 5_000, 40_961]) {
    const { folder, file } = made();
    truncateSync(file, bytes);
    expect(refusedUntouched(folder, file), `${bytes} bytes`).toBe('workspace-damaged');
  }
});

test('a file of another program, a text and another database are refused', () => {
  const { folder, file } = made();
  writeFileSync(file, 'x'.repeat(8192));
  expect(refusedUntouched(folder, file)).toBe('workspace-foreign');
  const other = join(temporaryFolder(), 'engagement.db');
  const db = new Database(other);
  db.exec('CREATE TABLE a (b)');
  db.close();
  copyFileSync(other, file);
  expect(refusedUntouched(folder, file)).toBe('workspace-foreign');
});

test('a newer schema is refused and left as it is', () => {
  const { folder, file } = made();
  const db = new Database(file);
  db.pragma('user_version = 999');
  db.close();
  expect(refusedUntouched(folder, file)).toBe('workspace-newer');
});

test('a trigger or view that Fieldwork did not make is refused', () => {
  const { folder, file } = made();
  const db = new Database(file);
  db.exec('CREATE TRIGGER evil AFTER INSERT ON task BEGIN DELETE FROM finding; END');
  db.close();
  expect(codeOf(() => openWorkspace(folder))).toBe('workspace-foreign');
});

test('a linked database is refused', () => {
  const { file } = made();
  const soft = join(temporaryFolder(), 'soft');
  mkdirSync(soft);
  symlinkSync(file, join(soft, 'engagement.db'));
  expect(codeOf(() => openWorkspace(soft))).toBe('workspace-foreign');
  const hard = join(temporaryFolder(), 'hard');
  mkdirSync(hard);
  linkSync(file, join(hard, 'engagement.db'));
  expect(codeOf(() => openWorkspace(hard))).toBe('workspace-foreign');
});

test('a second opener is told that it is open elsewhere', () => {
  const workspace = newWorkspace();
  expect(codeOf(() => openWorkspace(workspace.folder))).toBe('workspace-locked');
});

test('a folder with something in it is never made into an engagement', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'letter.txt'), 'mine');
  expect(codeOf(() => createWorkspace(folder))).toBe('workspace-exists');
  expect(readFileSync(join(folder, 'letter.txt'), 'utf8')).toBe('mine');
});

test('a folder that is not there, and one without an engagement, say so', () => {
  expect(codeOf(() => openWorkspace('/nowhere/at/all'))).toBe('workspace-missing');
  expect(codeOf(() => openWorkspace(temporaryFolder()))).toBe('workspace-missing');
});

test('the log refuses update, delete and replace', () => {
  const { folder, file } = made();
  openWorkspace(folder).close();
  const db = new Database(file);
  db.pragma('recursive_triggers = ON');
  expect(() => db.exec("UPDATE audit_log SET actor = 'x'")).toThrow('append-only');
  expect(() => db.exec('DELETE FROM audit_log')).toThrow('append-only');
  expect(() => db.exec('INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log')).toThrow('append-only');
  db.close();
});

test('an entry altered by another program is found by name', () => {
  const { folder, file } = made();
  const db = new Database(file);
  db.exec('DROP TRIGGER audit_log_no_update');
  db.exec("UPDATE audit_log SET actor = 'somebody else' WHERE seq = 1");
  db.exec(
    "CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log\nBEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END",
  );
  db.close();
  const workspace = openWorkspace(folder);
  expect(verifyWorkspace(workspace).problems).toEqual(['Entry 1 was altered.']);
  workspace.close();
});

test('a log cut short since the last closing is refused', () => {
  const { folder } = made();
  appendFileSync(join(folder, 'HEAD'), '');
  writeFileSync(join(folder, 'HEAD'), `7 ${'a'.repeat(64)}\n`);
  expect(codeOf(() => openWorkspace(folder))).toBe('workspace-damaged');
});

test('a change and its entry are written together or not at all', () => {
  const workspace = newWorkspace();
  const before = workspace.log.head().entries;
  expect(() =>
    record(workspace, deps(), { action: 'x', objectType: 'y', objectId: 'z' }, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(workspace.log.head().entries).toBe(before);
});

test('every promised setting holds on the open connection', () => {
  const { folder, file } = made();
  const workspace = openWorkspace(folder);
  expect(codeOf(() => new Database(file, { timeout: 100 }).pragma('journal_mode'))).toContain('SQLITE_BUSY');
  workspace.close();
  const db = new Database(file, { readonly: true });
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  const loose = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%' AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  expect(loose).toEqual([]);
  db.close();
});
