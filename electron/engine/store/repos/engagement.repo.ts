import { type Engagement, reportPeriod, trustCategories } from '@shared/domain/engagement.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

interface Row {
  id: string;
  client: string;
  report_type: number;
  from_on: string;
  to_on: string;
  categories: string;
  is_sample: number;
  created_at: string;
}

const categories = z.array(z.enum(trustCategories));

const fromRow = (row: Row): Engagement => ({
  id: row.id,
  client: row.client,
  scope:
    row.report_type === 1
      ? { reportType: 1, asOfOn: row.from_on }
      : { reportType: 2, period: { from: row.from_on, to: row.to_on } },
  categories: categories.parse(JSON.parse(row.categories)),
  createdAt: row.created_at,
});

export type EngagementRepo = ReturnType<typeof engagementRepo>;

/** The one engagement of a workspace. */
export function engagementRepo(db: Database) {
  const insert = db.prepare(
    'INSERT INTO engagement VALUES (@id, @client, @reportType, @from, @to, @categories, @isSample, @createdAt)',
  );
  const only = db.prepare<[], Row>('SELECT * FROM engagement LIMIT 1');
  const row = (): Row => {
    const found = only.get();
    if (found === undefined) throw new Error('The workspace holds no engagement.');
    return found;
  };
  return {
    add(engagement: Engagement, isSample: boolean): void {
      const { id, client, scope, createdAt } = engagement;
      insert.run({
        id,
        client,
        createdAt,
        ...reportPeriod(scope),
        reportType: scope.reportType,
        categories: JSON.stringify(engagement.categories),
        isSample: isSample ? 1 : 0,
      });
    },
    get: (): Engagement => fromRow(row()),
    isSample: (): boolean => row().is_sample === 1,
  };
}
