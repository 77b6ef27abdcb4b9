import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../../../electron/engine/store/open.ts';
import type { Fault, FaultKind } from '../../../loopback/aws/faults.ts';
import { lambdaSecret, productionAccount } from '../../../loopback/aws/sample.ts';
import { ended, engineOnLoopback, options, pasted, startWith, value } from '../live-aws.ts';

/** Every byte under a folder. */
const bytesUnder = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

const canaries = [pasted.accessKeyId, pasted.secretAccessKey, pasted.sessionToken, lambdaSecret, 'canary-7f3a91'];

test('one account in four regions is read, with the places that could not be read named', async () => {
  const { engine, aws, folder, connectionId } = await engineOnLoopback();
  const connected = await value(engine, 'collection.connect', { connectionId, secret: pasted });
  expect(connected.identities).toMatchObject([
    { account: productionAccount, principal: expect.stringContaining('assumed-role') },
  ]);
  expect(aws.requests.every(({ action }) => ['AssumeRole', 'GetCallerIdentity'].includes(action))).toBe(true);
  const { collectionId } = await value(engine, 'collection.start', startWith);
  const collection = await ended(engine, collectionId);
  expect(
    collection.tasks
      .filter(({ state }) => state !== 'done')
      .map(({ label, reason, call }) => `${label} ${call?.region}: ${reason}`),
  ).toEqual([]);
  await engine.close();
  const workspace = openWorkspace(folder);
  expect(
    workspace.resources
      .ofType(productionAccount, 'AWS::S3::Bucket')
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['larkspur-ledger', 'larkspur-old', 'larkspur-uploads']);
  const key = (region: string, type: string) =>
    workspace.listings.all().find((it) => it.region === region && it.type === type)?.isComplete;
  expect(key('eu-west-1', 'AWS::KMS::Key')).toBe(true);
  expect(key('eu-central-1', 'AWS::S3::Bucket')).toBe(true);
  // Where AWS Config was never set up an empty answer is the answer, and absence there is no fact.
  expect(workspace.resources.ofType(productionAccount, 'aws.config-no-recorder').map(({ region }) => region)).toEqual([
    'eu-west-3',
  ]);
  const sent = aws.sessions().map(({ policy }) => policy ?? '');
  expect(sent.length).toBeGreaterThan(0);
  for (const policy of sent)
    expect(JSON.parse(policy).Statement.map((it: { Effect: string }) => it.Effect)).toContain('Deny');
  workspace.close();
  const kept = bytesUnder(folder);
  for (const canary of canaries) expect(kept.includes(canary), canary).toBe(false);
}, 60_000);

test('a dry run names what is missing and reads nothing', async () => {
  const { engine, aws, connectionId } = await engineOnLoopback({
    faults: [{ kind: 'denied', action: 'DescribeConfigRules' }],
  });
  await value(engine, 'collection.connect', { connectionId, secret: pasted });
  const plan = await value(engine, 'collection.plan', options);
  expect(plan.missing.map(({ permission }) => permission)).toEqual(['config:DescribeConfigRules']);
  expect(plan.seconds).not.toBeNull();
  expect(await value(engine, 'collection.list', {})).toEqual([]);
  expect(
    aws.requests
      .filter(({ action }) => action === 'SelectResourceConfig')
      .every(({ body }) => JSON.parse(body).Limit <= 1),
  ).toBe(true);
}, 30_000);

/** What each fault may do to a run: it is outlasted, or it is named. Never more. */
const ofCalls: readonly FaultKind[] = [
  ...(['throttle-429', 'throttle-400', 'error-500', 'error-503', 'reset', 'cut-json', 'wrong-length'] as const),
  ...(['skew', 'hang'] as const),
];
/** These are about rows, so they come where rows come. */
const ofRows: readonly FaultKind[] = ['empty-page', 'duplicate', 'two-megabytes'];
const named = ['denied', 'denied-by-organisation', 'token-loop', 'not-enabled'] as const;

