// A loopback AWS: AWS Config (awsJson1.1) and STS (query, XML) on one port of 127.0.0.1, seeded from a world of items, with
// a script of faults. The real SDK talks to it through `loopbackHandler(port)`, which stands behind the program's own guard.
//
//   const aws = await startLoopbackAws({ accounts: { '111122223333': { regions: { 'eu-central-1': { items } } } } });
//   const source = await connectAws(reach, tools, loopbackHandler(aws.port));
//   aws.requests            what was asked, in order
//   aws.setFaults([{ kind: 'throttle-429', share: 0.3 }])
//   await aws.close();
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { configOperations } from './config-service.ts';
import { type Call, type Fault, faultScript } from './faults.ts';
import { type ConfigCall, ConfigRefusal } from './paging.ts';
import { answerSts, type Caller, StsRefusal, type StsState, stsError } from './sts.ts';
import type { LoopbackWorld, Row } from './world.ts';

export interface LoopbackOptions extends LoopbackWorld {
  readonly faults?: readonly Fault[];
  readonly seed?: number;
  /** Who signs with which access key id; every other key belongs to a user of 999999999999. */
  readonly callers?: Readonly<Record<string, Caller>>;
  /** Longer session policies are refused with PackedPolicyTooLarge. */
  readonly packedPolicyLimit?: number;
  /** Sessions last no longer than this. 43,200 when absent. */
  readonly sessionSeconds?: number;
  /** Milliseconds before each answer. */
  readonly delayMs?: number;
  /** Forgets the bodies of requests, for runs with very many. */
  readonly isForgetful?: boolean;
}

interface LoopbackRequest {
  readonly action: string;
  readonly account: string;
  readonly region: string;
  readonly body: string;
  readonly fault: string | null;
  readonly at: number;
}

export interface LoopbackAws {
  readonly port: number;
  readonly requests: readonly LoopbackRequest[];
  /** Sessions handed out by AssumeRole, with the policy each was narrowed by. */
  readonly sessions: () => readonly Caller[];
  readonly setFaults: (faults: readonly Fault[]) => void;
  readonly close: () => Promise<void>;
}

const stranger: Caller = {
  account: '999999999999',
  arn: 'arn:aws:iam::999999999999:user/consultant',
  policy: null,
  expiresAt: null,
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const json = (status: number, body: Row, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  body: JSON.stringify(body),
  type: 'application/x-amz-json-1.1',
  headers,
});

/** An error in the protocol of the service asked. */
function failure(
  isSts: boolean,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return isSts
    ? { status, body: stsError(code, message), type: 'text/xml', headers }
    : json(status, { __type: code, message }, headers);
}

/** What a fault answers instead; null for faults that change an answer rather than replace it. */
function refusalOf(fault: Fault, call: Call, isSts: boolean): Answer | null {
  const who = `arn:aws:sts::${call.account}:assumed-role/readiness/session`;
  const what = `${isSts ? 'sts' : 'config'}:${call.action}`;
  const say = (status: number, code: string, message: string, headers = {}) =>
    failure(isSts, status, code, message, headers);
  switch (fault.kind) {
    case 'throttle-429':
      return say(429, 'TooManyRequestsException', 'Too Many Requests', { 'retry-after': '1' });
    case 'throttle-400':
      return say(400, isSts ? 'Throttling' : 'ThrottlingException', 'Rate exceeded');
    case 'error-500':
      return say(500, 'InternalFailure', 'An internal error occurred.');
    case 'error-503':
      return say(503, 'ServiceUnavailable', 'Service is unavailable. Please slow down.');
    case 'denied':
      return say(
        isSts ? 403 : 400,
        isSts ? 'AccessDenied' : 'AccessDeniedException',
        `User: ${who} is not authorized to perform: ${what} because no identity-based policy allows the ${what} action`,
      );
    case 'denied-by-organisation':
      return say(
        isSts ? 403 : 400,
        isSts ? 'AccessDenied' : 'AccessDeniedException',
        `User: ${who} is not authorized to perform: ${what} with an explicit deny in a service control policy`,
      );
    case 'expired':
      return say(
        isSts ? 403 : 400,
        isSts ? 'ExpiredToken' : 'ExpiredTokenException',
        'The security token included in the request is expired',
      );
    case 'not-enabled':
      return say(
        isSts ? 403 : 400,
        isSts ? 'InvalidClientTokenId' : 'UnrecognizedClientException',
        'The security token included in the request is invalid.',
      );
    case 'skew':
      return say(
        isSts ? 403 : 400,
        isSts ? 'SignatureDoesNotMatch' : 'InvalidSignatureException',
        'Signature expired: 20260301T060000Z is now earlier than 20260301T061500Z (20260301T062000Z - 5 min.)',
        { date: new Date(Date.now() + 900_000).toUTCString() },
      );
    default:
      return null;
  }
}

