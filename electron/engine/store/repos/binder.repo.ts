import type { Database } from 'better-sqlite3';

/** A binder that was written: what left the machine, and the log's head at that moment. */
export interface WrittenBinder {
  readonly number: number;
  readonly writtenAt: string;
  readonly folder: string;
  readonly fingerprint: string;
  readonly head: string;
  readonly files: number;
  readonly bytes: number;
}

export type BinderRepo = ReturnType<typeof binderRepo>;

/** Append-only list of exports. */
export function binderRepo(db: Database) {
  const insert = db.prepare(
    'INSERT INTO binder VALUES (NULL, @number, @writtenAt, @folder, @fingerprint, @head, @files, @bytes)',
  );
  const last = db.prepare<[], WrittenBinder>(
    'SELECT number, written_at AS writtenAt, folder, fingerprint, head, files, bytes FROM binder ORDER BY id DESC LIMIT 1',
  );
  return {
    add: (binder: WrittenBinder): void => void insert.run({ ...binder }),
    last: (): WrittenBinder | null => last.get() ?? null,
  };
}
