import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding } from '@shared/domain/finding.ts';
import { expect, test } from 'vitest';
import { checks } from '../../../../electron/engine/checks/registry.ts';
import { coverage } from '../../../../electron/engine/services/coverage.ts';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import { findingDetail } from '../../../../electron/engine/services/findings.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { deps, importInto, newWorkspace, temporaryFolder } from '../workspace.ts';

const shapes = resolve(import.meta.dirname, '../../../fixtures');
const azure = (name: string): string => join(shapes, 'azure', `${name}.json`);
const subscription = '0b1f6c2e-4d3a-4e87-9c5f-2a6d8e1b7f90';
const tenant = '7c9e4a15-8b2d-4f60-a3e1-d5f7b9c0a2e4';
const asOf = '2026-10-02T00:00:00.000Z';

function judged(workspace: Workspace, at = asOf): readonly Finding[] {
  evaluate(workspace, deps(), at);
  return [...workspace.findings.each()];
}

/** The fixture's storage account as read at an instant, with some settings of its own. */
async function read(workspace: Workspace, readAt: string, settings: object): Promise<void> {
  const list = JSON.parse(readFileSync(azure('arm-list'), 'utf8'));
  Object.assign(list.value[0].properties, settings);
  const file = join(temporaryFolder(), `${readAt.slice(0, 10)}.json`);
  writeFileSync(file, JSON.stringify(list));
  await importInto(workspace, [file], { account: '', region: '', readAt });
}

const tls = 'azure.storage-tls-version';
const oneOf = (findings: readonly Finding[], check: string): Finding | undefined =>
  findings.find(({ checkId }) => checkId === check);

test('each cloud’s checks are asked of its own accounts only', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [join(shapes, 'aws/config-snapshot.json'), azure('graph-answer')]);
  const provider = new Map(checks.map((check) => [check.id, check.provider]));
  const findings = judged(workspace);
  expect(findings.filter(({ checkId, resource }) => provider.get(checkId) !== resource.provider)).toEqual([]);
  expect(new Set(findings.map(({ resource }) => resource.provider))).toEqual(new Set(['aws', 'azure']));
  const containers = findings.map(({ resource }) => resource.type).filter((type) => type.startsWith('azure.'));
  expect(new Set(containers)).toEqual(new Set(['azure.subscription']));
});

test('what is asked of all accounts is known of those of the other cloud: nothing of it lies there', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [join(shapes, 'aws/config-snapshot.json'), azure('graph-answer')]);
  const findings = judged(workspace);
  const reasons = findings.map(({ because }) => because);
  expect(reasons.filter((because) => /AWS::\S+ .*0b1f6c2e|microsoft\.\S+ .*111122223333/.test(because))).toEqual([]);
});

test('a type of which nothing was read is unknown, with that as the reason', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [azure('arm-list')]);
  const vault = oneOf(judged(workspace), 'azure.key-vault-recoverable');
  expect(vault).toMatchObject({
    verdict: 'unknown',
    resource: { type: 'azure.subscription', id: subscription },
    because: expect.stringContaining(`was not read from ${subscription}, so its absence proves nothing.`),
  });
});

const vaultTypes = ['microsoft.keyvault/vaults', 'microsoft.keyvault/managedhsms'];

test('a complete live listing makes absence a fact, and a denied one says what is missing', async () => {
  const listing = { account: subscription, region: 'global', at: '2026-10-01T00:00:00.000Z', taskId: '1.1' };
  const whole = newWorkspace();
  await importInto(whole, [azure('arm-list')]);
  for (const type of vaultTypes)
    whole.listings.add({ ...listing, type, isComplete: true, because: 'Resource Graph listed all of it.' });
  expect(oneOf(judged(whole), 'azure.key-vault-recoverable')?.verdict).toBe('not-applicable');
  expect(oneOf(judged(whole, '2026-09-30T00:00:00.000Z'), 'azure.key-vault-recoverable')?.verdict).toBe('unknown');

  const denied = newWorkspace();
  await importInto(denied, [azure('arm-list')]);
  const because = 'AuthorizationFailed: Microsoft.KeyVault/vaults/read.';
  for (const type of vaultTypes) denied.listings.add({ ...listing, type, isComplete: false, because });
  expect(oneOf(judged(denied), 'azure.key-vault-recoverable')).toMatchObject({ verdict: 'unknown', because });
  expect(coverage(denied).gaps).toContainEqual(
    expect.objectContaining({ account: subscription, what: 'microsoft.keyvault/vaults', reason: because }),
  );
});

