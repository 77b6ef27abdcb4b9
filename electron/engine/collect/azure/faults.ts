import { isObject, type Json } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';
import { CallError, type CallFault } from '../run/source.ts';
import { RefusedRequest } from './guard.ts';
import type { RawAnswer } from './transport.ts';

/** What is known of a call that was refused or broke. */
export interface FailedCall {
  /** `GET /subscriptions/…`. */
  readonly operation: string;
  readonly permission: string;
  readonly account: string;
}

/** The cloud's own code and words in an answer that is an error. */
export interface Said {
  readonly code: string;
  readonly message: string;
}

/** Reads the error in an answer; the status where it holds none. */
export function saidIn({ bytes, status }: RawAnswer): Said {
  try {
    const json: Json = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const error = isObject(json) && isObject(json.error) ? json.error : {};
    const code = typeof error.code === 'string' && error.code !== '' ? error.code : String(status);
    return { code, message: typeof error.message === 'string' ? error.message : '' };
  } catch {
    return { code: String(status), message: '' };
  }
}

const unregistered =
  /^(MissingSubscriptionRegistration|SubscriptionNotRegistered|NoRegisteredProviderFound|InvalidResourceNamespace|Subscription Not Registered)$/i;
const unsupported = /^(FeatureNotSupportedForAccount|FeatureNotSupported|OperationNotSupported)$/i;

/** True when the answer says that there is nothing of what was asked below a resource that was read. */
export const saysNone = (answer: RawAnswer): boolean =>
  (answer.status === 404 &&
    !unregistered.test(saidIn(answer).code) &&
    saidIn(answer).code !== 'SubscriptionNotFound') ||
  ([400, 409].includes(answer.status) && unsupported.test(saidIn(answer).code));

function faultOf(status: number, code: string): CallFault {
  if (status === 401) return 'expired';
  if (unregistered.test(code)) return 'absent';
  if (status === 403) return 'denied';
  if (status === 404) return 'absent';
  if (status === 429) return 'throttled';
  return status === 408 || status >= 500 ? 'transient' : 'failed';
}

/** Milliseconds a cloud asks to wait: seconds, or an instant. */
function retryAfterMs(value: string | undefined, now: number): number | null {
  if (value === undefined || value.trim() === '') return null;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function words(fault: CallFault, { code, message }: Said, call: FailedCall): string {
  const { operation, permission, account } = call;
  const cloud = message === '' ? code : `${code}: ${message.split(/[\r\n]/)[0]?.slice(0, 300) ?? ''}`;
  switch (fault) {
    case 'denied':
      return `The identity may not ${permission} in ${account}; have the client allow it. Azure says ${cloud}`;
    case 'expired':
      return 'The sign-in has expired; sign in again as the same principal.';
    case 'absent':
      return `Azure knows nothing there for ${operation} in ${account}: ${cloud}`;
    case 'throttled':
      return `Azure refused ${operation} for its limits: ${cloud}`;
    default:
      return `${operation} in ${account} failed: ${cloud}`;
  }
}

/** What an answer other than success means for the run. */
export function answerError(answer: RawAnswer, call: FailedCall): CallError {
  const said = saidIn(answer);
  if (answer.status >= 300 && answer.status < 400)
    return new CallError(
      'failed',
      'Redirect',
      `${call.operation} in ${call.account} was answered with a redirect, which is never followed.`,
    );
  const fault = faultOf(answer.status, said.code);
  return new CallError(
    fault,
    said.code,
    ended(words(fault, said, call)),
    retryAfterMs(answer.headers['retry-after'], Date.now()),
  );
}

const noNetwork = /^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|ECONNREFUSED)$/;
const brokenOff = /^(ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE)$/;
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'Unknown';

/** What a call means that gave no answer. */
export function brokenError(error: unknown, { operation, account }: FailedCall): CallError {
  if (error instanceof CallError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const made = (fault: CallFault, code: string, sentence: string) =>
    new CallError(fault, code, sentence, null, { cause: error });
  if (error instanceof RefusedRequest) return made('failed', 'RefusedHere', message);
  if (error instanceof SyntaxError)
    return made('transient', 'CutAnswer', `The answer to ${operation} in ${account} was cut short or is no JSON.`);
  const code = codeOf(error);
  if (noNetwork.test(code)) return made('offline', code, `${message}.`);
  if (brokenOff.test(code))
    return made('transient', code, `The connection broke during ${operation} in ${account} (${code}).`);
  if (untrusted.test(code))
    return made(
      'failed',
      code,
      `The host that answered ${operation} has a certificate this machine does not trust (${code}); look for a proxy that reads along.`,
    );
  return made('failed', code, `${operation} in ${account} failed: ${message}`);
}

const steps: readonly (readonly [RegExp, string])[] = [
  [/could not be found.*azure-cli|CLI could not be found/i, 'Install the Azure CLI, or choose another way to sign in.'],
  [/az login|refresh token|AADSTS(700082|50173|50076|50079|50132|70043)/i, 'Sign in again: az login, or connect anew.'],
  [/AADSTS7000215|invalid_client/i, 'Type the value of the client secret, not its id, and see whether it has expired.'],
  [/AADSTS700016/i, 'Look at the client id: the tenant does not know the application.'],
  [/AADSTS90002|tenant.*not found/i, 'Look at the tenant: nobody knows it.'],
  [
    /AADSTS(53003|530003|50105)|conditional access/i,
    "The client's rules refuse this way of signing in. Ask for an exception, or use another way.",
  ],
  [/AADSTS65001|consent/i, 'Have an administrator of the client consent to the application.'],
  [/ENOENT|PEM/, 'Pick the certificate again: a PEM file with certificate and key.'],
];

/** A sign-in that did not work, in words. Nothing that was sent is repeated. */
export function signInError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split(/[\r\n]/).filter((it) => it.trim() !== '');
  const remedy =
    steps.find(([pattern]) => pattern.test(message))?.[1] ??
    'Look at tenant, client id and network, and connect again.';
  return new AppError('bad-input', `The sign-in to Azure failed: ${line.trim().slice(0, 300)}`, remedy, {
    cause: error,
  });
}
