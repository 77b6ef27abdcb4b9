import type { ExampleResource, Scene } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import alerts from '../../../../electron/engine/checks/azure/activity-log-alerts-present.check.ts';
import exported from '../../../../electron/engine/checks/azure/activity-log-exported.check.ts';
import retained from '../../../../electron/engine/checks/azure/activity-log-retained.check.ts';
import storeProtected from '../../../../electron/engine/checks/azure/activity-log-store-protected.check.ts';
import resourceLogs from '../../../../electron/engine/checks/azure/resource-logs-exported.check.ts';
import { judgeExample, resourceOf } from './scene.ts';

const subscription = '11111111-2222-4333-8444-555555555555';
const other = '22222222-2222-4333-8444-555555555555';
const group = `/subscriptions/${subscription}/resourceGroups/logs/providers`;
const storageAccountId = `${group}/Microsoft.Storage/storageAccounts/trail`;
const workspaceId = `${group}/Microsoft.OperationalInsights/workspaces/central`;
const settingType = 'microsoft.insights/diagnosticsettings';
const profileType = 'microsoft.insights/logprofiles';

const setting = (logs: Json, rest: Readonly<Record<string, Json>> = { storageAccountId }, name = 'all') => ({
  type: settingType,
  // The id lacks its leading slash in real answers.
  id: `subscriptions/${subscription}/providers/microsoft.insights/diagnosticSettings/${name}`,
  name,
  configuration: { properties: { ...rest, logs } },
});
const on = (...categories: readonly string[]): Json =>
  categories.map((category) => ({ category, categoryGroup: null, enabled: true }));
const allLogs: Json = [{ category: null, categoryGroup: 'AllLogs', enabled: true }];

describe('the export of an activity log', () => {
  const judge = (others: readonly ExampleResource[], unseen: Readonly<Record<string, string>> = {}) =>
    judgeExample(exported, { resource: { id: subscription }, others, unseen });
  const four = ['Administrative', 'security', 'Policy', 'Alert'];

  test('is whole by the group allLogs, by names in any case, and by several settings together', () => {
    expect(judge([setting(allLogs)]).status).toBe('pass');
    expect(judge([setting(on(...four))]).because).toBe(
      'Administrative, Security, Policy and Alert are exported to the storage account trail.',
    );
    const parts = [setting(on('Administrative', 'Security')), setting(on('Policy', 'Alert'), { workspaceId }, 'b')];
    expect(judge(parts).status).toBe('pass');
  });
  test('is not whole when a category is listed and off, or when only a group of audits is on', () => {
    const logs = [
      ...four.slice(0, 3).map((category) => ({ category, enabled: true })),
      { category: 'Alert', enabled: false },
    ];
    expect(judge([setting(logs)]).because).toBe('Alert is not enabled in the one export setting.');
    expect(judge([setting([{ categoryGroup: 'audit', enabled: true }])]).status).toBe('fail');
  });
  test('is unknown in a form that drops category groups', () => {
    expect(judge([setting([{ category: null, enabled: true }])]).because).toContain('drops category groups');
    expect(judge([setting([])]).status).toBe('unknown');
  });
  test('needs a destination', () => {
    expect(judge([setting(allLogs, {})]).because).toBe('The export settings of the subscription name no destination.');
    expect(judge([setting(allLogs, { marketplacePartnerId: '/x/elastic' })]).status).toBe('pass');
  });
  test('is not given by the settings of a resource', () => {
    const ofVault = {
      ...setting(allLogs),
      id: `${group}/Microsoft.KeyVault/vaults/pay/providers/microsoft.insights/diagnosticSettings/all`,
    };
    expect(judge([ofVault]).because).toContain('and none of the subscription itself');
  });
  test('that is absent is a fact only when both forms of it could be seen', () => {
    expect(judge([]).status).toBe('fail');
    expect(judge([], { [settingType]: 'Settings were refused.' })).toMatchObject({ because: 'Settings were refused.' });
    expect(judge([], { [profileType]: 'Profiles were not read.' }).status).toBe('unknown');
  });
  test('may stand in a legacy profile of every kind of record and of the records without a region', () => {
    const profile = (categories: readonly string[], locations: readonly string[]) => ({
      type: profileType,
      name: 'default',
      configuration: { properties: { storageAccountId, categories, locations } },
    });
    const kinds = ['Write', 'Delete', 'Action'];
    expect(judge([profile(kinds, ['global', 'westeurope'])]).because).toContain('The legacy profile default');
    expect(judge([profile(['Write'], ['global'])]).status).toBe('fail');
    expect(judge([profile(kinds, ['westeurope'])]).status).toBe('fail');
  });
});

