import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../../electron/engine/engine.ts';
import { openWorkspace } from '../../../../electron/engine/store/open.ts';
import type { Fault, FaultKind } from '../../../loopback/azure/faults.ts';
import { sampleSubscription } from '../../../loopback/azure/sample.ts';
import { tokenOf } from '../../../loopback/azure/sign-in.ts';
import { ended, value } from '../live-aws.ts';
import { engineOnLoopback, options, startWith, typed } from '../live-azure.ts';

/** Every byte under a folder. */
const bytesUnder = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

/** The checks that some resource fails. */
async function failingChecks(engine: Engine): Promise<readonly string[]> {
  const filter = { state: ['fail' as const] };
  const { groups } = await value(engine, 'finding.query', { tab: 'all', search: '', group: 'check', sort: [], filter });
  return groups.filter(({ count }) => count > 0).map(({ key }) => key);
}

/** What the workspace knows after a run with faults. */
async function runWith(faults: readonly Fault[]) {
  const { engine, azure, folder, connectionId } = await engineOnLoopback({ hangMs: 300 });
  await value(engine, 'collection.connect', { connectionId, secret: typed });
  azure.setFaults(faults);
  const { collectionId } = await value(engine, 'collection.start', startWith);
  const collection = await ended(engine, collectionId);
  const verified = await value(engine, 'log.verify', {});
  const failing = await failingChecks(engine);
  await engine.close();
  const workspace = openWorkspace(folder);
  const resources = [...workspace.resources.newest('9999')].map(({ type, id }) => `${type} ${id}`).sort();
  const key = workspace.resources.ofType(sampleSubscription, 'microsoft.keyvault/vaults/keys');
  const listings = new Map(workspace.listings.all().map((it) => [it.type, it]));
  workspace.close();
  const bad = collection.tasks.filter(({ state }) => state !== 'done');
  return { collection, bad, resources, listings, verified, failing, azure, key, kept: bytesUnder(folder) };
}

let unbroken: ReturnType<typeof runWith> | null = null;
const unbrokenRun = (): ReturnType<typeof runWith> => {
  unbroken ??= runWith([]);
  return unbroken;
};

test('a subscription is read to the end, and what it was asked is known to be all there is', async () => {
  const { bad, listings, failing, resources, kept, azure } = await unbrokenRun();
  expect(bad.map(({ label, reason }) => `${label}: ${reason}`)).toEqual([]);
  expect([...listings.values()].filter(({ isComplete }) => !isComplete)).toEqual([]);
  expect(new Set([...listings.values()].map(({ account }) => account))).toEqual(new Set([sampleSubscription]));
  // No machine, no cluster, no MySQL server: nobody has seen one, and that is known.
  for (const type of [
    'compute/virtualmachines',
    'containerservice/managedclusters',
    'dbformysql/flexibleservers/firewallrules',
  ])
    expect(listings.get(`microsoft.${type}`)?.isComplete, type).toBe(true);
  expect(resources.filter((it) => it.startsWith('microsoft.storage/storageaccounts '))).toHaveLength(2);
  // Known because asked, on rows of Resource Graph and of Resource Manager alike.
  expect(failing).toEqual(
    expect.arrayContaining([
      ...['azure.storage-tls-version', 'azure.storage-https-only', 'azure.nsg-admin-ports-closed'],
      ...['azure.app-service-encrypted', 'azure.activity-log-retained', 'azure.security-contact-set'],
    ]),
  );
  expect(failing).not.toContain('azure.sql-tde-on');
  expect(kept.includes(typed.value)).toBe(false);
  expect(kept.includes(tokenOf({}).slice(0, 20))).toBe(false);
  for (const { method, path } of azure.requests)
    expect(
      method === 'GET' || path.startsWith('/providers/Microsoft.ResourceGraph/') || path.includes('/oauth2/'),
      path,
    ).toBe(true);
}, 60_000);

test('a key is read by itself, because a list of keys leaves its rotation out', async () => {
  const { key, collection, azure } = await unbrokenRun();
  expect(azure.requests.filter(({ path }) => /\/keys(\/ledger)?\?/.test(path))).toHaveLength(2);
  expect(key.map(({ name }) => name)).toEqual(['ledger']);
  expect(collection.tasks.find(({ label }) => label === 'Keys of pay-vault')?.items).toBe(0);
  expect(collection.tasks.find(({ label }) => label === 'Key of ledger')?.items).toBe(1);
});

test('a dry run names what is missing and reads nothing', async () => {
  const { engine, azure, connectionId } = await engineOnLoopback({ faults: [{ kind: 'denied', path: '/locks' }] });
  await value(engine, 'collection.connect', { connectionId, secret: typed });
  const plan = await value(engine, 'collection.plan', options);
  expect(plan.missing.map(({ permission }) => permission)).toEqual(['Microsoft.Authorization/locks/read']);
  expect(plan.seconds).not.toBeNull();
  expect(await value(engine, 'collection.list', {})).toEqual([]);
  const asked = azure.requests.filter(({ path }) => path.includes('ResourceGraph'));
  expect(asked.every(({ body }) => JSON.parse(body).options.$top === 1)).toBe(true);
}, 30_000);

const outlasted: readonly FaultKind[] = [
  ...(['throttle-429', 'quota-0', 'error-500', 'error-503', 'reset', 'cut-json', 'wrong-length', 'hang'] as const),
  ...(['empty-page', 'duplicate'] as const),
];

