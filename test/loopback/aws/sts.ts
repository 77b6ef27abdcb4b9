import type { LoopbackAccount, LoopbackWorld } from './world.ts';

/** Someone the loopback knows by an access key id. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly policy: string | null;
  readonly expiresAt: string | null;
}

export class StsRefusal extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 403) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export interface StsState {
  readonly world: LoopbackWorld;
  /** By access key id; roles assumed are added. */
  readonly callers: Map<string, Caller>;
  /** MFA codes that were taken once. */
  readonly usedCodes: Set<string>;
  readonly packedPolicyLimit: number;
  readonly sessionSeconds: number;
  readonly now: () => number;
}

const escapeXml = (text: string): string => text.replace(/[<>&]/g, (it) => `&#${it.charCodeAt(0)};`);

const answer = (action: string, inside: string): string =>
  `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${inside}</${action}Result><ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000001</RequestId></ResponseMetadata></${action}Response>`;

export const stsError = (code: string, message: string): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>00000000-0000-4000-8000-000000000002</RequestId></ErrorResponse>`;

const refuse = (caller: Caller, role: string): never => {
  throw new StsRefusal(
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
  );
};

function checkMfa(account: LoopbackAccount, form: URLSearchParams, state: StsState): void {
  if (account.mfa === undefined) return;
  const code = form.get('TokenCode') ?? '';
  const isRight = form.get('SerialNumber') === account.mfa.device && account.mfa.codes.includes(code);
  if (isRight && !state.usedCodes.has(code)) {
    state.usedCodes.add(code);
    return;
  }
  throw new StsRefusal('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.');
}

/** Role chaining: a session may hold a new one for an hour at most. */
function seconds(caller: Caller, form: URLSearchParams, state: StsState): number {
  const asked = Number(form.get('DurationSeconds') ?? '3600');
  if (caller.arn.includes(':assumed-role/') && asked > 3600)
    throw new StsRefusal(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      400,
    );
  return Math.min(asked, state.sessionSeconds);
}

function assumeRole(caller: Caller, form: URLSearchParams, state: StsState): string {
  const role = form.get('RoleArn') ?? '';
  const id = /^arn:aws[\w-]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(role);
  const account = state.world.accounts[id?.[1] ?? ''];
  if (id === null || account === undefined || account.trusts === false) return refuse(caller, role);
  if (account.externalId !== undefined && form.get('ExternalId') !== account.externalId) return refuse(caller, role);
  checkMfa(account, form, state);
  const policy = form.get('Policy');
  if ((policy?.length ?? 0) > state.packedPolicyLimit)
    throw new StsRefusal(
      'PackedPolicyTooLarge',
      'Packed policy consumes 112% of allotted space, please use smaller policy.',
      400,
    );
  const expiresAt = new Date(state.now() + seconds(caller, form, state) * 1000).toISOString();
  const key = `ASIA${String(state.callers.size).padStart(4, '0')}${id[1]}`;
  const arn = `arn:aws:sts::${id[1]}:assumed-role/${id[2]}/${form.get('RoleSessionName')}`;
  state.callers.set(key, { account: id[1] ?? '', arn, policy, expiresAt });
  return answer(
    'AssumeRole',
    `<AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:${form.get('RoleSessionName')}</AssumedRoleId><Arn>${arn}</Arn></AssumedRoleUser><PackedPolicySize>12</PackedPolicySize><Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>secret-of-${key}-0123456789abcdef</SecretAccessKey><SessionToken>token-of-${key}</SessionToken><Expiration>${expiresAt}</Expiration></Credentials>`,
  );
}

/** Answers one call of STS, or throws what it refuses with. */
export function answerSts(action: string, caller: Caller, form: URLSearchParams, state: StsState): string {
  if (action === 'AssumeRole') return assumeRole(caller, form, state);
  if (action === 'GetCallerIdentity')
    return answer(action, `<Arn>${caller.arn}</Arn><UserId>AIDAEXAMPLE</UserId><Account>${caller.account}</Account>`);
  throw new StsRefusal('InvalidAction', `Could not find operation ${action} for version 2011-06-15`, 400);
}
