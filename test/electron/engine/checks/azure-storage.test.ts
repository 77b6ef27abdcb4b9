import type { ExampleResource } from '@shared/domain/check.ts';
import type { JsonObject } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import keyAsDeclared from '../../../../electron/engine/checks/azure/encryption-key-as-declared.check.ts';
import redundancy from '../../../../electron/engine/checks/azure/redundancy-as-declared.check.ts';
import deletion from '../../../../electron/engine/checks/azure/storage-deletion-recoverable.check.ts';
import httpsOnly from '../../../../electron/engine/checks/azure/storage-https-only.check.ts';
import lifecycle from '../../../../electron/engine/checks/azure/storage-lifecycle-set.check.ts';
import network from '../../../../electron/engine/checks/azure/storage-network-restricted.check.ts';
import anonymous from '../../../../electron/engine/checks/azure/storage-no-anonymous-access.check.ts';
import sharedKey from '../../../../electron/engine/checks/azure/storage-shared-key-off.check.ts';
import tls from '../../../../electron/engine/checks/azure/storage-tls-version.check.ts';
import worm from '../../../../electron/engine/checks/azure/storage-worm.check.ts';
import { armId, armRow } from '../../../../electron/engine/checks/azure-example.ts';
import { judgeExample } from './scene.ts';

const type = 'microsoft.storage/storageaccounts';
const service = `${type}/blobservices`;
const container = `${type}/blobservices/containers`;
const policyRow = `${container}/immutabilitypolicies`;
const account = (properties: JsonObject, more: JsonObject = {}) => armRow(type, 'logs', properties, more);
const blobs = (name: string, properties: JsonObject) => armRow(container, `logs/default/${name}`, properties);

describe('the TLS version of a storage account', () => {
  const judge = (minimumTlsVersion?: string | null, declared = '1.2') =>
    judgeExample(tls, {
      resource: account({ kind: 'x', ...(minimumTlsVersion === undefined ? {} : { minimumTlsVersion }) }),
      parameters: { minimumTlsVersion: declared },
    });
  test('is 1.0 where it is absent or null, with a sentence of its own', () => {
    for (const value of [undefined, null])
      expect(judge(value)).toMatchObject({
        status: 'fail',
        because: 'The minimum is not set, and the service default is TLS 1.0, below the declared TLS 1.2.',
      });
    expect(judge(undefined, '1.0').status).toBe('pass');
  });
  test('is compared, in any case', () => {
    expect(
      [judge('TLS1_0'), judge('tls1_2'), judge('TLS1_3'), judge('TLS1_2', '1.3')].map(({ status }) => status),
    ).toEqual(['fail', 'pass', 'pass', 'fail']);
    expect(judge('newest').status).toBe('unknown');
  });
});

test('HTTPS only tells off from not stated, and names accounts of file shares', () => {
  const judge = (properties: JsonObject, kind = 'StorageV2') =>
    judgeExample(httpsOnly, { resource: account(properties, { kind }) });
  expect(judge({ supportsHttpsTrafficOnly: false }, 'FileStorage').because).toContain('NFS shares cannot use HTTPS');
  expect(judge({ creationTime: 'x' }).because).toContain('very old versions');
  expect(judge({ SupportsHttpsTrafficOnly: 'True' }).status).toBe('pass');
});

describe('anonymous access', () => {
  const judge = (properties: JsonObject, others: readonly ExampleResource[] = []) =>
    judgeExample(anonymous, { resource: account({ creationTime: 'x', ...properties }), others });
  test('refused on the account beats a container that asks for it', () => {
    expect(judge({ allowBlobPublicAccess: false }, [blobs('open', { publicAccess: 'Blob' })]).status).toBe('pass');
  });
  test('absent on the account means allowed, so a public container decides', () => {
    const verdict = judge({}, [blobs('open', { publicAccess: 'blob' }), blobs('shut', { publicAccess: 'None' })]);
    expect(verdict.because).toContain(
      'older accounts take as allowed, and 1 container can be read by anyone: open (blob).',
    );
  });
  test('allowed on the account passes only when each container refuses it', () => {
    expect(judge({ allowBlobPublicAccess: true }, [blobs('shut', { publicAccess: 'None' })]).status).toBe('pass');
    expect(judge({ allowBlobPublicAccess: true }, [blobs('odd', {})]).status).toBe('unknown');
  });
  test('is not cleared by the containers of another account', () => {
    const other = armRow(container, 'elsewhere/default/shut', { publicAccess: 'None' });
    expect(judge({ allowBlobPublicAccess: true }, [other]).status).toBe('unknown');
  });
});

