import { once } from 'node:events';
import { expect, test } from 'vitest';
import { exceptionDetail, raiseException } from '../../../../electron/engine/services/exceptions.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import { openWorkspace } from '../../../../electron/engine/store/open.ts';
import { startChild } from '../child.ts';
import { byHand } from '../exceptions.ts';
import { deps, newWorkspace } from '../workspace.ts';

/** Types in a process of its own and kills it without warning after some strokes; gives the last stroke it said was saved. */
async function typeUntilKilled(folder: string, strokes: number): Promise<number> {
  const typing = startChild('typing', [folder]);
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
