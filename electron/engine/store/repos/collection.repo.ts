import { liveRun, taskCall } from '@shared/contract/collection-shapes.ts';
import {
  type Collection,
  collectionKinds,
  collectionStates,
  type LiveRun,
  type Task,
  taskStates,
} from '@shared/domain/collection.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const json = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : shape.parse(JSON.parse(text))));

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
    call: json(taskCall),
  })
  .transform(({ snapshot_id, ended_at, ...rest }): Task => ({ ...rest, snapshotId: snapshot_id, endedAt: ended_at }));

const collectionRow = z.object({
  id: z.number(),
  kind: z.enum(collectionKinds),
  state: z.enum(collectionStates),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  actor: z.string(),
  tool_version: z.string(),
  run: json(liveRun),
});

/** What a run is begun with. */
interface NewCollection extends Pick<Collection, 'kind' | 'startedAt' | 'actor' | 'toolVersion'> {
  readonly run: LiveRun | null;
}

const callText = ({ call }: Task): string | null => (call === null ? null : JSON.stringify(call));

export type CollectionRepo = ReturnType<typeof collectionRepo>;

/** Runs and their tasks: what was offered, what came in, what failed and why. */
export function collectionRepo(db: Database) {
  const insert = db.prepare(
    "INSERT INTO collection VALUES (NULL, @kind, 'running', @startedAt, NULL, @actor, @toolVersion, @run)",
  );
  const insertTask = db.prepare(
    'INSERT INTO task VALUES (@id, @collectionId, @position, @label, @state, @bytes, @items, @snapshotId, @reason, @endedAt, @call)',
  );
  const updateTask = db.prepare(
    'UPDATE task SET state = @state, bytes = @bytes, items = @items, snapshot_id = @snapshotId, reason = @reason, ended_at = @endedAt, call = @call WHERE id = @id',
  );
  const finish = db.prepare<[string, string | null, number]>(
    'UPDATE collection SET state = ?, ended_at = ? WHERE id = ?',
  );
  const all = db.prepare<[]>('SELECT * FROM collection ORDER BY id DESC');
  const tasks = db.prepare<[number]>('SELECT * FROM task WHERE collection_id = ? ORDER BY position');
  const fromRow = (raw: unknown): Collection => {
    const { started_at, ended_at, tool_version, ...rest } = collectionRow.parse(raw);
    const own = tasks.all(rest.id).map((task) => taskRow.parse(task));
    return { ...rest, startedAt: started_at, endedAt: ended_at, toolVersion: tool_version, tasks: own };
  };
  return {
    start({ kind, startedAt, actor, toolVersion, run }: NewCollection): number {
      const row = { kind, startedAt, actor, toolVersion, run: run === null ? null : JSON.stringify(run) };
      return Number(insert.run(row).lastInsertRowid);
    },
    addTask: (collectionId: number, position: number, task: Task): void =>
      void insertTask.run({ ...task, call: callText(task), collectionId, position }),
    updateTask: (task: Task): void => void updateTask.run({ ...task, call: callText(task) }),
    finish: (id: number, state: Collection['state'], endedAt: string): void => void finish.run(state, endedAt, id),
    /** A live run that waits, or goes on after it had stopped. */
    setState: (id: number, state: Collection['state']): void => void finish.run(state, null, id),
    /** Newest first. */
    all: (): readonly Collection[] => all.all().map(fromRow),
    /** Runs without an end belong to a process that died. The tasks of a live run stay planned: it can be gone on with. */
    markInterrupted(): void {
      db.exec(
        "UPDATE task SET state = 'cancelled', reason = 'The program ended while this file was read; nothing of it was kept.' WHERE state IN ('planned', 'running') AND call IS NULL",
      );
      db.exec("UPDATE task SET state = 'planned' WHERE state = 'running' AND call IS NOT NULL");
      db.exec("UPDATE collection SET state = 'interrupted' WHERE state IN ('running', 'paused')");
    },
  };
}
