import { awsPermissions } from '../../engine/collect/aws/permissions.ts';
import { azurePermissions } from '../../engine/collect/azure/permissions.ts';
import { UsageError, type Values, wordOption } from '../arguments.ts';
import { print } from '../deps.ts';

const languages = { json: 'json', cloudformation: 'yaml', terraform: 'hcl' } as const;
const formats = ['json', 'cloudformation', 'terraform'] as const;
const noExternalId = 'replace-with-the-external-id-of-the-engagement';

function made(cloud: 'aws' | 'azure', values: Values) {
  if (cloud === 'azure') return azurePermissions({ subscriptions: values.subscriptions?.split(',') ?? [] });
  const { principal = null, 'role-name': roleName = null, 'external-id': externalId = noExternalId } = values;
  return awsPermissions({ principal, roleName, externalId });
}

/** `fieldwork policy`: the text a client needs to let us read, to be sent as it is; with --json everything there is to say. */
export function policy([word]: readonly string[], values: Values): number {
  const cloud = wordOption(word, ['aws', 'azure'] as const, 'cloud');
  if (cloud === undefined) throw new UsageError('Name the cloud: aws or azure.');
  const format = wordOption(values.format, formats, 'format') ?? 'json';
  const permissions = made(cloud, values);
  const found = permissions.documents.find(({ language }) => language === languages[format]);
  if (found === undefined) throw new UsageError(`There is no ${format} for ${cloud}.`);
  print(values.json, permissions, found.text.trimEnd());
  return 0;
}
