import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AzureReach } from '@shared/domain/connection.ts';
import { onTestFinished } from 'vitest';
import { connectAzure } from '../../../electron/engine/collect/azure/connect.ts';
import type { OpenSource } from '../../../electron/engine/collect/run/collector.ts';
import { machineTimer, type Timer } from '../../../electron/engine/collect/run/timer.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { loopbackAgent } from '../../loopback/azure/agent.ts';
import { sampleTenant, sampleWorld } from '../../loopback/azure/sample.ts';
import { type LoopbackAzure, type LoopbackOptions, startLoopbackAzure } from '../../loopback/azure/server.ts';
import { value } from './live-aws.ts';
import { deps, wholeYear } from './workspace.ts';

/** A client secret as a person types it: a canary that must be found nowhere afterwards. */
export const typed = { kind: 'client-secret', value: 'canarySecret~9fK2mQ7vX1cB8nL4tR6wY3zA5sD0eG' } as const;

const reach: AzureReach = {
  provider: 'azure',
  credential: 'secret',
  cloud: 'public',
  tenant: sampleTenant,
  clientId: 'c11e0000-0000-4000-8000-00000000c11e',
  certificatePath: null,
};

/** A clock on which waits are a fiftieth as long: the order of things stays. */
const hurried: Timer = {
  ...machineTimer,
  now: () => machineTimer.now() * 50,
  sleep: (milliseconds, signal) => machineTimer.sleep(milliseconds / 50, signal),
};

function engineOn(azure: LoopbackAzure): Engine {
  const openSource: OpenSource = (asked, tools) => {
    if (asked.provider !== 'azure') throw new Error('This loopback is an Azure.');
    return connectAzure(asked, tools, () => loopbackAgent(azure));
  };
  const clock = (): string => new Date().toISOString();
  return createEngine({ ...deps(), clock, openSource, timer: hurried }, () => undefined);
}

/** An engine on a new engagement whose only cloud is a loopback Azure; all of it is gone after the test. */
export async function engineOnLoopback(options: Partial<LoopbackOptions> = {}, change: Partial<AzureReach> = {}) {
  const parent = mkdtempSync(join(tmpdir(), 'fieldwork-live-'));
  const folder = join(parent, 'workspace');
  const azure = await startLoopbackAzure({ ...sampleWorld(), ...options });
  const engine = engineOn(azure);
  onTestFinished(async () => {
    await engine.close();
    await azure.close();
    rmSync(parent, { recursive: true, force: true });
  });
  const about = { client: 'Larkspur Pay', scope: wholeYear, categories: ['security'] } as const;
  await value(engine, 'engagement.create', { path: folder, ...about, categories: [...about.categories] });
  const { id } = await value(engine, 'connection.save', { id: null, name: 'Larkspur', reach: { ...reach, ...change } });
  return { engine, azure, folder, connectionId: id };
}

/** What a run of these tests reads: every subscription, as it is now. */
export const options = { regions: [], accounts: [], history: { depth: 'none' }, aggregator: null } as const;
export const startWith = { options, acceptsUndeclared: 'The client asked for it.' };
