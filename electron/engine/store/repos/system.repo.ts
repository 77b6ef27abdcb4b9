import { dataClasses, type System, stances, systemKinds } from '@shared/domain/system.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const body = z.object({
  id: z.string(),
  kind: z.enum(systemKinds),
  name: z.string(),
  identifier: z.string(),
  owner: z.string(),
  dataClass: z.enum(dataClasses),
  handlesCustomerData: z.boolean(),
  stance: z.enum(['in', 'excluded']),
  reason: z.string(),
  locations: z.array(z.object({ region: z.string(), stance: z.enum(stances), reason: z.string() })),
  method: z.enum(['carve-out', 'inclusive']).nullable(),
  expected: z.array(z.string()),
  userControls: z.array(z.string()),
}) satisfies z.ZodType<System>;

export type SystemRepo = ReturnType<typeof systemRepo>;

/** The scope register: what the client declares to be in the report, and what not. */
export function systemRepo(db: Database) {
  const put = db.prepare(
    `INSERT INTO system VALUES (@id, @kind, @identifier, @body, NULL)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, identifier = excluded.identifier, body = excluded.body, removed_at = NULL`,
  );
  const remove = db.prepare<[string, string]>('UPDATE system SET removed_at = ? WHERE id = ?');
  const all = db.prepare<[], { body: string }>('SELECT body FROM system WHERE removed_at IS NULL ORDER BY id');
  const ids = db.prepare<[], { id: string }>('SELECT id FROM system');
  return {
    put: ({ ...system }: System): void =>
      void put.run({
        id: system.id,
        kind: system.kind,
        identifier: system.identifier,
        body: JSON.stringify(body.parse(system)),
      }),
    remove: (id: string, at: string): void => void remove.run(at, id),
    all: (): readonly System[] => all.all().map((row) => body.parse(JSON.parse(row.body))),
    /** Every id ever given, removed systems included. */
    ids: (): readonly string[] => ids.all().map(({ id }) => id),
  };
}
