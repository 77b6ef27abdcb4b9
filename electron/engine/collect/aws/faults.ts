import { AppError } from '@shared/errors.ts';
import { CallError, type CallFault } from '../run/source.ts';

/** What is known of a call that failed. */
export interface FailedCall {
  /** `config:SelectResourceConfig`. */
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly retryAfterMs: number | null;
  /** True when the same place has answered this session before. */
  readonly hasAnswered: boolean;
}

const throttles =
  /^(Throttling(Exception)?|TooManyRequests(Exception)?|RequestLimitExceeded|SlowDown|ThrottledException|RequestThrottled(Exception)?|BandwidthLimitExceeded|PriorRequestNotComplete)$/;
const denials =
  /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized|OptInRequired|SubscriptionRequiredException)$/;
const expiries = /^(ExpiredToken(Exception)?|TokenRefreshRequired)$/;
const unknownKeys = /^(UnrecognizedClientException|InvalidClientTokenId|RegionDisabledException)$/;
const skews =
  /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture|InvalidSignatureException|SignatureDoesNotMatch)$/;
const absences =
  /^(NoAvailableConfigurationRecorderException|ResourceNotDiscoveredException|NoSuchConfigRuleException|NoSuchConformancePackException|NoSuchConfigRuleInConformancePackException|NoSuchConfigurationRecorderException|NoSuchDeliveryChannelException|NoSuchRetentionConfigurationException)$/;
const noNetwork = /^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|ECONNREFUSED)$/;
const brokenOff = /^(ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE|TimeoutError)$/;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The cloud's own code, or the machine's where no answer came. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name;
}

function statusOf(error: unknown): number | null {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : null;
  const isMetadata = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  return isMetadata && typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : null;
}

const isSkewed = (error: unknown, code: string): boolean =>
  skews.test(code) && (code.startsWith('Request') || /expired|not yet current/i.test(textOf(error)));

/** What a failed call means for the run. */
function faultOf(error: unknown, code: string): CallFault {
  const status = statusOf(error);
  if (throttles.test(code) || status === 429) return 'throttled';
  if (expiries.test(code)) return 'expired';
  if (denials.test(code)) return 'denied';
  if (unknownKeys.test(code) || absences.test(code)) return 'absent';
  if (noNetwork.test(code)) return 'offline';
  if (isSkewed(error, code) || brokenOff.test(code)) return 'transient';
  if (error instanceof SyntaxError) return 'transient';
  if (status === 503 && /slow down|rate/i.test(textOf(error))) return 'throttled';
  return status !== null && status >= 500 ? 'transient' : 'failed';
}

const isOrganisation = (message: string): boolean =>
  /explicit deny.*(service|resource) control policy|service control policy/i.test(message);

function deniedWords(call: FailedCall, message: string): string {
  const action = /not authorized to perform:? ([\w-]+:\w+)/i.exec(message)?.[1] ?? call.operation;
  if (isOrganisation(message))
    return `The client's organisation blocks ${action} in ${call.account} ${call.region} by a service control policy; the role cannot grant it.`;
  return `${action} was denied in ${call.account} ${call.region}. The client's role must allow ${action}.`;
}

const sentences: readonly { readonly about: RegExp; readonly say: (call: FailedCall) => string }[] = [
  {
    about: unknownKeys,
    say: ({ account, region }) =>
      `The region ${region} does not know the session of ${account}: the region is not enabled in the account, or the session was ended there.`,
  },
  {
    about: /^NoAvailableConfigurationRecorder/,
    say: ({ account, region }) =>
      `AWS Config was never set up in ${account} ${region}, so nothing can be concluded about resources there.`,
  },
  {
    about: /^ResourceNotDiscovered/,
    say: ({ account, region }) => `AWS Config in ${account} ${region} knows no resource of that id any more.`,
  },
  {
    about: /^NoSuchConfigurationAggregator/,
    say: ({ account, region }) =>
      `There is no such aggregator in ${account} ${region}: the name is wrong, or it lives in another region or account, usually the delegated administrator.`,
  },
  {
    about: /^NoSuch/,
    say: ({ operation, account, region }) =>
      `What ${operation} asked for in ${account} ${region} was removed while it was being read.`,
  },
  {
    about: /^InvalidExpression/,
    say: ({ account, region }) => `${account} ${region} cannot search this type or property.`,
  },
  {
    about: expiries,
    say: ({ account }) => `The session of ${account} is over. What was read so far is kept.`,
  },
];

