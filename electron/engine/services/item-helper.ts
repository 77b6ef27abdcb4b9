import { Worker } from 'node:worker_threads';
import type { FileFacts, ItemToTake, TakenItem } from './take-item.ts';

/** What a helper is started with. */
export interface HelperData {
  readonly toolVersion: string;
}

/** Items on their way to a helper: their raw bytes one after the other, and what is known of each. */
export interface Delivery {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly items: readonly (Omit<ItemToTake, 'bytes'> & { readonly length: number })[];
  readonly facts: FileFacts;
}

/** What a helper says of a delivery; null when something in it cannot be read. */
export type HelperAnswer = readonly (TakenItem | null)[] | null;

/** A thread that takes items in while this one reads and writes. */
export interface Helper {
  /** False while it has enough to do, and for good once it has failed. */
  isFree(): boolean;
  take(items: readonly ItemToTake[], facts: FileFacts): Promise<readonly (TakenItem | null)[]>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (taken: readonly (TakenItem | null)[]) => void;
  readonly reject: (error: Error) => void;
}

/** Megabytes: items are forgotten as soon as they are judged, so more room for young objects is only held, not used. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

/** Deliveries under way at once: as many as keep it at work while this thread writes rows. */
const deliveryLimit = 16;

function pack(items: readonly ItemToTake[], facts: FileFacts): Delivery {
  const bytes = new Uint8Array(items.reduce((sum, item) => sum + item.bytes.length, 0));
  let at = 0;
  for (const item of items) {
    bytes.set(item.bytes, at);
    at += item.bytes.length;
  }
  return {
    bytes,
    items: items.map(({ kind, readAt, bytes: { length } }) => ({ kind, readAt, length })),
    facts,
  };
}

/** Starts a helper from its script. It answers in the order it is asked. */
export function startHelper(script: string, workerData: HelperData): Helper {
  const worker = new Worker(script, { workerData, resourceLimits });
  const waiting: Waiting[] = [];
  let isBroken = false;
  worker.on('message', (answer: HelperAnswer) => {
    const asked = waiting.shift();
    if (answer === null) asked?.reject(new Error('An item cannot be read.'));
    else asked?.resolve(answer);
  });
  const fail = (error: Error): void => {
    isBroken = true;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The helper ended.')));
  return {
    isFree: () => !isBroken && waiting.length < deliveryLimit,
    async take(items, facts) {
      if (isBroken) throw new Error('The helper ended.');
      const delivery = pack(items, facts);
      worker.postMessage(delivery, [delivery.bytes.buffer]);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    async close() {
      await worker.terminate();
    },
  };
}
