import {
  type AwsReach,
  type AzureCloud,
  type AzureCredential,
  type AzureReach,
  azureClouds,
  azureCredentials,
  type Connection,
} from '@shared/domain/connection.ts';
import type { Provider } from '@shared/domain/resource.ts';

/** A connection as it is typed: every field is text until it is sent. */
export interface ReachDraft {
  readonly provider: Provider;
  readonly name: string;
  /** A profile of this machine, or keys pasted for each run. */
  readonly from: 'profile' | 'keys';
  readonly profile: string;
  readonly usesRole: boolean;
  readonly roleArn: string;
  /** Account ids, one a line, for a role ARN with `*`. */
  readonly accounts: string;
  readonly sendsExternalId: boolean;
  readonly minutes: string;
  readonly stsRegion: string;
  readonly credential: AzureCredential;
  readonly cloud: AzureCloud;
  readonly tenant: string;
  readonly clientId: string;
  readonly certificatePath: string | null;
}
export type DraftErrors = Readonly<Partial<Record<keyof ReachDraft, string>>>;

const fresh: ReachDraft = {
  provider: 'aws',
  name: '',
  from: 'profile',
  profile: '',
  usesRole: true,
  roleArn: '',
  accounts: '',
  sendsExternalId: true,
  minutes: '60',
  stsRegion: 'us-east-1',
  credential: 'device-code',
  cloud: 'public',
  tenant: '',
  clientId: '',
  certificatePath: null,
};

const ofAws = (reach: AwsReach): Partial<ReachDraft> => ({
  from: reach.profile === null ? 'keys' : 'profile',
  profile: reach.profile ?? '',
  usesRole: reach.roleArn !== null,
  roleArn: reach.roleArn ?? '',
  accounts: reach.accounts.join('\n'),
  sendsExternalId: reach.sendsExternalId,
  minutes: String(Math.round(reach.durationSeconds / 60)),
  stsRegion: reach.stsRegion,
});

const ofAzure = (reach: AzureReach): Partial<ReachDraft> => ({
  credential: reach.credential,
  cloud: reach.cloud,
  tenant: reach.tenant ?? '',
  clientId: reach.clientId ?? '',
  certificatePath: reach.certificatePath,
});

/** What the form begins with: a connection to change, or a new one of a cloud. */
export function draftOf(connection: Connection | null, provider: Provider): ReachDraft {
  if (connection === null) return { ...fresh, provider };
  const { reach, name } = connection;
  return { ...fresh, provider: reach.provider, name, ...(reach.provider === 'aws' ? ofAws(reach) : ofAzure(reach)) };
}

const rolePattern = /^arn:aws(-cn|-us-gov)?:iam::(\d{12}|\*):role\/[\w+=,.@/-]{1,512}$/;

/** Account ids typed one a line or with commas. */
const accountsIn = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

/** A role of the same name in every account of a list. */
export const isPattern = ({ usesRole, roleArn }: ReachDraft): boolean => usesRole && roleArn.includes('::*:');

function roleErrors(draft: ReachDraft): DraftErrors {
  const accounts = accountsIn(draft.accounts);
  const wrong = accounts.find((account) => !/^\d{12}$/.test(account));
  return {
    ...(draft.usesRole && !rolePattern.test(draft.roleArn.trim())
      ? { roleArn: 'Give the ARN of a role, such as arn:aws:iam::111122223333:role/FieldworkReadOnly.' }
      : {}),
    ...(isPattern(draft) && accounts.length === 0 ? { accounts: 'Name the accounts in which the role stands.' } : {}),
    ...(isPattern(draft) && wrong !== undefined ? { accounts: `${wrong} is not an account id of twelve digits.` } : {}),
  };
}

function awsErrors(draft: ReachDraft): DraftErrors {
  const minutes = Number(draft.minutes);
  return {
    ...(draft.from === 'profile' && draft.profile === '' ? { profile: 'Choose a profile.' } : {}),
    ...roleErrors(draft),
    ...(Number.isInteger(minutes) && minutes >= 15 && minutes <= 720
      ? {}
      : { minutes: 'A session lasts 15 to 720 minutes.' }),
    ...(draft.stsRegion === '' ? { stsRegion: 'Choose a region.' } : {}),
  };
}

const needsClient: readonly AzureCredential[] = ['certificate', 'secret'];

function azureErrors(draft: ReachDraft): DraftErrors {
  const own = needsClient.includes(draft.credential);
  return {
    ...(own && draft.tenant.trim() === '' ? { tenant: 'An application signs in to a named tenant.' } : {}),
    ...(own && draft.clientId.trim() === '' ? { clientId: 'Give the application (client) id.' } : {}),
    ...(draft.credential === 'certificate' && draft.certificatePath === null
      ? { certificatePath: 'Choose the certificate file.' }
      : {}),
  };
}

/** What is missing or wrong, by field. */
export function draftErrors(draft: ReachDraft): DraftErrors {
  return {
    ...(draft.name.trim() === '' ? { name: 'Give the connection a name.' } : {}),
    ...(draft.provider === 'aws' ? awsErrors(draft) : azureErrors(draft)),
  };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const awsReach = (draft: ReachDraft): AwsReach => ({
  provider: 'aws',
  profile: draft.from === 'profile' ? draft.profile : null,
  roleArn: draft.usesRole ? draft.roleArn.trim() : null,
  accounts: isPattern(draft) ? accountsIn(draft.accounts) : [],
  sendsExternalId: draft.usesRole && draft.sendsExternalId,
  durationSeconds: Number(draft.minutes) * 60,
  stsRegion: draft.stsRegion,
});

const usesClient = ({ credential }: ReachDraft): boolean => credential !== 'cli';

const azureReach = (draft: ReachDraft): AzureReach => ({
  provider: 'azure',
  credential: draft.credential,
  cloud: draft.cloud,
  tenant: orNull(draft.tenant),
  clientId: usesClient(draft) ? orNull(draft.clientId) : null,
  certificatePath: draft.credential === 'certificate' ? draft.certificatePath : null,
});

/** The connection as it is stored: nothing of it is a secret. */
export const reachOf = (draft: ReachDraft): Connection['reach'] =>
  draft.provider === 'aws' ? awsReach(draft) : azureReach(draft);

export const asCredential = (value: string | null): AzureCredential =>
  azureCredentials.find((one) => one === value) ?? 'device-code';
export const asCloud = (value: string | null): AzureCloud => azureClouds.find((one) => one === value) ?? 'public';
