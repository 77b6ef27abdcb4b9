import type { Agent } from 'node:https';
import type { AzureReach } from '@shared/domain/connection.ts';
import type { CloudSource, ConnectTools } from '../run/source.ts';
import { openSession } from './session.ts';
import { createAzureSource } from './source.ts';
import { usualAgent } from './transport.ts';

/**
 * Connects to Azure: signs in, asks who we are and which subscriptions there are, and reads nothing else. Throws an AppError in
 * words. Tests bring their own agent; it stands behind the guards.
 */
export async function connectAzure(
  reach: AzureReach,
  tools: ConnectTools,
  makeAgent: () => Agent = usualAgent,
): Promise<CloudSource> {
  const agent = makeAgent();
  try {
    return createAzureSource(await openSession(reach, tools, agent));
  } catch (error) {
    agent.destroy();
    throw error;
  }
}
