import type { Check, ExampleResource } from '@shared/domain/check.ts';
import type { JsonObject } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import audit from '../../../../electron/engine/checks/azure/database-audit-kept.check.ts';
import backup from '../../../../electron/engine/checks/azure/database-backup-and-redundancy.check.ts';
import signIn from '../../../../electron/engine/checks/azure/database-directory-sign-in.check.ts';
import notPublic from '../../../../electron/engine/checks/azure/database-server-not-public.check.ts';
import tls from '../../../../electron/engine/checks/azure/database-tls-required.check.ts';
import keyAsDeclared from '../../../../electron/engine/checks/azure/encryption-key-as-declared.check.ts';
import tde from '../../../../electron/engine/checks/azure/sql-tde-on.check.ts';
import { armId, armRow } from '../../../../electron/engine/checks/azure-example.ts';
import { judgeExample } from './scene.ts';

const sql = 'microsoft.sql/servers';
const instance = 'microsoft.sql/managedinstances';
const postgres = 'microsoft.dbforpostgresql/flexibleservers';
const mysql = 'microsoft.dbformysql/flexibleservers';
const server = (type: string, properties: JsonObject = { state: 'Ready' }) => armRow(type, 'orders', properties);
const parameter = (type: string, name: string, value: string) =>
  armRow(`${type}/configurations`, `orders/${name}`, { value });
const judge = (
  check: Check,
  resource: ExampleResource,
  others: readonly ExampleResource[] = [],
  parameters: JsonObject = {},
) => judgeExample(check, { resource, others, parameters });

describe('TLS of a database server', () => {
  test('that is None or absent on SQL is no minimum, and absent on an instance is not known', () => {
    expect(judge(tls, server(sql, { minimalTlsVersion: 'none' })).because).toContain('sets no minimum version');
    expect(judge(tls, server(sql, { version: '12.0' })).because).toContain('does not state minimalTlsVersion');
    expect(judge(tls, server(instance, { state: 'Ready' })).status).toBe('unknown');
    expect(judge(tls, server(sql, { minimalTlsVersion: '1.1' })).status).toBe('fail');
  });
  test('is a parameter on flexible servers, written on or ON', () => {
    const minimum = parameter(postgres, 'ssl_min_protocol_version', 'TLSv1.2');
    const judged = (value: string) =>
      judge(tls, server(postgres), [parameter(postgres, 'require_secure_transport', value), minimum]);
    expect([judged('on'), judged('ON'), judged('OFF'), judged('maybe')].map(({ status }) => status)).toEqual([
      'pass',
      'pass',
      'fail',
      'unknown',
    ]);
  });
  test('is judged by the lowest of several versions', () => {
    const on = parameter(mysql, 'require_secure_transport', 'ON');
    expect(judge(tls, server(mysql), [on, parameter(mysql, 'tls_version', 'TLSv1.2,TLSv1.3')]).status).toBe('pass');
    expect(judge(tls, server(mysql), [on, parameter(mysql, 'tls_version', 'TLSv1.3, TLSv1')]).because).toContain(
      'is TLS 1.0',
    );
    expect(judge(tls, server(mysql), [on]).because).toContain('The parameter tls_version of the server was not read');
  });
});