test('a subscription of which only lists were read, and nothing is there, was read', async () => {
  const workspace = newWorkspace();
  const type = 'microsoft.keyvault/vaults';
  const listing = { account: subscription, region: 'global', type, taskId: '1.1', because: 'Listed.' };
  await importInto(workspace, [join(shapes, 'aws/config-snapshot.json')]);
  workspace.listings.add({ ...listing, at: '2026-10-01T12:00:00.000Z', isComplete: true });
  judged(workspace);
  expect(coverage(workspace).cells).toContainEqual(
    expect.objectContaining({
      account: subscription,
      recorder: 'rows-read',
      because: 'Rows of 0 types were read, last on 1 Oct 2026 12:00 UTC; nothing is known between readings.',
    }),
  );
});

test('a complete live listing of a type counts as a delivered snapshot does, where the recorder records the type', async () => {
  const recorder = ['describe-configuration-recorders', 'describe-configuration-recorder-status'];
  const files = recorder.map((name) => join(shapes, `aws/${name}.json`));
  const types = checks.find(({ id }) => id === 'aws.rds-storage-encrypted')?.looksAt ?? [];
  const verdict = async (listed: { isComplete: boolean; because: string } | null): Promise<readonly string[]> => {
    const workspace = newWorkspace();
    await importInto(workspace, files);
    const place = { account: '111122223333', region: 'eu-west-1', taskId: '1.1' };
    for (const type of listed === null ? [] : types)
      workspace.listings.add({
        ...place,
        type,
        at: '2026-10-01T00:00:00.000Z',
        isComplete: true,
        because: '',
        ...listed,
      });
    const found = oneOf(judged(workspace), 'aws.rds-storage-encrypted');
    return [found?.verdict ?? '', found?.because ?? ''];
  };
  expect((await verdict(null))[0]).toBe('unknown');
  expect((await verdict({ isComplete: true, because: 'Listed.' }))[0]).toBe('not-applicable');
  const because = 'AccessDeniedException: config:SelectResourceConfig.';
  expect(await verdict({ isComplete: false, because })).toEqual(['unknown', because]);
});

test('the same failing state at two readings is one lapse, and nothing is claimed of the time between', async () => {
  const workspace = newWorkspace();
  await read(workspace, '2026-03-01T00:00:00.000Z', { minimumTlsVersion: 'TLS1_0' });
  await read(workspace, '2026-06-01T00:00:00.000Z', { minimumTlsVersion: 'TLS1_0' });
  await read(workspace, '2026-09-01T00:00:00.000Z', { minimumTlsVersion: 'TLS1_2' });
  const found = oneOf(judged(workspace), tls);
  expect(found).toMatchObject({ verdict: 'pass', state: 'lapsed' });
  expect(found?.lapses).toMatchObject([
    { from: '2026-03-01T00:00:00.000Z', to: '2026-06-01T00:00:00.000Z', isStartUncertain: true },
  ]);
  expect(new Set(found?.segments.map(({ kind }) => kind))).toEqual(new Set(['unobserved']));
});

