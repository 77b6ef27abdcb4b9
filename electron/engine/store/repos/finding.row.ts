import { lapse, seen } from '@shared/contract/shapes.ts';
import { severities } from '@shared/domain/check.ts';
import { type Finding, findingStates, type Segment } from '@shared/domain/finding.ts';
import { segmentsOf } from '@shared/domain/line.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { type VerdictStatus, verdictStatuses } from '@shared/domain/verdict.ts';
import { z } from 'zod';
import { unpackSegments } from '../segments.ts';

/** A row of `judged`. */
export interface FindingRow {
  id: string;
  check_id: string;
  check_version: number;
  verdict_rank: number;
  state_rank: number;
  provider: Provider;
  account: string;
  region: string;
  type: string;
  resource_id: string;
  resource_name: string;
  arn: string | null;
  severity_rank: number;
  because: string;
  seen: string;
  captured_at: string | null;
  item_sha256: string | null;
  snapshot_id: string | null;
  /** Null where the line is that of one state, which `until` and `window_from` begin to tell. */
  segments: string | null;
  lapses: string | null;
  until: string | null;
  created_at: string | null;
  window_from: string | null;
  window_to: string | null;
}

const seenList = z.array(seen);
const lapses = z.array(lapse);

const statusOf = (row: FindingRow): VerdictStatus => verdictStatuses[row.verdict_rank] ?? 'unknown';

/** The line of a finding: as it was packed, or drawn from the one state its resource was seen in. */
function lineOf(row: FindingRow): readonly Segment[] {
  if (row.segments !== null) return unpackSegments(row.segments);
  const { captured_at: from, until, window_from: begins, window_to: ends } = row;
  if (from === null || until === null || begins === null || ends === null) return [];
  return segmentsOf([{ from, until, status: statusOf(row) }], { from: begins, to: ends }, row.created_at);
}

/** A finding from its row. */
export const fromRow = (row: FindingRow): Finding => ({
  id: row.id,
  checkId: row.check_id,
  checkVersion: row.check_version,
  resource: {
    provider: row.provider,
    account: row.account,
    region: row.region,
    type: row.type,
    id: row.resource_id,
    name: row.resource_name,
  },
  arn: row.arn,
  verdict: statusOf(row),
  state: findingStates[row.state_rank] ?? 'unknown',
  because: row.because,
  seen: seenList.parse(JSON.parse(row.seen)),
  severity: severities[row.severity_rank] ?? 'low',
  capturedAt: row.captured_at,
  itemSha256: row.item_sha256,
  snapshotId: row.snapshot_id,
  segments: lineOf(row),
  lapses: row.lapses === null ? [] : lapses.parse(JSON.parse(row.lapses)),
});
