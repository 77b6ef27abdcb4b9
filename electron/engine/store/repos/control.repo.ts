import { type Control, controlNatures, controlStatuses, controlTypes, frequencies } from '@shared/domain/control.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const texts = z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json)));
const row = z.object({
  id: z.string(),
  domain: z.string(),
  title: z.string(),
  statement: z.string(),
  criteria: texts,
  type: z.enum(controlTypes),
  nature: z.enum(controlNatures),
  frequency: z.enum(frequencies),
  target_cadence: z.enum(frequencies),
  owner: z.string(),
  risk: z.string(),
  population: z.string(),
  evidence: texts,
  test_of_design: z.string(),
  test_of_operation: texts,
  status: z.enum(controlStatuses),
  reason: z.string().nullable(),
  checks: texts,
});

function fromRow(raw: unknown): Control {
  const { target_cadence, test_of_design, test_of_operation, ...rest } = row.parse(raw);
  return { ...rest, targetCadence: target_cadence, testOfDesign: test_of_design, testOfOperation: test_of_operation };
}

const toRow = (control: Control) => ({
  ...control,
  criteria: JSON.stringify(control.criteria),
  evidence: JSON.stringify(control.evidence),
  testOfOperation: JSON.stringify(control.testOfOperation),
  checks: JSON.stringify(control.checks),
});

export type ControlRepo = ReturnType<typeof controlRepo>;

/** The client's control matrix, in the library's order. */
export function controlRepo(db: Database) {
  const insert = db.prepare(
    `INSERT INTO control VALUES (@id, (SELECT count(*) FROM control), @domain, @title, @statement, @criteria, @type, @nature, @frequency,
     @targetCadence, @owner, @risk, @population, @evidence, @testOfDesign, @testOfOperation, @status, @reason, @checks)`,
  );
  const update = db.prepare(
    `UPDATE control SET title = @title, statement = @statement, owner = @owner, frequency = @frequency, status = @status, reason = @reason WHERE id = @id`,
  );
  const all = db.prepare<[]>('SELECT * FROM control ORDER BY position');
  const byId = db.prepare<[string]>('SELECT * FROM control WHERE id = ?');
  return {
    add: (control: Control): void => void insert.run(toRow(control)),
    /** Writes the fields people may edit. */
    update: (control: Control): void => void update.run(toRow(control)),
    all: (): readonly Control[] => all.all().map(fromRow),
    find(id: string): Control | null {
      const found = byId.get(id);
      return found === undefined ? null : fromRow(found);
    },
  };
}