test('a list that only names a resource takes nothing away from what was read of it', async () => {
  const workspace = newWorkspace();
  await read(workspace, '2026-09-01T00:00:00.000Z', { minimumTlsVersion: 'TLS1_0' });
  await importInto(workspace, [azure('resource-list')]);
  expect(oneOf(judged(workspace), tls)?.verdict).toBe('fail');
  const only = newWorkspace();
  await importInto(only, [azure('resource-list')]);
  expect(oneOf(judged(only), tls)).toMatchObject({ verdict: 'unknown', because: expect.stringContaining('inventory') });
});

test('coverage of a subscription speaks of rows and readings, never of a recorder', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [azure('graph-answer'), azure('graph-answer-cut')]);
  judged(workspace);
  const { cells, gaps } = coverage(workspace);
  expect(cells).toMatchObject([{ account: subscription, region: 'westeurope', recorder: 'rows-read', resources: 2 }]);
  expect(cells[0]?.because).toBe(
    'Rows of 2 types were read, last on 1 Oct 2026 00:00 UTC; nothing is known between readings.',
  );
  expect(gaps.filter(({ reason }) => /record/i.test(reason))).toEqual([]);
  expect(gaps.some(({ what, account }) => account === subscription && /types of resource/.test(what))).toBe(true);
  expect(gaps.filter(({ what }) => what === 'graph-answer-cut.json')).toHaveLength(2);
});

test('what lies above all subscriptions is judged on the tenant, and no absence is said of it', async () => {
  const row = JSON.parse(readFileSync(azure('role-assignments'), 'utf8'))[1];
  const file = join(temporaryFolder(), 'root.json');
  writeFileSync(file, JSON.stringify([{ ...row, tenantId: tenant }]));
  const workspace = newWorkspace();
  await importInto(workspace, [file, azure('arm-list')]);
  const own = judged(workspace).filter(({ resource }) => resource.account === tenant);
  expect(own.length).toBeGreaterThan(0);
  for (const { resource } of own)
    expect(['azure.tenant', 'microsoft.authorization/roleassignments']).toContain(resource.type);
  expect(coverage(workspace).cells.map(({ account }) => account)).not.toContain(tenant);
});

test('a finding on a flat row shows the row as the resource manager has it, and says how its bytes differ', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [azure('storage-accounts-cli'), azure('graph-table')]);
  const found = judged(workspace);
  const https = found.find(({ checkId, seen }) => checkId === 'azure.storage-https-only' && seen.length > 0);
  const detail = findingDetail(workspace, deps(), https?.id ?? '');
  expect(detail.raw?.lines.filter(({ isMarked }) => isMarked).map(({ text }) => text.trim())).toContain(
    '"supportsHttpsTrafficOnly": true,',
  );
  expect(detail.reperform.some((step) => /^item\.json is (flat|a row of values)/.test(step))).toBe(true);
});

test.each([
  ['network-security-groups-cli', 'azure.nsg-admin-ports-closed', 'fail'],
  ['exchanges', 'azure.nsg-admin-ports-closed', 'fail'],
  ['role-definitions', 'azure.custom-role-bounded', 'fail'],
  ['role-assignments', 'azure.outside-party-access-approved', 'fail'],
  ['role-assignments', 'azure.root-scope-assignment-absent', 'fail'],
  ['diagnostic-settings', 'azure.activity-log-exported', 'pass'],
  ['diagnostic-settings-cli', 'azure.activity-log-exported', 'unknown'],
  ['storage-accounts-cli', tls, 'pass'],
  ['storage-accounts-cli', 'azure.storage-network-restricted', 'pass'],
  ['arm-list', 'azure.storage-https-only', 'pass'],
  ['graph-table', 'azure.key-vault-network-restricted', 'pass'],
  ['exchanges-table', 'azure.key-vault-rbac-used', 'pass'],
  ['resource-list', tls, 'unknown'],
])('%s: %s says %s', async (file, check, verdict) => {
  const workspace = newWorkspace();
  await importInto(workspace, [azure(file)]);
  const found = judged(workspace).filter(({ checkId }) => checkId === check);
  expect(found.map((one) => one.verdict)).toContain(verdict);
});
