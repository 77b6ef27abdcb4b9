import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, origin, serve, startPage } from '../../../electron/main/protocol.ts';
import { temporaryFolder } from '../engine/workspace.ts';

vi.mock('electron', () => ({ protocol: { registerSchemesAsPrivileged: () => {} } }));

const built = new Set(['/index.html', '/assets/app.js', '/assets/app.css', '/assets/face.ttf', '/notes.txt']);

function builtFolder(): string {
  const folder = join(temporaryFolder(), 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head></head><body></body></html>');
  for (const path of built) if (path !== '/index.html') writeFileSync(join(folder, path), `content of ${path}`);
  writeFileSync(join(folder, 'late.js'), 'not built');
  writeFileSync(join(folder, '..', 'secret.html'), 'secret');
  writeFileSync(join(folder, '..', 'secret.js'), 'secret');
  return folder;
}

const hostile = [
  'app://bundle/../secret.html',
  'app://bundle/../../etc/passwd',
  'app://bundle/assets/../../secret.js',
  'app://bundle/%2e%2e/secret.html',
  'app://bundle/%2E%2E/%2E%2E/etc/passwd',
  'app://bundle/%2e%2e%2fsecret.html',
  'app://bundle/..%2fsecret.html',
  'app://bundle/..%5csecret.html',
  'app://bundle/..\\secret.html',
  'app://bundle/%252e%252e/secret.html',
  'app://bundle/%252e%252e%252fsecret.html',
  'app://bundle/....//secret.html',
  'app://bundle/assets/%2e%2e/%2e%2e/secret.js',
  'app://bundle//etc/passwd',
  'app://bundle/%2fetc%2fpasswd',
  'app://bundle/index.html%00',
  'app://bundle/index.html%00.js',
  'app://bundle/%00',
  'app://bundle/%ff',
  'app://bundle/%',
  'app://bundle/%zz',
  'app://bundle/late.js',
  'app://bundle/unknown.html',
  'app://bundle/notes.txt',
  'app://bundle/INDEX.HTML',
  'app://bundle/index.html/',
  'app://bundle/assets',
  'app://bundle/assets/',
  'bundle/index.html',
  '',
  'app://bundle/',
  'app://bundle',
  'app://other/index.html',
  'app://bundle.example/index.html',
  'app://BUNDLE/index.html',
  'app://bundle:8080/index.html',
  'app:/index.html',
  'app:index.html',
  'app:///index.html',
  'apps://bundle/index.html',
  'file:///etc/passwd',
  'file://bundle/index.html',
  'http://bundle/index.html',
  'https://bundle/index.html',
  'ws://bundle/index.html',
  'ftp://bundle/index.html',
  'data:text/html,<script>1</script>',
  'javascript:alert(1)',
  'blob:app://bundle/3f1c',
  'view-source:app://bundle/index.html',
  'chrome://gpu',
  'about:blank',
];

test('there are more than forty ways in that lead nowhere', () => {
  const folder = builtFolder();
  expect(hostile.length).toBeGreaterThan(40);
  for (const url of hostile) {
    const { statusCode, data } = answer(url, folder, built);
    expect([statusCode, String(data)], url).toEqual([404, 'Not found']);
  }
});

test('a file that went away since the start is refused, not thrown about', () => {
  const folder = builtFolder();
  rmSync(join(folder, 'assets', 'app.js'));
  expect(answer(`${origin}/assets/app.js`, folder, built).statusCode).toBe(404);
});

test('what was built is served with its type, and never guessed', () => {
  const folder = builtFolder();
  for (const [path, type] of [
    ['/assets/app.js', 'text/javascript; charset=utf-8'],
    ['/assets/app.css', 'text/css; charset=utf-8'],
    ['/assets/face.ttf', 'font/ttf'],
  ] as const) {
    const { statusCode, headers, data } = answer(`${origin}${path}?v=1#top`, folder, built);
    expect(statusCode).toBe(200);
    expect(headers).toEqual({ 'content-type': type, 'x-content-type-options': 'nosniff' });
    expect(String(data)).toBe(`content of ${path}`);
  }
});

describe('the start page', () => {
  const directives = ({ headers }: ReturnType<typeof answer>): ReadonlyMap<string, string> =>
    new Map(
      (headers['content-security-policy'] ?? '').split('; ').map((part) => {
        const [name = '', ...values] = part.split(' ');
        return [name, values.join(' ')];
      }),
    );

  test('may load its own files and nothing else', () => {
    const policy = directives(answer(startPage, builtFolder(), built));
    const { 'style-src': style, ...rest } = Object.fromEntries(policy);
    expect(rest).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-src': "'none'",
      'frame-ancestors': "'none'",
      'object-src': "'none'",
      'worker-src': "'self'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'default',
    });
    expect(style).toMatch(/^'self' 'nonce-[A-Za-z0-9+/]{22}=='$/);
    expect([...policy.values()].join(' ')).not.toContain('unsafe');
  });

  test('carries the nonce of its policy, a new one each time', () => {
    const folder = builtFolder();
    const nonces = [1, 2].map(() => {
      const response = answer(startPage, folder, built);
      const [, nonce = ''] = /content="([^"]+)"/.exec(String(response.data)) ?? [];
      expect(directives(response).get('style-src')).toBe(`'self' 'nonce-${nonce}'`);
      expect(response.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
      });
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });
});

describe('a session', () => {
  type Decide = (decision: { cancel: boolean }) => void;
  let folder: string;
  type Respond = (response: ReturnType<typeof answer>) => void;
  let handle: (request: { url: string }, respond: Respond) => void;
  let before: (details: { url: string }, decide: Decide) => void;

  const statusOf = (url: string): number => {
    const codes: number[] = [];
    handle({ url }, ({ statusCode }) => codes.push(statusCode));
    expect(codes).toHaveLength(1);
    return codes[0] ?? 0;
  };

  beforeEach(() => {
    folder = builtFolder();
    symlinkSync(join(folder, '..', 'secret.js'), join(folder, 'link.js'));
    const session = {
      protocol: { registerBufferProtocol: (_: string, handler: typeof handle) => (handle = handler) },
      webRequest: { onBeforeRequest: (listener: typeof before) => (before = listener) },
    };
    // The two parts of a session that serving needs.
    serve(session as unknown as Session, folder);
  });

  test('serves exactly the files that were there when it began, and no link', () => {
    expect(statusOf(startPage)).toBe(200);
    expect(statusOf(`${origin}/assets/app.css`)).toBe(200);
    writeFileSync(join(folder, 'later.js'), 'put there while the program ran');
    expect(statusOf(`${origin}/later.js`)).toBe(404);
    expect(statusOf(`${origin}/link.js`)).toBe(404);
  });

  test.each([
    ['http://example.com/', true],
    ['https://bundle/index.html', true],
    ['ws://127.0.0.1:9222/', true],
    ['file:///etc/passwd', true],
    ['ftp://example.com/', true],
    [startPage, false],
    ['data:image/png;base64,AAAA', false],
  ])('asked for %s, cancels: %j', (url, isCancelled) => {
    const decisions: boolean[] = [];
    before({ url }, ({ cancel }) => decisions.push(cancel));
    expect(decisions).toEqual([isCancelled]);
  });
});