const faultWords: Readonly<Record<CallFault, (call: FailedCall, message: string) => string>> = {
  denied: deniedWords,
  absent: ({ operation }, message) => `${operation} found nothing to read: ${message}`,
  failed: ({ operation, account, region }, message) => `${operation} in ${account} ${region} was refused: ${message}`,
  throttled: ({ account, region }) =>
    `AWS limits the calls to ${account} ${region}; the client's own tools share this limit.`,
  transient: ({ operation, account, region }, message) => `${operation} in ${account} ${region} broke off: ${message}`,
  offline: ({ region }, message) => `AWS in ${region} cannot be reached from here: ${message}`,
  expired: ({ account }) => `The session of ${account} is over.`,
};

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Puts what went wrong with a call into words, and says whether it may be tried again. */
export function callErrorOf(error: unknown, call: FailedCall): CallError {
  if (error instanceof CallError) return error;
  const code = error instanceof SyntaxError ? 'UnreadableAnswer' : codeOf(error);
  const fault = faultOf(error, code);
  if (isSkewed(error, code))
    return new CallError(
      fault,
      code,
      `The clock of this machine is too far from that of AWS (${call.operation}).`,
      null,
      {
        cause: error,
      },
    );
  if (unknownKeys.test(code) && call.hasAnswered)
    return new CallError('expired', code, `AWS no longer accepts the session of ${call.account}.`, null, {
      cause: error,
    });
  const known = sentences.find(({ about }) => about.test(code));
  const words = known?.say(call) ?? faultWords[fault](call, textOf(error));
  return new CallError(fault, code, ended(words), call.retryAfterMs, { cause: error });
}

const signInWords: readonly { readonly about: RegExp; readonly message: string; readonly remedy: string }[] = [
  {
    about: /MultiFactorAuthentication failed/i,
    message: 'AWS refused the code of the MFA device.',
    remedy: 'Wait for the next code; each works once.',
  },
  {
    about: /SSO session|SSO.*token|sso login/i,
    message: 'The sign-in of the AWS CLI for this profile is missing or has expired.',
    remedy: 'Run aws sso login for the profile, then connect again.',
  },
  {
    about: /aws login|login session|Failed to load token/i,
    message: 'The sign-in of the AWS CLI for this profile is missing or has expired.',
    remedy: 'Run aws login for the profile, then connect again.',
  },
  {
    about: /ExpiredToken|expired/i,
    message: 'The credentials have expired.',
    remedy: 'Get new ones, then connect again.',
  },
];

/** What AWS said to a sign-in or to AssumeRole, as a refusal with a remedy. `role` is null for credentials themselves. */
export function signInError(error: unknown, role: string | null): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const message = textOf(error);
  const options = { cause: error };
  const known = signInWords.find(({ about }) => about.test(message) || about.test(code));
  if (known !== undefined) return new AppError('bad-input', known.message, known.remedy, options);
  if (denials.test(code) && role !== null) return roleDenied(role, message, options);
  if (unknownKeys.test(code))
    return new AppError(
      'bad-input',
      'AWS does not know these credentials, or the region of STS is not enabled for the account.',
      'Check the keys, and choose a region of STS that the account has enabled.',
      options,
    );
  if (noNetwork.test(code) || brokenOff.test(code))
    return new AppError(
      'bad-input',
      `AWS cannot be reached from here (${code}).`,
      'Check the network, then connect again.',
      options,
    );
  const what = role === null ? 'The sign-in to AWS' : `The role ${role}`;
  return new AppError(
    'bad-input',
    `${what} was refused (${code}): ${ended(message)}`,
    'Check the connection.',
    options,
  );
}

function roleDenied(role: string, message: string, options: ErrorOptions): AppError {
  if (isOrganisation(message))
    return new AppError(
      'bad-input',
      `The client's organisation blocks assuming ${role} by a service control policy.`,
      'Ask the client; the role itself cannot allow it.',
      options,
    );
  return new AppError(
    'bad-input',
    `AWS refused to let this identity assume ${role}.`,
    'AWS gives one answer for three causes: the external id differs, the MFA code is missing, or the trust policy does not name this identity. Check all three with the client.',
    options,
  );
}
