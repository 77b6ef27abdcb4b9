import type { ExampleResource } from '@shared/domain/check.ts';
import type { Json, JsonObject } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import bounded from '../../../../electron/engine/checks/azure/key-vault-access-policies-bounded.check.ts';
import expires from '../../../../electron/engine/checks/azure/key-vault-key-expires.check.ts';
import rotates from '../../../../electron/engine/checks/azure/key-vault-key-rotates.check.ts';
import network from '../../../../electron/engine/checks/azure/key-vault-network-restricted.check.ts';
import rbac from '../../../../electron/engine/checks/azure/key-vault-rbac-used.check.ts';
import recoverable from '../../../../electron/engine/checks/azure/key-vault-recoverable.check.ts';
import { armRow } from '../../../../electron/engine/checks/azure-example.ts';
import { durationDays } from '../../../../electron/engine/checks/azure-times.ts';
import { judgeExample } from './scene.ts';

const type = 'microsoft.keyvault/vaults';
const keyType = `${type}/keys`;
const vault = (properties: JsonObject) => armRow(type, 'payments', { tenantId: 'home', ...properties });
const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

test('role-based access that is null or left out means access policies rule', () => {
  const judge = (properties: JsonObject) => judgeExample(rbac, { resource: vault(properties) });
  expect(judge({ enableRbacAuthorization: null }).because).toContain('not set, which means off');
  expect(judge({ accessPolicies: [{ objectId: 'a' }] }).because).toContain('so 1 access policy decides');
  expect(judge({ enableRbacAuthorization: false }).because).toContain('is off');
});

describe('access policies', () => {
  const policy = (permissions: JsonObject, more: JsonObject = {}): Json => ({
    tenantId: 'home',
    objectId: 'a',
    permissions,
    ...more,
  });
  const judge = (policies: readonly Json[], more: JsonObject = {}, parameters = {}) =>
    judgeExample(bounded, { resource: vault({ accessPolicies: policies, ...more }), parameters });

  test('are ignored where role-based access is on, even with every right', () => {
    expect(judge([policy({ secrets: ['all'] })], { enableRbacAuthorization: true }).status).toBe('not-applicable');
  });
  test('are compared in any case, in each of the four kinds', () => {
    for (const kind of ['keys', 'secrets', 'certificates', 'storage'])
      expect(judge([policy({ [kind]: ['Get', 'PURGE'] })]).because).toBe(`The policy of a holds purge on ${kind}.`);
    expect(judge([policy({ keys: ['All'] }), policy({ storage: ['all'] })]).because).toContain('and 1 more');
    expect(judge([policy({ keys: ['get'], secrets: [] })]).status).toBe('pass');
  });
  test('of another tenant fail whatever they grant', () => {
    expect(judge([policy({ keys: ['get'] }, { tenantId: 'abroad' })]).because).toContain(
      'belongs to the tenant abroad',
    );
    expect(judge([policy({ keys: ['get'] }, { tenantId: 'HOME' })]).status).toBe('pass');
    expect(judge([policy({ keys: ['get'] }, { tenantId: null })]).status).toBe('unknown');
  });
  test('let as many principals read secrets as declared, each counted once', () => {
    const readers = ['a', 'b', 'B'].map((objectId) => policy({ secrets: ['List'] }, { objectId }));
    expect(judge(readers, {}, { secretReadersMax: 2 }).because).toContain('2 principals can read secrets');
    expect(judge(readers, {}, { secretReadersMax: 1 }).status).toBe('fail');
    expect(judge([policy({ secrets: ['set'] })], {}, { secretReadersMax: 0 }).status).toBe('pass');
  });
  test('that are none pass, and that the row lacks are unknown', () => {
    expect(judge([]).status).toBe('pass');
    expect(judgeExample(bounded, { resource: vault({ vaultUri: 'x' }) }).status).toBe('unknown');
  });
});

