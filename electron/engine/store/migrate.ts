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

/** Brings a database to a schema, the newest if none is named; each step is one transaction that also sets `user_version`. */
export function migrate(db: Database, schema = newestSchema): void {
  const current = schemaOf(db);
  names.slice(current, schema).forEach((name, place) => {
    db.transaction(() => {
      db.exec(files[name] ?? '');
      db.pragma(`user_version = ${current + place + 1}`);
    }).immediate();
  });
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
