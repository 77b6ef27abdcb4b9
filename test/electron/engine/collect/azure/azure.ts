import type { RunOptions } from '@shared/domain/collection.ts';
import type { AzureReach, RunSecret } from '@shared/domain/connection.ts';
import { onTestFinished } from 'vitest';
import { connectAzure } from '../../../../../electron/engine/collect/azure/connect.ts';
import type {
  CloudSource,
  ConnectTools,
  Page,
  PlannedTask,
  PromptWithoutId,
} from '../../../../../electron/engine/collect/run/source.ts';
import { loopbackAgent } from '../../../../loopback/azure/agent.ts';
import { sampleTenant, sampleWorld } from '../../../../loopback/azure/sample.ts';
import { type LoopbackAzure, type LoopbackOptions, startLoopbackAzure } from '../../../../loopback/azure/server.ts';

export const client = 'c11e0000-0000-4000-8000-00000000c11e';
export const secretReach: AzureReach = {
  provider: 'azure',
  credential: 'secret',
  cloud: 'public',
  tenant: sampleTenant,
  clientId: client,
  certificatePath: null,
};
const typed: RunSecret = { kind: 'client-secret', value: 'typed-for-this-run' };

/** Tools of a connection; the person answers prompts with `answer`, or never when it is absent. */
export function toolsOf(
  secret: RunSecret | null = typed,
  answer?: (prompt: PromptWithoutId) => Promise<string | null>,
) {
  const prompts: PromptWithoutId[] = [];
  const stop = new AbortController();
  const tools: ConnectTools = {
    ask: (prompt) => {
      prompts.push(prompt);
      return answer?.(prompt) ?? new Promise(() => undefined);
    },
    signal: stop.signal,
    secret,
    externalId: 'unused',
    sessionName: 'fieldwork-test',
    salt: 'salt',
    clock: () => '2026-06-01T10:00:00.000Z',
  };
  return { tools, prompts, stop };
}

/** Starts the loopback for one test. */
export async function loopback(options: Partial<LoopbackOptions> = {}): Promise<LoopbackAzure> {
  const azure = await startLoopbackAzure({ ...sampleWorld(), ...options });
  onTestFinished(() => azure.close());
  return azure;
}

/** Connects to a loopback as an application with a secret. */
export async function connected(azure: LoopbackAzure, reach: AzureReach = secretReach): Promise<CloudSource> {
  const source = await connectAzure(reach, toolsOf().tools, () => loopbackAgent(azure));
  onTestFinished(source.close);
  return source;
}

export const everything: RunOptions = { regions: [], accounts: [], history: { depth: 'none' }, aggregator: null };
export const never = new AbortController().signal;

/** Every page of a task. */
export async function pagesOf(source: CloudSource, task: PlannedTask): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let cursor: string | null = null;
  do {
    const page = await source.read(task, cursor, never);
    pages.push(page);
    cursor = page.cursor;
  } while (cursor !== null && pages.length < 100);
  return pages;
}

export const jsonOf = (page: Page) => JSON.parse(Buffer.from(page.bytes).toString('utf8'));

/** The task of a plan with a label. */
export function taskOf(tasks: readonly PlannedTask[], label: string): PlannedTask {
  const found = tasks.find((task) => task.label === label);
  if (found === undefined) throw new Error(`No task ${label} among ${tasks.map((task) => task.label).join(', ')}.`);
  return found;
}