describe('the network of an account', () => {
  const judge = (properties: JsonObject, parameters = {}) =>
    judgeExample(network, { resource: account(properties), parameters });
  const deny = (...values: readonly string[]) => ({
    networkAcls: { defaultAction: 'Deny', ipRules: values.map((value) => ({ value })) },
  });
  test('publicNetworkAccess is read first', () => {
    expect(judge({ publicNetworkAccess: 'Disabled', networkAcls: { defaultAction: 'Allow' } }).status).toBe('pass');
    expect(judge({ publicNetworkAccess: 'SecuredByPerimeter' }).status).toBe('pass');
    expect(judge({ publicNetworkAccess: 'Enabled' }).because).toContain('no network rules');
    expect(judge({ publicNetworkAccess: 'Sometimes' }).status).toBe('unknown');
  });
  test('a deny with prefixes that add up is open in effect', () => {
    expect(judge(deny('0.0.0.0/1', '128.0.0.0/1')).because).toContain('together let in 4,294,967,296 IPv4 addresses');
    expect(judge(deny('20.0.0.0/17', '20.0.128.0/17', '20.1.0.0/24')).status).toBe('fail');
    expect(judge(deny('20.0.0.0/17', '20.0.128.0/17')).status).toBe('pass');
  });
  test('a rule that cannot be read is not taken for narrow', () => {
    expect(judge(deny('everyone')).status).toBe('unknown');
  });
  test('a private endpoint is asked for only when declared, and a connection must be approved', () => {
    const asked = { requirePrivateEndpoint: true };
    const state = (status: string) => ({ properties: { privateLinkServiceConnectionState: { status } } });
    expect(judge(deny(), asked).status).toBe('unknown');
    expect(judge({ ...deny(), privateEndpointConnections: [] }, asked).status).toBe('fail');
    expect(judge({ ...deny(), privateEndpointConnections: [state('Pending')] }, asked).status).toBe('fail');
    expect(judge({ ...deny(), privateEndpointConnections: [state('Approved')] }, asked).status).toBe('pass');
  });
});

test('shared keys are allowed when nothing refuses them, and both must be young', () => {
  const judge = (properties: JsonObject) => judgeExample(sharedKey, { resource: account(properties) });
  const young = '2026-09-01T00:00:00.0000000Z';
  expect(judge({ keyCreationTime: { key1: young, key2: young } }).because).toContain('does not refuse them');
  expect(judge({ keyCreationTime: { key1: young, key2: '2026-06-01T00:00:00Z' } }).because).toContain(
    'key2 is 122 days old',
  );
  expect(judge({ allowSharedKeyAccess: true }).status).toBe('unknown');
});

describe('write-once storage', () => {
  const sender = armRow('microsoft.insights/diagnosticsettings', 'send', { storageAccountId: armId(type, 'Logs') });
  const lock = (state: string, days: number) => ({ state, immutabilityPeriodSinceCreationInDays: days });
  const judge = (properties: JsonObject, ...others: readonly ExampleResource[]) =>
    judgeExample(worm, { resource: account({ creationTime: 'x', ...properties }), others: [sender, ...others] });
  const whole = (state: string, days: number) => ({
    immutableStorageWithVersioning: { enabled: true, immutabilityPolicy: lock(state, days) },
  });
  const held = (name: string, state: string, days: number) =>
    blobs(name, { hasImmutabilityPolicy: true, immutabilityPolicy: { properties: lock(state, days) } });

  test('needs a policy that is Locked, since an Unlocked one can be removed', () => {
    expect(judge(whole('Unlocked', 400)).because).toContain('only a Locked one cannot be removed');
    expect(judge(whole('Locked', 364)).because).toContain('fewer than the 365 declared');
    expect(judge(whole('locked', 365)).status).toBe('pass');
  });
  test('is judged on each container that logs are written to, and on no other', () => {
    const locked = held('insights-logs-audit', 'Locked', 365);
    expect(judge({}, locked, blobs('scratch', { hasImmutabilityPolicy: false })).status).toBe('pass');
    expect(judge({}, locked, held('insights-activity-logs', 'Unlocked', 900)).status).toBe('fail');
  });
  test('is read from the policy’s own row where the container only says that there is one', () => {
    const bare = blobs('insights-logs-audit', { hasImmutabilityPolicy: true });
    const row = armRow(policyRow, 'logs/default/insights-logs-audit/default', lock('Locked', 400));
    expect(judge({}, bare, row).status).toBe('pass');
    expect(judge({}, bare).status).toBe('unknown');
  });
  test('is not proved by a legal hold, which can be lifted', () => {
    const verdict = judge({}, blobs('insights-logs-audit', { hasImmutabilityPolicy: false, hasLegalHold: true }));
    expect(verdict).toMatchObject({ status: 'fail', because: expect.stringContaining('legal hold can be lifted') });
  });
  test('concerns accounts named by hand too, with all their containers', () => {
    const verdict = judgeExample(worm, {
      resource: account({ creationTime: 'x' }),
      others: [held('insights-logs-audit', 'Locked', 365), blobs('cold', { hasImmutabilityPolicy: false })],
      parameters: { logStorage: ['LOGS'] },
    });
    expect(verdict.because).toBe('The container cold has no write-once policy.');
  });
  test('is unknown, not beside the point, when diagnostic settings could not be seen', () => {
    const unseen = { 'microsoft.insights/diagnosticsettings': 'The settings were refused.' };
    expect(judgeExample(worm, { resource: account({ creationTime: 'x' }), unseen }).status).toBe('unknown');
  });
});

