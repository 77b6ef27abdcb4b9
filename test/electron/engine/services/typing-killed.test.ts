import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exceptionDetail, raiseException } from '../../../../electron/engine/services/exceptions.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import { openWorkspace } from '../../../../electron/engine/store/open.ts';
import { byHand } from '../exceptions.ts';
import { deps, newWorkspace } from '../workspace.ts';

const root = resolve(import.meta.dirname, '../../../..');
/** Runs a source file in a plain Node, with what Vite adds to the sources. */
const run = `const { runnerImport } = await import('vite');
const [root, file] = process.argv.slice(1);
await runnerImport(file, { root, logLevel: 'error', resolve: { alias: { '@shared': root + '/shared' } } });`;
const child = resolve(root, 'test/electron/engine/typing.child.ts');

/** Types in a process of its own and kills it without warning after some strokes; gives the last stroke it said was saved. */
async function typeUntilKilled(folder: string, strokes: number): Promise<number> {
  const typing = spawn(process.execPath, ['--input-type=module', '--eval', run, root, child, folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(typing, 'exit');
  const said = { out: '', err: '' };
  typing.stderr.on('data', (text) => {
    said.err += String(text);
  });
  typing.stdout.on('data', (text) => {
    said.out += String(text);
    if (said.out.split('\n').length > strokes) typing.kill('SIGKILL');
  });
  const [, signal] = await ended;
  expect([signal, said.err]).toEqual(['SIGKILL', '']);
  return Number(said.out.split('\n').at(-2));
}

test('killed while typing, nothing that was said to be saved is lost, and the engagement opens whole', async () => {
  const made = newWorkspace();
  raiseException(made, deps(), byHand);
  const { entries } = made.log.head();
  made.close();
  for (const strokes of [1, 7, 40]) {
    const last = await typeUntilKilled(made.folder, strokes);
    expect(last).toBeGreaterThanOrEqual(strokes);
    const workspace = openWorkspace(made.folder);
    const { response, isDraft } = exceptionDetail(workspace, deps(), 'EX-001');
    const kept = Number(response.rootCause.split(' ')[0]);
    // The one in flight may or may not have been written; no other.
    expect([last, last + 1]).toContain(kept);
    expect(isDraft).toBe(true);
    expect(verifyWorkspace(workspace)).toMatchObject({ isIntact: true, checked: { entries } });
    workspace.close();
  }
});
