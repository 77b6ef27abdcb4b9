import type { TokenCredentialOptions } from '@azure/identity';
import type { Transport } from './transport.ts';

type HttpClient = NonNullable<TokenCredentialOptions['httpClient']>;
type Answer = Awaited<ReturnType<HttpClient['sendRequest']>>;
type Headers = Answer['headers'];

/** Headers in the form the sign-in library reads. */
function headersOf(given: Readonly<Record<string, string>>): Headers {
  const own = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    get: (name) => own.get(name.toLowerCase()),
    has: (name) => own.has(name.toLowerCase()),
    set: (name, value) => void own.set(name.toLowerCase(), String(value)),
    delete: (name) => void own.delete(name.toLowerCase()),
    toJSON: () => Object.fromEntries(own),
    [Symbol.iterator]: () => own.entries(),
  };
}

/** The sign-in library's way out: our own, with the guard of the sign-in before it. */
export function signInClient(transport: Transport, client: { readonly signal: AbortSignal }): HttpClient {
  return {
    async sendRequest(request) {
      const { method, url } = request;
      const body = typeof request.body === 'string' ? request.body : null;
      const headers = {
        ...request.headers.toJSON(),
        ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      };
      const answer = await transport({ method, url, headers, body }, client.signal);
      const bodyAsText = Buffer.from(answer.bytes).toString('utf8');
      return { request, status: answer.status, headers: headersOf(answer.headers), bodyAsText };
    },
  };
}
