import { Worker } from 'node:worker_threads';
import type { KeptVerdicts } from '../store/kept-verdicts.ts';
import type { RawItemToJudge } from './judge-items.ts';

type Judged = readonly (KeptVerdicts | null)[];

/** What a helper is started with. */
export interface HelperData {
  readonly toolVersion: string;
  readonly ownAccounts: readonly string[];
}

/** Items on their way to a helper: their raw bytes one after the other, and who they are. */
export interface Delivery {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly items: readonly { readonly identity: RawItemToJudge['identity']; readonly length: number }[];
}

/** A thread that judges items while this one reads and writes. */
export interface Helper {
  /** False while it has enough to do, and for good once it has failed. */
  isFree(): boolean;
  judge(items: readonly RawItemToJudge[]): Promise<Judged>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (judged: Judged) => void;
  readonly reject: (error: Error) => void;
}

/** Megabytes: items are forgotten as soon as they are judged, so more room for young objects is only held, not used. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** Deliveries under way at once: answers are only taken between two reads of the file, and it should not stand still until then. */
const deliveryLimit = 8;

function pack(items: readonly RawItemToJudge[]): Delivery {
  const bytes = new Uint8Array(items.reduce((sum, item) => sum + item.bytes.length, 0));
  let at = 0;
  for (const item of items) {
    bytes.set(item.bytes, at);
    at += item.bytes.length;
  }
  return { bytes, items: items.map((item) => ({ identity: item.identity, length: item.bytes.length })) };
}

/** Starts a helper from its script. It answers in the order it is asked. */
export function startHelper(script: string, workerData: HelperData): Helper {
  const worker = new Worker(script, { workerData, resourceLimits });
  const waiting: Waiting[] = [];
  let isBroken = false;
  worker.on('message', (judged: Judged) => waiting.shift()?.resolve(judged));
  const fail = (error: Error): void => {
    isBroken = true;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The helper ended.')));
  return {
    isFree: () => !isBroken && waiting.length < deliveryLimit,
    async judge(items) {
      if (isBroken) throw new Error('The helper ended.');
      const delivery = pack(items);
      worker.postMessage(delivery, [delivery.bytes.buffer]);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    async close() {
      await worker.terminate();
    },
  };
}
