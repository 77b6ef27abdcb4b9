import { rowsOf } from '../collect/run/rows.ts';
import type { Page, PlannedTask } from '../collect/run/source.ts';
import type { NewSighting } from '../store/repos/resource.repo.ts';
import { sha256Of } from '../store/sha256.ts';
import { readItem } from './read-item.ts';

/** Where a page is kept: the snapshot of its task, from a byte on. */
interface Kept {
  readonly snapshotId: string;
  readonly offset: number;
}

/** The sightings of one page. The place is the task's where the row does not say its own. */
export function sightingsOf(task: PlannedTask, page: Page, kept: Kept): readonly NewSighting[] {
  const answer = Buffer.from(page.bytes.buffer, page.bytes.byteOffset, page.bytes.length);
  return rowsOf(answer).flatMap((row) => {
    const read = readItem(task.kind, row.value);
    if (read === null) return [];
    const { envelope, provider } = read;
    const version = {
      ...envelope,
      account: envelope.account || task.account,
      region: envelope.region || task.region,
      provider,
      capturedAt: envelope.capturedAt ?? page.request.answeredAt,
      snapshotId: kept.snapshotId,
      offset: kept.offset + row.offset,
      length: row.bytes.length,
      sha256: sha256Of(row.bytes),
    };
    return [{ version, kept: null }];
  });
}
