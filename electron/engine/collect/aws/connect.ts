import type { AwsReach } from '@shared/domain/connection.ts';
import type { CloudSource, ConnectTools } from '../run/source.ts';
import { createClients, httpsTransport, type MakeTransport } from './client.ts';
import { openSession } from './session.ts';
import { createAwsSource } from './source.ts';

/**
 * Connects to AWS: credentials, roles and identities, and nothing else is read. Throws an AppError in words. Tests bring their
 * own transport; it stands behind the guard.
 */
export async function connectAws(
  reach: AwsReach,
  tools: ConnectTools,
  makeTransport: MakeTransport = httpsTransport,
): Promise<CloudSource> {
  const clients = createClients(makeTransport);
  try {
    return createAwsSource(await openSession(reach, tools, clients), tools);
  } catch (error) {
    clients.close();
    throw error;
  }
}
