// A loopback Azure over https: sign-in, Resource Graph and Resource Manager on one port of 127.0.0.1.
//
//   const azure = await startLoopbackAzure({ ...sampleWorld(), deviceCode: 'FIELDWORK' });
//   const source = await connectAzure(reach, tools, () => loopbackAgent(azure));
//   azure.requests            what was asked, in order; sign-in too
//   azure.approve()           the person enters the device code; from the start unless `waitsForApproval`
//   azure.setFaults([{ kind: 'denied', path: '/locks' }])
//   await azure.close();
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { answerArm } from './arm.ts';
import { type Call, type Fault, faultScript } from './faults.ts';
import { answerGraph } from './graph.ts';
import { claimsIn, deviceCode, type LoopbackPerson, openIdConfiguration, tokenAnswer } from './sign-in.ts';
import type { LoopbackWorld, Row } from './world.ts';

export interface LoopbackOptions extends LoopbackWorld {
  readonly faults?: readonly Fault[];
  readonly person?: Partial<LoopbackPerson>;
  readonly deviceCode?: string;
  /** The device code is entered by `approve()` only. */
  readonly waitsForApproval?: boolean;
  /** Rows of a page at most; 1,000 when absent. */
  readonly pageSize?: number;
  /** Milliseconds a `hang` lasts before the socket is closed. 30,000 when absent. */
  readonly hangMs?: number;
  /** Milliseconds before each answer of Resource Manager and Resource Graph. */
  readonly delayMs?: number;
  /** Milliseconds between two answers of Resource Graph; its quota for one user is 15 queries in 5 seconds. */
  readonly graphIntervalMs?: number;
}

interface LoopbackRequest {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly fault: string | null;
}

export interface LoopbackAzure {
  readonly port: number;
  /** The certificate that the loopback's own was signed with. */
  readonly ca: string;
  readonly requests: readonly LoopbackRequest[];
  readonly approve: () => void;
  readonly setFaults: (faults: readonly Fault[]) => void;
  readonly setPerson: (person: Partial<LoopbackPerson>) => void;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: Row;
  readonly headers?: Readonly<Record<string, string>>;
}

const pem = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const ok = (body: Row, headers: Readonly<Record<string, string>> = {}): Answer => ({ status: 200, body, headers });
const refusal = (status: number, code: string, message: string, headers = {}): Answer => ({
  status,
  body: { error: { code, message } },
  headers,
});

/** What a fault answers instead; null for faults that change an answer rather than replace it. */
function refused(fault: Fault | null, { method, path }: Call): Answer | null {
  const after = { 'retry-after': String(fault?.seconds ?? 1) };
  switch (fault?.kind) {
    case 'throttle-429':
      return refusal(429, 'RateLimiting', 'Please provide below info when asking for support.', after);
    case 'error-500':
      return refusal(500, 'InternalServerError', 'The server has encountered an error.');
    case 'error-503':
      return refusal(503, 'ServiceUnavailable', 'The service is unavailable.', after);
    case 'denied':
      return refusal(
        403,
        'AuthorizationFailed',
        `The client does not have authorization to perform ${method} ${path}.`,
      );
    case 'missing':
      return refusal(404, 'ResourceNotFound', 'The resource was not found.');
    case 'not-registered':
      return refusal(
        409,
        'MissingSubscriptionRegistration',
        'The subscription is not registered to use the namespace.',
      );
    case 'expired':
      return refusal(401, 'ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than now.');
    case 'redirect':
      return refusal(302, 'Found', 'Elsewhere.', { location: 'https://example.invalid/' });
    default:
      return null;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, body, headers }: Answer, fault: Fault | null): void {
  const bytes = Buffer.from(JSON.stringify(body));
  const sent = fault?.kind === 'cut-json' ? bytes.subarray(0, bytes.length >> 1) : bytes;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-ms-request-id': randomUUID(),
    'content-length': String(sent.length + (fault?.kind === 'wrong-length' ? 500 : 0)),
    ...headers,
  });
  if (fault?.kind === 'wrong-length') response.write(sent, () => response.socket?.end());
  else if (fault?.kind === 'reset')
    response.write(sent.subarray(0, sent.length >> 1), () => response.socket?.destroy());
  else response.end(sent);
}

interface State {
  options: LoopbackOptions;
  /** When Resource Graph may answer next, by `performance.now()`. */
  graphFreeAt: number;
  person: LoopbackPerson;
  isApproved: boolean;
}

