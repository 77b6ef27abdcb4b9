import type { ExampleResource } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import backupItems from '../../../../electron/engine/checks/azure/backup-items-healthy.check.ts';
import backupVault from '../../../../electron/engine/checks/azure/backup-vault-protected.check.ts';
import locked from '../../../../electron/engine/checks/azure/critical-resource-locked.check.ts';
import placesAndTags from '../../../../electron/engine/checks/azure/locations-and-tags-as-declared.check.ts';
import noProduction from '../../../../electron/engine/checks/azure/nonproduction-subscription-without-production-data.check.ts';
import inScope from '../../../../electron/engine/checks/azure/subscriptions-in-scope.check.ts';
import { judgeExample } from './scene.ts';

const subscription = '11111111-2222-4333-8444-555555555555';
const other = '22222222-2222-4333-8444-555555555555';
const tenant = '99999999-2222-4333-8444-555555555555';
const group = `/subscriptions/${subscription}/resourcegroups/pay`;
const vaultId = `${group}/providers/microsoft.recoveryservices/vaults/main`;
const itemType = 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems';

describe('a backup vault', () => {
  const held = { type: itemType, id: `${vaultId}/backupfabrics/azure/protectioncontainers/c/protecteditems/a` };
  const judge = (securitySettings: Json, parameters: Readonly<Record<string, Json>> = {}) =>
    judgeExample(backupVault, {
      resource: { id: vaultId, configuration: { properties: { securitySettings } } },
      others: [held],
      parameters,
    });
  const soft = (softDeleteState: string, softDeleteRetentionPeriodInDays: Json = 14) => ({
    softDeleteSettings: { softDeleteState, softDeleteRetentionPeriodInDays },
    immutabilitySettings: { state: 'Locked' },
  });

  test('has soft delete on in either of its states', () => {
    expect(['Enabled', 'AlwaysON', 'Disabled'].map((state) => judge(soft(state)).status)).toEqual([
      'pass',
      'pass',
      'fail',
    ]);
    expect(judge(soft('Enabled', 7)).because).toBe('Soft delete is on for 7 days, fewer than the 14 declared.');
    expect(judge(soft('Enabled', null)).status).toBe('unknown');
  });
  test('with immutability that can be undone meets a lower level only', () => {
    const unlocked = { ...soft('Enabled'), immutabilitySettings: { state: 'Unlocked' } };
    expect(judge(unlocked).because).toContain('immutability is Unlocked, which can still be undone');
    expect(judge(unlocked, { immutability: 'Locked' }).status).toBe('fail');
    expect(judge(soft('Enabled'), { immutability: 'Locked' }).status).toBe('pass');
  });
  test('without the part on immutability is unknown and not off', () => {
    const { softDeleteSettings } = soft('Enabled');
    expect(judge({ softDeleteSettings }).because).toBe('The row does not state immutability.');
    expect(judge(null).status).toBe('unknown');
  });
  test('refuses a level that is none', () => {
    expect(() => judge(soft('Enabled'), { immutability: 'Strict' })).toThrow('not Disabled, Unlocked or Locked');
  });
  test('of the other kind has its own names, and its copies the declared redundancy', () => {
    const id = `${group}/providers/microsoft.dataprotection/backupvaults/disks`;
    const securitySettings = {
      softDeleteSettings: { state: 'On', retentionDurationInDays: 30 },
      immutabilitySettings: { state: 'Unlocked' },
    };
    const properties = { securitySettings, storageSettings: [{ type: 'LocallyRedundant' }] };
    const resource = { type: 'microsoft.dataprotection/backupvaults', id, configuration: { properties } };
    const others = [{ type: 'microsoft.dataprotection/backupvaults/backupinstances', id: `${id}/backupinstances/a` }];
    const status = (acceptedRedundancy: readonly string[]) =>
      judgeExample(backupVault, { resource, others, parameters: { acceptedRedundancy } }).status;
    expect([[], ['GeoRedundant'], ['locallyredundant']].map(status)).toEqual(['pass', 'fail', 'pass']);
  });
});

