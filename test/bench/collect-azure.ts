// Reads the same loopback Azure twice over: as a live collection into a new workspace, with a thread that reads and one that
// keeps, and as a bare paging loop that keeps nothing. Run: node <bundle> collection|bare PORT ROWS
import { readFileSync } from 'node:fs';
import { type Agent, request } from 'node:https';
import { resolve } from 'node:path';
import type { AzureReach } from '@shared/domain/connection.ts';
import { queryOf, subjects } from '../../electron/engine/collect/azure/subjects.ts';
import { loopbackAgent } from '../loopback/azure/agent.ts';
import { collect } from './live.ts';

const tenant = '99999999-2222-4333-8444-555555555555';
const reach: AzureReach = {
  provider: 'azure',
  credential: 'secret',
  cloud: 'public',
  tenant,
  clientId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  certificatePath: null,
};

const ca = readFileSync(resolve('test/loopback/azure/test-authority.pem'), 'utf8');

async function collection(port: number): Promise<number> {
  const secret = { kind: 'client-secret', value: 'bench' } as const;
  const { tasks } = await collect({
    script: new URL('collector-azure.mjs', import.meta.url).href,
    port,
    reach,
    secret,
    regions: [],
  });
  return tasks.reduce((sum, { items }) => sum + items, 0);
}

interface Answer {
  readonly [key: string]: unknown;
  readonly data?: readonly unknown[];
  readonly value?: readonly { readonly subscriptionId: string }[];
  readonly $skipToken?: string;
}

/** What anyone would write: one request after the other over one agent, each answer parsed. */
function sender(agent: Agent): (method: string, path: string, body?: object) => Promise<Answer> {
  const claims = Buffer.from(JSON.stringify({ oid: 'bench', tid: tenant, exp: Date.now() })).toString('base64url');
  const headers = { authorization: `Bearer e30.${claims}.bench`, 'content-type': 'application/json' };
  return (method, path, body) =>
    new Promise((done, fail) => {
      const sent = request({ host: 'management.azure.com', path, method, headers, agent }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(Buffer.from(chunk));
        done(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      });
      sent.on('error', fail);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
}

const graph = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';

/** The same queries, subscription by subscription, page by page; nothing is kept. */
async function bare(port: number): Promise<number> {
  const agent = loopbackAgent({ port, ca });
  const send = sender(agent);
  const { value = [] } = await send('GET', '/subscriptions?api-version=2022-12-01');
  let rows = 0;
  for (const { subscriptionId } of value) {
    for (const subject of subjects) {
      const query = queryOf(subject);
      let token: string | undefined;
      do {
        const options = { $top: 1000, resultFormat: 'objectArray', $skipToken: token };
        const page = await send('POST', graph, { subscriptions: [subscriptionId], query, options });
        rows += page.data?.length ?? 0;
        token = page.$skipToken;
      } while (token !== undefined);
    }
  }
  agent.destroy();
  return rows;
}

const [, , way, port, expected] = process.argv;
const rows = await (way === 'bare' ? bare : collection)(Number(port));
if (rows < Number(expected)) throw new Error(`Only ${rows} of ${expected} rows were read.`);
