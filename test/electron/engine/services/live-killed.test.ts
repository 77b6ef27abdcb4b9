import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { Engine } from '../../../../electron/engine/engine.ts';
import { openWorkspace } from '../../../../electron/engine/store/open.ts';
import { startChild } from '../child.ts';
import { ended, engineOnLoopback, pasted, startWith, value } from '../live-aws.ts';

/** Collects in a process of its own, and kills it without warning when the cloud has been asked so many times. */
async function killedAfter(requests: number, args: readonly string[], asked: () => number): Promise<void> {
  const collecting = startChild('collect', args);
  const over = once(collecting, 'exit');
  const said: string[] = [];
  collecting.stderr.on('data', (text) => said.push(String(text)));
  const watch = setInterval(() => {
    if (asked() >= requests) collecting.kill('SIGKILL');
  }, 1);
  const [, signal] = await over;
  clearInterval(watch);
  expect([signal, said.join('')]).toEqual(['SIGKILL', '']);
}

/** What a workspace holds of the clouds: the same whether the run was broken or not. */
async function contents(engine: Engine, folder: string): Promise<readonly string[]> {
  await engine.close();
  const workspace = openWorkspace(folder);
  const resources = [...workspace.resources.newest('9999')].map(({ type, id, region }) => `${region} ${type} ${id}`);
  const listings = workspace.listings.all().map(({ region, type, isComplete }) => `${region} ${type} ${isComplete}`);
  workspace.close();
  return [...resources, ...listings].sort();
}

async function unbroken(): Promise<readonly string[]> {
  const { engine, folder, connectionId } = await engineOnLoopback();
  await value(engine, 'collection.connect', { connectionId, secret: pasted });
  const { collectionId } = await value(engine, 'collection.start', startWith);
  expect((await ended(engine, collectionId)).state).toBe('done');
  return contents(engine, folder);
}

test('a run killed at any point is gone on with to the same end, and reads nothing twice that it had read', async () => {
  const whole = await unbroken();
  for (const point of [2, 9, 15, 21, 27, 33, 40, 47, 54, 61]) {
    const { engine, aws, folder, connectionId } = await engineOnLoopback();
    await engine.call('engagement.close', {});
    const before = aws.requests.length;
    await killedAfter(point, [folder, String(aws.port), connectionId], () => aws.requests.length - before);
    await value(engine, 'engagement.open', { path: folder });
    const [cut] = await value(engine, 'collection.list', {});
    const readBefore = new Set(cut?.tasks.flatMap(({ state, call }) => (state === 'done' ? [call?.key] : [])));
    if (cut !== undefined) expect(cut.state).toBe('interrupted');
    await value(engine, 'collection.connect', { connectionId, secret: pasted });
    const resumed = aws.requests.length;
    const { collectionId } =
      cut === undefined
        ? await value(engine, 'collection.start', startWith)
        : await value(engine, 'collection.continue', { id: cut.id });
    const collection = await ended(engine, collectionId);
    expect([point, collection.state]).toEqual([point, 'done']);
    const calls = collection.tasks.reduce(
      (sum, { call }) => sum + (readBefore.has(call?.key ?? '') ? 0 : (call?.pages ?? 0)),
      0,
    );
    expect(aws.requests.length - resumed).toBeLessThanOrEqual(calls + 2);
    expect((await value(engine, 'log.verify', {})).isIntact).toBe(true);
    expect(await contents(engine, folder)).toEqual(whole);
  }
}, 180_000);