describe('in the middle of a run', () => {
  test.each(outlasted)(
    '%s is outlasted: the same resources as an unbroken run',
    async (kind) => {
      const whole = await unbrokenRun();
      const { bad, resources, verified, azure } = await runWith([{ kind, after: 3, times: 4 }]);
      expect(azure.requests.filter(({ fault }) => fault === kind).length).toBeGreaterThan(0);
      expect(bad.map(({ label, reason }) => `${label}: ${reason}`)).toEqual([]);
      expect(resources).toEqual(whole.resources);
      expect(verified.isIntact).toBe(true);
    },
    60_000,
  );

  test.each(['denied', 'token-loop', 'truncated', 'redirect', 'not-registered'] as const)(
    '%s ends its task with the reason, and what it lists is never taken for absent',
    async (kind) => {
      const { bad, listings, verified } = await runWith([
        { kind, about: "type in~ ('microsoft.storage/storageaccounts')" },
      ]);
      expect(bad).toHaveLength(1);
      expect(bad[0]?.reason).toMatch(/\.$/);
      expect(listings.get('microsoft.storage/storageaccounts')?.isComplete).toBe(false);
      expect(listings.get('microsoft.storage/storageaccounts/blobservices/containers')?.isComplete).toBe(false);
      expect(listings.get('microsoft.keyvault/vaults')?.isComplete).toBe(true);
      expect(verified.isIntact).toBe(true);
    },
    60_000,
  );

  test('a cloud that refuses three in ten calls is read to the end with at most half as many calls again', async () => {
    const whole = await unbrokenRun();
    const { bad, resources, azure } = await runWith([{ kind: 'throttle-429', share: 0.3 }]);
    const calls = ({ requests }: typeof azure): number =>
      requests.filter(({ host }) => host === 'management.azure.com').length;
    expect(bad).toEqual([]);
    expect(resources).toEqual(whole.resources);
    expect(calls(azure)).toBeGreaterThan(calls(whole.azure));
    expect(calls(azure)).toBeLessThanOrEqual(calls(whole.azure) * 1.5);
  }, 60_000);

  test('one child that cannot be read leaves its type unknown, and the rest of the subscription known', async () => {
    const { bad, listings } = await runWith([{ kind: 'denied', path: '/payexports/blobServices/default/containers' }]);
    expect(bad.map(({ state, label }) => [state, label])).toEqual([['denied', 'Containers of payexports']]);
    expect(listings.get('microsoft.storage/storageaccounts/blobservices/containers')).toMatchObject({
      isComplete: false,
      because: expect.stringContaining('Microsoft.Storage/storageAccounts/blobServices/containers/read'),
    });
    expect(listings.get('microsoft.storage/storageaccounts/blobservices')?.isComplete).toBe(true);
    expect(listings.get('microsoft.storage/storageaccounts')?.isComplete).toBe(true);
  }, 60_000);

  test('an expired sign-in waits for the person and goes on as the same principal', async () => {
    const whole = await unbrokenRun();
    const { engine, azure, folder, connectionId } = await engineOnLoopback();
    await value(engine, 'collection.connect', { connectionId, secret: typed });
    azure.setFaults([{ kind: 'expired', after: 6, times: 1 }]);
    const { collectionId } = await value(engine, 'collection.start', startWith);
    await expect
      .poll(async () => (await value(engine, 'collection.live', {})).prompt?.kind, { timeout: 20_000 })
      .toBe('expired');
    const prompt = (await value(engine, 'collection.live', {})).prompt;
    await value(engine, 'collection.answer', { promptId: prompt?.id ?? '', value: 'yes' });
    const collection = await ended(engine, collectionId);
    expect(collection.state).toBe('done');
    await engine.close();
    const workspace = openWorkspace(folder);
    expect([...workspace.resources.newest('9999')].map(({ type, id }) => `${type} ${id}`).sort()).toEqual(
      whole.resources,
    );
    workspace.close();
  }, 60_000);

  test('a sign-in by device code shows its code until it is entered, at first and when it is renewed', async () => {
    const device = { credential: 'device-code', clientId: null } as const;
    const asked = { deviceCode: 'FIELDWORK', waitsForApproval: true };
    const { engine, azure, connectionId } = await engineOnLoopback(asked, device);
    const prompted = async () => (await value(engine, 'collection.live', {})).prompt;
    const connecting = value(engine, 'collection.connect', { connectionId, secret: null });
    await expect.poll(prompted, { timeout: 20_000 }).toMatchObject({ kind: 'device-code', code: 'FIELDWORK' });
    azure.approve();
    await connecting;
    expect(await prompted()).toBeNull();
    azure.setFaults([{ kind: 'expired', path: 'ResourceGraph', times: 1 }]);
    const { collectionId } = await value(engine, 'collection.start', startWith);
    await expect.poll(async () => (await prompted())?.kind, { timeout: 20_000 }).toBe('expired');
    await value(engine, 'collection.answer', { promptId: (await prompted())?.id ?? '', value: 'yes' });
    const codes = () => azure.requests.filter(({ path }) => path.endsWith('/devicecode')).length;
    await expect.poll(codes, { timeout: 20_000 }).toBe(2);
    await expect.poll(prompted, { timeout: 20_000 }).toBeNull();
    expect((await ended(engine, collectionId)).state).toBe('done');
  }, 60_000);
});
