// Reads the same loopback Azure twice over: as a live collection into a new workspace, and as a bare paging loop that keeps
// nothing. Run: node <bundle> collection|bare PORT ROWS
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AzureReach } from '@shared/domain/connection.ts';
import { connectAzure } from '../../electron/engine/collect/azure/connect.ts';
import { queryOf, subjects } from '../../electron/engine/collect/azure/subjects.ts';
import type { Timer } from '../../electron/engine/collect/run/timer.ts';
import { saveConnection } from '../../electron/engine/services/connections.ts';
import type { Deps } from '../../electron/engine/services/deps.ts';
import { createEngagement } from '../../electron/engine/services/engagement.ts';
import { createJobs } from '../../electron/engine/services/jobs.ts';
import { createLive } from '../../electron/engine/services/live.ts';

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
const agentOf = (port: number): Agent => new Agent({ host: '127.0.0.1', port, ca, keepAlive: true });

/** The pace of a run waits for limits that a loopback has not; only what a run does is measured here, not what it waits for. */
function timeWithoutWaits(): Timer {
  let slept = 0;
  return {
    now: () => performance.now() + slept,
    sleep: (milliseconds) => {
      slept += milliseconds;
      return new Promise((done) => setImmediate(done));
    },
    random: () => 0.5,
  };
}

/** A whole collection: connect, plan, read, keep. Fails unless everything was read. */
async function collection(port: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-bench-'));
  const deps: Deps = {
    clock: () => new Date().toISOString(),
    actor: 'bench',
    toolVersion: '0.0.0-bench',
    resources: resolve('resources'),
    openSource: (given, tools) => {
      if (given.provider !== 'azure') throw new Error('Azure only.');
      return connectAzure(given, tools, () => agentOf(port));
    },
    timer: timeWithoutWaits(),
  };
  const scope = { reportType: 2, period: { from: '2026-01-01', to: '2026-12-31' } } as const;
  const workspace = createEngagement(join(folder, 'workspace'), { client: 'Bench', scope, categories: [] }, deps);
  const live = createLive({
    workspace: () => workspace,
    deps,
    jobs: createJobs(),
    judge: () => undefined,
    emit: () => undefined,
  });
  try {
    const { id } = saveConnection(workspace, deps, { id: null, name: 'bench', reach });
    await live['collection.connect']({ connectionId: id, secret: { kind: 'client-secret', value: 'bench' } });
    const options = { regions: [], accounts: [], history: { depth: 'none' as const }, aggregator: null };
    await live['collection.start']({ options, acceptsUndeclared: 'bench' });
    await live.ended();
    const run = workspace.collections.all()[0];
    const broken = run?.tasks.find(({ state }) => state === 'failed' || state === 'denied');
    if (broken !== undefined) throw new Error(`${broken.label}: ${broken.reason}`);
    return run?.tasks.reduce((sum, { items }) => sum + items, 0) ?? 0;
  } finally {
    await live.close();
    workspace.close();
    rmSync(folder, { recursive: true, force: true });
  }
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
  const agent = agentOf(port);
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
