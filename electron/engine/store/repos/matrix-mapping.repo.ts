import type { Database } from 'better-sqlite3';
import { z } from 'zod';

/** Field of the control matrix by column head of the client's file. */
export type MatrixMapping = Readonly<Record<string, string>>;
const columns = z.record(z.string(), z.string());

export type MatrixMappingRepo = ReturnType<typeof matrixMappingRepo>;

/** How the columns of a client's own matrix were read last time; `heads` are its column heads as one text. */
export function matrixMappingRepo(db: Database) {
  const put = db.prepare(
    'INSERT INTO matrix_mapping VALUES (@heads, @columns) ON CONFLICT (heads) DO UPDATE SET columns = excluded.columns',
  );
  const find = db.prepare<[string], { columns: string }>('SELECT columns FROM matrix_mapping WHERE heads = ?');
  const all = db.prepare<[], { heads: string; columns: string }>('SELECT * FROM matrix_mapping ORDER BY heads');
  return {
    put: (heads: string, mapping: MatrixMapping): void => void put.run({ heads, columns: JSON.stringify(mapping) }),
    find(heads: string): MatrixMapping | null {
      const found = find.get(heads);
      return found === undefined ? null : columns.parse(JSON.parse(found.columns));
    },
    all: (): readonly { readonly heads: string; readonly mapping: MatrixMapping }[] =>
      all.all().map((row) => ({ heads: row.heads, mapping: columns.parse(JSON.parse(row.columns)) })),
  };
}