describe('how long an activity log is kept', () => {
  const judge = (others: readonly ExampleResource[], parameters: Readonly<Record<string, Json>> = {}, unseen = {}) =>
    judgeExample(retained, { resource: { id: subscription }, others, parameters, unseen });
  const workspace = (retentionInDays: number, account = subscription) => ({
    type: 'microsoft.operationalinsights/workspaces',
    account,
    id: workspaceId.toLowerCase().replace(subscription, account),
    configuration: { properties: { retentionInDays } },
  });
  const table = (properties: Readonly<Record<string, Json>>) => ({
    type: 'microsoft.operationalinsights/workspaces/tables',
    id: `${workspaceId.toLowerCase()}/tables/azureactivity`,
    configuration: { properties },
  });
  const account = { type: 'microsoft.storage/storageaccounts', id: storageAccountId.toLowerCase(), name: 'trail' };
  const lifecycle = (days: number, prefixMatch: readonly string[] = [], enabled = true) => ({
    type: 'microsoft.storage/storageaccounts/managementpolicies',
    id: `${account.id}/managementpolicies/default`,
    configuration: {
      properties: {
        policy: {
          rules: [
            {
              enabled,
              definition: {
                filters: { prefixMatch },
                actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: days } } },
              },
            },
          ],
        },
      },
    },
  });
  const locked = (state: string, immutabilityPeriodSinceCreationInDays: number) => ({
    type: 'microsoft.storage/storageaccounts/blobservices/containers',
    id: `${account.id}/blobservices/default/containers/insights-activity-logs`,
    configuration: {
      properties: { immutabilityPolicy: { properties: { state, immutabilityPeriodSinceCreationInDays } } },
    },
  });

  test('is never read from the retention policy of the setting', () => {
    const retentionPolicy = { enabled: true, days: 730 };
    const logs = [{ category: 'Administrative', enabled: true, retentionPolicy }];
    expect(judge([setting(logs, { workspaceId }), workspace(30), table({ totalRetentionInDays: 30 })]).because).toBe(
      'The table AzureActivity of the workspace central keeps the log 30 days; 365 days are declared.',
    );
  });
  test('is the total retention of the table before that of the workspace', () => {
    const toWorkspace = setting(allLogs, { workspaceId });
    const long = table({ retentionInDays: 90, totalRetentionInDays: 730 });
    expect(judge([toWorkspace, workspace(30), long]).because).toContain(
      'The table AzureActivity of the workspace central',
    );
    expect(judge([toWorkspace, workspace(730), table({ retentionInDays: 30, totalRetentionInDays: 30 })]).status).toBe(
      'fail',
    );
  });
  test('is that of the workspace where it is long enough, and unknown where only the table could say more', () => {
    const toWorkspace = setting(allLogs, { workspaceId });
    expect(judge([toWorkspace, workspace(400)]).because).toBe(
      'The retention of the workspace central is 400 days; 365 are declared.',
    );
    expect(judge([toWorkspace, workspace(30)]).because).toContain('its table AzureActivity, which may keep longer');
  });
  test('in storage is as long as the soonest rule that deletes the log', () => {
    const toStorage = setting(allLogs);
    expect(judge([toStorage, account, lifecycle(30)]).because).toContain('deletes the log after 30 days');
    expect(judge([toStorage, account, lifecycle(30)]).status).toBe('fail');
    expect(judge([toStorage, account, lifecycle(400)]).status).toBe('pass');
    expect(judge([toStorage, account, lifecycle(30, ['other/'])]).because).toBe(
      'No lifecycle rule of the storage account trail deletes the log; 365 are declared.',
    );
    expect(judge([toStorage, account, lifecycle(30, ['insights-activity-logs/'])]).status).toBe('fail');
    expect(judge([toStorage, account, lifecycle(30, [], false)]).status).toBe('pass');
  });
  test('in storage is enough exactly when the rule deletes no sooner than declared', () => {
    const days = fc.integer({ min: 1, max: 3_000 });
    fc.assert(
      fc.property(days, days, days, (soonest, later, declared) => {
        const rules = [lifecycle(soonest), { ...lifecycle(soonest + later), id: `${account.id}/managementpolicies/b` }];
        const { status } = judge([setting(allLogs), account, ...rules], {
          logRetentionTotalDays: declared,
          logRetentionDays: 1,
        });
        expect(status).toBe(soonest >= declared ? 'pass' : 'fail');
      }),
      { numRuns: 100 },
    );
  });
  test('in storage without any rule is for ever only when rules could be seen', () => {
    const toStorage = setting(allLogs);
    expect(judge([toStorage, account]).status).toBe('pass');
    const unseen = { 'microsoft.storage/storageaccounts/managementpolicies': 'Lifecycle rules were not read.' };
    expect(judge([toStorage, account], {}, unseen).because).toContain('Lifecycle rules were not read');
    const foreign = { ...lifecycle(5), id: `${account.id}2/managementpolicies/default` };
    expect(judge([toStorage, account, foreign]).status).toBe('unknown');
  });
  test('is proved by a locked policy of the container and not by an unlocked one', () => {
    const toStorage = setting(allLogs);
    expect(judge([toStorage, account, locked('Locked', 400), lifecycle(30)]).because).toContain('A locked policy of');
    expect(judge([toStorage, account, locked('Unlocked', 400), lifecycle(30)]).status).toBe('fail');
  });
  test('is unknown at an event hub, and in a subscription that was not read', () => {
    const hub = setting(allLogs, { eventHubAuthorizationRuleId: '/x/eventhubs/r' });
    expect(judge([hub]).status).toBe('unknown');
    const both = setting(allLogs, { eventHubAuthorizationRuleId: '/x/eventhubs/r', storageAccountId });
    expect(judge([both, account, lifecycle(400)]).status).toBe('pass');
    expect(judge([both, account, lifecycle(30)]).status).toBe('unknown');
    const far = setting(allLogs, { workspaceId: workspaceId.replace(subscription, other) });
    expect(judge([far]).because).toContain(`Subscription ${other} of central was not read`);
    expect(judge([far, workspace(400, other)]).status).toBe('pass');
  });
  test('counts only where the administrative records go', () => {
    expect(judge([setting(on('ServiceHealth')), account, lifecycle(400)]).because).toContain(
      'No administrative record is exported',
    );
  });
  test('without an export is the platform default and no more', () => {
    expect(judge([]).because).toBe(
      'No administrative record is exported, and the platform keeps 90 of the 365 days declared.',
    );
    expect(judge([], { logRetentionTotalDays: 90 }).status).toBe('not-applicable');
    expect(judge([], { logRetentionTotalDays: 90, logRetentionDays: 120 }).status).toBe('fail');
  });
  test('in storage alone cannot be searched', () => {
    const verdict = judge([setting(allLogs), account], { logRetentionDays: 180 });
    expect(verdict.because).toContain('can be searched for 90 of the 180 days declared');
    expect(verdict.status).toBe('fail');
  });
});