function send(response: ServerResponse, answer: Answer, fault: Fault | null): void {
  const bytes = Buffer.from(answer.body);
  const isCut = fault?.kind === 'cut-json';
  const sent = isCut ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
  response.writeHead(answer.status, {
    date: new Date().toUTCString(),
    'content-type': answer.type,
    'x-amzn-requestid': randomUUID(),
    'content-length': String(sent.length + (fault?.kind === 'wrong-length' ? 500 : 0)),
    ...answer.headers,
  });
  if (fault?.kind === 'wrong-length') {
    response.write(sent, () => response.socket?.end());
    return;
  }
  if (fault?.kind === 'reset') {
    response.write(sent.subarray(0, Math.floor(sent.length / 2)), () => response.socket?.resetAndDestroy());
    return;
  }
  response.end(sent);
}

interface Running {
  readonly options: LoopbackOptions;
  readonly sts: StsState;
  readonly requests: LoopbackRequest[];
  script: (call: Call) => Fault | null;
  /** Access key ids that an `expired` fault ended. */
  readonly ended: Set<string>;
}

/** What a request asks, from its signature, its host and its body. */
function readCall(request: IncomingMessage, body: string, sts: StsState) {
  const key = /Credential=([^/]+)\/\d{8}\/([^/]+)\//.exec(request.headers.authorization ?? '');
  const caller = sts.callers.get(key?.[1] ?? '') ?? stranger;
  const isSts = (request.headers.host ?? '').startsWith('sts.');
  const form = new URLSearchParams(isSts ? body : '');
  const target = String(request.headers['x-amz-target'] ?? '');
  const action = isSts ? (form.get('Action') ?? '') : target.replace(/^StarlingDoveService\./, '');
  const region = /^(?:config|sts)\.([a-z0-9-]+)\.amazonaws\.com/.exec(request.headers.host ?? '')?.[1] ?? '';
  return { key: key?.[1] ?? '', caller, isSts, form, call: { action, account: caller.account, region, body } };
}

function answerConfig(running: Running, call: Call, fault: Fault | null): Answer {
  const place = running.options.accounts[call.account]?.regions[call.region];
  if (place === undefined || place.isEnabled === false)
    return failure(false, 400, 'UnrecognizedClientException', 'The security token included in the request is invalid.');
  const operation = configOperations[call.action];
  if (operation === undefined)
    return failure(false, 400, 'UnknownOperationException', `Unknown operation ${call.action}.`);
  const input: Row = JSON.parse(call.body === '' ? '{}' : call.body);
  const asked: ConfigCall = { world: running.options, account: call.account, region: call.region, place, input, fault };
  try {
    return json(200, operation(asked));
  } catch (error) {
    if (error instanceof ConfigRefusal) return failure(false, 400, error.code, error.message);
    throw error;
  }
}

function answerOf(running: Running, asked: ReturnType<typeof readCall>, fault: Fault | null): Answer {
  const { call, isSts, key } = asked;
  if (fault?.kind === 'expired') running.ended.add(key);
  const isEnded = running.ended.has(key);
  const refusal = fault === null ? null : refusalOf(fault, call, isSts);
  if (isEnded || refusal !== null)
    return (
      refusal ??
      failure(
        isSts,
        isSts ? 403 : 400,
        isSts ? 'ExpiredToken' : 'ExpiredTokenException',
        'The security token included in the request is expired',
      )
    );
  if (!isSts) return answerConfig(running, call, fault);
  try {
    return { status: 200, body: answerSts(call.action, asked.caller, asked.form, running.sts), type: 'text/xml' };
  } catch (error) {
    if (error instanceof StsRefusal) return failure(true, error.status, error.code, error.message);
    throw error;
  }
}

async function take(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const asked = readCall(request, body, running.sts);
  const fault = running.script(asked.call);
  const kept = running.options.isForgetful === true ? { ...asked.call, body: '' } : asked.call;
  running.requests.push({ ...kept, fault: fault?.kind ?? null, at: Date.now() });
  if (running.options.delayMs !== undefined) await wait(running.options.delayMs);
  if (fault?.kind === 'hang') {
    await wait(fault.ms ?? 30_000);
    response.destroy();
    return;
  }
  send(response, answerOf(running, asked, fault), fault);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Starts a loopback AWS on a free port. */
export async function startLoopbackAws(options: LoopbackOptions): Promise<LoopbackAws> {
  const seed = options.seed ?? 1;
  const running: Running = {
    options,
    sts: {
      world: options,
      callers: new Map(Object.entries(options.callers ?? {})),
      usedCodes: new Set(),
      packedPolicyLimit: options.packedPolicyLimit ?? 2048,
      sessionSeconds: options.sessionSeconds ?? 43_200,
      now: Date.now,
    },
    requests: [],
    script: faultScript(options.faults ?? [], seed),
    ended: new Set(),
  };
  const server = createServer((request, response) => {
    take(running, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  const port = await listen(server);
  return {
    port,
    requests: running.requests,
    sessions: () => [...running.sts.callers.values()].filter(({ policy }) => policy !== null),
    setFaults: (faults) => {
      running.script = faultScript(faults, seed);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
