// What the collector's thread of the Azure bench runs.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { connectAzure } from '../../electron/engine/collect/azure/connect.ts';
import { loopbackAgent } from '../loopback/azure/agent.ts';
import { serveWithoutWaits } from './without-waits.ts';

const ca = readFileSync(resolve('test/loopback/azure/test-authority.pem'), 'utf8');

export function serve(port: number): void {
  serveWithoutWaits((given, tools) => {
    if (given.provider !== 'azure') throw new Error('Azure only.');
    return connectAzure(given, tools, () => loopbackAgent({ port, ca }));
  });
}
