import { coverageCell, gap, segment } from '@shared/contract/shapes.ts';
import type { CoverageCell, Gap } from '@shared/domain/coverage.ts';
import type { Segment } from '@shared/domain/finding.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

/** When and how the findings were judged, and what the whole judgement knew. */
export interface Judgement {
  readonly asOf: string;
  readonly judgedAt: string;
  readonly toolVersion: string;
  readonly cells: readonly CoverageCell[];
  readonly gaps: readonly Gap[];
  /** Each check's line through the period, all its resources together. */
  readonly lines: Readonly<Record<string, readonly Segment[]>>;
}

interface Row {
  as_of: string;
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
  const insert = db.prepare('INSERT INTO judgement VALUES (1, @asOf, @judgedAt, @toolVersion, @cells, @gaps, @lines)');
  const get = db.prepare<[], Row>('SELECT * FROM judgement');
  return {
    put(judgement: Judgement): void {
      remove.run();
      const { cells, gaps, lines, ...rest } = judgement;
      insert.run({ ...rest, cells: JSON.stringify(cells), gaps: JSON.stringify(gaps), lines: JSON.stringify(lines) });
    },
    get(): Judgement | null {
      const row = get.get();
      if (row === undefined) return null;
      return {
        asOf: row.as_of,
        judgedAt: row.judged_at,
        toolVersion: row.tool_version,
        cells: z.array(coverageCell).parse(JSON.parse(row.cells)),
        gaps: z.array(gap).parse(JSON.parse(row.gaps)),
        lines: z.record(z.string(), z.array(segment)).parse(JSON.parse(row.lines)),
      };
    },
  };
}
