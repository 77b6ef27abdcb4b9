import type { AzureCloud, AzureCredential, Connection } from '@shared/domain/connection.ts';
import { counted } from '@shared/domain/words.ts';

export const credentialWords: Readonly<Record<AzureCredential, string>> = {
  'device-code': 'Device code',
  browser: 'Browser sign-in',
  cli: 'Azure CLI of this machine',
  certificate: 'Application with a certificate',
  secret: 'Application with a secret',
};
export const credentialHelp: Readonly<Record<AzureCredential, string>> = {
  'device-code': 'A code is shown here and typed on any device that is signed in.',
  browser: 'The browser of this machine opens and the person signs in there.',
  cli: 'The account that `az login` left on this machine.',
  certificate: 'An application of the client; its certificate stays in its file.',
  secret: 'An application of the client; its secret is typed for each run and never stored.',
};
export const azureCloudWords: Readonly<Record<AzureCloud, string>> = {
  public: 'Azure public',
  'us-government': 'Azure US Government',
  china: 'Azure China',
};

type ProfileKind = 'keys' | 'sso' | 'role' | 'login' | 'process' | 'web-identity' | 'unknown';
export const profileWords: Readonly<Record<ProfileKind, string>> = {
  keys: 'keys in the credentials file',
  sso: 'IAM Identity Center sign-in',
  role: 'role over another profile',
  login: 'console sign-in',
  process: 'keys from a command',
  'web-identity': 'web identity token',
  unknown: 'kind not known',
};

const roleName = (arn: string): string => arn.split('/').at(-1) ?? arn;

/** `Role FieldworkReadOnly over profile audit`: how a connection reaches its cloud, in one line. */
export function reachWords({ reach }: Connection): string {
  if (reach.provider === 'azure')
    return `${credentialWords[reach.credential]}, ${reach.tenant ?? 'tenant of the sign-in'}`;
  const from = reach.profile === null ? 'pasted keys' : `profile ${reach.profile}`;
  if (reach.roleArn === null) return `${from.slice(0, 1).toUpperCase()}${from.slice(1)}, no role`;
  const where = reach.accounts.length === 0 ? '' : ` in ${counted(reach.accounts.length, 'account')}`;
  return `Role ${roleName(reach.roleArn)}${where} over ${from}`;
}

/** `ends in 47 min`, for a session whose end is known. */
export function endsWords(expiresAt: string, now: number): string {
  const minutes = Math.floor((Date.parse(expiresAt) - now) / 60_000);
  if (minutes < 0) return 'has ended';
  return minutes < 90 ? `ends in ${minutes} min` : `ends in ${Math.round(minutes / 60)} h`;
}

/** `about 40 s`, `about 6 min`: how long a dry run says that reading takes. */
export function secondsWords(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `about ${Math.round(seconds / 60)} min` : `about ${Math.round(seconds / 3600)} h`;
}
