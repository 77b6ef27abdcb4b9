import { type Conclusion, conclusionWords } from '@shared/domain/criterion.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const row = z.object({
  criterion: z.string(),
  word: z.enum(conclusionWords),
  reason: z.string(),
  by: z.string(),
  concluded_on: z.string(),
});

function fromRow(raw: unknown): Conclusion {
  const { concluded_on, ...rest } = row.parse(raw);
  return { ...rest, concludedOn: concluded_on };
}

export type ConclusionRepo = ReturnType<typeof conclusionRepo>;

/** What named persons concluded on criteria. */
export function conclusionRepo(db: Database) {
  const put = db.prepare(
    `INSERT INTO conclusion VALUES (@criterion, @word, @reason, @by, @concludedOn)
     ON CONFLICT (criterion) DO UPDATE SET word = excluded.word, reason = excluded.reason, by = excluded.by, concluded_on = excluded.concluded_on`,
  );
  const remove = db.prepare<[string]>('DELETE FROM conclusion WHERE criterion = ?');
  const all = db.prepare<[]>('SELECT * FROM conclusion ORDER BY criterion');
  return {
    put: ({ ...conclusion }: Conclusion): void => void put.run(conclusion),
    remove: (criterion: string): void => void remove.run(criterion),
    all: (): readonly Conclusion[] => all.all().map(fromRow),
  };
}