describe('the firewall of a server', () => {
  const rule = (name: string, startIpAddress: string, endIpAddress: string, type = sql) =>
    armRow(`${type}/firewallrules`, `orders/${name}`, { startIpAddress, endIpAddress });
  const open = server(sql, { publicNetworkAccess: 'Enabled' });

  test('from 0.0.0.0 to 0.0.0.0 is every service of the platform, not the internet', () => {
    expect(judge(notPublic, open, [rule('azure', '0.0.0.0', '0.0.0.0')]).because).toContain(
      'all services of the platform',
    );
    const world = [rule('azure', '0.0.0.0', '0.0.0.0'), rule('world', '0.0.0.0', '255.255.255.255')];
    expect(judge(notPublic, open, world).because).toContain('world (0.0.0.0 to 255.255.255.255) lets in 4,294,967,296');
  });
  test('lets in ranges up to the limit', () => {
    expect(judge(notPublic, open, [rule('office', '203.0.113.0', '203.0.113.255')]).status).toBe('pass');
    expect(judge(notPublic, open, [rule('office', '203.0.113.0', '203.0.114.0')]).because).toContain('257 addresses');
    expect(judge(notPublic, open, [rule('odd', '203.0.113.9', '203.0.113.1')]).status).toBe('unknown');
  });
  test('without rules lets nobody in, where its rules were listed', () => {
    expect(judge(notPublic, open).because).toBe('Public access is on, but no firewall rule lets anyone in.');
    const elsewhere = armRow(`${sql}/firewallrules`, 'billing/office', {
      startIpAddress: '1.2.3.4',
      endIpAddress: '1.2.3.4',
    });
    expect(judge(notPublic, open, [elsewhere]).status).toBe('unknown');
  });
  test('is not asked where public access is off or the server lies in its own subnet', () => {
    expect(judge(notPublic, server(sql, { publicNetworkAccess: 'disabled' })).status).toBe('pass');
    expect(judge(notPublic, server(mysql, { network: { delegatedSubnetResourceId: '/subnets/data' } })).status).toBe(
      'pass',
    );
    expect(judge(notPublic, server(postgres, { version: '16' })).status).toBe('unknown');
  });
  test('of a flexible server is read too', () => {
    const shop = server(postgres, { network: { publicNetworkAccess: 'Enabled' } });
    expect(judge(notPublic, shop, [rule('world', '0.0.0.0', '255.255.255.255', postgres)]).status).toBe('fail');
  });
  test('of an instance with a public endpoint is not followed', () => {
    expect(judge(notPublic, server(instance, { publicDataEndpointEnabled: true })).status).toBe('unknown');
    expect(judge(notPublic, server(instance, { publicDataEndpointEnabled: false })).status).toBe('pass');
  });
});

describe('transparent encryption', () => {
  const database = (name: string) => armRow(`${sql}/databases`, `orders/${name}`, { status: 'Online' });
  const child = (name: string, properties: JsonObject) =>
    armRow(`${sql}/databases/transparentdataencryption`, `orders/${name}/current`, properties);
  test('of master reports Disabled and is passed over', () => {
    expect(judge(tde, database('Master'), [child('Master', { status: 'Disabled' })]).status).toBe('not-applicable');
  });
  test('is called status in answers before 2021', () => {
    expect(judge(tde, database('main'), [child('main', { status: 'Enabled' })]).status).toBe('pass');
    expect(judge(tde, database('main'), [child('main', { state: 'Disabled' })]).status).toBe('fail');
  });
  test('of another database says nothing of this one', () => {
    expect(judge(tde, database('main'), [child('main2', { state: 'Enabled' })]).status).toBe('unknown');
  });
});

test('an absent administrators part may mean that nobody was set, or an old answer', () => {
  expect(judge(signIn, server(sql, { version: '12.0' })).because).toContain(
    'either no directory administrator was ever set',
  );
  expect(judge(signIn, server(sql, { administrators: { azureADOnlyAuthentication: false } })).status).toBe('fail');
  expect(judge(signIn, server(postgres, { authConfig: { passwordAuth: 'disabled' } })).status).toBe('pass');
});

