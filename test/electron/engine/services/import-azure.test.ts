import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Resource } from '@shared/domain/resource.ts';
import { counted } from '@shared/domain/words.ts';
import { expect, test } from 'vitest';
import { readResources } from '../../../../electron/engine/services/raw-item.ts';
import { encodingsOf } from '../../../fixtures/encodings.ts';
import { importInto, newWorkspace, temporaryFolder } from '../workspace.ts';

const shapes = resolve(import.meta.dirname, '../../../fixtures/azure');
const subscription = '0b1f6c2e-4d3a-4e87-9c5f-2a6d8e1b7f90';
const tenant = '7c9e4a15-8b2d-4f60-a3e1-d5f7b9c0a2e4';
const path = (name: string): string => join(shapes, `${name}.json`);

const undated = (rows: number, of = rows) =>
  `Of ${counted(of, 'row')}, ${rows} without a capture time; the time of the import is taken.`;
const thin = (rows: number) =>
  `Of ${counted(rows, 'row')}, ${rows} only say that a resource exists, and nothing of its settings: inventory, which proves nothing.`;
const nextPage =
  'Incomplete export: the answer has a next page that is not in this file, so what is missing here proves nothing.';
const cutShort = 'Incomplete export: Resource Graph cut the answer short, so what is missing here proves nothing.';
const flat =
  'The CLI printed these rows flat. Findings name their settings as the resource manager does, below properties.';
const groups = expect.stringContaining('leaves out groups of categories');

type Row = readonly [file: string, kind: string, items: number, ...notes: unknown[]];
const table: readonly Row[] = [
  ['account-list', 'azure-list', 1, undated(1)],
  ['activity-log', 'activity-log', 1],
  ['app-service-configuration', 'graph-rows', 1, undated(1)],
  ['arm-list', 'azure-list', 1, undated(1)],
  ['arm-list-none', 'azure-list', 0, 'The list in this file is empty.'],
  ['arm-list-with-next-page', 'azure-list', 1, nextPage, undated(1)],
  ['arm-resource', 'azure-resource', 1, undated(1)],
  ['defender-pricings', 'azure-list', 1, flat, undated(1)],
  ['diagnostic-settings', 'azure-list', 1, undated(1)],
  ['diagnostic-settings-cli', 'azure-list', 1, groups, undated(1)],
  ['exchanges', 'azure-exchanges', 3, undated(2, 3)],
  ['exchanges-table', 'azure-exchanges', 1, undated(1)],
  ['graph-answer', 'graph-rows', 2, undated(2)],
  ['graph-answer-cut', 'graph-rows', 1, nextPage, cutShort, undated(1)],
  ['graph-query', 'graph-rows', 2, undated(2)],
  ['graph-query-array', 'graph-rows', 2, undated(2)],
  ['graph-query-first-100', 'graph-rows', 1, nextPage, undated(1)],
  ['graph-table', 'graph-rows', 2, undated(2)],
  ['network-security-groups-cli', 'azure-list', 1, flat, undated(1)],
  ['policy-states', 'policy-states', 1],
  ['policy-states-cli', 'policy-states', 1],
  ['resource-list', 'azure-list', 1, thin(1), undated(1)],
  ['role-assignments', 'azure-list', 2, flat, undated(2)],
  ['role-definitions', 'azure-list', 1, flat, undated(1)],
  ['storage-accounts-cli', 'azure-list', 1, flat, undated(1)],
];
const refused = 'access-token';

test('every answer of Azure comes in with its kind, its rows and what a reader must know', async () => {
  const workspace = newWorkspace();
  const collection = await importInto(
    workspace,
    table.map(([file]) => path(file)),
  );
  expect(collection.tasks.map(({ reason }) => reason).filter((reason) => reason !== null)).toEqual([]);
  const byName = new Map(workspace.snapshots.all().map((snapshot) => [snapshot.fileName, snapshot]));
  for (const [file, kind, items, ...notes] of table)
    expect(byName.get(`${file}.json`), file).toMatchObject({ kind, items, notes, provider: 'azure' });
});

test('the table names every shape there is', () => {
  const files = readdirSync(shapes).map((name) => name.replace(/\.json$/, ''));
  expect([...table.map(([file]) => file), refused].sort()).toEqual(files.sort());
});

async function rowsOf(files: readonly string[], type: string, account = subscription): Promise<readonly Resource[]> {
  const workspace = newWorkspace();
  await importInto(
    workspace,
    files.map((file) => (file.includes('/') ? file : path(file))),
  );
  return readResources(workspace, account, type);
}