describe('the store of an activity log', () => {
  const id = storageAccountId.toLowerCase();
  const lock = (scope: string, level = 'CanNotDelete') => ({
    type: 'microsoft.authorization/locks',
    id: `${scope}/providers/Microsoft.Authorization/locks/keep`,
    configuration: { properties: { level } },
  });
  const closed = { allowBlobPublicAccess: false, publicNetworkAccess: 'Disabled' };
  const judge = (others: readonly ExampleResource[], properties: Json = closed, parameters = {}, unseen = {}) =>
    judgeExample(storeProtected, {
      resource: { id, name: 'trail', configuration: { properties } },
      others: [setting(allLogs), ...others],
      parameters,
      unseen,
    });

  test('is held by a lock on itself, its group or its subscription, and not by one on a neighbour', () => {
    const parents = [id, `/subscriptions/${subscription}/resourceGroups/LOGS`, `/subscriptions/${subscription}`];
    expect(parents.map((scope) => judge([lock(scope)]).status)).toEqual(['pass', 'pass', 'pass']);
    expect(judge([lock(`${id}2`)]).because).toBe('No delete lock holds the account.');
    expect(judge([], closed, {}, { 'microsoft.authorization/locks': 'Locks were not read.' }).status).toBe('unknown');
    expect(judge([], closed, { requireLock: false }).status).toBe('pass');
  });
  test('fails by an open container although the account does not state its own setting', () => {
    const container = {
      type: 'microsoft.storage/storageaccounts/blobservices/containers',
      id: `${id}/blobservices/default/containers/insights-activity-logs`,
      name: 'insights-activity-logs',
      configuration: { properties: { publicAccess: 'Blob' } },
    };
    const open = { publicNetworkAccess: 'Disabled' };
    expect(judge([lock(id), container], open).because).toContain('is open to anonymous readers');
    expect(judge([lock(id)], open).status).toBe('unknown');
  });
  test('uses an own key only where that is demanded', () => {
    const own = { ...closed, encryption: { keySource: 'Microsoft.KeyVault' } };
    expect(judge([lock(id)], own, { requireCustomerKey: true }).status).toBe('pass');
    const platform = { ...closed, encryption: { keySource: 'Microsoft.Storage' } };
    expect(judge([lock(id)], platform, { requireCustomerKey: true }).status).toBe('fail');
  });
  test('is any account that a setting names, and unknown where settings could not be seen', () => {
    const rest = { type: 'microsoft.storage/storageaccounts', id: `${id}2`, configuration: { properties: closed } };
    expect(judgeExample(storeProtected, { resource: rest, others: [setting(allLogs)] }).status).toBe('not-applicable');
    const unseen = { [settingType]: 'Settings were refused.' };
    expect(judgeExample(storeProtected, { resource: rest, unseen }).status).toBe('unknown');
  });
});

