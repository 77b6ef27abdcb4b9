import { type Control, controlNatures, controlStatuses, controlTypes, frequencies } from '@shared/domain/control.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const json = <T extends z.ZodType>(of: T) => z.string().transform((text): z.infer<T> => of.parse(JSON.parse(text)));
const texts = json(z.array(z.string()));
const declares = z.array(z.object({ checkId: z.string(), parameter: z.string(), value: z.json() }));
const wording = {
  statement: z.string(),
  nature: z.enum(controlNatures),
  frequency: z.enum(frequencies),
  population: z.string(),
};
const row = z.object({
  ...wording,
  id: z.string(),
  domain: z.string(),
  title: z.string(),
  criteria: texts,
  type: z.enum(controlTypes),
  target_cadence: z.enum(frequencies),
  owner: z.string(),
  performer: z.string(),
  systems: texts,
  is_key: z.number(),
  risk: z.string(),
  evidence: texts,
  test_of_design: z.string(),
  test_of_operation: texts,
  policy: z.string(),
  status: z.enum(controlStatuses),
  reason: z.string().nullable(),
  checks: texts,
  declares: json(declares),
  version: z.number(),
  effective_from: z.string().nullable(),
  effective_to: z.string().nullable(),
  earlier: json(z.array(z.object({ ...wording, declares, version: z.number(), effectiveFrom: z.string().nullable() }))),
});

function fromRow(raw: unknown): Control {
  const { target_cadence, test_of_design, test_of_operation, is_key, effective_from, effective_to, ...rest } =
    row.parse(raw);
  return {
    ...rest,
    targetCadence: target_cadence,
    testOfDesign: test_of_design,
    testOfOperation: test_of_operation,
    isKey: is_key === 1,
    effectiveFrom: effective_from,
    effectiveTo: effective_to,
  };
}

const toRow = (control: Control) => ({
  ...control,
  criteria: JSON.stringify(control.criteria),
  systems: JSON.stringify(control.systems),
  isKey: control.isKey ? 1 : 0,
  evidence: JSON.stringify(control.evidence),
  testOfOperation: JSON.stringify(control.testOfOperation),
  checks: JSON.stringify(control.checks),
  declares: JSON.stringify(control.declares),
  earlier: JSON.stringify(control.earlier),
});

/** Column and parameter of every field but the id and the place. */
const fields: Readonly<Record<string, keyof Control>> = {
  domain: 'domain',
  title: 'title',
  statement: 'statement',
  criteria: 'criteria',
  type: 'type',
  nature: 'nature',
  frequency: 'frequency',
  target_cadence: 'targetCadence',
  owner: 'owner',
  performer: 'performer',
  systems: 'systems',
  is_key: 'isKey',
  risk: 'risk',
  population: 'population',
  evidence: 'evidence',
  test_of_design: 'testOfDesign',
  test_of_operation: 'testOfOperation',
  policy: 'policy',
  status: 'status',
  reason: 'reason',
  checks: 'checks',
  declares: 'declares',
  version: 'version',
  effective_from: 'effectiveFrom',
  effective_to: 'effectiveTo',
  earlier: 'earlier',
};
const columns = Object.keys(fields);

export type ControlRepo = ReturnType<typeof controlRepo>;

/** The client's control matrix, in the order its controls came. */
export function controlRepo(db: Database) {
  const put = db.prepare(
    `INSERT INTO control (id, position, ${columns.join(', ')})
     VALUES (@id, (SELECT coalesce(max(position) + 1, 0) FROM control), ${columns.map((it) => `@${fields[it]}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${columns.map((it) => `${it} = excluded.${it}`).join(', ')}, removed_at = NULL`,
  );
  const remove = db.prepare<[string, string]>('UPDATE control SET removed_at = ? WHERE id = ?');
  const drop = db.prepare<[string]>('DELETE FROM control WHERE id = ?');
  const all = db.prepare<[]>('SELECT * FROM control WHERE removed_at IS NULL ORDER BY position');
  const byId = db.prepare<[string]>('SELECT * FROM control WHERE id = ? AND removed_at IS NULL');
  const removed = db.prepare<[], { id: string; removed_at: string }>(
    'SELECT id, removed_at FROM control WHERE removed_at IS NOT NULL',
  );
  return {
    /** Writes a control; one with that id, removed or not, is replaced and keeps its place. */
    put: (control: Control): void => void put.run(toRow(control)),
    /** Takes a control out of the matrix at an instant; its id stays taken. */
    remove: (id: string, at: string): void => void remove.run(at, id),
    /** Takes back the adding of a control: its id and its place are free again. */
    drop: (id: string): void => void drop.run(id),
    all: (): readonly Control[] => all.all().map(fromRow),
    find(id: string): Control | null {
      const found = byId.get(id);
      return found === undefined ? null : fromRow(found);
    },
    /** Ids that were taken out of the matrix, with the instant. */
    removed: (): ReadonlyMap<string, string> => new Map(removed.all().map((it) => [it.id, it.removed_at])),
  };
}
