import { AppError } from '@shared/errors.ts';
import { configActions } from './actions.ts';
import { stsActions } from './operations.ts';
import { hostOf, type Service } from './regions.ts';

/** A call that was refused before anything left this machine. */
export class RefusedCall extends AppError {
  constructor(what: string) {
    super(
      'internal',
      `The call ${what} is not one that Fieldwork may make, so it was refused before anything was sent.`,
    );
  }
}

const commands: Readonly<Record<'config' | 'sts', ReadonlySet<string>>> = {
  config: new Set(configActions.map((action) => `${action}Command`)),
  sts: new Set(stsActions.map((action) => `${action}Command`)),
};

/** Refuses a command that is not listed, by its name. The first of two checks. */
export function assertCommand(service: 'config' | 'sts', command: string | undefined): void {
  if (command === undefined || !commands[service].has(command))
    throw new RefusedCall(`${service}:${command ?? 'without a name'}`);
}

/** What the last check sees of a request. */
export interface Outgoing {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const header = (request: Outgoing, name: string): string =>
  Object.entries(request.headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';

function bodyText(request: Outgoing): string {
  const { body } = request;
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : '';
}

function isListedConfig(request: Outgoing): boolean {
  const [service, action, ...rest] = header(request, 'x-amz-target').split('.');
  return service === 'StarlingDoveService' && rest.length === 0 && configActions.includes(action ?? '');
}

function isListedSts(request: Outgoing): boolean {
  const asked = new URLSearchParams(bodyText(request)).getAll('Action');
  return asked.length === 1 && stsActions.includes(asked[0] ?? '') && header(request, 'x-amz-target') === '';
}

/** Renewing a sign-in: one path each, as the AWS CLI does it. */
const isPortal = (request: Outgoing): boolean => request.method === 'GET' && request.path === '/federation/credentials';
const isOidc = (request: Outgoing): boolean => request.method === 'POST' && request.path === '/token';

const isListed: Readonly<Record<Service, (request: Outgoing) => boolean>> = {
  config: (request) => request.method === 'POST' && request.path === '/' && isListedConfig(request),
  sts: (request) => request.method === 'POST' && request.path === '/' && isListedSts(request),
  'portal.sso': isPortal,
  oidc: isOidc,
};

/** Nothing beside host and path: no port, no user, and a query only where the portal takes one. */
const isPlain = (request: Outgoing, service: Service): boolean =>
  request.protocol === 'https:' &&
  request.port === undefined &&
  request.username === undefined &&
  request.password === undefined &&
  (service === 'portal.sso' || Object.keys(request.query ?? {}).length === 0);

/** Refuses a request that does not go to the one host of its service and region with a listed call. The last check before a socket. */
export function assertRequest(services: readonly Service[], region: string, request: Outgoing): void {
  const service = services.find((it) => hostOf(it, region) === request.hostname);
  if (service === undefined || !isPlain(request, service) || !isListed[service](request))
    throw new RefusedCall(
      `${request.method} ${request.protocol}//${request.hostname}${request.path} ${header(request, 'x-amz-target')}`.trim(),
    );
  if (header(request, 'host') !== '' && header(request, 'host') !== request.hostname)
    throw new RefusedCall(`with the host header ${header(request, 'host')}`);
}