describe('a protected item', () => {
  const good = { protectionState: 'Protected', lastBackupStatus: 'Completed', lastBackupTime: '2026-09-30T02:00:00Z' };
  const judge = (
    properties: Readonly<Record<string, Json>>,
    rest: ExampleResource = {},
    others: readonly ExampleResource[] = [],
  ) =>
    judgeExample(backupItems, {
      resource: {
        type: itemType,
        id: `${vaultId}/backupfabrics/azure/protectioncontainers/c/protecteditems/a`,
        configuration: { properties: { ...good, ...properties } },
        ...rest,
      },
      others,
    });

  test('whose backup was old when read fails; one merely not read since is unknown', () => {
    expect(judge({ lastBackupTime: '2026-09-27T02:00:00Z' }).because).toContain(
      'was 82 hours old when read; 48 are allowed',
    );
    const early = { capturedAt: '2026-09-20T03:00:00.000Z' };
    expect(judge({ lastBackupTime: '2026-09-20T02:00:00Z' }, early).because).toContain('no newer row was read');
  });
  test('that is stopped or failed says so', () => {
    expect(judge({ protectionState: 'ProtectionStopped' }).because).toBe('The protection is ProtectionStopped.');
    expect(judge({ lastBackupStatus: 'Failed' }).status).toBe('fail');
  });
  test('without its unconfirmed fields is unknown', () => {
    expect(judge({ lastBackupTime: null }).because).toBe('The row does not state the time of the last backup.');
    expect(judge({ protectionState: null, lastBackupStatus: null }).status).toBe('unknown');
  });
  test('has a restore of its vault told beside it, and only a finished one inside the interval', () => {
    const job = (properties: Json) => ({
      type: 'microsoft.recoveryservices/vaults/backupjobs',
      id: `${vaultId}/backupjobs/j1`,
      configuration: { properties },
    });
    const restore = { operation: 'Restore', status: 'Completed', endTime: '2026-05-01T10:00:00Z' };
    expect(judge({}, {}, [job(restore)]).because).toBe(
      'The protection is Protected; the last backup is Completed; the last backup is of 2026-09-30; a restore from the vault ended on 2026-05-01.',
    );
    for (const rest of [{ operation: 'Backup' }, { status: 'Failed' }, { endTime: '2025-05-01T10:00:00Z' }])
      expect(judge({}, {}, [job({ ...restore, ...rest })]).because).not.toContain('restore');
  });
  test('of a backup vault states no time of a backup, so good protection alone is unknown', () => {
    const resource = (currentProtectionState: string) => ({
      type: 'microsoft.dataprotection/backupvaults/backupinstances',
      configuration: { properties: { currentProtectionState } },
    });
    expect(judgeExample(backupItems, { resource: resource('ProtectionConfigured') }).status).toBe('unknown');
    expect(judgeExample(backupItems, { resource: resource('ProtectionStopped') }).status).toBe('fail');
  });
});

describe('the subscriptions of a tenant', () => {
  const row = (id: string, rest: Readonly<Record<string, Json>> = {}) => ({
    type: 'microsoft.resources/subscriptions',
    account: id,
    id: `/subscriptions/${id}`,
    name: id.slice(0, 4),
    configuration: {
      subscriptionId: id.toUpperCase(),
      tenantId: tenant,
      properties: { state: 'Enabled' },
      ...rest,
    },
  });
  const judge = (others: readonly ExampleResource[], parameters: Readonly<Record<string, Json>>, unseen = {}) =>
    judgeExample(inScope, { resource: { type: 'azure.tenant', account: tenant }, others, parameters, unseen });

  test('are in scope, or left out with a reason', () => {
    const both = [row(subscription), row(other)];
    expect(judge(both, { scopeAccounts: [subscription] }).because).toBe(
      '1 of 2 enabled subscriptions is in neither list: 2222.',
    );
    expect(judge(both, { scopeAccounts: [subscription], leftOut: { [other]: 'empty' } }).status).toBe('pass');
    expect(judge(both, { scopeAccounts: [subscription, other, '111122223333'] }).status).toBe('pass');
  });
  test('that the scope names and nobody saw may not be the only ones hidden', () => {
    expect(judge([row(subscription)], { scopeAccounts: [subscription, other] }).because).toContain('may be hidden too');
  });
  test('that were seen by name only were not collected', () => {
    const unseen = { 'microsoft.resources/subscriptions/resourcegroups': 'Groups were not read.' };
    expect(judge([row(subscription)], { scopeAccounts: [subscription] }, unseen).because).toContain(
      'No resource group was read from 1111, which the scope names',
    );
    const held = { type: 'microsoft.resources/subscriptions/resourcegroups', account: subscription, id: group };
    expect(judge([row(subscription), held], { scopeAccounts: [subscription] }, unseen).status).toBe('pass');
  });
  test('of another tenant and disabled ones take no part', () => {
    const scopeAccounts = [subscription];
    expect(judge([row(subscription), row(other, { tenantId: other })], { scopeAccounts }).status).toBe('pass');
    expect(
      judge([row(subscription), row(other, { properties: { state: 'Disabled' } })], { scopeAccounts }).status,
    ).toBe('pass');
  });
  test('are unknown while no scope is declared', () => {
    expect(judge([row(subscription)], {}).status).toBe('unknown');
    expect(judge([row(subscription)], { scopeAccounts: ['111122223333'] }).status).toBe('unknown');
  });
});

