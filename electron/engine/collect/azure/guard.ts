import type { CloudHosts } from './clouds.ts';

/** A request as it is about to be sent. */
export interface Sending {
  readonly method: string;
  /** The whole address, as it goes out: nothing rewrites it after the guard. */
  readonly url: string;
}

/** A request that breaks the promise to read only. It was not sent. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
}

/** A host and a path that mean what they say: no port, no user, no step up, no doubled or hidden slash. */
function parts(url: string): { readonly host: string; readonly path: string } | string {
  if (/[^\x21-\x7e]/.test(url) || /[\\#"<>^`{|}]/.test(url)) return 'it holds a character that an address cannot have';
  const found = /^https:\/\/([a-z0-9.-]+)(\/[^?]*)(\?.*)?$/.exec(url);
  if (found === null) return 'it is no plain https address';
  const [, host = '', path = ''] = found;
  if (/%(?![\da-f]{2})|%(2e|2f|5c|25|0.|1.|7f)/i.test(path)) return 'it hides a character in its path';
  const segments = path.slice(1).split('/');
  if (segments.some((it) => it === '' || it === '.' || it === '..')) return 'its path has an empty or a stepping part';
  return { host, path };
}

/** Every other part of a path says what kind of thing or action follows; those between are names, which may be any word. */
const kindsIn = (path: string): readonly string[] =>
  decodeURIComponent(path)
    .toLowerCase()
    .slice(1)
    .split('/')
    .filter((_, at) => at % 2 === 0);

/** Actions that give out secrets or start work, whatever the method. */
const actions = /^(list.*|regenerate.*|rotate.*|publish.*|triggerevaluation|secrets)$/;

const queries = [
  /^\/providers\/Microsoft\.ResourceGraph\/resources$/i,
  /\/providers\/Microsoft\.PolicyInsights\/policyStates\/(latest|default)\/(queryResults|summarize)$/i,
];

/** Why a request for settings is not sent; null when it may go. */
export function refusal({ method, url }: Sending, { manager }: CloudHosts): string | null {
  const found = parts(url);
  if (typeof found === 'string') return found;
  if (found.host !== manager) return `${found.host} is not the host of settings, ${manager}`;
  if (kindsIn(found.path).some((kind) => actions.test(kind))) return 'it names an action';
  if (method === 'GET') return null;
  if (method !== 'POST') return `${method} can change something`;
  return queries.some((query) => query.test(found.path)) ? null : 'a POST may only ask Resource Graph or policy states';
}

const metadata = /^\/(common\/discovery\/instance|[\w.-]+\/(v2\.0\/)?\.well-known\/openid-configuration)$/;
const tokens = /^\/[\w.-]+\/oauth2\/v2\.0\/(token|devicecode)$/;

/** Why a request of a sign-in is not sent; null when it may go. */
export function signInRefusal({ method, url }: Sending, { authority, aliases }: CloudHosts): string | null {
  const found = parts(url);
  if (typeof found === 'string') return found;
  if (found.host !== authority && !aliases.includes(found.host))
    return `${found.host} is not the sign-in host, ${authority}`;
  const isKnown = method === 'GET' ? metadata.test(found.path) : method === 'POST' && tokens.test(found.path);
  return isKnown ? null : 'it is no step of a sign-in';
}