const storage = 'microsoft.storage/storageaccounts';
const vaults = 'microsoft.keyvault/vaults';

test('a file with a live sign-in is refused, nothing of it is kept, and it says to revoke it', async () => {
  const workspace = newWorkspace();
  const { tasks } = await importInto(workspace, [path(refused)]);
  expect(tasks[0]?.state).toBe('failed');
  expect(tasks[0]?.reason).toMatch(/holds accessToken.*nothing of it was kept.*revoke/);
  expect(workspace.objects.verify().objects).toEqual([]);
  const folder = temporaryFolder();
  const exchange = JSON.parse(readFileSync(path('exchanges'), 'utf8'));
  exchange.exchanges[0].requestHeaders = { Authorization: 'Bearer x' };
  writeFileSync(join(folder, 'recorded.json'), JSON.stringify(exchange));
  const again = await importInto(workspace, [join(folder, 'recorded.json')]);
  expect(again.tasks[0]?.reason).toMatch(/holds an authorization header.*revoke/);
  expect(workspace.resources.count()).toBe(0);
});

test('a row says which subscription it lies in, where, and what it is, in lower case', async () => {
  const [row] = await rowsOf(['arm-list'], storage);
  expect(row).toMatchObject({
    provider: 'azure',
    account: subscription,
    region: 'westeurope',
    id: `/subscriptions/${subscription}/resourcegroups/rg-statements/providers/microsoft.storage/storageaccounts/larkstatements`,
    name: 'larkstatements',
    tags: { owner: 'finance' },
    createdAt: '2024-03-11T08:15:22.417Z',
    standing: 'evidence',
  });
});

test('one account read from the graph, from its table, from the resource manager and by the CLI is in one state', async () => {
  const files = ['graph-answer', 'graph-query', 'graph-query-array', 'graph-table', 'arm-list', 'storage-accounts-cli'];
  for (const file of files) {
    const [row, ...more] = await rowsOf([file], storage);
    expect(more).toEqual([]);
    expect(row?.configuration, file).toMatchObject({
      properties: {
        minimumTlsVersion: 'TLS1_2',
        supportsHttpsTrafficOnly: true,
        networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '198.51.100.7', action: 'Allow' }] },
      },
    });
  }
  const workspace = newWorkspace();
  await importInto(workspace, files.map(path));
  const states = new Set(workspace.resources.ofType(subscription, storage).map(({ stateId }) => stateId));
  expect([...states].length).toBe(1);
  expect([...states][0]).toMatch(/^[\da-f]{32}$/);
});

test('another setting is another state', async () => {
  const folder = temporaryFolder();
  const list = JSON.parse(readFileSync(path('arm-list'), 'utf8'));
  list.value[0].properties.allowBlobPublicAccess = true;
  writeFileSync(join(folder, 'later.json'), JSON.stringify(list));
  const workspace = newWorkspace();
  await importInto(workspace, [path('arm-list'), join(folder, 'later.json')]);
  expect(new Set(workspace.resources.ofType(subscription, storage).map(({ stateId }) => stateId)).size).toBe(2);
});

test('rules of a flat list stand where the resource manager has them', async () => {
  const [row] = await rowsOf(['network-security-groups-cli'], 'microsoft.network/networksecuritygroups');
  expect(row?.configuration.properties).toMatchObject({
    securityRules: [{ name: 'ssh', properties: { destinationPortRange: '22', access: 'Allow', priority: 300 } }],
    subnets: [{ id: expect.stringContaining('/subnets/jump') }],
  });
});

test('a bare list of resources is inventory, and takes nothing away from what was read whole', async () => {
  const [thinRow] = await rowsOf(['resource-list'], storage);
  expect(thinRow?.standing).toBe('inventory');
});

test('an assignment above all subscriptions belongs to none of them', async () => {
  const type = 'microsoft.authorization/roleassignments';
  const workspace = newWorkspace();
  await importInto(workspace, [path('role-assignments')]);
  const [own] = readResources(workspace, subscription, type);
  const [root] = readResources(workspace, '', type);
  expect(own?.configuration).toMatchObject({ properties: { principalName: expect.stringContaining('#EXT#') } });
  expect(root?.configuration).toMatchObject({ properties: { scope: '/' } });
});

test('a custom role keeps its kind apart from the type of its row', async () => {
  const [row] = await rowsOf(['role-definitions'], 'microsoft.authorization/roledefinitions');
  expect(row?.configuration).toMatchObject({ properties: { type: 'CustomRole', permissions: [{ actions: ['*'] }] } });
});

