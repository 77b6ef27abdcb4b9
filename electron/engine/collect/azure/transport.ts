import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { RefusedRequest, type Sending } from './guard.ts';

/** One request, whole. */
export interface Outgoing extends Sending {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** One answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** Sends what the guard lets pass. */
export type Transport = (outgoing: Outgoing, signal: AbortSignal) => Promise<RawAnswer>;

/** Milliseconds without a byte before a request counts as lost. */
const patience = 60_000;
const largestAnswer = 64 << 20;

/** The sockets of one session; closed with it. */
export const usualAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 8, timeout: patience });

function flat(headers: IncomingMessage['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

async function whole(response: IncomingMessage): Promise<RawAnswer> {
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > largestAnswer) throw new Error(`The answer is larger than ${largestAnswer >> 20} MB.`);
    hash.update(chunk);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { status: response.statusCode ?? 0, headers: flat(response.headers), bytes, sha256: hash.digest('hex') };
}

function split(url: string): { readonly host: string; readonly path: string } {
  const [, host = '', path = ''] = /^https:\/\/([^/]+)(.*)$/.exec(url) ?? [];
  return { host, path };
}

/**
 * Makes the one way out: what the guard names a reason against never opens a socket. Redirects are answers like any other and
 * are not followed. The address goes out letter by letter as the guard read it.
 */
export function createTransport(refuse: (sending: Sending) => string | null, agent: Agent): Transport {
  return async (outgoing, signal) => {
    const { method, url, headers, body } = outgoing;
    const because = refuse(outgoing);
    if (because !== null)
      throw new RefusedRequest(`Refused before it was sent, ${method} ${url.slice(0, 200)}: ${because}.`);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request({ ...split(url), port: 443, method, headers, agent, signal, timeout: patience }, resolve);
      sent.on('error', reject);
      sent.on('timeout', () => sent.destroy(Object.assign(new Error('No answer came.'), { code: 'ETIMEDOUT' })));
      sent.end(body ?? undefined);
    });
    return whole(response);
  };
}