describe('auditing', () => {
  const settings = (properties: JsonObject) => armRow(`${sql}/auditingsettings`, 'orders/default', properties);
  const storage = { state: 'Enabled', storageEndpoint: 'https://logs.blob.core.windows.net/' };
  const monitor = { state: 'Enabled', isAzureMonitorTargetEnabled: true };
  const sends = (database: string, log: JsonObject): ExampleResource => ({
    ...armRow('microsoft.insights/diagnosticsettings', 'send', {
      workspaceId: '/w',
      logs: [{ enabled: true, ...log }],
    }),
    id: `${armId(`${sql}/databases`, `orders/${database}`)}/providers/microsoft.insights/diagnosticsettings/send`,
  });
  const judged = (...others: readonly ExampleResource[]) => judge(audit, server(sql), others);

  test('with 0 days in storage is kept for ever', () => {
    expect(judged(settings({ ...storage, retentionDays: 0 })).because).toContain('kept for ever');
    expect(judged(settings({ ...storage, retentionDays: 89 })).status).toBe('fail');
    expect(judged(settings(storage)).status).toBe('unknown');
  });
  test('into monitoring needs a setting on master that sends audit events', () => {
    expect(judged(settings(monitor)).status).toBe('unknown');
    expect(judged(settings(monitor), sends('master', { categoryGroup: 'allLogs' })).status).toBe('pass');
    expect(judged(settings(monitor), sends('master', { category: 'Errors' })).status).toBe('fail');
    expect(judged(settings(monitor), sends('main', { category: 'SQLSecurityAuditEvents' })).status).toBe('unknown');
  });
  test('without a destination records nothing that stays', () => {
    expect(judged(settings({ state: 'Enabled', storageEndpoint: '' })).because).toContain('without a destination');
  });
  test('of flexible servers is in parameters, each engine with its own', () => {
    const names = ['log_connections', 'log_disconnections', 'log_checkpoints'];
    const all = (value: string) =>
      names.map((name) => parameter(postgres, name, name === 'log_checkpoints' ? value : 'on'));
    expect(judge(audit, server(postgres), all('on')).status).toBe('pass');
    expect(judge(audit, server(postgres), all('OFF')).because).toBe(
      'The parameter log_checkpoints of the server is OFF.',
    );
    const events = parameter(mysql, 'audit_log_events', 'CONNECTION');
    expect(judge(audit, server(mysql), [parameter(mysql, 'audit_log_enabled', 'ON'), events]).status).toBe('pass');
    expect(judge(audit, server(mysql), [events]).status).toBe('unknown');
  });
});

describe('backups and redundancy', () => {
  const database = (properties: JsonObject) => armRow(`${sql}/databases`, 'orders/main', properties);
  const kept = (retentionDays: number) =>
    armRow(`${sql}/databases/backupshorttermretentionpolicies`, 'orders/main/default', { retentionDays });
  test('are read where older answers put them', () => {
    expect(judge(backup, server(mysql, { storageProfile: { backupRetentionDays: 7 } })).status).toBe('pass');
    expect(judge(backup, server(mysql, { backup: { backupRetentionDays: '6' } })).status).toBe('fail');
  });
  test('of a SQL database are not proved by the earliest moment, which dates from the read', () => {
    expect(judge(backup, database({ earliestRestoreDate: '2020-01-01T00:00:00Z' })).status).toBe('unknown');
    expect(judge(backup, database({ status: 'Online' }), [kept(14)]).status).toBe('pass');
  });
  test('are asked for redundancy only where the class is declared', () => {
    const single = server(postgres, {
      backup: { backupRetentionDays: 7, geoRedundantBackup: 'Disabled' },
      highAvailability: { mode: 'Disabled' },
    });
    expect(judge(backup, single).status).toBe('pass');
    expect(judge(backup, single, [], { redundantTypes: ['Database'] }).because).toContain(
      'mode Disabled and geoRedundantBackup Disabled',
    );
    expect(judge(backup, database({ zoneRedundant: true }), [kept(7)], { redundantTypes: ['sql'] }).status).toBe(
      'pass',
    );
  });
});

test('the key of a SQL server is in the row of its protector', () => {
  const parameters = { customerKeyTypes: ['Microsoft.Sql/servers'] };
  const protector = (serverKeyType: string) =>
    armRow(`${sql}/encryptionprotector`, 'orders/current', { serverKeyType });
  expect(judge(keyAsDeclared, server(sql), [protector('AzureKeyVault')], parameters).status).toBe('pass');
  expect(judge(keyAsDeclared, server(sql), [protector('ServiceManaged')], parameters).status).toBe('fail');
  expect(judge(keyAsDeclared, server(sql), [], parameters).status).toBe('unknown');
});
