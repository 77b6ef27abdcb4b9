import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Collection } from '@shared/domain/collection.ts';
import type { AwsReach } from '@shared/domain/connection.ts';
import { onTestFinished } from 'vitest';
import { connectAws } from '../../../electron/engine/collect/aws/connect.ts';
import type { OpenSource } from '../../../electron/engine/collect/run/collector.ts';
import { machineTimer, type Timer } from '../../../electron/engine/collect/run/timer.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import type { EngineInput, EngineOutput, EngineRoute } from '../../../electron/engine/protocol.ts';
import { loopbackHandler } from '../../loopback/aws/handler.ts';
import { productionAccount, sampleAccounts } from '../../loopback/aws/sample.ts';
import { type LoopbackAws, type LoopbackOptions, startLoopbackAws } from '../../loopback/aws/server.ts';
import { deps, wholeYear } from './workspace.ts';

/** Temporary keys as a person pastes them; each part is a canary that must be found nowhere afterwards. */
export const pasted = {
  kind: 'keys',
  accessKeyId: 'ASIACANARY7QXJ4LOOPB',
  secretAccessKey: 'canarySecret/9fK2mQ7vX1cB8nL4tR6wY3zA5sD0eG',
  sessionToken: 'canaryToken//FwoGZXIvYXdzEJr1canary0loopback9session8token7value6',
  insists: false,
} as const;

const caller = {
  account: '999999999999',
  arn: 'arn:aws:iam::999999999999:user/consultant',
  policy: null,
  expiresAt: null,
};

const reach: AwsReach = {
  provider: 'aws',
  profile: null,
  roleArn: `arn:aws:iam::${productionAccount}:role/FieldworkReadOnly`,
  accounts: [],
  sendsExternalId: true,
  durationSeconds: 3_600,
  stsRegion: 'eu-central-1',
};

/** Asks the engine and takes its answer, or fails with its refusal. */
export async function value<R extends EngineRoute>(
  engine: Engine,
  route: R,
  input: EngineInput<R>,
): Promise<EngineOutput<R>> {
  const result = await engine.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${result.error.message}`);
  return result.value;
}

/** A clock on which waits are a twentieth as long: the order of things stays. */
const hurried: Timer = {
  ...machineTimer,
  now: () => machineTimer.now() * 20,
  sleep: (milliseconds, signal) => machineTimer.sleep(milliseconds / 20, signal),
};

/** An engine whose only cloud is a loopback AWS on a port. */
export function engineOn(port: number): Engine {
  const openSource: OpenSource = (asked, tools) => {
    if (asked.provider !== 'aws') throw new Error('This loopback is an AWS.');
    return connectAws(asked, tools, loopbackHandler(port));
  };
  const clock = (): string => new Date().toISOString();
  return createEngine({ ...deps(), clock, openSource, timer: hurried }, () => undefined);
}

/** A loopback AWS that knows the pasted keys. */
const startLoopback = (options: Partial<LoopbackOptions> = {}): Promise<LoopbackAws> =>
  startLoopbackAws({ accounts: sampleAccounts, callers: { [pasted.accessKeyId]: caller }, ...options });

/** Makes an engagement with a connection, and gives the connection's id. */
async function makeEngagement(engine: Engine, folder: string): Promise<string> {
  const about = { client: 'Larkspur Pay', scope: wholeYear, categories: ['security'] } as const;
  await value(engine, 'engagement.create', { path: folder, ...about, categories: [...about.categories] });
  return (await value(engine, 'connection.save', { id: null, name: 'Larkspur', reach })).id;
}

/** An engine on a new engagement whose only cloud is a loopback AWS; all of it is gone after the test. */
export async function engineOnLoopback(options: Partial<LoopbackOptions> = {}) {
  const parent = mkdtempSync(join(tmpdir(), 'fieldwork-live-'));
  const folder = join(parent, 'workspace');
  const aws = await startLoopback(options);
  const engine = engineOn(aws.port);
  onTestFinished(async () => {
    await engine.close();
    await aws.close();
    rmSync(parent, { recursive: true, force: true });
  });
  return { engine, aws, folder, connectionId: await makeEngagement(engine, folder) };
}

/** What a run of these tests reads: four regions of one account, each another case. */
export const options = {
  regions: ['eu-central-1', 'eu-west-1', 'eu-west-3', 'eu-north-1'],
  accounts: [],
  history: { depth: 'none' },
  aggregator: null,
} as const;
export const startWith = { options, acceptsUndeclared: 'The client asked for it.' };

/** Waits until a run has ended and its findings are judged. */
export async function ended(engine: Engine, id: number): Promise<Collection> {
  for (;;) {
    const { collection } = await value(engine, 'collection.detail', { id });
    const isOver = collection.state !== 'running' && collection.state !== 'paused';
    if (isOver && (await value(engine, 'collection.live', {})).collection === null) return collection;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
