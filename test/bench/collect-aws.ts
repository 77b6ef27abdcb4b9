// Reads the same loopback AWS twice over: as a live collection into a new workspace, with a thread that reads and one that keeps,
// and as a bare loop of the SDK that keeps nothing. Run: node <bundle> collection|bare PORT ITEMS
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isMainThread, parentPort } from 'node:worker_threads';
import {
  ConfigServiceClient,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  GetDiscoveredResourceCountsCommand,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsReach } from '@shared/domain/connection.ts';
import { connectAws } from '../../electron/engine/collect/aws/connect.ts';
import { bridge, type Port } from '../../electron/engine/collect/run/bridge.ts';
import { type CollectorHost, createCollector, type OpenSource } from '../../electron/engine/collect/run/collector.ts';
import type { Timer } from '../../electron/engine/collect/run/timer.ts';
import { saveConnection } from '../../electron/engine/services/connections.ts';
import type { Deps } from '../../electron/engine/services/deps.ts';
import { createEngagement } from '../../electron/engine/services/engagement.ts';
import { createJobs } from '../../electron/engine/services/jobs.ts';
import { createLive } from '../../electron/engine/services/live.ts';
import { loopbackHandler } from '../loopback/aws/handler.ts';

const accounts = ['111122223333', '222233334444'];
const regions = ['eu-central-1', 'eu-west-1', 'eu-north-1', 'us-east-1'];
const keys = {
  accessKeyId: 'ASIABENCH00000000000',
  secretAccessKey: 'bench-secret-key-00000000',
  sessionToken: 'bench',
};

const reach: AwsReach = {
  provider: 'aws',
  profile: null,
  roleArn: 'arn:aws:iam::*:role/readiness',
  accounts,
  sendsExternalId: true,
  durationSeconds: 3600,
  stsRegion: 'eu-central-1',
};

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

const clock = (): string => new Date().toISOString();

/** The collector as the program's thread serves it, with a loopback behind its guard and without waits. */
export function serve(port: number): void {
  const open: OpenSource = (given, tools) => {
    if (given.provider !== 'aws') throw new Error('AWS only.');
    return connectAws(given, tools, loopbackHandler(port));
  };
  const thread: Port | null = parentPort;
  if (thread === null) throw new Error('The collector runs in a thread of its own.');
  bridge<CollectorHost>(thread, (host) => createCollector(open, host, timeWithoutWaits(), clock));
}

/** A whole collection: connect, plan, read, keep. Fails unless everything was read. */
async function collection(port: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-bench-'));
  const collector = join(folder, 'collector.mjs');
  writeFileSync(collector, `import { serve } from ${JSON.stringify(import.meta.url)};\nserve(${port});\n`);
  const deps: Deps = { clock, actor: 'bench', toolVersion: '0.0.0-bench', resources: resolve('resources'), collector };
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
    await live['collection.connect']({ connectionId: id, secret: { kind: 'keys', ...keys, insists: false } });
    const options = { regions, accounts: [], history: { depth: 'none' as const }, aggregator: null };
    await live['collection.start']({ options, acceptsUndeclared: 'bench' });
    await live.ended();
    const run = workspace.collections.all()[0];
    if (run?.state !== 'done') throw new Error(`The run ended as ${run?.state}.`);
    return run.tasks.filter(({ call }) => call?.operation === 'items').reduce((sum, { items }) => sum + items, 0);
  } finally {
    await live.close();
    workspace.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rowsOf(client: ConfigServiceClient, type: string): Promise<number> {
  const Expression = `SELECT accountId, awsRegion, arn, resourceId, resourceName, resourceType, availabilityZone, resourceCreationTime, configurationItemCaptureTime, configurationItemStatus, configurationStateId, tags, relationships, configuration, supplementaryConfiguration WHERE resourceType = '${type}'`;
  let rows = 0;
  let NextToken: string | undefined;
  do {
    const page = await client.send(new SelectResourceConfigCommand({ Expression, Limit: 100, NextToken }));
    rows += page.Results?.length ?? 0;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return rows;
}

/** What anyone would write with the SDK: place by place, type by type, page by page; nothing is kept. */
async function bare(port: number): Promise<number> {
  const requestHandler = loopbackHandler(port)();
  const sts = new STSClient({ region: 'eu-central-1', credentials: keys, requestHandler });
  let rows = 0;
  for (const account of accounts) {
    const role = { RoleArn: `arn:aws:iam::${account}:role/readiness`, RoleSessionName: 'bench' };
    const { Credentials: given } = await sts.send(new AssumeRoleCommand(role));
    const credentials = {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    };
    for (const region of regions) {
      const client = new ConfigServiceClient({ region, credentials, requestHandler });
      await client.send(new DescribeConfigurationRecordersCommand({}));
      await client.send(new DescribeDeliveryChannelsCommand({}));
      await client.send(new DescribeConfigRulesCommand({}));
      const { resourceCounts = [] } = await client.send(new GetDiscoveredResourceCountsCommand({}));
      for (const { resourceType = '' } of resourceCounts) rows += await rowsOf(client, resourceType);
    }
  }
  return rows;
}

if (isMainThread) {
  const [, , way, port, expected] = process.argv;
  const rows = await (way === 'bare' ? bare : collection)(Number(port));
  if (rows < Number(expected)) throw new Error(`Only ${rows} of ${expected} items were read.`);
}
