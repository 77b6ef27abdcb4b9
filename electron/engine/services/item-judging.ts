import type { Json } from '@shared/domain/json.ts';
import type { KeptVerdicts } from '../store/kept-verdicts.ts';
import type { Deps } from './deps.ts';
import { type Helper, startHelper } from './item-helper.ts';
import { openItemJudge } from './item-judge.ts';
import { judgeItem, judgeRawItem, type RawItemToJudge } from './judge-items.ts';

type Judged = readonly (KeptVerdicts | null)[];

/** Items that are judged together. */
interface JudgedBatch {
  add(item: RawItemToJudge, value: Json): void;
  /** The verdicts to keep of each item, in order. */
  end(): Judged | Promise<Judged>;
}

/** Judges the items of a run of imports. */
export interface ItemJudging {
  batch(): JudgedBatch;
  close(): Promise<void>;
}

/** Below this (bytes) an import is over before a helper has paid for itself. */
const helpedFrom = 64 << 20;

/**
 * Opens the judging of items for a run that reads so many bytes. Of a large one a helper thread takes what it can and
 * this thread judges the rest; which of them does never changes a verdict.
 */
export function openJudging(deps: Deps, ownAccounts: readonly string[], bytes: number): ItemJudging {
  const { toolVersion, helper: script } = deps;
  const judge = openItemJudge(toolVersion);
  const isHelped = script !== undefined && bytes >= helpedFrom;
  const helper: Helper | null = isHelped ? startHelper(script, { toolVersion, ownAccounts }) : null;
  // Judged at once: a parsed item that is kept waiting costs more memory than all that is kept of it.
  const here = (): JudgedBatch => {
    const judged: (KeptVerdicts | null)[] = [];
    return {
      add: ({ identity }, value) => judged.push(judgeItem(identity, value, judge, ownAccounts)),
      end: () => judged,
    };
  };
  const beside = (by: Helper): JudgedBatch => {
    const items: RawItemToJudge[] = [];
    return {
      add: (item) => items.push(item),
      // A helper that fails costs time and nothing else: what it had is judged here.
      end: () => by.judge(items).catch(() => items.map((item) => judgeRawItem(item, judge, ownAccounts))),
    };
  };
  return {
    batch: () => (helper?.isFree() === true ? beside(helper) : here()),
    close: async () => helper?.close(),
  };
}
