import { AssumeRoleCommand, GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { AppError } from '@shared/errors.ts';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { ConnectTools } from '../run/source.ts';
import type { Clients } from './client.ts';
import { codeOf, signInError } from './faults.ts';

/** Credentials in memory, with what is known of them. */
export interface Held {
  readonly credentials: AwsCredentialIdentity;
  readonly expiresAt: string | null;
  /** True when they are a session of a role: the next role can be held for an hour at most. */
  readonly isRole: boolean;
}

/** A role to assume. */
export interface Step {
  readonly roleArn: string;
  readonly externalId: string | null;
  readonly mfaDevice: string | null;
  readonly durationSeconds: number;
  /** Tried in turn while AWS finds them too large. */
  readonly policies: readonly string[];
}

export interface StepTools {
  readonly clients: Clients;
  readonly stsRegion: string;
  readonly tools: Pick<ConnectTools, 'ask' | 'signal' | 'sessionName'>;
  /** Takes full sentences for the consultant. */
  readonly warn: (sentence: string) => void;
}

/** AWS lets a role assumed by a role be held for no longer. */
const chainedSeconds = 3600;

async function codeFor(device: string, { tools }: StepTools): Promise<string> {
  const code = await tools.ask({ kind: 'mfa', device });
  if (code === null) throw new AppError('cancelled', 'No code was given, so nothing was connected.');
  return code.replace(/\s/g, '');
}

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && /DurationSeconds/.test(error.message) && /exceeds|limit/i.test(error.message);

interface Attempt {
  readonly step: Step;
  readonly seconds: number;
  readonly policyAt: number;
  readonly code: string | null;
}

async function attempt(sts: STSClient, parts: StepTools, { step, seconds, policyAt, code }: Attempt): Promise<Held> {
  const mfa = code === null || step.mfaDevice === null ? {} : { SerialNumber: step.mfaDevice, TokenCode: code };
  const command = new AssumeRoleCommand({
    RoleArn: step.roleArn,
    RoleSessionName: parts.tools.sessionName,
    DurationSeconds: seconds,
    Policy: step.policies[policyAt],
    ...(step.externalId === null ? {} : { ExternalId: step.externalId }),
    ...mfa,
  });
  const { Credentials: given } = await sts.send(command, { abortSignal: parts.tools.signal });
  if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined || given.SessionToken === undefined)
    throw new AppError('bad-input', `AWS gave no credentials for ${step.roleArn}.`);
  return {
    credentials: {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
    },
    expiresAt: given.Expiration?.toISOString() ?? null,
    isRole: true,
  };
}

/** Another way to ask after a refusal that leaves one; null when there is none. */
function afterRefusal(error: unknown, last: Attempt, { warn }: StepTools): Attempt | null {
  if (codeOf(error).startsWith('PackedPolicyTooLarge') && last.policyAt + 1 < last.step.policies.length)
    return { ...last, policyAt: last.policyAt + 1 };
  if (isTooLong(error) && last.seconds > chainedSeconds) {
    warn(`AWS does not let ${last.step.roleArn} be held for ${last.seconds / 3600} hours; the session lasts one hour.`);
    return { ...last, seconds: chainedSeconds };
  }
  return null;
}

/** Assumes one role, always narrowed by a session policy. Throws an AppError in words. */
export async function assume(from: Held, step: Step, parts: StepTools): Promise<Held> {
  const sts = parts.clients.sts(parts.stsRegion, from.credentials);
  const seconds = from.isRole ? Math.min(chainedSeconds, step.durationSeconds) : step.durationSeconds;
  if (seconds < step.durationSeconds)
    parts.warn('The role is assumed from another role, so AWS lets the session last one hour at most.');
  const code = step.mfaDevice === null ? null : await codeFor(step.mfaDevice, parts);
  let next: Attempt | null = { step, seconds, policyAt: 0, code };
  for (;;) {
    try {
      return await attempt(sts, parts, next);
    } catch (error) {
      parts.tools.signal.throwIfAborted();
      next = afterRefusal(error, next, parts);
      if (next === null) throw signInError(error, step.roleArn);
    }
  }
}

/** Whom AWS takes the credentials for: account and ARN. */
export async function whoAmI(
  held: Held,
  { clients, stsRegion, tools }: StepTools,
): Promise<{ account: string; arn: string }> {
  const sts = clients.sts(stsRegion, held.credentials);
  try {
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}), { abortSignal: tools.signal });
    if (Account === undefined || Arn === undefined)
      throw new AppError('bad-input', 'AWS did not say whose credentials these are.');
    return { account: Account, arn: Arn };
  } catch (error) {
    tools.signal.throwIfAborted();
    throw signInError(error, null);
  }
}
