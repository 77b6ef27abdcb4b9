import { type Collection, type Task, taskStates } from '@shared/domain/collection.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const taskRow = z
  .object({
    id: z.string(),
    label: z.string(),
    state: z.enum(taskStates),
    bytes: z.number(),
    items: z.number(),
    snapshot_id: z.string().nullable(),
    reason: z.string().nullable(),
    ended_at: z.string().nullable(),
  })
  .transform(({ snapshot_id, ended_at, ...rest }): Task => ({ ...rest, snapshotId: snapshot_id, endedAt: ended_at }));

const collectionRow = z.object({
  id: z.number(),
  kind: z.literal('import'),
  state: z.enum(['running', 'done', 'partial', 'failed', 'cancelled', 'interrupted']),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  actor: z.string(),
  tool_version: z.string(),
});

export type CollectionRepo = ReturnType<typeof collectionRepo>;

/** Runs and their tasks: what was offered, what came in, what failed and why. */
export function collectionRepo(db: Database) {
  const insert = db.prepare(
    "INSERT INTO collection VALUES (NULL, 'import', 'running', @startedAt, NULL, @actor, @toolVersion)",
  );
  const insertTask = db.prepare(
    'INSERT INTO task VALUES (@id, @collectionId, @position, @label, @state, @bytes, @items, @snapshotId, @reason, @endedAt)',
  );
  const updateTask = db.prepare(
    'UPDATE task SET state = @state, bytes = @bytes, items = @items, snapshot_id = @snapshotId, reason = @reason, ended_at = @endedAt WHERE id = @id',
  );
  const finish = db.prepare<[string, string, number]>('UPDATE collection SET state = ?, ended_at = ? WHERE id = ?');
  const all = db.prepare<[]>('SELECT * FROM collection ORDER BY id DESC');
  const tasks = db.prepare<[number]>('SELECT * FROM task WHERE collection_id = ? ORDER BY position');
  const fromRow = (raw: unknown): Collection => {
    const { started_at, ended_at, tool_version, ...rest } = collectionRow.parse(raw);
    const own = tasks.all(rest.id).map((task) => taskRow.parse(task));
    return { ...rest, startedAt: started_at, endedAt: ended_at, toolVersion: tool_version, tasks: own };
  };
  return {
    start(startedAt: string, actor: string, toolVersion: string): number {
      return Number(insert.run({ startedAt, actor, toolVersion }).lastInsertRowid);
    },
    addTask: (collectionId: number, position: number, task: Task): void =>
      void insertTask.run({ ...task, collectionId, position }),
    updateTask: (task: Task): void => void updateTask.run({ ...task }),
    finish: (id: number, state: Collection['state'], endedAt: string): void => void finish.run(state, endedAt, id),
    /** Newest first. */
    all: (): readonly Collection[] => all.all().map(fromRow),
    /** Runs without an end belong to a process that died. */
    markInterrupted(): void {
      db.exec(
        "UPDATE task SET state = 'cancelled', reason = 'The program ended while this file was read; nothing of it was kept.' WHERE state IN ('planned', 'running')",
      );
      db.exec("UPDATE collection SET state = 'interrupted' WHERE state = 'running'");
    },
  };
}
