// The collector's own script with loopbacks behind its guards. The tests put it in the place of the real one, in a copy of the
// packaged app; the app itself has no switch for it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { connectAws } from '../../electron/engine/collect/aws/connect.ts';
import { connectAzure } from '../../electron/engine/collect/azure/connect.ts';
import type { OpenSource } from '../../electron/engine/collect/run/collector.ts';
import { serveCollector } from '../../electron/engine/services/live-serve.ts';
import { loopbackHandler } from '../loopback/aws/handler.ts';
import { loopbackAgent } from '../loopback/azure/agent.ts';

/** Written beside the archive by the test that has started the loopback. */
function placeOf(cloud: string): { readonly port: number; readonly ca: string } {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../../../loopback-${cloud}.json`), 'utf8'));
}

const open: OpenSource = (reach, tools) => {
  if (reach.provider === 'aws') return connectAws(reach, tools, loopbackHandler(placeOf('aws').port));
  return connectAzure(reach, tools, () => loopbackAgent(placeOf('azure')));
};

serveCollector(parentPort, open);
