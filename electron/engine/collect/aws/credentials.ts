import { fromLoginCredentials, fromProcess, fromSSO } from '@aws-sdk/credential-providers';
import type { AwsReach } from '@shared/domain/connection.ts';
import { AppError } from '@shared/errors.ts';
import { loadSsoSessionData } from '@smithy/core/config';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { ConnectTools } from '../run/source.ts';
import { assume, type Held, type StepTools } from './assume.ts';
import { signInError } from './faults.ts';
import { narrowingPolicies, stepPolicy } from './narrowing.ts';
import { kindOf, type ProfileSection, type ProfileSections, problemOf, readSections } from './profiles.ts';
import { regionOf } from './regions.ts';

/** What the credentials are, and whether AWS itself keeps the session to read calls. */
export interface Base extends Held {
  /** True when a role was assumed with the narrowing policy on the way. */
  readonly isNarrowed: boolean;
  readonly mfaDevice: string | null;
}

interface Parts extends StepTools {
  readonly reach: AwsReach;
  readonly tools: ConnectTools;
  readonly sections: ProfileSections;
  /** Roles that will be assumed from these credentials; empty when they are used as they are. */
  readonly onward: readonly string[];
}

const held = (credentials: AwsCredentialIdentity, isRole: boolean): Held => ({
  credentials,
  expiresAt: credentials.expiration?.toISOString() ?? null,
  isRole,
});

const plain = (it: Held, mfaDevice: string | null = null): Base => ({ ...it, isNarrowed: false, mfaDevice });

/** Keys typed for one run. Long-lived ones are refused unless the person insists. */
function pasted({ tools }: Parts): Base {
  const { secret } = tools;
  if (secret === null || secret.kind !== 'keys')
    throw new AppError(
      'bad-input',
      'Neither a profile nor keys were given.',
      'Choose a profile, or paste temporary keys.',
    );
  const { accessKeyId, secretAccessKey, sessionToken, insists } = secret;
  if (accessKeyId.startsWith('AKIA') && !insists)
    throw new AppError(
      'bad-input',
      'This is a long-lived access key (AKIA). It works until someone deletes it, for everything its user may do.',
      'Use temporary keys (ASIA) or a profile. Insist if the client gave you nothing else.',
    );
  if (accessKeyId.startsWith('ASIA') && sessionToken === null)
    throw new AppError(
      'bad-input',
      'A temporary access key (ASIA) works with its session token only.',
      'Paste the session token too.',
    );
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) };
  return plain(held(credentials, false));
}

function keysOf(section: ProfileSection): AwsCredentialIdentity {
  const { aws_access_key_id: id, aws_secret_access_key: secret, aws_session_token: token } = section;
  if (id === undefined || secret === undefined) throw new AppError('bad-input', 'The profile has no keys.');
  return { accessKeyId: id, secretAccessKey: secret, ...(token === undefined ? {} : { sessionToken: token }) };
}

/** Only where the profile itself says `credential_source = Environment`. */
function environmentKeys(): AwsCredentialIdentity {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = process.env;
  if (id === undefined || secret === undefined)
    throw new AppError('bad-input', 'The profile takes its keys from the environment, which holds none.');
  return { accessKeyId: id, secretAccessKey: secret, ...(token === undefined ? {} : { sessionToken: token }) };
}

async function ssoRegion(section: ProfileSection): Promise<string> {
  const sessions = section.sso_session === undefined ? {} : await loadSsoSessionData();
  const region = section.sso_region ?? sessions[section.sso_session ?? '']?.sso_region ?? '';
  if (regionOf(region) === null)
    throw new AppError(
      'bad-input',
      'The profile does not name the region of its sign-in.',
      'Add sso_region to the AWS config file.',
    );
  return region;
}

async function signedIn(name: string, section: ProfileSection, { clients, tools }: Parts): Promise<Held> {
  const region = await ssoRegion(section);
  const clientConfig = {
    region,
    requestHandler: clients.signIn(region),
    maxAttempts: 2,
    defaultsMode: 'standard' as const,
  };
  tools.signal.throwIfAborted();
  return held(await fromSSO({ profile: name, clientConfig })(), true);
}

/** A command is shown before it runs, and runs only when the person agrees. */
async function processed(name: string, section: ProfileSection, { tools }: Parts): Promise<Held> {
  const command = section.credential_process ?? '';
  const answer = await tools.ask({ kind: 'process', profile: name, command });
  if (answer === null)
    throw new AppError('cancelled', `The command of the profile ${name} was not run, so nothing was connected.`);
  return held(await fromProcess({ profile: name })(), false);
}

async function loggedIn(name: string, section: ProfileSection, { clients, reach }: Parts): Promise<Held> {
  const region = section.region ?? reach.stsRegion;
  const clientConfig = { region, requestHandler: clients.signIn(region), maxAttempts: 1 };
  return held(await fromLoginCredentials({ profile: name, clientConfig })(), true);
}

async function roleSource(name: string, section: ProfileSection, parts: Parts): Promise<Base> {
  if (section.credential_source === 'Environment') return plain(held(environmentKeys(), false));
  const source = section.source_profile ?? '';
  if (source === name) return plain(held(keysOf(section), false));
  return profileBase(source, { ...parts, onward: [section.role_arn ?? ''] });
}

/** A profile's own role, assumed by us: narrowed to reading, or to the next step alone. */
async function roleBase(name: string, section: ProfileSection, parts: Parts): Promise<Base> {
  const from = await roleSource(name, section, parts);
  const isLast = parts.onward.length === 0;
  const asked = Number(section.duration_seconds ?? parts.reach.durationSeconds);
  const step = {
    roleArn: section.role_arn ?? '',
    externalId: section.external_id ?? null,
    mfaDevice: section.mfa_serial ?? null,
    durationSeconds: Number.isFinite(asked) ? Math.min(43_200, Math.max(900, asked)) : 3600,
    policies: isLast ? narrowingPolicies : [stepPolicy(parts.onward)],
  };
  return { ...(await assume(from, step, parts)), isNarrowed: isLast, mfaDevice: null };
}

async function profileBase(name: string, parts: Parts): Promise<Base> {
  const section = parts.sections[name];
  if (section === undefined)
    throw new AppError('not-found', `This machine has no AWS profile ${name}.`, 'Choose another profile.');
  const problem = problemOf(name, parts.sections);
  if (problem !== null)
    throw new AppError('bad-input', `The profile ${name} cannot be used. ${problem}`, 'Choose another profile.');
  switch (kindOf(section)) {
    case 'role':
      return roleBase(name, section, parts);
    case 'sso':
      return plain(await signedIn(name, section, parts));
    case 'login':
      return plain(await loggedIn(name, section, parts));
    case 'process':
      return plain(await processed(name, section, parts));
    default:
      return plain(held(keysOf(section), false), section.mfa_serial ?? null);
  }
}

/** The credentials a connection begins with. Throws an AppError in words. */
export async function baseCredentials(
  reach: AwsReach,
  tools: ConnectTools,
  parts: StepTools,
  onward: readonly string[],
): Promise<Base> {
  const all = { ...parts, tools, reach, onward, sections: reach.profile === null ? {} : await readSections() };
  try {
    return reach.profile === null ? pasted(all) : await profileBase(reach.profile, all);
  } catch (error) {
    tools.signal.throwIfAborted();
    throw signInError(error, null);
  }
}
