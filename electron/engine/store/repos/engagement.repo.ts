import { type Engagement, reportPeriod, stalenessAnchors, trustCategories } from '@shared/domain/engagement.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

interface Row {
  id: string;
  client: string;
  service: string;
  report_type: number;
  from_on: string;
  to_on: string;
  categories: string;
  time_zone: string;
  details: string;
  is_sample: number;
  created_at: string;
}

const categories = z.array(z.enum(trustCategories));
const scope = z.discriminatedUnion('reportType', [
  z.object({ reportType: z.literal(1), asOfOn: z.string() }),
  z.object({ reportType: z.literal(2), period: z.object({ from: z.string(), to: z.string() }) }),
]);
const details = z.object({
  auditor: z.string().default(''),
  reportOn: z.string().nullable().default(null),
  previous: z
    .object({ scope, reportedOn: z.string().nullable(), auditor: z.string(), opinion: z.string() })
    .nullable()
    .default(null),
  people: z.array(z.object({ role: z.string(), name: z.string() })).default([]),
  stalenessAnchor: z.enum(stalenessAnchors).default('period-end'),
  rolledFrom: z.string().nullable().default(null),
});

const fromRow = (row: Row): Engagement => ({
  id: row.id,
  client: row.client,
  service: row.service,
  scope:
    row.report_type === 1
      ? { reportType: 1, asOfOn: row.from_on }
      : { reportType: 2, period: { from: row.from_on, to: row.to_on } },
  categories: categories.parse(JSON.parse(row.categories)),
  timeZone: row.time_zone,
  ...details.parse(JSON.parse(row.details)),
  createdAt: row.created_at,
});

const toRow = (engagement: Engagement) => ({
  id: engagement.id,
  client: engagement.client,
  service: engagement.service,
  ...reportPeriod(engagement.scope),
  reportType: engagement.scope.reportType,
  categories: JSON.stringify(engagement.categories),
  timeZone: engagement.timeZone,
  details: JSON.stringify(details.parse(engagement)),
  createdAt: engagement.createdAt,
});

export type EngagementRepo = ReturnType<typeof engagementRepo>;

/** The one engagement of a workspace. */
export function engagementRepo(db: Database) {
  const insert = db.prepare(
    `INSERT INTO engagement (id, client, service, report_type, from_on, to_on, categories, time_zone, details, is_sample, created_at)
     VALUES (@id, @client, @service, @reportType, @from, @to, @categories, @timeZone, @details, @isSample, @createdAt)`,
  );
  const update = db.prepare(
    `UPDATE engagement SET client = @client, service = @service, report_type = @reportType, from_on = @from, to_on = @to,
     categories = @categories, time_zone = @timeZone, details = @details WHERE id = @id`,
  );
  const only = db.prepare<[], Row>('SELECT * FROM engagement LIMIT 1');
  const row = (): Row => {
    const found = only.get();
    if (found === undefined) throw new Error('The workspace holds no engagement.');
    return found;
  };
  return {
    add: (engagement: Engagement, isSample: boolean): void =>
      void insert.run({ ...toRow(engagement), isSample: isSample ? 1 : 0 }),
    update: (engagement: Engagement): void => void update.run(toRow(engagement)),
    get: (): Engagement => fromRow(row()),
    isSample: (): boolean => row().is_sample === 1,
  };
}
