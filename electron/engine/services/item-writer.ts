import type { Json } from '@shared/domain/json.ts';
import type { Workspace } from '../store/open.ts';
import type { NewSighting } from '../store/repos/resource.repo.ts';
import type { ItemJudging } from './item-judging.ts';

interface Item {
  readonly version: NewSighting['version'];
  readonly value: Json;
  readonly bytes: Buffer;
}

/** Takes the items of one file, has them judged, and writes them in the file's order. */
export interface ItemWriter {
  add(item: Item): void;
  /** Writes what is left; answers how many rows showed a version that the file had shown before. */
  end(): Promise<number>;
  /** Writes no more; resolves when nothing is under way. */
  abort(): Promise<void>;
}

const judgedAtOnce = 250;
/** Rows in a transaction: fewer rewrite the same pages of the index more often. */
const writtenAtOnce = 10_000;

/** Opens the writing of one file's items. */
export function createItemWriter({ transaction, resources }: Workspace, judging: ItemJudging): ItemWriter {
  let batch = judging.batch();
  let versions: Item['version'][] = [];
  let sightings: NewSighting[] = [];
  let repeated = 0;
  let isOver = false;
  let judged: Promise<void> = Promise.resolve();
  const write = (): void => {
    const written = sightings;
    sightings = [];
    repeated += transaction(() => resources.addAll(written));
  };
  const judge = (): void => {
    const [kept, ended] = [batch.end(), versions];
    batch = judging.batch();
    versions = [];
    judged = Promise.all([kept, judged]).then(([verdicts]) => {
      if (isOver) return;
      for (const [place, version] of ended.entries()) sightings.push({ version, kept: verdicts[place] ?? null });
      if (sightings.length >= writtenAtOnce) write();
    });
    // Whoever ends or aborts waits for it; until then a failure is only kept.
    judged.catch(() => undefined);
  };
  return {
    add({ version, value, bytes }) {
      versions.push(version);
      batch.add({ identity: version, bytes }, value);
      if (versions.length >= judgedAtOnce) judge();
    },
    async end() {
      judge();
      await judged;
      write();
      return repeated;
    },
    async abort() {
      isOver = true;
      await judged.catch(() => undefined);
    },
  };
}
