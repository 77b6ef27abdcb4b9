import type { Database } from 'better-sqlite3';

const files = import.meta.glob<string>('./migrations/*.sql', { eager: true, query: '?raw', import: 'default' });
const names = Object.keys(files).sort();
names.forEach((name, place) => {
  if (!name.startsWith(`./migrations/${String(place + 1).padStart(4, '0')}-`))
    throw new Error(`Migration ${name} breaks the numbering.`);
});

/** The schema number this program writes. */
export const newestSchema = names.length;

/** The schema number a database was written with; 0 for one that is new. */
export const schemaOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }));

function step(db: Database, name: string, schema: number): void {
  db.exec(files[name] ?? '');
  const broken = db.prepare('PRAGMA foreign_key_check').all();
  if (broken.length > 0) throw new Error(`${name} leaves ${broken.length} rows without the row they refer to.`);
  db.pragma(`user_version = ${schema}`);
}

/**
 * Brings a database to a schema, the newest if none is named; each step is one transaction that also sets `user_version`.
 * References are checked at the end of each step and not within it: a table is altered by making it anew.
 */
export function migrate(db: Database, schema = newestSchema): void {
  const current = schemaOf(db);
  const enforced = db.pragma('foreign_keys', { simple: true });
  db.pragma('foreign_keys = OFF');
  names.slice(current, schema).forEach((name, place) => {
    db.transaction(() => step(db, name, current + place + 1)).immediate();
  });
  db.pragma(`foreign_keys = ${enforced === 1 ? 'ON' : 'OFF'}`);
}

/** The schema as text, to tell a stranger's triggers, views and tables from ours. */
export function schemaText(db: Database): string {
  return db
    .prepare<[], { sql: string }>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name",
    )
    .all()
    .map((row) => row.sql)
    .join('\n');
}
