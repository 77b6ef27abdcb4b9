import { randomUUID } from 'node:crypto';
import type { Output } from '@shared/contract/contract.ts';
import type { Connection } from '@shared/domain/connection.ts';
import { AppError } from '@shared/errors.ts';
import { awsPermissions } from '../collect/aws/permissions.ts';
import { listProfiles } from '../collect/aws/profiles.ts';
import { regions } from '../collect/aws/regions.ts';
import { azurePermissions } from '../collect/azure/permissions.ts';
import type { EngineInput } from '../protocol.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { declaredAccounts, declaredRegions } from './live-scope.ts';
import { record } from './record.ts';

/** A connection of the engagement by its id. */
export function findConnection(workspace: Workspace, id: string): Connection {
  const found = workspace.connections.all().find((it) => it.id === id);
  if (found === undefined) throw new AppError('not-found', `There is no connection ${id}.`);
  return found;
}

/** The connections of an engagement, and what this machine and the scope register offer for new ones. */
export async function listConnections(workspace: Workspace): Promise<Output<'connection.list'>> {
  return {
    externalId: workspace.connections.externalId(),
    connections: workspace.connections.all(),
    profiles: await listProfiles(),
    regions,
    declaredRegions: declaredRegions(workspace, 'aws'),
    declaredAccounts: declaredAccounts(workspace, 'aws'),
  };
}

/** The certificate's path comes from the file that was picked, never from the form. */
function reachOf(reach: Connection['reach'], before: Connection | undefined): Connection['reach'] {
  if (reach.provider === 'aws') return reach;
  const certificatePath = before?.reach.provider === 'azure' ? before.reach.certificatePath : null;
  return { ...reach, certificatePath };
}

/** Adds or changes a connection; the certificate's path is kept as it was picked. */
export function saveConnection(
  workspace: Workspace,
  deps: Deps,
  { id, name, reach }: EngineInput<'connection.save'>,
): Connection {
  const before = id === null ? undefined : findConnection(workspace, id);
  const connection: Connection = {
    id: before?.id ?? randomUUID(),
    provider: reach.provider,
    name,
    reach: reachOf(reach, before),
    createdAt: before?.createdAt ?? deps.clock(),
  };
  if (before !== undefined && before.provider !== reach.provider)
    throw new AppError('bad-input', `${before.name} reaches another cloud.`, 'Make a new connection.');
  const action = before === undefined ? 'connection.added' : 'connection.changed';
  const change = { action, objectType: 'connection', objectId: connection.id, before, after: connection };
  record(workspace, deps, change, () => workspace.connections.put(connection));
  return connection;
}

/** Removes a connection; what was read through it stays. */
export function removeConnection(workspace: Workspace, deps: Deps, id: string): null {
  const before = findConnection(workspace, id);
  const change = { action: 'connection.removed', objectType: 'connection', objectId: id, before };
  record(workspace, deps, change, () => workspace.connections.remove(id));
  return null;
}

/** Takes the certificate file a person picked. */
export function setCertificate(
  workspace: Workspace,
  deps: Deps,
  { id, path }: EngineInput<'connection.certificate'>,
): Connection {
  const before = findConnection(workspace, id);
  if (before.reach.provider !== 'azure')
    throw new AppError('bad-input', `${before.name} takes no certificate.`, 'Certificates are for Azure.');
  const after: Connection = { ...before, reach: { ...before.reach, certificatePath: path } };
  const change = { action: 'connection.changed', objectType: 'connection', objectId: id, before, after };
  record(workspace, deps, change, () => workspace.connections.put(after));
  return after;
}

/** The texts a client needs to let us read, and what they allow. */
export function clientPermissions(
  workspace: Workspace,
  { provider, principal, roleName, subscriptions = [] }: EngineInput<'connection.permissions'>,
): Output<'connection.permissions'> {
  if (provider === 'azure') return azurePermissions({ subscriptions });
  return awsPermissions({ principal, roleName, externalId: workspace.connections.externalId() });
}
