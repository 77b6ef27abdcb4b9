import { parentPort, workerData } from 'node:worker_threads';
import { parseItem } from './collect/file/raw-item.ts';
import type { Delivery, HelperAnswer, HelperData } from './services/item-helper.ts';
import { openItemJudge } from './services/item-judge.ts';
import { takeItem } from './services/take-item.ts';

/** The script of the thread that takes items in beside the engine's own. */
const { toolVersion }: HelperData = workerData;
const judge = openItemJudge(toolVersion);

function take({ bytes, items, facts }: Delivery): HelperAnswer {
  let at = 0;
  try {
    return items.map(({ length, ...item }) => {
      const own = Buffer.from(bytes.buffer, at, length);
      at += length;
      return takeItem({ ...item, bytes: own }, parseItem(own, 0, 'an item'), facts, judge);
    });
  } catch {
    return null;
  }
}

parentPort?.on('message', (delivery: Delivery) => parentPort?.postMessage(take(delivery)));