function signIn({ options, person, isApproved }: State, host: string, { path, body }: Call): Answer {
  const tenant = path.split('/')[1] ?? '';
  const asked = new URLSearchParams(body);
  if (path.includes('/discovery/instance')) return ok({ tenant_discovery_endpoint: '', metadata: [] });
  if (path.includes('openid-configuration')) return ok(openIdConfiguration(host, tenant));
  if (path.endsWith('/devicecode')) return ok(deviceCode(options.deviceCode ?? 'LOOPBACK1'));
  if (asked.get('client_secret') === 'wrong')
    return {
      status: 401,
      body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' },
    };
  if (asked.get('grant_type')?.includes('device_code') && !isApproved)
    return { status: 400, body: { error: 'authorization_pending', error_description: 'AADSTS70016: pending.' } };
  const isApplication = asked.get('grant_type') === 'client_credentials';
  return ok(tokenAnswer({ ...person, isApplication }, host, asked.get('client_id') ?? ''));
}

function answerData({ options }: State, call: Call, fault: Fault | null, authorization: string): Answer {
  const replaced = refused(fault, call);
  if (replaced !== null) return replaced;
  const claims = claimsIn(authorization.replace(/^Bearer /, ''));
  if (claims === null || Number(claims.exp) * 1000 <= Date.now())
    return refusal(401, 'ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than now.');
  const size = options.pageSize ?? 1000;
  if (isGraphQuery(call)) {
    const headers = {
      'x-ms-user-quota-remaining': fault?.kind === 'quota-0' ? '0' : '14',
      'x-ms-user-quota-resets-after': '00:00:05',
    };
    return ok(answerGraph(options, JSON.parse(call.body), fault, size), headers);
  }
  const { status, body } = answerArm(options, call.path, fault, size);
  return { status, body };
}

/** Waits for the turn of a query. */
async function graphTurn(state: State): Promise<void> {
  const turn = Math.max(performance.now(), state.graphFreeAt);
  state.graphFreeAt = turn + (state.options.graphIntervalMs ?? 0);
  await wait(Math.max(0, turn - performance.now()));
}

const isGraphQuery = ({ method, path }: Call): boolean =>
  method === 'POST' && path.startsWith('/providers/Microsoft.ResourceGraph/resources?');

async function answer(
  state: State,
  call: Call,
  host: string,
  fault: Fault | null,
  sent: IncomingMessage,
): Promise<Answer> {
  if (host.startsWith('login.')) return refused(fault, call) ?? signIn(state, host, call);
  if (state.options.delayMs !== undefined) await wait(state.options.delayMs);
  if (state.options.graphIntervalMs !== undefined && isGraphQuery(call)) await graphTurn(state);
  return answerData(state, call, fault, sent.headers.authorization ?? '');
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

const personOf = (options: LoopbackOptions, person: Partial<LoopbackPerson> = {}): LoopbackPerson => ({
  oid: '0f0f0f0f-1111-4222-8333-444444444444',
  appid: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  tid: options.tenant,
  isApplication: false,
  seconds: 3600,
  ...options.person,
  ...person,
});

/** Starts the loopback cloud on a free port of 127.0.0.1. */
export async function startLoopbackAzure(options: LoopbackOptions): Promise<LoopbackAzure> {
  const requests: LoopbackRequest[] = [];
  const state: State = {
    options,
    graphFreeAt: 0,
    person: personOf(options),
    isApproved: options.waitsForApproval !== true,
  };
  let script = faultScript(options.faults ?? []);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const host = request.headers.host ?? '';
    const call = { method: request.method ?? '', path: request.url ?? '', body: await bodyOf(request) };
    const fault = script(call);
    requests.push({ host, ...call, fault: fault?.kind ?? null });
    if (fault?.kind === 'hang') {
      await wait(options.hangMs ?? 30_000);
      response.destroy();
    } else send(response, await answer(state, call, host, fault, request), fault);
  };
  const server = createServer(
    { cert: pem('test-server.pem'), key: pem('test-server-key.pem') },
    (request, response) => {
      handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
    },
  );
  const port = await listening(server);
  return {
    port,
    ca: pem('test-authority.pem'),
    requests,
    approve() {
      state.isApproved = true;
    },
    setFaults(faults) {
      script = faultScript(faults);
    },
    setPerson(person) {
      state.person = personOf(options, person);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