describe('alerts on changes', () => {
  const write = 'Microsoft.Authorization/policyAssignments/write';
  const alert = (allOf: Json, rest: Readonly<Record<string, Json>> = {}, account = subscription) => ({
    type: 'microsoft.insights/activitylogalerts',
    account,
    id: `alert-${account}`,
    configuration: {
      properties: {
        scopes: [`/subscriptions/${subscription}`],
        condition: { allOf },
        actions: { actionGroups: [{ actionGroupId: '/x/on-call' }] },
        ...rest,
      },
    },
  });
  const named = [{ field: 'OperationName', equals: write.toUpperCase() }];
  const judge = (one: ExampleResource) =>
    judgeExample(alerts, { resource: { id: subscription }, others: [one], parameters: { operations: [write] } }).status;

  test('name the operation in any case, alone or among others', () => {
    expect(judge(alert(named))).toBe('pass');
    expect(judge(alert([{ anyOf: [{ field: 'operationName', equals: 'x/y' }, ...named] }]))).toBe('pass');
    expect(judge(alert([{ field: 'operationName', containsAny: [write] }]))).toBe('pass');
    expect(judge(alert([{ field: 'category', equals: 'Administrative' }]))).toBe('pass');
    expect(judge(alert([{ field: 'category', equals: 'ServiceHealth' }]))).toBe('fail');
  });
  test('may stand in another subscription, when their scope covers this one whole', () => {
    expect(judge(alert(named, {}, other))).toBe('pass');
    expect(judge(alert(named, { scopes: [`/subscriptions/${other}`] }))).toBe('fail');
    expect(judge(alert(named, { scopes: [`/subscriptions/${subscription}/resourceGroups/a`] }))).toBe('fail');
  });
  test('do not count when off, without anyone to call, or for one caller only', () => {
    expect(judge(alert(named, { enabled: false }))).toBe('fail');
    expect(judge(alert(named, { actions: { actionGroups: [] } }))).toBe('fail');
    expect(judge(alert([...named, { field: 'caller', equals: 'ann@larkspur.example' }]))).toBe('fail');
  });
});

describe('the logs of a resource', () => {
  const vault = `${group}/Microsoft.KeyVault/vaults/pay`;
  const of = (scope: string, logs: Json) => ({
    ...setting(logs),
    id: `${scope}/providers/Microsoft.Insights/diagnosticSettings/all`,
  });
  const judge = (others: readonly ExampleResource[], type = 'microsoft.keyvault/vaults', id = vault) =>
    judgeExample(resourceLogs, { resource: { type, id: id.toLowerCase(), name: 'pay' }, others });

  test('go out by the groups audit and allLogs too, where the group holds the category', () => {
    expect(judge([of(vault, [{ categoryGroup: 'audit', enabled: true }])]).status).toBe('pass');
    const app = `${group}/Microsoft.Web/sites/shop`;
    const audit = of(app, [{ categoryGroup: 'audit', enabled: true }]);
    expect(judge([audit], 'microsoft.web/sites', app).status).toBe('fail');
    expect(judge([of(app, allLogs)], 'microsoft.web/sites', app).status).toBe('pass');
  });
  test('of a server are those of its database master', () => {
    const server = `${group}/Microsoft.Sql/servers/ledger`;
    const master = of(`${server}/databases/master`, on('SQLSecurityAuditEvents'));
    expect(judge([master], 'microsoft.sql/servers', server).status).toBe('pass');
    expect(
      judge([of(`${server}/databases/pay`, on('SQLSecurityAuditEvents'))], 'microsoft.sql/servers', server).status,
    ).toBe('unknown');
  });
  test('are absent for certain once all settings of the subscription were listed', () => {
    const others = [resourceOf(of(`${vault}2`, allLogs), settingType)];
    const scene: Scene = {
      asOf: '2026-10-01T00:00:00.000Z',
      isPast: () => false,
      ownAccounts: [subscription],
      of: () => others,
      known: () => ({ isKnown: true, isWhole: true }),
      parameter: (name) => resourceLogs.parameters.find((one) => one.name === name)?.default ?? null,
    };
    const row = resourceOf({ type: 'microsoft.keyvault/vaults', id: vault }, '');
    expect(resourceLogs.judge(row, scene).because).toBe('No diagnostic setting of the resource sends AuditEvent.');
    expect(
      exported.judge(resourceOf({ id: subscription }, 'azure.subscription'), { ...scene, parameter: () => [] }).because,
    ).toBe('The subscription has no setting that exports its activity log.');
  });
  test('are unknown while only settings of other resources were read', () => {
    expect(judge([of(`${vault}2`, allLogs)]).because).toContain('of pay were not read');
    expect(judge([]).status).toBe('fail');
  });
});