test('deletion retention tells off, not set and too short apart', () => {
  const judge = (containerDeleteRetentionPolicy?: JsonObject, parameters = {}) =>
    judgeExample(deletion, {
      resource: account({}),
      others: [
        armRow(service, 'logs/default', {
          deleteRetentionPolicy: { enabled: true, days: 7 },
          ...(containerDeleteRetentionPolicy === undefined ? {} : { containerDeleteRetentionPolicy }),
        }),
      ],
      parameters,
    }).because;
  expect(judge()).toBe('Deletion retention for containers is not set, so it is off.');
  expect(judge({ enabled: false })).toBe('Deletion retention for containers is off.');
  expect(judge({ enabled: true, days: 6 })).toBe('Deleted containers are kept 6 days, fewer than the 7 declared.');
  expect(judge({ enabled: true, days: 7 }, { requireVersioning: true })).toBe(
    'Versioning is declared, and it is not set.',
  );
});

describe('a disposal rule', () => {
  const judge = (rules: readonly JsonObject[]) =>
    judgeExample(lifecycle, {
      resource: account({}, { tags: { 'Data-Class': 'Customer' } }),
      others: [armRow(`${type}/managementpolicies`, 'logs/default', { policy: { rules } })],
      parameters: { retentionByClass: { customer: 400 } },
    });
  const rule = (days: number, more: JsonObject = {}, prefixMatch: readonly string[] = []) => ({
    enabled: true,
    definition: {
      filters: { prefixMatch },
      actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: days } } },
    },
    ...more,
  });
  test('counts when it is on, within the limit and over the whole account', () => {
    expect(judge([rule(400)]).status).toBe('pass');
    expect(judge([rule(401)]).because).toContain('The earliest rule deletes after 401 days');
    expect(judge([rule(30, { enabled: false })]).because).toContain('No enabled rule deletes');
    expect(judge([rule(30, {}, ['scratch/'])]).because).toContain('only under scratch/');
  });
});

describe('whose key encrypts', () => {
  const disk = 'microsoft.compute/disks';
  const promised = { customerKeyTypes: [disk, type] };
  const judge = (resource: ExampleResource, parameters: JsonObject = promised) =>
    judgeExample(keyAsDeclared, { resource, parameters });
  test('an absent part is an old answer, never an unencrypted disk', () => {
    expect(judge(armRow(disk, 'd', { diskState: 'Attached' })).because).toContain('it is encrypted all the same');
  });
  test('kinds are compared in any case, and an unknown kind is not judged', () => {
    expect(judge(account({ encryption: { keySource: 'Microsoft.KeyVault' } })).status).toBe('pass');
    expect(judge(account({ encryption: { keySource: 'Elsewhere' } })).status).toBe('unknown');
  });
  test('a second layer is asked for only when declared', () => {
    const row = armRow(disk, 'd', { encryption: { type: 'EncryptionAtRestWithCustomerKey' } });
    expect(judge(row).status).toBe('pass');
    expect(judge(row, { ...promised, requireDoubleEncryption: true }).status).toBe('fail');
  });
});

test('redundancy compares kinds however they are written, and a set without zones has none', () => {
  const judge = (resource: ExampleResource, parameters: JsonObject = {}) =>
    judgeExample(redundancy, { resource, parameters });
  const set = 'microsoft.compute/virtualmachinescalesets';
  const declared = { redundantTypes: { compute: [], alerts: [] } };
  expect(judge(account({}, { sku: { name: 'standard_ragzrs' } })).status).toBe('pass');
  expect(judge(armRow(set, 'w', {}), declared).because).toBe('The set stands in 0 zones, fewer than the 2 required.');
  expect(judge(armRow(set, 'w', {}, { zones: ['1', '2'] }), declared).status).toBe('pass');
  expect(
    judge(armRow('microsoft.insights/metricalerts', 'a', { enabled: true, actions: [] }), declared).because,
  ).toContain('tells nobody');
});
