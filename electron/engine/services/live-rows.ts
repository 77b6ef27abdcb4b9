import type { CollectorHost } from '../collect/run/collector.ts';
import { rowsOf } from '../collect/run/rows.ts';
import type { Page, PlannedTask } from '../collect/run/source.ts';
import type { NewSighting } from '../store/repos/resource.repo.ts';
import { sha256Of } from '../store/sha256.ts';
import { readItem } from './read-item.ts';

/** A row of an answer as it is kept, but for its snapshot: its offset is the place in the answer. */
export type PageRow = Omit<NewSighting['version'], 'snapshotId'>;

/** An answer with what its rows say, as it is handed to those who keep it. */
export type ReadPage = Omit<Page, 'json' | 'next' | 'lists' | 'waitMs'> & { readonly rows: readonly PageRow[] };

/** Those who keep what a collector reads, in the thread that writes. */
export type LiveHost = Omit<CollectorHost, 'onPage'> & {
  /** Resolves when the page is kept. */
  onPage(task: PlannedTask, number: number, page: ReadPage, tries: number): Promise<void>;
};

/** The rows of one answer. The place is the task's where the row does not say its own. */
function pageRows(task: PlannedTask, { bytes, json, request }: Page): readonly PageRow[] {
  const answer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return rowsOf(answer, json).flatMap((row) => {
    const read = readItem(task.kind, row.value);
    if (read === null) return [];
    const { envelope, provider } = read;
    const place = { offset: row.offset, length: row.bytes.length, sha256: sha256Of(row.bytes) };
    const account = envelope.account || task.account;
    const region = envelope.region || task.region;
    const capturedAt = envelope.capturedAt ?? request.answeredAt;
    return [{ ...envelope, account, region, provider, capturedAt, ...place }];
  });
}

/** Has rows read where the answer was: the thread that keeps them serves the window, and only writes. */
export const readingRows = (host: LiveHost): CollectorHost => ({
  onPrompt: (prompt) => host.onPrompt(prompt),
  onTask: (news) => host.onTask(news),
  onNote: (note) => host.onNote(note),
  async onPage(task, number, page, tries) {
    const { json, next, lists, waitMs, ...kept } = page;
    await host.onPage(task, number, { ...kept, rows: pageRows(task, page) }, tries);
  },
});
