import type { AccessToken, TokenCredential } from '@azure/identity';
import type { AzureReach } from '@shared/domain/connection.ts';
import { AppError } from '@shared/errors.ts';
import type { ConnectTools } from '../run/source.ts';
import { type CloudHosts, scopeOf } from './clouds.ts';
import { signInClient } from './sign-in.ts';
import type { Transport } from './transport.ts';

/** What a sign-in needs. `signal` ends the sign-in, not the session it begins. */
export interface SignIn {
  readonly reach: AzureReach;
  readonly cloud: CloudHosts;
  readonly tools: Pick<ConnectTools, 'ask' | 'secret'>;
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

/** Gives tokens; asks nobody once the first was given. */
export interface Signed {
  token(signal: AbortSignal): Promise<AccessToken>;
}

/** A sign-in under way. */
interface Begun extends SignIn {
  /** What ends the library's own requests just now. */
  readonly client: { signal: AbortSignal };
}

/** Tokens are renewed this many milliseconds before they end. */
const margin = 120_000;

const cancelled = (): AppError =>
  new AppError('cancelled', 'The sign-in was cancelled.', 'Connect again when you are ready.');

const needed = (value: string | null, what: string): string => {
  if (value === null)
    throw new AppError('bad-input', `The connection names no ${what}.`, `Add the ${what} to the connection.`);
  return value;
};

/** Where a desktop program does not look by itself, because it does not have the path of a shell. */
function widenPath(): void {
  const own = (process.env.PATH ?? '').split(':');
  const missing = ['/opt/homebrew/bin', '/usr/local/bin'].filter((it) => !own.includes(it));
  if (process.platform === 'darwin') process.env.PATH = [...own, ...missing].join(':');
}

/**
 * Variables that would lead the library to another region's host or another identity. Where the CLI keeps its own sign-in stays:
 * it is the CLI's business.
 */
function forgetEnvironment(): void {
  const own = Object.keys(process.env).filter((name) => /^AZURE_/i.test(name) && name !== 'AZURE_CONFIG_DIR');
  for (const name of own) delete process.env[name];
}

/** What every credential is made with. The authority is always given, so that no setting of this machine leads a sign-in elsewhere. */
function common({ cloud, transport, client }: Begun) {
  return {
    authorityHost: `https://${cloud.authority}`,
    disableInstanceDiscovery: true,
    httpClient: signInClient(transport, client),
    retryOptions: { maxRetries: 2 },
  };
}

/** Shows something and waits for what it is about; turning the question away ends the wait. */
async function whileAsking<T>(work: Promise<T>, asked: Promise<string | null>, signal: AbortSignal): Promise<T> {
  const turnedAway = asked.then((answer) => (answer === null ? Promise.reject(cancelled()) : work));
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(cancelled());
    signal.addEventListener('abort', () => reject(cancelled()), { once: true });
  });
  return Promise.race([work, turnedAway, aborted]);
}

type Interactive = TokenCredential & { authenticate(scopes: string | string[]): Promise<unknown> };

/** Signs a person in once, and from then on only renews in silence. */
const afterwards = async (
  credential: Interactive,
  scope: string,
  shown: (work: Promise<unknown>) => Promise<unknown>,
) => {
  await shown(credential.authenticate(scope));
  return credential;
};

async function byDeviceCode(given: Begun, tenant: object): Promise<TokenCredential> {
  const { DeviceCodeCredential } = await import('@azure/identity');
  const { tools, signal, reach, cloud } = given;
  let show: (answer: Promise<string | null>) => void = () => undefined;
  const shown = new Promise<string | null>((resolve) => {
    show = resolve;
  });
  const credential = new DeviceCodeCredential({
    ...common(given),
    ...tenant,
    ...(reach.clientId === null ? {} : { clientId: reach.clientId }),
    disableAutomaticAuthentication: true,
    userPromptCallback: ({ userCode, verificationUri }) =>
      show(tools.ask({ kind: 'device-code', code: userCode, url: verificationUri })),
  });
  return afterwards(credential, scopeOf(cloud), (work) => whileAsking(work, shown, signal));
}

async function byBrowser(given: Begun, tenant: object): Promise<TokenCredential> {
  const { InteractiveBrowserCredential } = await import('@azure/identity');
  const { tools, signal, reach, cloud } = given;
  const credential = new InteractiveBrowserCredential({
    ...common(given),
    ...tenant,
    ...(reach.clientId === null ? {} : { clientId: reach.clientId }),
    disableAutomaticAuthentication: true,
  });
  return afterwards(credential, scopeOf(cloud), (work) => whileAsking(work, tools.ask({ kind: 'browser' }), signal));
}

async function byCertificate(given: Begun): Promise<TokenCredential> {
  const { ClientCertificateCredential } = await import('@azure/identity');
  const { tenant, clientId, certificatePath } = given.reach;
  const path = needed(certificatePath, 'certificate');
  return new ClientCertificateCredential(needed(tenant, 'tenant'), needed(clientId, 'client id'), path, common(given));
}

async function bySecret(given: Begun): Promise<TokenCredential> {
  const { ClientSecretCredential } = await import('@azure/identity');
  const { tenant, clientId } = given.reach;
  const { secret } = given.tools;
  if (secret?.kind !== 'client-secret')
    throw new AppError(
      'bad-input',
      'No client secret was typed.',
      'Type the client secret; it is kept for this run only.',
    );
  return new ClientSecretCredential(
    needed(tenant, 'tenant'),
    needed(clientId, 'client id'),
    secret.value,
    common(given),
  );
}

async function credentialOf(given: Begun): Promise<TokenCredential> {
  const tenant = given.reach.tenant === null ? {} : { tenantId: given.reach.tenant };
  switch (given.reach.credential) {
    case 'device-code':
      return byDeviceCode(given, tenant);
    case 'browser':
      return byBrowser(given, tenant);
    case 'certificate':
      return byCertificate(given);
    case 'secret':
      return bySecret(given);
    case 'cli': {
      widenPath();
      const { AzureCliCredential } = await import('@azure/identity');
      return new AzureCliCredential({ ...tenant, processTimeoutInMs: 30_000 });
    }
  }
}

/** Begins a sign-in; when it fails or is turned away, nothing goes on asking behind it. */
async function begin(given: SignIn): Promise<TokenCredential> {
  const stop = new AbortController();
  const client = { signal: AbortSignal.any([given.signal, stop.signal]) };
  try {
    const credential = await credentialOf({ ...given, client });
    client.signal = new AbortController().signal;
    return credential;
  } catch (error) {
    stop.abort();
    throw error;
  }
}

/** Signs in the way the connection says, and no other. Throws what the library throws; see `signInError`. */
export async function signIn(given: SignIn): Promise<Signed> {
  forgetEnvironment();
  const credential = await begin(given);
  let held: AccessToken | null = null;
  let asked: Promise<AccessToken> | null = null;
  const renewed = async (): Promise<AccessToken> => {
    const token = await credential.getToken(scopeOf(given.cloud));
    if (token === null) throw new AppError('bad-input', 'The sign-in gave no token.', 'Sign in again.');
    held = token;
    return token;
  };
  return {
    token(signal) {
      signal.throwIfAborted();
      if (held !== null && held.expiresOnTimestamp - margin > Date.now()) return Promise.resolve(held);
      asked ??= renewed().finally(() => {
        asked = null;
      });
      return asked;
    },
  };
}
