import { HttpRequest } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpHandlerOptions, HttpRequest as Request } from '@smithy/types';

/**
 * Leads requests that were meant for AWS to a loopback port. It stands where the program's own network handler stands: after
 * the guard, which has seen the intended host by then.
 */
export function loopbackHandler(port: number) {
  return () => {
    const inner = new NodeHttpHandler({
      connectionTimeout: 2_000,
      requestTimeout: 20_000,
      throwOnRequestTimeout: true,
    });
    return {
      handle: (request: Request, options?: HttpHandlerOptions) =>
        inner.handle(new HttpRequest({ ...request, protocol: 'http:', hostname: '127.0.0.1', port }), options),
      destroy: () => inner.destroy(),
    };
  };
}
