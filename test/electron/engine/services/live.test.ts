import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CloudSource } from '../../../../electron/engine/collect/run/source.ts';
import { createEngine, type Engine } from '../../../../electron/engine/engine.ts';
import type { EngineInput, EngineOutput, EngineRoute } from '../../../../electron/engine/protocol.ts';
import { openWorkspace } from '../../../../electron/engine/store/open.ts';
import { account, bucketsIn, everything, fault, identity, pageOf, scripted } from '../collect/run/scripted.ts';
import { deps, temporaryFolder, wholeYear } from '../workspace.ts';

const west = bucketsIn('eu-west-1');
const central = bucketsIn('eu-central-1');

/** An engine whose clouds are a script. */
function engineOn(source: CloudSource): { engine: Engine; folder: string } {
  const folder = join(temporaryFolder(), 'workspace');
  const engine = createEngine({ ...deps(), openSource: async () => source }, () => undefined);
  onTestFinished(() => engine.close());
  return { engine, folder };
}

async function value<R extends EngineRoute>(engine: Engine, route: R, input: EngineInput<R>): Promise<EngineOutput<R>> {
  const result = await engine.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${result.error.message}`);
  return result.value;
}

const reach = {
  provider: 'aws',
  profile: 'larkspur',
  roleArn: null,
  accounts: [],
  sendsExternalId: false,
  durationSeconds: 3_600,
  stsRegion: 'eu-west-1',
} as const;

/** A connected engine on a new engagement. */
async function connected(source: CloudSource) {
  const { engine, folder } = engineOn(source);
  await value(engine, 'engagement.create', {
    path: folder,
    client: 'Larkspur Pay',
    scope: wholeYear,
    categories: ['security'],
  });
  const { id } = await value(engine, 'connection.save', { id: null, name: 'Larkspur', reach });
  const seen = await value(engine, 'collection.connect', { connectionId: id, secret: null });
  return { engine, folder, connectionId: id, seen };
}

const startWith = { options: everything, acceptsUndeclared: 'The client asked for it.' };

/** Starts a run and waits for its end. */
async function collected(engine: Engine) {
  const { collectionId } = await value(engine, 'collection.start', startWith);
  return ended(engine, collectionId);
}

async function ended(engine: Engine, id: number) {
  for (;;) {
    const { collection, snapshots } = await value(engine, 'collection.detail', { id });
    if (collection.state !== 'running' && collection.state !== 'paused') return { collection, snapshots };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('before anything is read', () => {
  test('the account, the principal and what is not declared are shown', async () => {
    const { seen } = await connected(scripted([west], () => pageOf([], 'eu-west-1')).source);
    expect(seen).toMatchObject({ identities: [identity], undeclared: [account], missing: [] });
  });

  test('an account outside the declared scope is not read without a reason', async () => {
    const { source, calls } = scripted([west], () => pageOf([], 'eu-west-1'));
    const { engine } = await connected(source);
    const refused = await engine.call('collection.start', { options: everything, acceptsUndeclared: null });
    expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(calls).toEqual([]);
  });

  test('a dry run tries the calls, names what is missing, and stores nothing', async () => {
    const { source } = scripted([west, central], (task) =>
      task === west ? fault('denied', 'Not allowed.') : pageOf([], 'eu-central-1'),
    );
    const { engine } = await connected(source);
    const plan = await value(engine, 'collection.plan', everything);
    expect(plan).toMatchObject({
      tasks: 2,
      missing: [
        { permission: 'config:SelectResourceConfig', places: [`${account} eu-west-1`], reason: 'Not allowed.' },
      ],
    });
    expect(await value(engine, 'collection.list', {})).toEqual([]);
  });
});

describe('a run', () => {
  test('keeps each task as a snapshot with how it was got, and its rows as resources that are judged', async () => {
    const { source } = scripted([west], (_, cursor) =>
      cursor === null ? pageOf(['a', 'b'], 'eu-west-1', { cursor: '2' }) : pageOf(['b', 'c'], 'eu-west-1'),
    );
    const { engine } = await connected(source);
    const { collection, snapshots } = await collected(engine);
    expect(collection).toMatchObject({ kind: 'aws', state: 'done', run: { connectionName: 'Larkspur' } });
    expect(collection.tasks).toMatchObject([{ state: 'done', items: 4, call: { pages: 2, calls: 2 } }]);
    expect(snapshots).toMatchObject([
      {
        kind: 'query-result',
        items: 4,
        repeated: 1,
        provenance: {
          operation: 'config:SelectResourceConfig',
          principal: identity.principal,
          session: identity.session,
          pages: 2,
          isLastPageReached: true,
          skewSeconds: 1,
          requestIds: ['request-1', 'request-1'],
        },
      },
    ]);
    const { counts } = await value(engine, 'engagement.summary', {});
    expect(counts).toMatchObject({ resources: 3 });
    expect(counts.findings.unknown + counts.findings.fail).toBeGreaterThan(0);
  });

  test('a type that was listed to the last page is known to be absent, and one that was denied is not', async () => {
    const { source } = scripted([west, central], (task) =>
      task === west ? pageOf([], 'eu-west-1') : fault('denied', 'Not allowed.'),
    );
    const { engine, folder } = await connected(source);
    const { collection } = await collected(engine);
    expect(collection.state).toBe('partial');
    await engine.close();
    const workspace = openWorkspace(folder);
    onTestFinished(() => workspace.close());
    expect(workspace.listings.all()).toMatchObject([
      {
        region: 'eu-central-1',
        isComplete: false,
        because: expect.stringContaining('config:SelectResourceConfig was denied'),
      },
      { region: 'eu-west-1', isComplete: true, because: expect.stringContaining('Listed to the last page') },
    ]);
  });

  test('every change it makes is in the log, and the log holds', async () => {
    const { engine } = await connected(scripted([west], () => pageOf(['a'], 'eu-west-1')).source);
    await collected(engine);
    const { entries } = await value(engine, 'log.list', { limit: 50 });
    const actions = entries.map(({ action }) => action);
    for (const action of ['connection.added', 'collection.started', 'snapshot.added', 'collection.done'])
      expect(actions).toContain(action);
    expect(entries.find(({ action }) => action === 'collection.started')?.reason).toBe('The client asked for it.');
    expect(await value(engine, 'log.verify', {})).toMatchObject({ isIntact: true });
  });

  test('that was cancelled keeps what it read, and goes on without reading that again', async () => {
    let isSlow = true;
    const { source, calls } = scripted([west, central], (task, cursor) => {
      if (task === west) return pageOf(['a'], 'eu-west-1');
      return cursor === null && isSlow
        ? pageOf(['b'], 'eu-central-1', { cursor: '2', waitMs: 60_000 })
        : pageOf(['c'], 'eu-central-1');
    });
    const { engine, connectionId } = await connected(source);
    const { collectionId } = await value(engine, 'collection.start', startWith);
    await expect
      .poll(async () => (await value(engine, 'collection.live', {})).collection?.tasks[0]?.state)
      .toBe('done');
    await value(engine, 'collection.cancel', {});
    const cut = await ended(engine, collectionId);
    expect(cut.collection).toMatchObject({
      state: 'cancelled',
      tasks: [{ state: 'done' }, { state: 'cancelled', items: 0 }],
    });
    expect(cut.snapshots).toHaveLength(1);
    isSlow = false;
    await value(engine, 'collection.connect', { connectionId, secret: null });
    await value(engine, 'collection.continue', { id: collectionId });
    const whole = await ended(engine, collectionId);
    expect(whole.collection).toMatchObject({ state: 'done', tasks: [{ state: 'done' }, { state: 'done', items: 1 }] });
    expect(calls.filter(({ key }) => key === west.key)).toHaveLength(1);
  });

  test('is not gone on with as another principal', async () => {
    const { source } = scripted([west], () => fault('denied'));
    const { engine, connectionId } = await connected(source);
    const { collection } = await collected(engine);
    const stranger = { ...identity, principal: `arn:aws:sts::${account}:assumed-role/Other/x` };
    Object.assign(source, { identities: [stranger] });
    await value(engine, 'collection.connect', { connectionId, secret: null });
    expect(await engine.call('collection.continue', { id: collection.id })).toMatchObject({ ok: false });
  });

  test('of a program that ended is marked interrupted, and what was half read is gone', async () => {
    const { source } = scripted([west, central], (task, cursor) =>
      task === west
        ? pageOf(['a'], 'eu-west-1')
        : pageOf([cursor ?? 'x'], 'eu-central-1', { cursor: `${cursor}x`, waitMs: 200 }),
    );
    const { engine, folder } = await connected(source);
    await value(engine, 'collection.start', startWith);
    await expect
      .poll(async () => (await value(engine, 'collection.live', {})).collection?.tasks[0]?.state)
      .toBe('done');
    await engine.close();
    const workspace = openWorkspace(folder);
    onTestFinished(() => workspace.close());
    const [collection] = workspace.collections.all();
    expect(collection?.state).toBe('cancelled');
    expect(workspace.snapshots.all()).toHaveLength(1);
    expect(workspace.resources.count()).toBe(1);
  });
});

test('a run that waits for the network can be paused, resumed and cancelled', async () => {
  const { source } = scripted([west], () => fault('offline', 'No route.'));
  const { engine } = await connected(source);
  const { collectionId } = await value(engine, 'collection.start', startWith);
  await value(engine, 'collection.pause', {});
  expect((await value(engine, 'collection.live', {})).collection?.state).toBe('paused');
  await value(engine, 'collection.resume', {});
  await value(engine, 'collection.cancel', {});
  expect((await ended(engine, collectionId)).collection.state).toBe('cancelled');
});
