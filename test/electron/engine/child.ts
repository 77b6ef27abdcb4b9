import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';

const root = resolve(import.meta.dirname, '../../..');
/** Runs a source file in a plain Node, with what Vite adds to the sources. */
const run = `const { runnerImport } = await import('vite');
const [root, file] = process.argv.slice(1);
await runnerImport(file, { root, logLevel: 'error', resolve: { alias: { '@shared': root + '/shared' } } });`;

/** Starts `<name>.child.ts` of this folder in a process of its own, which can be killed. */
export const startChild = (name: string, args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> =>
  spawn(
    process.execPath,
    ['--input-type=module', '--eval', run, root, resolve(import.meta.dirname, `${name}.child.ts`), ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
