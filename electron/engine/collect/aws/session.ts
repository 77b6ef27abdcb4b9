import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import type { Identity } from '@shared/domain/collection.ts';
import type { AwsReach } from '@shared/domain/connection.ts';
import { AppError } from '@shared/errors.ts';
import type { ConnectTools } from '../run/source.ts';
import { assume, type Held, type StepTools, whoAmI } from './assume.ts';
import type { Clients } from './client.ts';
import { baseCredentials } from './credentials.ts';
import { narrowingPolicies } from './narrowing.ts';
import { type Partition, regionOf, regions } from './regions.ts';

/** One account that was reached. */
interface Reached {
  readonly identity: Identity;
  readonly held: Held;
}

interface Opened {
  readonly reached: readonly Reached[];
  readonly warnings: readonly string[];
}

/** The credentials of one connection, by account. They live here and nowhere else. */
export interface AwsSession {
  readonly identities: readonly Identity[];
  readonly warnings: readonly string[];
  /** Regions of the partition. */
  readonly choices: readonly string[];
  /** Regions that every account has without asking for them. */
  readonly commonRegions: readonly string[];
  client(account: string, region: string): ConfigServiceClient;
  /** Places that have answered this session: one that did cannot be a region that is not enabled. */
  readonly answered: Set<string>;
  /** New credentials of the same principals; throws an AppError for any other. */
  renew(signal: AbortSignal): Promise<void>;
  close(): void;
}

function partitionOf({ stsRegion, roleArn }: AwsReach): Partition {
  const region = regionOf(stsRegion);
  if (region === null)
    throw new AppError('bad-input', `${stsRegion} is no region of AWS.`, 'Choose a region of the list for STS.');
  const ofRole = roleArn?.split(':')[1] ?? region.partition;
  if (ofRole !== region.partition)
    throw new AppError(
      'bad-input',
      `The role is of the partition ${ofRole} and ${stsRegion} of ${region.partition}.`,
      'Choose a region of STS in the partition of the role.',
    );
  return region.partition;
}

/** The roles to assume: the one named, or the one name in each account. */
function rolesOf({ roleArn, accounts }: AwsReach): readonly string[] {
  if (roleArn === null) return [];
  if (!roleArn.includes('::*:')) return [roleArn];
  if (accounts.length === 0)
    throw new AppError('bad-input', 'A role in many accounts needs the accounts.', 'Name the account ids.');
  return accounts.map((account) => roleArn.replace('::*:', `::${account}:`));
}

const unnarrowed =
  'No role is assumed, so AWS cannot keep this session to read calls: it may do whatever its identity may do. Fieldwork itself sends read calls only.';

/** The session's name as the client's log shows it. */
const sessionOf = (arn: string): string | null => /:assumed-role\/[^/]+\/(.+)$/.exec(arn)?.[1] ?? null;

async function reachedBy(held: Held, parts: StepTools): Promise<Reached> {
  const { account, arn } = await whoAmI(held, parts);
  return {
    held,
    identity: {
      account,
      accountName: '',
      principal: arn,
      session: sessionOf(arn),
      tenant: null,
      expiresAt: held.expiresAt,
    },
  };
}

const accountOf = (roleArn: string): string => roleArn.split(':')[4] ?? '';

/** Every role in turn; one that fails among many is a warning, the only one or all of them an error. */
async function assumeAll(
  roles: readonly string[],
  each: (roleArn: string) => Promise<Reached>,
  parts: StepTools,
): Promise<readonly Reached[]> {
  const reached: Reached[] = [];
  let first: unknown = null;
  for (const roleArn of roles) {
    try {
      reached.push(await each(roleArn));
    } catch (error) {
      parts.tools.signal.throwIfAborted();
      if (error instanceof AppError && error.code === 'cancelled') throw error;
      first ??= error;
      parts.warn(`${accountOf(roleArn)} was not reached: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (reached.length === 0) throw first;
  return reached;
}

async function open(reach: AwsReach, tools: ConnectTools, clients: Clients): Promise<Opened> {
  const warnings: string[] = [];
  const warn = (sentence: string): void => void (warnings.includes(sentence) || warnings.push(sentence));
  const parts: StepTools = { clients, stsRegion: reach.stsRegion, tools, warn };
  const roles = rolesOf(reach);
  const base = await baseCredentials(reach, tools, parts, roles);
  if (roles.length === 0) {
    if (!base.isNarrowed) warn(unnarrowed);
    return { reached: [await reachedBy(base, parts)], warnings };
  }
  const each = async (roleArn: string): Promise<Reached> => {
    const externalId = reach.sendsExternalId ? tools.externalId : null;
    const { durationSeconds } = reach;
    const step = { roleArn, externalId, mfaDevice: base.mfaDevice, durationSeconds, policies: narrowingPolicies };
    const found = await reachedBy(await assume(base, step, parts), parts);
    if (found.identity.account !== accountOf(roleArn))
      throw new AppError(
        'bad-input',
        `AWS answered with account ${found.identity.account}, not ${accountOf(roleArn)}.`,
      );
    return found;
  };
  if (!reach.sendsExternalId)
    warn(
      'The role is assumed without the external id. A role that outsiders may assume without one is itself a known finding.',
    );
  return { reached: await assumeAll(roles, each, parts), warnings };
}

/** Account and role, without the name of the session. */
const principalOf = ({ identity }: Reached): string => identity.principal.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');

function assertSame(before: readonly Reached[], after: readonly Reached[]): void {
  for (const old of before) {
    const now = after.find(({ identity }) => identity.account === old.identity.account);
    if (now !== undefined && principalOf(now) === principalOf(old)) continue;
    throw new AppError(
      'conflict',
      `The run was begun as ${principalOf(old)}, and the new session is ${now === undefined ? 'of other accounts' : principalOf(now)}.`,
      'Connect as the same identity to go on, or start a new run.',
    );
  }
}

/** Opens the session of a connection: credentials, roles, and whom AWS takes us for. */
export async function openSession(reach: AwsReach, tools: ConnectTools, clients: Clients): Promise<AwsSession> {
  const partition = partitionOf(reach);
  let opened = await open(reach, tools, clients);
  const made = new Map<string, ConfigServiceClient>();
  const ids = (isOptIn: boolean | null): readonly string[] =>
    regions
      .filter((it) => it.partition === partition && (isOptIn === null || it.isOptIn === isOptIn))
      .map(({ id }) => id);
  const heldOf = (account: string): Held => {
    const found = opened.reached.find(({ identity }) => identity.account === account);
    if (found === undefined) throw new AppError('bad-input', `The session does not reach the account ${account}.`);
    return found.held;
  };
  return {
    get identities() {
      return opened.reached.map(({ identity }) => identity);
    },
    get warnings() {
      return opened.warnings;
    },
    choices: ids(null),
    commonRegions: ids(false),
    answered: new Set(),
    client(account, region) {
      const key = `${account} ${region}`;
      const known = made.get(key) ?? clients.config(region, async () => heldOf(account).credentials);
      made.set(key, known);
      return known;
    },
    async renew(signal) {
      const next = await open(reach, { ...tools, signal }, clients);
      assertSame(opened.reached, next.reached);
      opened = next;
      made.clear();
    },
    close() {
      opened = { reached: [], warnings: [] };
      made.clear();
      clients.close();
    },
  };
}