describe('a vault', () => {
  test('that does not set purge protection allows purge, with a sentence of its own', () => {
    const judge = (properties: JsonObject) => judgeExample(recoverable, { resource: vault(properties) });
    expect(judge({ softDeleteRetentionInDays: 90 }).because).toContain(
      'is not set; the platform writes true or nothing',
    );
    expect(judge({ enablePurgeProtection: true, softDeleteRetentionInDays: 7 }).because).toContain(
      '7 days, fewer than',
    );
    expect(judge({ enablePurgeProtection: true }).status).toBe('unknown');
    expect(judge({ enablePurgeProtection: true, softDeleteRetentionInDays: 90 }).status).toBe('pass');
    expect(judge({ enablePurgeProtection: true, softDeleteRetentionInDays: 90, enableSoftDelete: false }).because).toBe(
      'Soft delete of the vault is off.',
    );
  });
  test('that denies by default and lets in nearly all of IPv4 in eight pieces is open', () => {
    const parts = ['0.0.0.0/2', '64.0.0.0/3', '96.0.0.0/4', '112.0.0.0/5', '120.0.0.0/6', '124.0.0.0/7', '126.0.0.0/8'];
    const ipRules = [...parts, '128.0.0.0/1'].map((value) => ({ value }));
    const verdict = judgeExample(network, { resource: vault({ networkAcls: { defaultAction: 'Deny', ipRules } }) });
    expect(verdict.because).toContain('its 8 address rules together let in 4,278,190,080 IPv4 addresses');
  });
  test('whose keys were read leaves them to their own rows', () => {
    const key = armRow(keyType, 'payments/disk', { attributes: { enabled: true } });
    expect(judgeExample(expires, { resource: vault({}), others: [key] }).because).toBe(
      'The 1 key of the vault is judged each.',
    );
  });
});

describe('a key', () => {
  const key = (properties: JsonObject): ExampleResource =>
    armRow(keyType, 'payments/disk', { kty: 'RSA', ...properties });
  const old = { attributes: { enabled: true, created: seconds('2025-09-01') } };
  const action = (kind: string, trigger: JsonObject): Json => ({ action: { type: kind }, trigger });
  const rotation = (properties: JsonObject, others: readonly ExampleResource[] = []) =>
    judgeExample(rotates, { resource: key({ ...old, ...properties }), others });

  test('without a shown policy is unknown when it is old, since the answer may leave the policy out', () => {
    expect(rotation({}).because).toContain('which does not mean that there is none');
  });
  test('that only notifies does not rotate', () => {
    const lifetimeActions = [action('Notify', { timeBeforeExpiry: 'P30D' })];
    expect(rotation({ rotationPolicy: { lifetimeActions } })).toMatchObject({
      status: 'fail',
      because: 'The rotation policy holds no rotate action, and the current version is 395 days old; 365 are allowed.',
    });
  });
  test('rotates within the limit from its creation or back from its expiry', () => {
    const made = (days: string) => ({
      rotationPolicy: { lifetimeActions: [action('rotate', { timeAfterCreate: days })] },
    });
    const before = {
      rotationPolicy: {
        attributes: { expiryTime: 'P1Y' },
        lifetimeActions: [action('Rotate', { timeBeforeExpiry: 'P30D' })],
      },
    };
    expect(rotation(made('P90D')).status).toBe('pass');
    expect(rotation(made('P2Y')).because).toContain('rotates later than allowed');
    expect(rotation(before).because).toContain('after 335 days');
  });
  test('counts its age in seconds since 1970, so a young version needs no policy', () => {
    expect(rotation({ attributes: { enabled: true, created: seconds('2026-09-01') } }).because).toContain(
      'is 30 days old',
    );
  });
  test('is new where a storage account took up a new version of it', () => {
    const user = (lastKeyRotationTimestamp: string, keyname = 'Disk') =>
      armRow('microsoft.storage/storageaccounts', 'invoices', {
        encryption: {
          keyvaultproperties: { keyvaulturi: 'https://Payments.vault.azure.net', keyname, lastKeyRotationTimestamp },
        },
      });
    expect(rotation({}, [user('2026-08-01T00:00:00Z')]).because).toContain(
      'invoices took up a new version 61 days ago',
    );
    expect(rotation({}, [user('2026-08-01T00:00:00Z', 'other')]).status).toBe('unknown');
    expect(rotation({}, [user('2024-08-01T00:00:00Z')]).status).toBe('unknown');
  });
  test('of a certificate is renewed with it', () => {
    expect(rotation({ managed: true }).status).toBe('not-applicable');
  });
  test('tells no expiry, a past one and weak sizes apart', () => {
    const judge = (properties: JsonObject) => judgeExample(expires, { resource: key(properties) }).because;
    expect(judge(old)).toBe('The key has no expiry date.');
    expect(judge({ attributes: { enabled: true, exp: seconds('2026-09-01') } })).toBe(
      'The key expired on 2026-09-01 and is enabled.',
    );
    expect(judge({ attributes: { enabled: true, exp: seconds('2027-09-01') }, keySize: 1024 })).toContain('1024 bits');
    expect(judge({})).toBe('The row does not hold the attributes of the key.');
  });
});

test.each([
  ['P90D', 90],
  ['P18M', 540],
  ['P1Y', 365],
  ['P2W', 14],
  ['P1DT12H', 1],
  ['P', null],
  ['90', null],
  ['', null],
])('the duration %s has %s days', (value, days) => {
  expect(durationDays({ path: 'x', value })).toBe(days);
});
