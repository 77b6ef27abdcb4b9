import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventNames, routeNames } from '@shared/contract/routes.ts';
import { expect, test } from 'vitest';
import { mainRoutes } from '../../electron/engine/protocol.ts';
import { codeIn, importsOf, ourFiles, root, text } from './sources.ts';

const program = codeIn('electron', 'renderer', 'shared');
const tests = codeIn('test');

const allowedAtTop = new Set([
  'electron',
  'renderer',
  'shared',
  'resources',
  'test',
  'electron-builder.yml',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'biome.json',
  'electron.vite.config.ts',
  '.gitignore',
  '.npmrc',
  '.ci',
  'LICENSE',
  'CONTRIBUTING.md',
  'SECURITY.md',
]);

test('the top of the repository holds what belongs there and nothing else', () => {
  const names = new Set(ourFiles.map((path) => path.split('/')[0] ?? ''));
  expect([...names].filter((name) => !allowedAtTop.has(name))).toEqual([]);
  expect(names.size).toBeGreaterThan(10);
});

test('no source is longer than 300 lines, and no test than 400', () => {
  const lines = (path: string) => text(path).trimEnd().split('\n').length;
  const tooLong = (paths: readonly string[], limit: number) =>
    paths.map((path) => [path, lines(path)] as const).filter(([, count]) => count > limit);
  expect(program.length).toBeGreaterThan(200);
  expect(tooLong(program, 300)).toEqual([]);
  expect(tooLong(tests, 400)).toEqual([]);
});

// Written in pieces, so that this file does not hold what it looks for.
const blanket = new RegExp(
  [
    ['@ts-', 'ignore'],
    ['@ts-', 'expect-error'],
    ['@ts-', 'nocheck'],
    ['eslint', '-disable'],
  ]
    .map((parts) => parts.join(''))
    .join('|'),
);
const exception = new RegExp(['biome', '-ignore'].join(''));
/** One rule about what a screen reader or React sees, and why it does not fit here. */
const reasoned = new RegExp(
  `${exception.source} lint/(a11y/\\w+|correctness/useExhaustiveDependencies|suspicious/noArrayIndexKey): (\\S+ ){2,}\\S`,
);

test('no comment switches the types or the linter off', () => {
  expect([...program, ...tests].filter((path) => blanket.test(text(path)))).toEqual([]);
});

test('an exception from a rule stands in the renderer alone, names the rule and says why', () => {
  const excepted = [...program, ...tests].flatMap((path) =>
    text(path)
      .split('\n')
      .filter((line) => exception.test(line))
      .map((line) => [path, line.trim()] as const),
  );
  expect(excepted.filter(([path, line]) => !path.startsWith('renderer/') || !reasoned.test(line))).toEqual([]);
});

const untyped = /(?<=[\w\])?]): any\b(?! [a-z])|\bas any\b(?! [a-z])|<any[,>\]]|\bany\[\]/;

test('nothing is typed as anything', () => {
  expect(
    [...program, ...tests].filter((path) => path !== 'test/house/code.test.ts' && untyped.test(text(path))),
  ).toEqual([]);
  expect(untyped.test('const a: any = 1')).toBe(true);
});

test('default exports stand in checks and configurations only', () => {
  const found = program.filter((path) => /^export default /m.test(text(path)));
  expect(found.filter((path) => !path.endsWith('.check.ts'))).toEqual([]);
  expect(found.length).toBeGreaterThan(40);
});

test('no word says that work was left undone', () => {
  const left = new RegExp(['TO', 'DO|FIX', 'ME|XX', 'X\\b'].join(''));
  expect([...program, ...tests].filter((path) => left.test(text(path)))).toEqual([]);
});

test('routes are named noun.verb and events noun.participle', () => {
  for (const name of [...routeNames, ...eventNames]) expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]*$/);
  expect(new Set(routeNames).size).toBe(routeNames.length);
  for (const route of mainRoutes) expect(routeNames).toContain(route);
});

test('electron is imported in main and preload only', () => {
  const importing = [...program, ...tests].filter((path) =>
    importsOf(path).some((name) => name === 'electron' || name.startsWith('electron/')),
  );
  const allowed = /^(electron\/(main|preload)|test\/(electron\/main|e2e|runtime))\//;
  expect(importing.filter((path) => !allowed.test(path))).toEqual([]);
  expect(importing.length).toBeGreaterThan(5);
});

test('the renderer reaches the program through one file', () => {
  const touching = codeIn('renderer').filter((path) => /window\.api\b/.test(text(path)));
  expect(touching).toEqual(['renderer/api.ts']);
});

test('nothing sends, counts or asks for updates', () => {
  const outward = /\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|autoUpdater|crashReporter)\s*[.(]/;
  expect(program.filter((path) => outward.test(text(path)))).toEqual([]);
});

/** Our own path on some machine, in quotes or after a space. */
const machinePath = new RegExp(`(^|[\\s"'\`(=])/(${['work', 'root', 'home/\\w+', 'Users/\\w+'].join('|')})/`, 'm');

test('no file names a path of the machine it was made on', () => {
  const readable = ourFiles.filter((path) => !/\.(ttf|png|icns|ico)$/.test(path));
  expect(readable.filter((path) => machinePath.test(text(path)))).toEqual([]);
});

const builtCommand = join(root, 'out', 'main', 'cli.js');

test.skipIf(!existsSync(builtCommand))('the built command reaches no electron', () => {
  const seen = new Set<string>();
  const walk = (path: string): readonly string[] => {
    if (seen.has(path)) return [];
    seen.add(path);
    return importsOf(path).flatMap((name) => (name.startsWith('.') ? walk(join(dirname(path), name)) : [name]));
  };
  const packages = walk(join('out', 'main', 'cli.js'));
  expect(packages).toContain('better-sqlite3');
  expect(packages.filter((name) => /^electron(\/|$)/.test(name))).toEqual([]);
});

test('a number that can be one stands before its noun through `counted`', () => {
  const value = String.raw`(?:count\((?:[^(){}]|\([^()]*\))*\)|[\w.]+\.(?:length|size|entries|rows|files|items))`;
  const plural = new RegExp(String.raw`\{${value}\}\s+(?:[a-z]+ )?(?!pass\b|was\b|is\b)([a-z]{2,}s|criteria)\b`, 'g');
  const slips = codeIn('renderer', 'electron/cli', 'electron/engine/report').flatMap((path) =>
    [...text(path).matchAll(plural)].map(([words]) => `${path}: ${words}`),
  );
  expect(slips).toEqual([]);
});