/** What the workspace knows of the account after a run with faults. */
async function runWith(faults: readonly Fault[], seed: number) {
  const { engine, aws, folder, connectionId } = await engineOnLoopback({ seed });
  await value(engine, 'collection.connect', { connectionId, secret: pasted });
  aws.setFaults(faults);
  const { collectionId } = await value(engine, 'collection.start', {
    ...startWith,
    options: { ...options, regions: ['eu-central-1'] },
  });
  const collection = await ended(engine, collectionId);
  const verified = await value(engine, 'log.verify', {});
  await engine.close();
  const workspace = openWorkspace(folder);
  const resources = [...workspace.resources.newest('9999')].map(({ type, id }) => `${type} ${id}`).sort();
  const incomplete = workspace.listings
    .all()
    .filter(({ isComplete }) => !isComplete)
    .map(({ type }) => type);
  workspace.close();
  const kept = bytesUnder(folder);
  const leaked = canaries.filter((canary) => kept.includes(canary));
  return { collection, resources, incomplete, verified, leaked };
}

const unbroken = new Map<number, ReturnType<typeof runWith>>();
const unbrokenRun = (seed: number): ReturnType<typeof runWith> => {
  const known = unbroken.get(seed) ?? runWith([], seed);
  unbroken.set(seed, known);
  return known;
};
const faultOf = (kind: FaultKind): Fault => ({
  kind,
  share: 0.2,
  times: 6,
  ms: 400,
  ...(ofRows.includes(kind) ? { action: 'SelectResourceConfig' } : {}),
});

describe.each([1, 2, 3])('with the fault sequence %i', (seed) => {
  test.each([...ofCalls, ...ofRows])(
    '%s is outlasted: the same resources as an unbroken run',
    async (kind) => {
      const whole = await unbrokenRun(seed);
      const { collection, resources, verified, leaked } = await runWith([faultOf(kind)], seed);
      expect(leaked).toEqual([]);
      expect(
        collection.tasks.filter(({ state }) => state !== 'done').map(({ label, reason }) => `${label}: ${reason}`),
      ).toEqual([]);
      expect(resources).toEqual(whole.resources);
      expect(verified.isIntact).toBe(true);
    },
    120_000,
  );
});

test.each(named)(
  '%s ends its tasks with the reason, and what they list is never taken for absent',
  async (kind) => {
    const { collection, incomplete, verified, leaked } = await runWith(
      // A region that is not enabled answers nothing at all.
      [kind === 'not-enabled' ? { kind } : { kind, action: 'SelectResourceConfig', about: 'AWS::S3::Bucket' }],
      1,
    );
    expect(leaked).toEqual([]);
    const bad = collection.tasks.filter(({ state }) => state !== 'done');
    expect(bad.length).toBeGreaterThan(0);
    for (const { reason } of bad) expect(reason).toMatch(/\.$/);
    expect(incomplete).toContain('AWS::S3::Bucket');
    expect(verified.isIntact).toBe(true);
  },
  60_000,
);

test('a session that expires in the middle is renewed by the person, and the run goes on as the same principal', async () => {
  const { engine, aws, connectionId } = await engineOnLoopback();
  await value(engine, 'collection.connect', { connectionId, secret: pasted });
  aws.setFaults([{ kind: 'expired', action: 'SelectResourceConfig', times: 1 }]);
  const { collectionId } = await value(engine, 'collection.start', startWith);
  const asked = async () => (await value(engine, 'collection.live', {})).prompt;
  await expect.poll(asked, { timeout: 20_000 }).toMatchObject({ kind: 'expired' });
  await value(engine, 'collection.answer', { promptId: (await asked())?.id ?? '', value: 'yes' });
  expect((await ended(engine, collectionId)).state).toBe('done');
  expect(aws.requests.filter(({ action }) => action === 'AssumeRole')).toHaveLength(2);
}, 60_000);

test('a cancelled run answers at once, asks nothing after two seconds, and leaves a sound engagement', async () => {
  const { engine, aws, connectionId } = await engineOnLoopback({ delayMs: 20 });
  for (const patience of [5, 30, 60, 100, 150, 220, 300, 400, 500, 700]) {
    await value(engine, 'collection.connect', { connectionId, secret: pasted });
    const { collectionId } = await value(engine, 'collection.start', startWith);
    await new Promise((resolve) => setTimeout(resolve, patience));
    const askedAt = performance.now();
    await value(engine, 'collection.cancel', {});
    expect(performance.now() - askedAt).toBeLessThan(200);
    const collection = await ended(engine, collectionId);
    expect(performance.now() - askedAt).toBeLessThan(2_000);
    // What was on its way when it was cancelled may still arrive.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = aws.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(aws.requests).toHaveLength(asked);
    expect(collection.tasks.every(({ state, endedAt }) => endedAt !== null && state !== 'running')).toBe(true);
  }
  expect((await value(engine, 'log.verify', {})).isIntact).toBe(true);
}, 120_000);
