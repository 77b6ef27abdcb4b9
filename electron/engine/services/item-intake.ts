import type { RawItem } from '../collect/file/raw-item.ts';
import type { Deps } from './deps.ts';
import { type Helper, startHelper } from './item-helper.ts';
import { openItemJudge } from './item-judge.ts';
import { type FileFacts, type TakenItem, takeItem } from './take-item.ts';

/** Items that are taken in together: each read, hashed and judged. */
interface IntakeBatch {
  add(item: RawItem): void;
  /** What they say, in order; null for one that names neither what it is nor where. */
  end(): readonly (TakenItem | null)[] | Promise<readonly (TakenItem | null)[]>;
}

/** Takes in the items of a run of imports. */
export interface ItemIntake {
  batch(facts: FileFacts): IntakeBatch;
  close(): Promise<void>;
}

/** Below this (bytes) an import is over before a helper has paid for itself. */
const helpedFrom = 64 << 20;

/**
 * Opens the intake of a run that reads so many bytes. Of a large one a helper thread takes what it can and this thread
 * the rest; which of them does never changes what is said of an item.
 */
export function openIntake({ toolVersion, helper: script }: Deps, bytes: number): ItemIntake {
  const judge = openItemJudge(toolVersion);
  const helper: Helper | null =
    script !== undefined && bytes >= helpedFrom ? startHelper(script, { toolVersion }) : null;
  // Taken at once: a parsed item that is kept waiting costs more memory than all that is kept of it.
  const here = (facts: FileFacts): IntakeBatch => {
    const taken: (TakenItem | null)[] = [];
    return {
      add: (item) => taken.push(takeItem(item, item.value(), facts, judge)),
      end: () => taken,
    };
  };
  const beside = (by: Helper, facts: FileFacts): IntakeBatch => {
    const items: RawItem[] = [];
    const again = (): readonly (TakenItem | null)[] => items.map((item) => takeItem(item, item.value(), facts, judge));
    return {
      add: (item) => items.push(item),
      // A helper that fails costs time and nothing else: what it had is taken here, and what is wrong with it is said here.
      end: () => (items.every(({ isPlain }) => isPlain) ? by.take(items, facts).catch(again) : again()),
    };
  };
  return {
    batch: (facts) => (helper?.isFree() === true ? beside(helper, facts) : here(facts)),
    close: async () => helper?.close(),
  };
}
