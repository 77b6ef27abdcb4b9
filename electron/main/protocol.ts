import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
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

/** The files a page may ask for: exactly those that were built. A link is none of them. */
function listBuilt(folder: string): ReadonlySet<string> {
  const walk = (at: string): readonly string[] =>
    readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
      const path = join(at, entry.name);
      if (entry.isDirectory()) return walk(path);
      return entry.isFile() ? [path] : [];
    });
  return new Set(walk(folder).map((file) => `/${relative(folder, file).split(sep).join('/')}`));
}

const refused = (): Response => new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });

function page(file: string): Response {
  const nonce = randomBytes(16).toString('base64');
  const html = readFileSync(file, 'utf8').replace('<head>', `<head>\n    <meta name="csp-nonce" content="${nonce}" />`);
  return new Response(html, {
    headers: {
      'content-type': types['.html'] ?? '',
      'content-security-policy': policy(nonce),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

/** Answers one request of a page: a file that was built, or nothing. */
export function answer(url: string, folder: string, built: ReadonlySet<string>): Response {
  const { protocol: asked, host, pathname } = new URL(url);
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return refused();
  }
  if (asked !== `${scheme}:` || host !== 'bundle' || !built.has(path)) return refused();
  const file = join(folder, ...path.split('/'));
  const type = types[extname(file)];
  if (type === undefined) return refused();
  return path.endsWith('.html')
    ? page(file)
    : new Response(new Uint8Array(readFileSync(file)), {
        headers: { 'content-type': type, 'x-content-type-options': 'nosniff' },
      });
}

/** Serves the built renderer, and refuses every other address a page could reach. `onAsked` hears every address asked for. */
export function serve(session: Session, folder: string, onAsked: (url: string) => void): void {
  const built = listBuilt(folder);
  session.protocol.handle(scheme, (request) => {
    onAsked(request.url);
    return answer(request.url, folder, built);
  });
  session.webRequest.onBeforeRequest((details, decide) => {
    const { protocol: asked } = new URL(details.url);
    decide({ cancel: !(asked === `${scheme}:` || asked === 'data:' || asked === 'devtools:' || asked === 'blob:') });
  });
}
