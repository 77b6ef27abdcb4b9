import type { RawItem } from '../collect/file/raw-item.ts';
import type { Workspace } from '../store/open.ts';
import type { NewSighting } from '../store/repos/resource.repo.ts';
import type { ItemIntake } from './item-intake.ts';
import type { FileFacts, TakenItem } from './take-item.ts';

/** What the writer of one file works with. */
interface Writing {
  readonly workspace: Workspace;
  readonly intake: ItemIntake;
  readonly facts: FileFacts;
  /** Called for each item in the file's order; throws what is wrong with it. */
  readonly sightingOf: (item: RawItem, taken: TakenItem | null) => NewSighting;
}

/** Takes the items of one file in, and writes them in the file's order. */
export interface ItemWriter {
  add(item: RawItem): void;
  /** Writes what is left, then what `further` adds when all items are in; answers how many showed a version shown before. */
  end(further: () => readonly NewSighting[]): Promise<number>;
  /** Writes no more; resolves when nothing is under way. */
  abort(): Promise<void>;
}

const takenAtOnce = 100;
/** Rows in a transaction: fewer rewrite the same pages of the index more often, more are held in memory until then. */
const writtenAtOnce = 2_000;

/** Opens the writing of one file's items. */
export function createItemWriter({ workspace, intake, facts, sightingOf }: Writing): ItemWriter {
  let batch = intake.batch(facts);
  let items: RawItem[] = [];
  let sightings: NewSighting[] = [];
  let repeated = 0;
  let isOver = false;
  let failure: unknown = null;
  let taking: Promise<void> = Promise.resolve();
  const write = (): void => {
    const written = sightings;
    sightings = [];
    repeated += workspace.transaction(() => workspace.resources.addAll(written));
  };
  const take = (): void => {
    const [said, ended] = [batch.end(), items];
    batch = intake.batch(facts);
    items = [];
    taking = Promise.all([said, taking]).then(([taken]) => {
      if (isOver) return;
      for (const [place, item] of ended.entries()) sightings.push(sightingOf(item, taken[place] ?? null));
      if (sightings.length >= writtenAtOnce) write();
    });
    // Whoever ends or aborts waits for it; until then a failure is kept, and said to the next who adds.
    taking.catch((error: unknown) => {
      failure ??= error;
    });
  };
  return {
    add(item) {
      if (failure !== null) throw failure;
      items.push(item);
      batch.add(item);
      if (items.length >= takenAtOnce) take();
    },
    async end(further) {
      take();
      await taking;
      sightings.push(...further());
      write();
      return repeated;
    },
    async abort() {
      isOver = true;
      await taking.catch(() => undefined);
    },
  };
}
