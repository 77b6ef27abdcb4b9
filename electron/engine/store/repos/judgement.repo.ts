import { coverageCell, gap, segment } from '@shared/contract/shapes.ts';
import type { CoverageCell, Gap } from '@shared/domain/coverage.ts';
import type { Segment } from '@shared/domain/finding.ts';
import type { Interval } from '@shared/domain/period.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

/** When and how the findings were judged, and what the whole judgement knew. */
export interface Judgement {
  readonly asOf: string;
  /** The report period up to the instant judged. */
  readonly window: Interval;
  readonly judgedAt: string;
  readonly toolVersion: string;
  readonly cells: readonly CoverageCell[];
  readonly gaps: readonly Gap[];
  /** Each check's line through the period, all its resources together. */
  readonly lines: Readonly<Record<string, readonly Segment[]>>;
}

interface Row {
  as_of: string;
  window_from: string;
  window_to: string;
  judged_at: string;
  tool_version: string;
  cells: string;
  gaps: string;
  lines: string;
}

export type JudgementRepo = ReturnType<typeof judgementRepo>;

/** The last judgement; a new one takes its place. */
export function judgementRepo(db: Database) {
  const remove = db.prepare('DELETE FROM judgement');
  const insert =
    db.prepare(`INSERT INTO judgement (only, as_of, window_from, window_to, judged_at, tool_version, cells, gaps, lines)
     VALUES (1, @asOf, @from, @to, @judgedAt, @toolVersion, @cells, @gaps, @lines)`);
  const get = db.prepare<[], Row>('SELECT * FROM judgement');
  return {
    put(judgement: Judgement): void {
      remove.run();
      const { cells, gaps, lines, window, ...rest } = judgement;
      insert.run({
        ...rest,
        ...window,
        cells: JSON.stringify(cells),
        gaps: JSON.stringify(gaps),
        lines: JSON.stringify(lines),
      });
    },
    get(): Judgement | null {
      const row = get.get();
      if (row === undefined) return null;
      return {
        asOf: row.as_of,
        window: { from: row.window_from, to: row.window_to },
        judgedAt: row.judged_at,
        toolVersion: row.tool_version,
        cells: z.array(coverageCell).parse(JSON.parse(row.cells)),
        gaps: z.array(gap).parse(JSON.parse(row.gaps)),
        lines: z.record(z.string(), z.array(segment)).parse(JSON.parse(row.lines)),
      };
    },
  };
}
