import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PlannedTask } from '../../../../../electron/engine/collect/run/source.ts';
import { graphRow, sampleSubscription, sampleTenant, sampleWorld } from '../../../../loopback/azure/sample.ts';
import { connected, everything, jsonOf, loopback, never, pagesOf, taskOf } from './azure.ts';

const subscription = sampleSubscription;

/** Accounts that fill several pages. */
const manyAccounts = Array.from({ length: 25 }, (_, at) =>
  graphRow('Microsoft.Storage/storageAccounts', `account${String(at).padStart(2, '0')}`, {
    minimumTlsVersion: 'TLS1_2',
  }),
);
const world = sampleWorld();
const many = { ...world, graph: { ...world.graph, resources: manyAccounts } };

test('a run asks each subscription the same, and what lies above it once', async () => {
  const second = '11111111-2222-4333-8444-555555555555';
  const azure = await loopback({ subscriptions: [...world.subscriptions, { id: second, name: 'Data' }] });
  const plan = (await connected(azure)).plan(everything);
  const labels = (account: string) => plan.filter((task) => task.account === account).map(({ label }) => label);
  expect(labels(subscription)).toEqual(labels(second));
  expect(labels(sampleTenant)).toEqual(['Management groups']);
  expect(new Set(plan.map(({ key }) => key)).size).toBe(plan.length);
});

test('the plan fills the rows of the run matrix', async () => {
  const plan = (await connected(await loopback())).plan(everything);
  const operations = new Set(plan.map(({ operation }) => operation));
  for (const operation of [
    'subscriptions',
    'storage',
    'key-vaults',
    'network',
    'sql',
    'web',
    'compute',
    'role-assignments',
    'policy-states',
    'activity-log',
    'defender',
  ])
    expect(operations).toContain(operation);
});

test('a run of one subscription asks no other', async () => {
  const azure = await loopback({ subscriptions: [...world.subscriptions, { id: 'aaaa', name: 'Data' }] });
  const plan = (await connected(azure)).plan({ ...everything, accounts: [subscription.toUpperCase()] });
  expect(new Set(plan.map(({ account }) => account))).toEqual(new Set([sampleTenant, subscription]));
});

test('an answer is kept byte for byte, with what was asked, by whom it was numbered and when', async () => {
  const source = await connected(await loopback());
  const task = taskOf(source.plan(everything), 'Storage accounts');
  const page = await source.read(task, null, never);
  expect(createHash('sha256').update(page.bytes).digest('hex')).toBe(page.rawSha256);
  expect(page.request).toMatchObject({
    operation: 'POST /providers/Microsoft.ResourceGraph/resources',
    parameters: {
      subscriptions: [subscription],
      query: "resources | where type in~ ('microsoft.storage/storageaccounts') | order by id asc",
      options: { $top: 1000, authorizationScopeFilter: 'AtScopeAboveAndBelow' },
    },
    requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    serverDate: expect.stringMatching(/^\d{4}-/),
  });
  expect(JSON.stringify(page.request)).not.toMatch(/bearer|loopback/i);
});

test('a query is read to its last page, each row once', async () => {
  const source = await connected(await loopback({ ...many, pageSize: 10 }));
  const pages = await pagesOf(source, taskOf(source.plan(everything), 'Storage accounts'));
  const names = pages.flatMap((page) => jsonOf(page).data.map(({ name }: { name: string }) => name));
  expect(pages.length).toBe(3);
  expect(names).toEqual(manyAccounts.map(({ name }) => name));
});

test('each storage account leads to its blob service, containers and lifecycle rules', async () => {
  const source = await connected(await loopback());
  const page = await source.read(taskOf(source.plan(everything), 'Storage accounts'), null, never);
  expect(page.next.map(({ label, operation }) => [label, operation])).toEqual(
    ['payexports', 'paylogs'].flatMap((name) =>
      ['Blob service', 'Containers', 'Lifecycle rules'].map((what) => [`${what} of ${name}`, 'storage']),
    ),
  );
});

test('a container with an immutability policy leads to it, and one without leads nowhere', async () => {
  const source = await connected(await loopback());
  const accounts = await source.read(taskOf(source.plan(everything), 'Storage accounts'), null, never);
  const containers = await source.read(taskOf(accounts.next, 'Containers of paylogs'), null, never);
  expect(containers.next.map(({ label }) => label)).toEqual(['Immutability policy of insights-activity-logs']);
  const policy = await source.read(
    taskOf(containers.next, 'Immutability policy of insights-activity-logs'),
    null,
    never,
  );
  expect(jsonOf(policy).properties.state).toBe('Locked');
});

