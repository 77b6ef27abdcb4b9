import { auditException, response } from '@shared/contract/exception-shapes.ts';
import type { AuditException } from '@shared/domain/exception.ts';
import type { Response } from '@shared/domain/response.ts';
import type { Database } from 'better-sqlite3';

/** A response as it was typed or kept, by whom and when. */
export interface KeptResponse {
  readonly at: string;
  readonly by: string;
  readonly response: Response;
}
interface ResponseRow {
  at: string;
  by: string;
  response: string;
}
const kept = (row: ResponseRow): KeptResponse => ({ ...row, response: response.parse(JSON.parse(row.response)) });

export type ExceptionRepo = ReturnType<typeof exceptionRepo>;

/** Exceptions with their responses: the draft being typed and every version that was kept. */
export function exceptionRepo(db: Database) {
  const put = db.prepare(
    `INSERT INTO exception VALUES (@id, @controlId, @status, @body)
     ON CONFLICT (id) DO UPDATE SET control_id = excluded.control_id, status = excluded.status, body = excluded.body`,
  );
  const all = db.prepare<[], { body: string }>('SELECT body FROM exception ORDER BY length(id), id');
  const byId = db.prepare<[string], { body: string }>('SELECT body FROM exception WHERE id = ?');
  const putDraft = db.prepare(
    `INSERT INTO response_draft VALUES (@id, @at, @by, @response)
     ON CONFLICT (exception_id) DO UPDATE SET at = excluded.at, by = excluded.by, response = excluded.response`,
  );
  const dropDraft = db.prepare<[string]>('DELETE FROM response_draft WHERE exception_id = ?');
  const draft = db.prepare<[string], ResponseRow>('SELECT at, by, response FROM response_draft WHERE exception_id = ?');
  const addVersion = db.prepare(
    `INSERT INTO response_version SELECT @id, coalesce(max(number), 0) + 1, @at, @by, @response
     FROM response_version WHERE exception_id = @id`,
  );
  const versions = db.prepare<[string], ResponseRow & { number: number }>(
    'SELECT number, at, by, response FROM response_version WHERE exception_id = ? ORDER BY number',
  );
  const one = (row: { body: string }): AuditException => auditException.parse(JSON.parse(row.body));
  return {
    put: (exception: AuditException): void =>
      void put.run({
        id: exception.id,
        controlId: exception.controlId,
        status: exception.status,
        body: JSON.stringify(auditException.parse(exception)),
      }),
    all: (): readonly AuditException[] => all.all().map(one),
    find(id: string): AuditException | null {
      const found = byId.get(id);
      return found === undefined ? null : one(found);
    },
    /** Keeps what is being typed; the next version takes it in. */
    putDraft: (id: string, { at, by, response: typed }: KeptResponse): void =>
      void putDraft.run({ id, at, by, response: JSON.stringify(response.parse(typed)) }),
    dropDraft: (id: string): void => void dropDraft.run(id),
    draft(id: string): KeptResponse | null {
      const found = draft.get(id);
      return found === undefined ? null : kept(found);
    },
    addVersion: (id: string, { at, by, response: typed }: KeptResponse): void =>
      void addVersion.run({ id, at, by, response: JSON.stringify(response.parse(typed)) }),
    /** Oldest first. */
    versions: (id: string): readonly (KeptResponse & { readonly number: number })[] =>
      versions.all(id).map((row) => ({ ...kept(row), number: row.number })),
  };
}