describe('place and tags of a resource', () => {
  const tags = { OWNER: 'payments', Environment: 'production', 'data-class': 'confidential' };
  const judge = (
    configuration: Json,
    rest: ExampleResource = {},
    approvedLocations: readonly string[] = ['West Europe'],
  ) =>
    judgeExample(placesAndTags, {
      resource: { type: 'microsoft.storage/storageaccounts', id: `${group}/providers/x/y/z`, configuration, ...rest },
      parameters: { approvedLocations },
    });

  test('are compared without case and spaces', () => {
    expect(['westeurope', 'West Europe', 'WestEurope'].map((location) => judge({ location, tags }).status)).toEqual([
      'pass',
      'pass',
      'pass',
    ]);
    expect(judge({ location: 'westeurope', tags }, {}, ['eastus']).because).toBe(
      'The location westeurope is not approved.',
    );
  });
  test('need a value for each required tag, and the tags of the group do not count', () => {
    expect(judge({ location: 'westeurope', tags: { ...tags, OWNER: '' } }).because).toBe(
      '1 of 3 required tags is missing: owner.',
    );
    const withTags = { type: 'microsoft.resources/subscriptions/resourcegroups', id: group, configuration: { tags } };
    const resource = {
      type: 'microsoft.storage/storageaccounts',
      id: `${group}/providers/x/y/z`,
      configuration: { location: 'westeurope', tags: {} },
    };
    const parameters = { approvedLocations: ['westeurope'] };
    expect(judgeExample(placesAndTags, { resource, others: [withTags], parameters }).status).toBe('fail');
  });
  test('of a row that states no tags at all are unknown', () => {
    expect(judge({ location: 'westeurope' }).status).toBe('unknown');
    expect(judge({ location: 'global', tags }).status).toBe('pass');
  });
  test('do not matter in groups that the platform made', () => {
    const id = group.replace('/pay', '/MC_pay_cluster_westeurope');
    expect(judge({ location: 'eastus', tags: {} }, { id: `${id}/providers/x/y/z` }).status).toBe('not-applicable');
  });
});

test('a copy is judged by the subscription in the id of its source', () => {
  const judge = (type: string, properties: Json, environmentOf: Readonly<Record<string, string>>) =>
    judgeExample(noProduction, { resource: { type, configuration: { properties } }, parameters: { environmentOf } })
      .status;
  const of = (id: string) => `/SUBSCRIPTIONS/${id.toUpperCase()}/resourceGroups/pay/providers/x/y/z`;
  const database = 'microsoft.sql/servers/databases';
  const environments = { [subscription]: 'Staging', [other]: 'Production' };
  expect(judge(database, { sourceDatabaseId: of(other) }, environments)).toBe('fail');
  expect(judge(database, { sourceDatabaseId: of(subscription) }, environments)).toBe('pass');
  expect(judge(database, {}, environments)).toBe('unknown');
  expect(judge(database, { sourceDatabaseId: of(other) }, { [subscription]: 'Staging' })).toBe('unknown');
  expect(judge(database, { sourceDatabaseId: of(other) }, {})).toBe('unknown');
  const master = { type: database, id: `${group}/providers/microsoft.sql/servers/s/databases/master` };
  expect(judgeExample(noProduction, { resource: master }).status).toBe('not-applicable');
  expect(judge('microsoft.compute/snapshots', { sourceDatabaseId: of(other) }, environments)).toBe('unknown');
});

test('a group is held by a lock on itself or its subscription, not by one on a resource in it', () => {
  const lock = (scope: string, level = 'CanNotDelete') => ({
    type: 'microsoft.authorization/locks',
    id: `${scope}/providers/Microsoft.Authorization/locks/keep`,
    configuration: { properties: { level } },
  });
  const judge = (others: readonly ExampleResource[], unseen = {}) =>
    judgeExample(locked, {
      resource: { id: group, name: 'pay' },
      others,
      unseen,
      parameters: { criticalScopes: [group.toUpperCase()] },
    }).status;
  expect(judge([lock(group)])).toBe('pass');
  expect(judge([lock(`/subscriptions/${subscription}`, 'ReadOnly')])).toBe('pass');
  expect(judge([lock(group, 'NotSpecified')])).toBe('fail');
  expect(judge([lock(`${group}/providers/microsoft.keyvault/vaults/pay`), lock(`${group}2`)])).toBe('fail');
  expect(judge([], { 'microsoft.authorization/locks': 'Locks were not read.' })).toBe('unknown');
});
