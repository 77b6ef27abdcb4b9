import { parentPort, workerData } from 'node:worker_threads';
import type { Delivery, HelperData } from './services/item-helper.ts';
import { openItemJudge } from './services/item-judge.ts';
import { judgeRawItem } from './services/judge-items.ts';

/** The script of the thread that judges items beside the engine's own. */
const { toolVersion, ownAccounts }: HelperData = workerData;
const judge = openItemJudge(toolVersion);

parentPort?.on('message', ({ bytes, items }: Delivery) => {
  let at = 0;
  const judged = items.map(({ identity, length }) => {
    const raw = Buffer.from(bytes.buffer, at, length);
    at += length;
    return judgeRawItem({ identity, bytes: raw }, judge, ownAccounts);
  });
  parentPort?.postMessage(judged);
});