test('encryption is asked of every database but master', async () => {
  const source = await connected(await loopback());
  const page = await source.read(taskOf(source.plan(everything), 'Databases and caches'), null, never);
  expect(page.next.filter(({ label }) => label.startsWith('Transparent')).map(({ label }) => label)).toEqual([
    'Transparent encryption of ledger',
  ]);
});

test('Resource Manager is asked for the configuration of a site only where Resource Graph has none', async () => {
  const source = await connected(await loopback());
  const sites = await source.read(taskOf(source.plan(everything), 'Web apps'), null, never);
  const configs = await source.read(taskOf(sites.next, 'Configuration of 2 apps'), null, never);
  expect(jsonOf(configs).data).toHaveLength(1);
  expect(configs.next.map(({ label }) => label)).toEqual(['Configuration of pay-jobs']);
});

test('Resource Manager is asked for the plans of Defender where Resource Graph has none', async () => {
  const source = await connected(await loopback());
  const page = await source.read(taskOf(source.plan(everything), 'Defender plans'), null, never);
  expect(page.next.map(({ label }) => label)).toEqual(['Defender plans from Resource Manager']);
});

test('what a resource has not is an empty answer that says so, and no failure', async () => {
  const source = await connected(await loopback());
  const accounts = await source.read(taskOf(source.plan(everything), 'Storage accounts'), null, never);
  const page = await source.read(taskOf(accounts.next, 'Lifecycle rules of paylogs'), null, never);
  expect([page.cursor, page.next, page.notes]).toEqual([
    null,
    [],
    ['There is none: Azure answered 404 ResourceNotFound.'],
  ]);
});

test('a type the identity may not read everywhere stands in the run as denied, and is not among the listed ones', async () => {
  const subscriptions = [
    { id: subscription, name: 'Azure corp', actions: ['*/read'], notActions: ['Microsoft.Cache/*'] },
  ];
  const source = await connected(await loopback({ subscriptions }));
  const plan = source.plan(everything);
  expect(taskOf(plan, 'Databases and caches').types).not.toContain('microsoft.cache/redis');
  const denied = taskOf(plan, 'Databases and caches: not allowed');
  expect([denied.types, denied.permission]).toEqual([['microsoft.cache/redis'], 'Microsoft.Cache/redis/read']);
  await expect(source.read(denied, null, never)).rejects.toMatchObject({
    fault: 'denied',
    message: expect.stringContaining('Microsoft.Cache/redis/read'),
  });
  await expect(source.probe(denied, never)).rejects.toMatchObject({ fault: 'denied' });
});

test('where Azure does not say what the identity may read, no task lists a type of the graph', async () => {
  const source = await connected(await loopback({ faults: [{ kind: 'denied', path: '/permissions' }] }));
  expect(source.warnings).toEqual([expect.stringContaining('nothing missing counts as absent')]);
  expect(source.plan(everything).filter(({ kind, types }) => kind === 'graph-rows' && types.length > 0)).toEqual([]);
});

test('a type counts as listed through every parent: the query names what its rows lead to', async () => {
  const source = await connected(await loopback());
  const accounts = taskOf(source.plan(everything), 'Storage accounts');
  const page = await source.read(accounts, null, never);
  const led = new Set(page.next.flatMap(({ types }) => types));
  expect(led.size).toBeGreaterThan(2);
  expect([...led].filter((type) => !accounts.types.includes(type))).toEqual([]);
});

test('a task read back from storage is read the same', async () => {
  const source = await connected(await loopback());
  const stored: PlannedTask = JSON.parse(JSON.stringify(taskOf(source.plan(everything), 'Storage accounts')));
  const page = await source.read(stored, null, never);
  expect(jsonOf(page).count).toBe(2);
});

test('events are read when history is asked for, over a window that is said', async () => {
  const source = await connected(await loopback());
  const options = { ...everything, history: { depth: 'sampled' } } as const;
  const task = taskOf(source.plan(options), 'Events of the last 7 days');
  expect(task).toMatchObject({ kind: 'activity-log', operation: 'activity-log', types: [] });
  expect(source.plan(everything).filter(({ kind }) => kind === 'activity-log')).toEqual([]);
});

test('a dry run asks for one row', async () => {
  const azure = await loopback();
  const source = await connected(azure);
  await source.probe(taskOf(source.plan(everything), 'Key vaults'), never);
  expect(JSON.parse(azure.requests.at(-1)?.body ?? '').options.$top).toBe(1);
});
