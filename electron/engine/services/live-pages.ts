import type { ItemCount, Task } from '@shared/domain/collection.ts';
import type { ObjectWriter } from '../store/objects.ts';
import type { Workspace } from '../store/open.ts';
import type { StoredPage } from '../store/repos/page.repo.ts';
import type { NewSighting } from '../store/repos/resource.repo.ts';
import { type ReadPage, sightingsOf } from './live-rows.ts';

/** What one task has brought so far. */
export interface Brought {
  readonly writer: ObjectWriter;
  readonly counts: Map<string, ItemCount>;
  readonly notes: Set<string>;
  readonly pages: StoredPage[];
  size: number;
  items: number;
  repeated: number;
  redactions: number;
  earliestAt: string | null;
  latestAt: string | null;
}

interface Waiting {
  readonly page: StoredPage;
  readonly sightings: readonly NewSighting[];
  readonly brought: Brought;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** One answer on its way into the store. */
interface NewPage {
  readonly task: Task;
  readonly number: number;
  readonly page: ReadPage;
  readonly tries: number;
}

/** Keeps the answers of a run until their tasks end. */
export interface LivePages {
  /** Resolves when the page, its rows and its cursor are committed together. */
  add(page: NewPage): Promise<void>;
  /** Hands over what a task brought; null when it brought nothing. */
  take(taskId: string): Brought | null;
  /** Takes back what a task brought that will be read again. */
  drop(taskId: string): void;
  /** How much a task has brought, for the one who watches. */
  of(taskId: string): { readonly bytes: number; readonly items: number };
}

const newline = Buffer.from('\n');

const nothingYet = (writer: ObjectWriter): Brought => ({
  writer,
  counts: new Map(),
  notes: new Set(),
  pages: [],
  size: 0,
  items: 0,
  repeated: 0,
  redactions: 0,
  earliestAt: null,
  latestAt: null,
});

function count(brought: Brought, { rows }: ReadPage): void {
  for (const { account, region, type, capturedAt } of rows) {
    const key = `${account}\n${region}\n${type}`;
    brought.counts.set(key, { account, region, type, items: (brought.counts.get(key)?.items ?? 0) + 1 });
    if (brought.earliestAt === null || capturedAt < brought.earliestAt) brought.earliestAt = capturedAt;
    if (brought.latestAt === null || capturedAt > brought.latestAt) brought.latestAt = capturedAt;
  }
  brought.items += rows.length;
}

function append(brought: Brought, { task, number, page, tries }: NewPage): StoredPage {
  const stored: StoredPage = {
    taskId: task.id,
    number,
    offset: brought.size,
    bytes: page.bytes.length,
    rawSha256: page.rawSha256,
    rawBytes: page.rawBytes,
    items: page.rows.length,
    cursor: page.cursor,
    request: { ...page.request, tries },
  };
  brought.writer.write(page.bytes);
  brought.writer.write(newline);
  brought.size += page.bytes.length + newline.length;
  brought.redactions += page.redactions;
  brought.pages.push(stored);
  for (const note of page.notes) brought.notes.add(note);
  count(brought, page);
  return stored;
}

function commit({ transaction, pages, resources }: Workspace, batch: readonly Waiting[], prepare: () => void): void {
  try {
    transaction(() => {
      prepare();
      for (const { page, sightings, brought } of batch) {
        pages.add(page);
        for (const sighting of sightings) if (!resources.add(sighting)) brought.repeated += 1;
      }
    });
    for (const { resolve } of batch) resolve();
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

/**
 * Opens the keeping of one run's answers. Pages that come in the same moment are committed together, after `prepare` has
 * written what they refer to.
 */
export function openLivePages(workspace: Workspace, prepare: () => void): LivePages {
  const open = new Map<string, Brought>();
  let waiting: Waiting[] = [];
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    commit(workspace, batch, prepare);
  };
  return {
    add(page) {
      const { id } = page.task;
      const brought = open.get(id) ?? nothingYet(workspace.objects.create());
      open.set(id, brought);
      const sightings = sightingsOf(page.page, id, brought.size);
      const stored = append(brought, page);
      if (waiting.length === 0) setImmediate(flush);
      return new Promise((resolve, reject) => waiting.push({ page: stored, sightings, brought, resolve, reject }));
    },
    take(id) {
      const brought = open.get(id) ?? null;
      open.delete(id);
      return brought;
    },
    drop(id) {
      const brought = open.get(id);
      if (brought === undefined) return;
      brought.writer.abort();
      open.delete(id);
      workspace.transaction(() => {
        workspace.resources.removeSnapshot(id);
        workspace.pages.removeTask(id);
      });
    },
    of: (id) => ({ bytes: open.get(id)?.size ?? 0, items: open.get(id)?.items ?? 0 }),
  };
}
