import type { RunOptions } from '@shared/domain/collection.ts';
import type { AwsReach } from '@shared/domain/connection.ts';
import { connectAws } from '../../../../../electron/engine/collect/aws/connect.ts';
import type {
  CloudSource,
  ConnectTools,
  Page,
  PlannedTask,
} from '../../../../../electron/engine/collect/run/source.ts';
import { loopbackHandler } from '../../../../loopback/aws/handler.ts';
import { productionAccount, sampleAccounts } from '../../../../loopback/aws/sample.ts';
import { type LoopbackAws, type LoopbackOptions, startLoopbackAws } from '../../../../loopback/aws/server.ts';

export const roleArn = `arn:aws:iam::${productionAccount}:role/readiness`;

/** Pasted temporary keys and a role on top of them. */
export const reach: AwsReach = {
  provider: 'aws',
  profile: null,
  roleArn,
  accounts: [],
  sendsExternalId: true,
  durationSeconds: 3600,
  stsRegion: 'eu-central-1',
};

export const toolsWith = (change: Partial<ConnectTools> = {}): ConnectTools => ({
  ask: async () => null,
  signal: new AbortController().signal,
  secret: {
    kind: 'keys',
    accessKeyId: 'ASIACONSULTANT000001',
    secretAccessKey: 'consultant-secret-key-0000000000',
    sessionToken: 'consultant-session-token',
    insists: false,
  },
  externalId: '5f0c1d2e3b4a59687706152433425160',
  sessionName: 'readiness-larkspur-7',
  salt: 'salt-of-the-engagement',
  clock: () => new Date().toISOString(),
  ...change,
});

export const optionsWith = (change: Partial<RunOptions> = {}): RunOptions => ({
  regions: ['eu-central-1'],
  accounts: [],
  history: { depth: 'none' },
  aggregator: null,
  ...change,
});

export const startSample = (change: Partial<LoopbackOptions> = {}): Promise<LoopbackAws> =>
  startLoopbackAws({ accounts: sampleAccounts, ...change });

export const connectTo = (
  aws: LoopbackAws,
  change: Partial<AwsReach> = {},
  tools: Partial<ConnectTools> = {},
): Promise<CloudSource> => connectAws({ ...reach, ...change }, toolsWith(tools), loopbackHandler(aws.port));

export interface ReadTask {
  readonly task: PlannedTask;
  readonly pages: readonly Page[];
  readonly error: unknown;
}

const never = new AbortController().signal;

/** Every page of one task. */
export async function readTask(source: CloudSource, task: PlannedTask, signal = never): Promise<ReadTask> {
  const pages: Page[] = [];
  let cursor: string | null = null;
  try {
    do {
      const page: Page = await source.read(task, cursor, signal);
      pages.push(page);
      cursor = page.cursor;
    } while (cursor !== null && pages.length < 1000);
    return { task, pages, error: null };
  } catch (error) {
    return { task, pages, error };
  }
}

/** A run without pace or retries: every task and what it leads to, in order. */
export async function readAll(source: CloudSource, options: RunOptions): Promise<readonly ReadTask[]> {
  const queue = [...source.plan(options)];
  const read: ReadTask[] = [];
  const seen = new Set<string>();
  for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
    if (seen.has(task.key)) continue;
    seen.add(task.key);
    const done = await readTask(source, task);
    read.push(done);
    queue.push(...done.pages.flatMap(({ next }) => next));
  }
  return read;
}

export const textOf = (page: Page | undefined): string => Buffer.from(page?.bytes ?? '').toString('utf8');
export const taskNamed = (read: readonly ReadTask[], label: string): ReadTask => {
  const found = read.find(({ task }) => task.label === label);
  if (found === undefined) throw new Error(`No task ${label} among ${read.map(({ task }) => task.label).join('; ')}`);
  return found;
};