test('settings whose groups of categories the CLI left out are not taken for empty', async () => {
  const type = 'microsoft.insights/diagnosticsettings';
  const [lost] = await rowsOf(['diagnostic-settings-cli'], type);
  const [whole] = await rowsOf(['diagnostic-settings'], type);
  expect(lost?.configuration.properties).not.toHaveProperty('logs');
  expect(whole?.configuration.properties).toMatchObject({ logs: [{ categoryGroup: 'allLogs', enabled: true }] });
  expect(lost?.id).toBe(whole?.id);
  expect(lost?.id.startsWith('/subscriptions/')).toBe(true);
});

test('a site’s configuration has one type and one way of writing names', async () => {
  const [row] = await rowsOf(['app-service-configuration'], 'microsoft.web/sites/config');
  expect(row?.configuration.properties).toEqual({
    minTlsVersion: '1.0',
    ftpsState: 'AllAllowed',
    ipSecurityRestrictions: [{ ipAddress: 'Any', action: 'Allow' }],
  });
});

test('policy states are named by resource and rule and stand at the time they were judged', async () => {
  const [row] = await rowsOf(['policy-states'], 'microsoft.policyinsights/policystates');
  expect(row).toMatchObject({ capturedAt: '2026-09-29T04:12:44.000Z', account: subscription });
  expect(row?.id).toMatch(/larkstatements\/providers\/microsoft\.policyinsights\/policystates\/allowed-locations\./);
  expect(row?.configuration.properties).toMatchObject({ complianceState: 'NonCompliant' });
});

test('events of the Activity Log are rows of their own and no resources', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [path('activity-log')]);
  expect(workspace.resources.places()).toMatchObject([{ type: 'azure.activity-log-event', account: subscription }]);
  expect(workspace.resources.count()).toBe(0);
});

test('recorded answers are read in their order and carry the time of the server where they have it', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [path('exchanges')]);
  const states = readResources(workspace, subscription, 'microsoft.network/networksecuritygroups');
  expect(states.map(({ configuration }) => JSON.stringify(configuration).includes('"22"'))).toEqual([false, true]);
  const [own] = readResources(workspace, subscription, 'microsoft.resources/subscriptions');
  expect(own).toMatchObject({ capturedAt: '2026-09-30T21:00:00.000Z', name: 'Lark production' });
});

test('rows of a table are read again from their own bytes', async () => {
  for (const file of ['graph-table', 'exchanges-table']) {
    const [row] = await rowsOf([file], vaults);
    expect(row?.configuration, file).toMatchObject({ name: 'kv-lark', properties: { enablePurgeProtection: true } });
  }
});

test('a stated time dates rows that have none', async () => {
  const workspace = newWorkspace();
  const readAt = '2026-07-08T09:00:00.000Z';
  await importInto(workspace, [path('graph-answer')], { account: '', region: '', readAt });
  expect(workspace.snapshots.all()[0]).toMatchObject({ earliestAt: readAt, latestAt: readAt, notes: [] });
  expect(readResources(workspace, subscription, vaults)[0]).toMatchObject({ capturedAt: readAt });
});

test('the same rows come in from every encoding', async () => {
  const text = readFileSync(path('graph-answer'), 'utf8');
  for (const { name, bytes } of encodingsOf(text)) {
    const file = join(temporaryFolder(), 'rows');
    writeFileSync(file, bytes);
    const [row] = await rowsOf([file], vaults);
    expect(row?.configuration, name).toMatchObject({ id: expect.stringContaining('kv-lark'), tenantId: tenant });
  }
});

test('a list that mixes rows of Azure with something else is refused whole', async () => {
  const list = JSON.parse(readFileSync(path('graph-query-array'), 'utf8'));
  const file = join(temporaryFolder(), 'mixed.json');
  writeFileSync(file, JSON.stringify([...list, { hello: 'world' }]));
  const workspace = newWorkspace();
  const { tasks } = await importInto(workspace, [file]);
  expect(tasks[0]?.reason).toMatch(/^mixed\.json: item 3 at byte \d+ is no row of Azure\./);
  expect(workspace.resources.places()).toEqual([]);
});

test('keys that could reach a prototype do not survive', async () => {
  const text = readFileSync(path('arm-resource'), 'utf8').replace(
    '"properties": {',
    '"properties": { "__proto__": { "isVersioningEnabled": false },',
  );
  const file = join(temporaryFolder(), 'polluting.json');
  writeFileSync(file, text);
  const [row] = await rowsOf([file], 'microsoft.storage/storageaccounts/blobservices');
  expect(Object.keys(row?.configuration.properties ?? {})).toEqual(['deleteRetentionPolicy', 'isVersioningEnabled']);
});
