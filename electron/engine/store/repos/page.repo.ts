import type { PageRequest } from '@shared/domain/page.ts';
import type { Database } from 'better-sqlite3';

/** One answer as it was kept. */
export interface StoredPage {
  readonly taskId: string;
  /** From 1. */
  readonly number: number;
  /** Bytes into the task's snapshot, and how many. */
  readonly offset: number;
  readonly bytes: number;
  /** Of the answer as it came, before secrets were replaced. */
  readonly rawSha256: string;
  readonly rawBytes: number;
  readonly items: number;
  /** Where the next page begins; null after the last. */
  readonly cursor: string | null;
  readonly request: PageRequest;
}

interface Row {
  readonly task_id: string;
  readonly number: number;
  readonly offset: number;
  readonly bytes: number;
  readonly raw_sha256: string;
  readonly raw_bytes: number;
  readonly items: number;
  readonly cursor: string | null;
  readonly request: string;
}

const fromRow = ({ task_id, raw_sha256, raw_bytes, request, ...rest }: Row): StoredPage => ({
  ...rest,
  taskId: task_id,
  rawSha256: raw_sha256,
  rawBytes: raw_bytes,
  request: JSON.parse(request),
});

export type PageRepo = ReturnType<typeof pageRepo>;

/** The answers of live tasks. */
export function pageRepo(db: Database) {
  const insert = db.prepare(
    'INSERT INTO page VALUES (@taskId, @number, @offset, @bytes, @rawSha256, @rawBytes, @items, @cursor, @request)',
  );
  const ofTask = db.prepare<[string], Row>('SELECT * FROM page WHERE task_id = ? ORDER BY number');
  const remove = db.prepare<[string]>('DELETE FROM page WHERE task_id = ?');
  return {
    add: (page: StoredPage): void => void insert.run({ ...page, request: JSON.stringify(page.request) }),
    ofTask: (taskId: string): readonly StoredPage[] => ofTask.all(taskId).map(fromRow),
    /** A task that begins again from its first page. */
    removeTask: (taskId: string): void => void remove.run(taskId),
    /** Pages of tasks that ended without a snapshot lead nowhere. */
    removeOrphans: (): void =>
      void db.exec('DELETE FROM page WHERE task_id NOT IN (SELECT id FROM task WHERE snapshot_id IS NOT NULL)'),
  };
}
