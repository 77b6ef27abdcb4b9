import { createHash } from 'node:crypto';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { STSClient } from '@aws-sdk/client-sts';
import { AppError } from '@shared/errors.ts';
import { HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity, HttpHandlerOptions, HttpRequest } from '@smithy/types';
import { assertCommand, assertRequest } from './guard.ts';
import { hostOf, type Service } from './regions.ts';

/** What sends a request that was let pass. The product's own speaks HTTPS; tests bring one that leads to a loopback. */
export interface Transport {
  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  destroy(): void;
}
export type MakeTransport = () => Transport;

/** One answer as it came, before anything was read of it. */
export interface RawAnswer {
  readonly status: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly requestId: string | null;
  /** The server's own `Date`, ISO 8601 UTC. */
  readonly serverDate: string | null;
  readonly retryAfterMs: number | null;
}

/** Options of one call: the guard's handler gives the answer to `onAnswer`. */
export interface CallOptions extends HttpHandlerOptions {
  readonly abortSignal: AbortSignal;
  readonly onAnswer: (answer: RawAnswer) => void;
}

const longestAnswer = 64 << 20;

/** Speaks HTTPS to AWS. A slow answer is given up after a minute. */
export const httpsTransport: MakeTransport = () =>
  new NodeHttpHandler({ connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true });

async function collected(body: AsyncIterable<Uint8Array> | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > longestAnswer)
      throw new AppError('too-large', `An answer of AWS is larger than ${longestAnswer >> 20} MB.`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, size));
}

const dateOf = (text: string | undefined): string | null => {
  const at = new Date(text ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
};

function answerOf(response: HttpResponse, bytes: Uint8Array<ArrayBuffer>): RawAnswer {
  const { headers } = response;
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return {
    status: response.statusCode,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    requestId: headers['x-amzn-requestid'] ?? headers['x-amzn-request-id'] ?? null,
    serverDate: dateOf(headers.date),
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null,
  };
}

const nothing = new Uint8Array(Buffer.from('{}'));

const isCall = (options: HttpHandlerOptions | undefined): options is CallOptions =>
  options !== undefined && 'onAnswer' in options && typeof options.onAnswer === 'function';

/**
 * The last step before a socket: refuses what is not listed, keeps the bytes of the answer. A good answer of AWS Config is
 * read by us and not by the SDK, because what is kept as evidence must be what is read.
 */
function guarded(transport: Transport, services: readonly Service[], region: string) {
  return {
    async handle(request: HttpRequest, options?: HttpHandlerOptions) {
      assertRequest(services, region, request);
      const { response } = await transport.handle(request, options);
      const bytes = await collected(response.body);
      if (!isCall(options)) return { response: new HttpResponse({ ...response, body: bytes }) };
      options.onAnswer(answerOf(response, bytes));
      return { response: new HttpResponse({ ...response, body: response.statusCode < 300 ? nothing : bytes }) };
    },
    // The transport outlives a client: it is closed with the session.
    destroy: () => undefined,
  };
}

/** Everything that the SDK would else take from the environment or from files. */
const fixed = {
  maxAttempts: 1,
  retryMode: 'standard',
  defaultsMode: 'standard' as const,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: '',
  authSchemePreference: ['aws.auth#sigv4'],
};

/** The clients of one session. Everything they send goes through the guard. */
export interface Clients {
  config(region: string, credentials: () => Promise<AwsCredentialIdentity>): ConfigServiceClient;
  sts(region: string, credentials: AwsCredentialIdentity): STSClient;
  /** The handler that renewing a sign-in goes through. */
  signIn(region: string): ReturnType<typeof guarded>;
  close(): void;
}

function placeOf(service: Service, region: string): { readonly region: string; readonly endpoint: string } {
  const host = hostOf(service, region);
  if (host === null) throw new AppError('bad-input', `${region} is no region of AWS.`, 'Choose a region of the list.');
  return { region, endpoint: `https://${host}` };
}

interface Stack {
  add(middleware: unknown, options: unknown): void;
}

/** The first of two checks: the name of a command, before it is even written down as a request. */
const checksNames = (service: 'config' | 'sts') => ({
  applyToStack: (stack: Stack) =>
    stack.add(
      (next: (given: unknown) => unknown, context: { readonly commandName?: string }) => async (given: unknown) => {
        assertCommand(service, context.commandName);
        return next(given);
      },
      { step: 'initialize', priority: 'high', name: 'onlyListedCommands' },
    ),
});

/** The one place where clients of AWS are made. */
export function createClients(makeTransport: MakeTransport): Clients {
  const transport = makeTransport();
  return {
    config(region, credentials) {
      const requestHandler = guarded(transport, ['config'], region);
      const client = new ConfigServiceClient({ ...fixed, ...placeOf('config', region), credentials, requestHandler });
      client.middlewareStack.use(checksNames('config'));
      return client;
    },
    sts(region, credentials) {
      const requestHandler = guarded(transport, ['sts'], region);
      const client = new STSClient({ ...fixed, ...placeOf('sts', region), credentials, requestHandler });
      client.middlewareStack.use(checksNames('sts'));
      return client;
    },
    signIn: (region) => guarded(transport, ['portal.sso', 'oidc'], region),
    close: () => transport.destroy(),
  };
}
