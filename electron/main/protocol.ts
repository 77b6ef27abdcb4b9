import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { protocol, type Session } from 'electron';

const scheme = 'app';
/** The only origin a page of ours has. */
export const origin = `${scheme}://bundle`;
export const startPage = `${origin}/index.html`;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');

/** What a request is answered with. */
interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly data: Buffer;
}

/** The files a page may ask for: exactly those that were built. A link is none of them. */
function listBuilt(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = `${below}/${entry.name}`;
    if (entry.isDirectory()) return listBuilt(folder, path);
    return entry.isFile() ? [path] : [];
  });
}

const refused = (): Answer => ({
  statusCode: 404,
  headers: { 'content-type': 'text/plain' },
  data: Buffer.from('Not found'),
});

const served = (data: Buffer, type: string, more: Record<string, string> = {}): Answer => ({
  statusCode: 200,
  headers: { 'content-type': type, 'x-content-type-options': 'nosniff', ...more },
  data,
});

function page(file: string, type: string): Answer {
  const nonce = randomBytes(16).toString('base64');
  const html = readFileSync(file, 'utf8').replace('<head>', `<head>\n    <meta name="csp-nonce" content="${nonce}" />`);
  return served(Buffer.from(html), type, { 'content-security-policy': policy(nonce), 'cache-control': 'no-store' });
}

/** Answers one request of a page: a file that was built, or nothing. */
export function answer(url: string, folder: string, built: ReadonlySet<string>): Answer {
  try {
    const { protocol: asked, host, pathname } = new URL(url);
    const path = decodeURIComponent(pathname);
    const type = types[extname(path)];
    if (asked !== `${scheme}:` || host !== 'bundle' || !built.has(path) || type === undefined) return refused();
    const file = join(folder, ...path.split('/'));
    return path.endsWith('.html') ? page(file, type) : served(readFileSync(file), type);
  } catch {
    // No address, or a file that went away since the start.
    return refused();
  }
}

/** Serves the built renderer, and refuses every other address a page could reach. */
export function serve(session: Session, folder: string): void {
  const built = new Set(listBuilt(folder));
  // Its successor, `handle`, loads Node's HTTP client with the first request: a tenth of the start, and the page waits for it.
  session.protocol.registerBufferProtocol(scheme, ({ url }, respond) => respond(answer(url, folder, built)));
  session.webRequest.onBeforeRequest((details, decide) => {
    const { protocol: asked } = new URL(details.url);
    decide({ cancel: !(asked === `${scheme}:` || asked === 'data:' || asked === 'devtools:' || asked === 'blob:') });
  });
}
