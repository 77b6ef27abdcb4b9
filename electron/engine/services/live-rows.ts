import type { CollectorHost } from '../collect/run/collector.ts';
import { rowsOf } from '../collect/run/rows.ts';
import type { Page, PlannedTask } from '../collect/run/source.ts';
import type { NewSighting } from '../store/repos/resource.repo.ts';
import { sha256Of } from '../store/sha256.ts';
import { readItem } from './read-item.ts';

/** What a row of an answer says, and where in the answer it stands. */
type PageRow = Omit<NewSighting['version'], 'snapshotId' | 'sha256'>;

/** An answer with what its rows say, as it is handed to those who keep it. */
export type ReadPage = Omit<Page, 'json' | 'next' | 'lists' | 'waitMs'> & { readonly rows: readonly PageRow[] };

/** Those who keep what a collector reads, in the thread that writes. */
export type LiveHost = Omit<CollectorHost, 'onPage'> & {
  /** Resolves when the page is kept. */
  onPage(task: PlannedTask, number: number, page: ReadPage, tries: number): Promise<void>;
};

/** Rows of an answer that is kept in a snapshot, from a byte on. */
export const sightingsOf = ({ bytes, rows }: ReadPage, snapshotId: string, from: number): readonly NewSighting[] =>
  rows.map((row) => {
    const sha256 = sha256Of(bytes.subarray(row.offset, row.offset + row.length));
    return { version: { ...row, snapshotId, offset: from + row.offset, sha256 }, kept: null };
  });

/** The rows of one answer. The place is the task's where the row does not say its own. */
function pageRows(task: PlannedTask, { bytes, json, request }: Page): readonly PageRow[] {
  const answer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return rowsOf(answer, json).flatMap((row) => {
    const read = readItem(task.kind, row.value);
    if (read === null) return [];
    const { envelope, provider } = read;
    const account = envelope.account || task.account;
    const region = envelope.region || task.region;
    const capturedAt = envelope.capturedAt ?? request.answeredAt;
    return [{ ...envelope, account, region, provider, capturedAt, offset: row.offset, length: row.bytes.length }];
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
