import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { azureClouds, azureCredentials, type Connection } from '@shared/domain/connection.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { AppError } from '@shared/errors.ts';
import { saveConnection, setCertificate } from '../engine/services/connections.ts';
import type { Workspace } from '../engine/store/open.ts';
import { required, UsageError, type Values, wordOption } from './arguments.ts';
import { commandDeps } from './deps.ts';

const home = 'us-east-1';

function awsReach(workspace: Workspace, values: Values): Connection['reach'] {
  const roleArn = values['role-arn'] ?? null;
  const externalId = values['external-id'];
  if (externalId !== undefined && !workspace.connections.takeExternalId(externalId))
    throw new AppError(
      'conflict',
      `This engagement has the external id ${workspace.connections.externalId()}.`,
      'Have the client name that one in the trust policy of its role.',
    );
  const accounts = roleArn?.includes('::*:') === true ? required(values, 'accounts') : '';
  return {
    provider: 'aws',
    profile: required(values, 'profile'),
    roleArn,
    accounts: accounts === '' ? [] : accounts.split(',').map((it) => it.trim()),
    sendsExternalId: externalId !== undefined,
    durationSeconds: 3_600,
    stsRegion: values.regions?.split(',')[0]?.trim() ?? home,
  };
}

function azureReach(values: Values): Connection['reach'] {
  const credential = wordOption(required(values, 'credential'), azureCredentials, 'credential') ?? 'cli';
  if (credential === 'certificate') required(values, 'certificate');
  return {
    provider: 'azure',
    credential,
    cloud: wordOption(values.cloud, azureClouds, 'cloud') ?? 'public',
    tenant: values.tenant ?? null,
    clientId: values['client-id'] ?? null,
    certificatePath: values.certificate === undefined ? null : resolve(values.certificate),
  };
}

/** The connection the options describe: the one that is there already, or a new one. */
export function connectionFor(workspace: Workspace, provider: Provider, values: Values): Connection {
  const reach = provider === 'aws' ? awsReach(workspace, values) : azureReach(values);
  const known = workspace.connections.all().find((it) => isDeepStrictEqual(it.reach, reach));
  if (known !== undefined) return known;
  const name =
    reach.provider === 'aws' ? `AWS ${reach.roleArn ?? reach.profile}` : `Azure ${reach.tenant ?? reach.credential}`;
  if (name.length > 200) throw new UsageError('The ARN of the role is too long.');
  const made = saveConnection(workspace, commandDeps(), { id: null, name, reach });
  if (reach.provider === 'aws' || reach.certificatePath === null) return made;
  return setCertificate(workspace, commandDeps(), { id: made.id, path: reach.certificatePath });
}
