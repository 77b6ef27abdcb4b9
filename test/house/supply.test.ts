import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { codeIn, importsOf, root, text } from './sources.ts';

const names = z.record(z.string(), z.string()).default({});
const own = z
  .object({ dependencies: names, optionalDependencies: names, devDependencies: names })
  .parse(JSON.parse(text('package.json')));
const entry = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
});
const lock = z.object({ packages: z.record(z.string(), entry) }).parse(JSON.parse(text('package-lock.json'))).packages;
const locked = Object.entries(lock).filter(([path]) => path !== '');

test('every package is locked by its SHA-512', () => {
  expect(locked.length).toBeGreaterThan(400);
  expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
});

test('no package comes from git, a file or any place but a registry', () => {
  const resolved = locked.map(([, it]) => it.resolved ?? '').filter((from) => from !== '');
  expect(resolved.filter((from) => !/^https:\/\/registry\.[a-z.]+\//.test(from))).toEqual([]);
  expect(locked.filter(([, { link }]) => link === true)).toEqual([]);
  // One exact version; a pre-release is exact too (react-data-grid has had no other for React 19).
  for (const list of [own.dependencies, own.optionalDependencies, own.devDependencies])
    for (const [name, version] of Object.entries(list)) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-beta\.\d+)?$/);
});

test('what package.json names is what the lock holds', () => {
  for (const list of [own.dependencies, own.optionalDependencies, own.devDependencies])
    for (const [name, version] of Object.entries(list))
      expect(lock[`node_modules/${name}`]?.version, name).toBe(version);
});

test('every package that runs a script at installation is named in package.json', () => {
  const { allowScripts } = z
    .object({ allowScripts: z.record(z.string(), z.boolean()) })
    .parse(JSON.parse(text('package.json')));
  const running = locked
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(running.filter((name) => !(name in allowScripts))).toEqual([]);
});

const installed = z.object({
  name: z.string(),
  license: z.string().optional(),
  dependencies: names,
});
const packageOf = (folder: string) => installed.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));

/** Where a package is found from another: beside it, or further up. */
function found(name: string, from: string): string | null {
  for (let at = from; at.startsWith(root); at = join(at, '..')) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return null;
}

function shipped(): ReadonlySet<string> {
  const folders = new Set<string>();
  const add = (name: string, from: string): void => {
    const folder = found(name, from);
    if (folder === null || folders.has(folder)) return;
    folders.add(folder);
    for (const dependency of Object.keys(packageOf(folder).dependencies)) add(dependency, folder);
  };
  const imported = codeIn('electron', 'renderer', 'shared')
    .flatMap(importsOf)
    .filter((name) => /^(@[\w-]+\/)?[\w-]+/.test(name) && !name.startsWith('@shared/') && !name.startsWith('node:'))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  for (const name of [...imported, ...Object.keys(own.dependencies)]) if (name !== 'electron') add(name, root);
  return folders;
}

const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Zlib',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
]);

/** A choice is permissive when one side is, a sum when all parts are. */
function isPermissive(expression: string): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some(isPermissive);
  if (plain.includes(' AND ')) return plain.split(' AND ').every(isPermissive);
  return permissive.has(plain);
}

/** A package without a licence field states it in its licence file. */
function licenceOf(folder: string): string {
  const { license } = packageOf(folder);
  if (license !== undefined) return license;
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const words = file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
  return /^\s*(The )?MIT License/i.test(words) ? 'MIT' : 'not stated';
}

test('everything that ships has a permissive licence', () => {
  const folders = [...shipped()];
  expect(folders.length).toBeGreaterThan(60);
  const others = folders.map((folder) => [folder.slice(root.length + 1), licenceOf(folder)] as const);
  expect(others.filter(([, licence]) => !isPermissive(licence))).toEqual([]);
  expect(isPermissive('(MIT OR GPL-3.0-or-later)')).toBe(true);
  expect(isPermissive('GPL-3.0-or-later')).toBe(false);
});

test('the fuses of the packaged program are all set, none to its weaker side', () => {
  const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(text('electron-builder.yml'))?.[1] ?? '';
  const fuses = Object.fromEntries(
    [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']),
  );
  expect(fuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});
