import type { Agent } from 'node:https';
import type { AzureReach } from '@shared/domain/connection.ts';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';
import { CallError, type ConnectTools } from '../run/source.ts';
import { type Claims, claimsOf } from './claims.ts';
import { clouds } from './clouds.ts';
import { type Signed, type SignIn, signIn } from './credentials.ts';
import { signInError } from './faults.ts';
import { refusal, signInRefusal } from './guard.ts';
import { type Answer, ask, type Line, nextLinkIn } from './reading.ts';
import { beyondReading, type Rights, rightsOf } from './rights.ts';
import type { AzureSession } from './source.ts';
import { createTransport } from './transport.ts';

interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly rights: Rights | null;
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Pages of subscriptions at most: a tenant with more cannot be read in one run. */
const mostPages = 200;

/** Every row of a list. */
async function listAll(line: Line, path: string, version: string, signal: AbortSignal): Promise<readonly JsonObject[]> {
  const rows: JsonObject[] = [];
  let url: string | null = `https://${line.cloud.manager}${path}?api-version=${version}`;
  for (let page = 0; url !== null && page < mostPages; page += 1) {
    const call = {
      method: 'GET',
      url,
      body: null,
      operation: `GET ${path}`,
      parameters: {},
      permission: path,
      account: 'the tenant',
      mayBeNone: false,
    } as const;
    const { json }: Answer = await ask(line, call, signal);
    if (Array.isArray(json.value)) rows.push(...json.value.filter(isObject));
    url = nextLinkIn(json);
  }
  return rows;
}

/** What the identity may do in a subscription; null where Azure does not say. */
async function rightsIn(line: Line, id: string, signal: AbortSignal): Promise<Rights | null> {
  const path = `/subscriptions/${encodeURIComponent(id)}/providers/Microsoft.Authorization/permissions`;
  try {
    return rightsOf(await listAll(line, path, '2022-04-01', signal));
  } catch (error) {
    if (error instanceof CallError && error.fault !== 'expired') return null;
    throw error;
  }
}

const atOnce = 6;

async function subscriptionsOf(line: Line, signal: AbortSignal): Promise<readonly Subscription[]> {
  const rows = await listAll(line, '/subscriptions', '2022-12-01', signal);
  const found: Subscription[] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce).map(async (row) => {
      const id = text(row.subscriptionId).toLowerCase();
      const rights = await rightsIn(line, id, signal);
      return { id, name: text(row.displayName) || id, state: text(row.state), rights };
    });
    found.push(...(await Promise.all(some)));
  }
  return found;
}

async function tenantName(line: Line, tenant: string, signal: AbortSignal): Promise<string> {
  try {
    const rows = await listAll(line, '/tenants', '2022-12-01', signal);
    const name = text(rows.find((row) => text(row.tenantId).toLowerCase() === tenant.toLowerCase())?.displayName);
    return name === '' ? tenant : `${name} (${tenant})`;
  } catch (error) {
    if (error instanceof CallError && error.fault !== 'expired') return tenant;
    throw error;
  }
}

const some = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;

function warningsOf(subscriptions: readonly Subscription[]): readonly string[] {
  const named = (those: readonly Subscription[]): string => some(those.map(({ name }) => name));
  const writing = subscriptions.filter(({ rights }) => rights !== null && beyondReading(rights).length > 0);
  const patterns = [...new Set(writing.flatMap(({ rights }) => (rights === null ? [] : beyondReading(rights))))];
  const silent = subscriptions.filter(({ rights }) => rights === null);
  const disabled = subscriptions.filter(({ state }) => state !== 'Enabled' && state !== '');
  return [
    ...(writing.length === 0
      ? []
      : [
          `The identity may do more than read in ${named(writing)}: ${some(patterns)}. Fieldwork sends reads only; a role that allows nothing else is safer.`,
        ]),
    ...(silent.length === 0
      ? []
      : [
          `Azure does not say what the identity may read in ${named(silent)}. Rows it may not read are left out without a word there, so nothing missing counts as absent.`,
        ]),
    ...(disabled.length === 0
      ? []
      : [`Not enabled: ${disabled.map(({ name, state }) => `${name} (${state})`).join(', ')}.`]),
  ];
}

/** Turns the failure of a first call into what connecting may throw. */
function connectError(error: unknown): unknown {
  return error instanceof CallError
    ? new AppError('bad-input', error.message, 'Look at the sign-in and the network, and connect again.', {
        cause: error,
      })
    : error;
}

/** Who is signed in. A renewal may only bring the same principal of the same tenant. */
function sameAs(before: Claims, now: Claims): void {
  if (before.principal === now.principal && before.tenant === now.tenant) return;
  throw new AppError(
    'conflict',
    `The run was begun as ${before.principal} of tenant ${before.tenant}, and this sign-in is ${now.principal} of ${now.tenant}.`,
    'Sign in as the same principal, or end the run and begin another.',
  );
}

/** A principal with a token. */
interface Entered {
  readonly signed: Signed;
  readonly claims: Claims;
  readonly endsAt: string;
}

async function enter(given: SignIn): Promise<Entered> {
  try {
    const signed = await signIn(given);
    const { token, expiresOnTimestamp } = await signed.token(given.signal);
    return { signed, claims: claimsOf(token), endsAt: new Date(expiresOnTimestamp).toISOString() };
  } catch (error) {
    given.signal.throwIfAborted();
    throw signInError(error);
  }
}

/** What the cloud says of itself to who is signed in. */
async function seenBy(line: Line, { claims, endsAt }: Entered, signal: AbortSignal) {
  const asked = Promise.all([subscriptionsOf(line, signal), tenantName(line, claims.tenant, signal)]);
  const [subscriptions, tenant] = await asked.catch((error: unknown) => Promise.reject(connectError(error)));
  if (subscriptions.length === 0)
    throw new AppError(
      'not-found',
      `${claims.principal} sees no subscription in tenant ${claims.tenant}.`,
      'Have the client give the identity the Reader role at a subscription or a management group.',
    );
  const common = { principal: claims.principal, session: null, tenant, expiresAt: endsAt };
  const identities = subscriptions.map(({ id, name }) => ({ account: id, accountName: name, ...common }));
  return { subscriptions, identities, tenant: claims.tenant.toLowerCase(), warnings: warningsOf(subscriptions) };
}

/** Signs in, and asks which tenant, which subscriptions, and what the identity may do in each. */
export async function openSession(reach: AzureReach, tools: ConnectTools, agent: Agent): Promise<AzureSession> {
  const cloud = clouds[reach.cloud];
  const authority = createTransport((sending) => signInRefusal(sending, cloud), agent);
  const entering = (signal: AbortSignal) => enter({ reach, cloud, tools, transport: authority, signal });
  const first = await entering(tools.signal);
  let { signed } = first;
  const line: Line = {
    cloud,
    tools,
    transport: createTransport((sending) => refusal(sending, cloud), agent),
    signed: { token: (signal) => signed.token(signal) },
  };
  return {
    line,
    ...(await seenBy(line, first, tools.signal)),
    async renew(signal) {
      const next = await entering(signal);
      sameAs(first.claims, next.claims);
      ({ signed } = next);
    },
    close() {
      signed = { token: () => Promise.reject(new Error('The session was closed.')) };
      agent.destroy();
    },
  };
}
