import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { codeIn, ourFiles, text } from './sources.ts';

const migrations = ourFiles.filter((path) => path.startsWith('electron/engine/store/migrations/')).toSorted();
const statements = migrations.flatMap((path) => text(path).match(/CREATE TABLE [\s\S]*?;/g) ?? []);
/** A table that is altered by making it anew has another name for a moment. */
const passing = migrations.flatMap((path) =>
  [...text(path).matchAll(/ALTER TABLE (\w+) RENAME TO/g)].map(([, name]) => name),
);
const tables = statements
  .map((sql) => /CREATE TABLE (\w+)/.exec(sql)?.[1] ?? '')
  .filter((name) => !passing.includes(name) || !name.endsWith('_after'));
const engine = codeIn('electron');

/** Files that change a table. */
const writersOf = (table: string): readonly string[] => {
  const change = new RegExp(
    `\\b(INSERT( OR \\w+)? INTO|REPLACE INTO|UPDATE( OR \\w+)?|DELETE FROM|DROP TABLE|ALTER TABLE)\\s+${table}\\b`,
    'i',
  );
  return engine.filter((path) => change.test(text(path)));
};

test('migrations are numbered from 1 without a gap', () => {
  expect(migrations.length).toBeGreaterThan(0);
  migrations.forEach((path, place) => {
    expect(basename(path)).toMatch(new RegExp(`^${String(place + 1).padStart(4, '0')}-[a-z-]+\\.sql$`));
  });
});

test('every table is strict about the kinds of its values', () => {
  expect(statements.length).toBeGreaterThan(8);
  for (const sql of statements) expect(sql).toMatch(/\)\s*STRICT(, WITHOUT ROWID)?;$/);
});

test.each(tables)('%s is written by exactly one repo', (table) => {
  const writers = writersOf(table);
  expect(writers).toHaveLength(1);
  expect(writers[0]).toMatch(/^electron\/engine\/store\/repos\/[a-z-]+\.repo\.ts$/);
});

test('what must stay as it was written cannot be changed or removed', () => {
  const sql = migrations.map(text).join('\n');
  for (const table of ['snapshot', 'binder', 'audit_log'])
    for (const change of ['UPDATE', 'DELETE'])
      expect(sql).toMatch(new RegExp(`BEFORE ${change} ON ${table}\\s+BEGIN SELECT RAISE\\(ABORT`));
});

test('SQL stands in the store alone', () => {
  const speaking = engine.filter((path) => /\.(prepare|exec|pragma)\s*(<|\(\s*['"`])/.test(text(path)));
  expect(speaking.filter((path) => !path.startsWith('electron/engine/store/'))).toEqual([]);
  expect(speaking.length).toBeGreaterThan(5);
});
