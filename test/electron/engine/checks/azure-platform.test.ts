import type { ExampleResource } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import aksApi from '../../../../electron/engine/checks/azure/aks-api-restricted.check.ts';
import aksIdentity from '../../../../electron/engine/checks/azure/aks-identity-and-version.check.ts';
import appService from '../../../../electron/engine/checks/azure/app-service-encrypted.check.ts';
import machineDisk from '../../../../electron/engine/checks/azure/machine-disk-protected.check.ts';
import platformService from '../../../../electron/engine/checks/azure/platform-service-network-restricted.check.ts';
import { judgeExample } from './scene.ts';

const subscription = '11111111-2222-4333-8444-555555555555';
const group = `/subscriptions/${subscription}/resourcegroups/app/providers`;

describe('a web app', () => {
  const id = `${group}/microsoft.web/sites/shop`;
  const arm = { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'FtpsOnly', remoteDebuggingEnabled: false };
  const graph = { MinTlsVersion: '1.2', ScmMinTlsVersion: '1.2', FtpsState: 'Disabled', RemoteDebuggingEnabled: false };
  const config = (properties: Json, rest: ExampleResource = {}): ExampleResource => ({
    type: 'microsoft.web/sites/config',
    id: `${id}/config/web`,
    configuration: { properties },
    ...rest,
  });
  const judge = (others: readonly ExampleResource[], properties: Readonly<Record<string, Json>> = {}) =>
    judgeExample(appService, {
      resource: {
        id,
        name: 'shop',
        configuration: { properties: { httpsOnly: true, state: 'Running', ...properties } },
      },
      others,
    });

  test('is read alike from the names of the resource manager and from those of the graph', () => {
    expect([arm, graph].map((properties) => judge([config(properties)]).status)).toEqual(['pass', 'pass']);
    const verdict = judge([config({ ...graph, MinTlsVersion: '1.0' })]);
    expect(verdict.because).toBe('The lowest TLS version is TLS 1.0, below the declared TLS 1.2.');
    expect(verdict.seen[0]?.path).toContain('properties.MinTlsVersion');
  });
  test('is never judged by the part of the configuration that a list of sites carries', () => {
    expect(judge([], { siteConfig: arm }).because).toBe('The configuration of shop was not read.');
    expect(judge([], { siteConfig: arm, httpsOnly: false }).because).toBe('HTTPS only is off.');
  });
  test('does not take the configuration of its slot or of another app for its own', () => {
    const slot = config(arm, { type: 'microsoft.web/sites/slots/config', id: `${id}/slots/next/config/web` });
    const settings = config(arm, { id: `${id}/config/authsettings` });
    const neighbour = config(arm, { id: `${id}2/config/web` });
    expect(judge([slot, settings, neighbour]).status).toBe('unknown');
  });
  test('has a slot that is judged by its own configuration', () => {
    const slotId = `${id}/slots/next`;
    const resource = {
      type: 'microsoft.web/sites/slots',
      id: slotId,
      configuration: { properties: { httpsOnly: true } },
    };
    const own = config(arm, { type: 'microsoft.web/sites/slots/config', id: `${slotId}/config/web` });
    expect(judgeExample(appService, { resource, others: [own] }).status).toBe('pass');
    expect(judgeExample(appService, { resource, others: [config(arm)] }).status).toBe('unknown');
  });
  test('fails by any one setting, and names each that fails', () => {
    const open = { ...arm, scmMinTlsVersion: '1.1', ftpsState: 'AllAllowed', remoteDebuggingEnabled: true };
    expect(judge([config(open)]).because).toBe(
      'The lowest TLS version of the deployment site is TLS 1.1, below the declared TLS 1.2; the FTP state is AllAllowed; remote debugging is on.',
    );
  });
  test('with a setting that is not stated is unknown, unless another fails', () => {
    const { ftpsState: _, ...rest } = arm;
    expect(judge([config(rest)]).because).toBe('The configuration does not state the FTP state.');
    expect(judge([config(rest)], { httpsOnly: false }).status).toBe('fail');
  });
});

describe('a platform service', () => {
  const judge = (
    type: string,
    properties: Readonly<Record<string, Json>>,
    rest: {
      readonly kind?: string;
      readonly others?: readonly ExampleResource[];
      readonly parameters?: Readonly<Record<string, Json>>;
    } = {},
  ) =>
    judgeExample(platformService, {
      resource: { type, id: `${group}/${type}/one`, name: 'one', configuration: { kind: rest.kind ?? '', properties } },
      others: rest.others ?? [],
      parameters: rest.parameters ?? {},
    });

  test('that is a web app is public by its nature; only functions are judged', () => {
    expect(judge('microsoft.web/sites', { publicNetworkAccess: 'Enabled' }, { kind: 'app,linux' }).status).toBe(
      'not-applicable',
    );
    expect(
      judge('microsoft.web/sites', { publicNetworkAccess: 'Disabled' }, { kind: 'functionapp,linux' }).status,
    ).toBe('pass');
    expect(judge('microsoft.web/sites', {}).status).toBe('unknown');
  });
  test('that is a function may be open to few addresses, as its own configuration says', () => {
    const rules = (...addresses: readonly string[]) => ({
      type: 'microsoft.web/sites/config',
      id: `${group}/microsoft.web/sites/one/config/web`,
      configuration: {
        properties: { IpSecurityRestrictions: addresses.map((IpAddress) => ({ IpAddress, Action: 'Allow' })) },
      },
    });
    const open = (others: readonly ExampleResource[]) =>
      judge('microsoft.web/sites', { publicNetworkAccess: 'Enabled' }, { kind: 'functionapp', others }).status;
    expect(open([rules('203.0.113.0/24')])).toBe('pass');
    expect(open([rules('Any')])).toBe('fail');
    expect(open([rules('0.0.0.0/1', '128.0.0.0/1')])).toBe('fail');
    expect(open([rules()])).toBe('fail');
    expect(open([])).toBe('unknown');
  });
  test('without a word on its public network is unknown, not open', () => {
    expect(judge('microsoft.documentdb/databaseaccounts', {}).status).toBe('unknown');
    const ipRules = [{ ipAddressOrRange: '203.0.113.7' }];
    expect(judge('microsoft.documentdb/databaseaccounts', { publicNetworkAccess: 'enabled', ipRules }).status).toBe(
      'pass',
    );
    expect(judge('microsoft.documentdb/databaseaccounts', { publicNetworkAccess: 'Enabled' }).status).toBe('fail');
  });
  test('that is a registry needs its administrator user off', () => {
    const closed = { publicNetworkAccess: 'Disabled' };
    expect(judge('microsoft.containerregistry/registries', { ...closed, adminUserEnabled: true }).status).toBe('fail');
    expect(judge('microsoft.containerregistry/registries', closed).status).toBe('unknown');
    const networkRuleSet = { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.7', action: 'Allow' }] };
    const limited = { publicNetworkAccess: 'Enabled', adminUserEnabled: false, networkRuleSet };
    expect(judge('microsoft.containerregistry/registries', limited).status).toBe('pass');
  });
  test('that is a cache needs its clear port off and a TLS version', () => {
    const cache = { publicNetworkAccess: 'Disabled', enableNonSslPort: false, minimumTlsVersion: '1.2' };
    const type = 'microsoft.cache/redis';
    expect(judge(type, cache).status).toBe('pass');
    expect(judge(type, { ...cache, enableNonSslPort: true }).because).toBe('The clear port is on.');
    expect(judge(type, { ...cache, minimumTlsVersion: '1.0' }).status).toBe('fail');
    expect(judge(type, cache, { parameters: { privateTypes: ['registry'] } }).status).toBe('not-applicable');
  });
});

describe('a machine', () => {
  const diskId = `${group}/microsoft.compute/disks/os`;
  const disk = (properties: Json, id = diskId) => ({
    type: 'microsoft.compute/disks',
    id,
    name: 'os',
    configuration: { properties },
  });
  const linux = { linuxConfiguration: { disablePasswordAuthentication: true } };
  const judge = (
    others: readonly ExampleResource[],
    given: {
      readonly osDisk?: Json;
      readonly dataDisks?: Json;
      readonly osProfile?: Json;
      readonly securityProfile?: Json;
    } = {},
    parameters: Readonly<Record<string, Json>> = {},
  ) => {
    const {
      osDisk = { managedDisk: { id: diskId.toUpperCase() } },
      dataDisks = [],
      osProfile = linux,
      securityProfile = {},
    } = given;
    const properties = { storageProfile: { osDisk, dataDisks }, osProfile, securityProfile };
    return judgeExample(machineDisk, { resource: { configuration: { properties } }, others, parameters });
  };
  const denied = disk({ networkAccessPolicy: 'DenyAll' });

  test('finds its disk by id in any case, and is not unencrypted because a row omits encryption', () => {
    expect(judge([denied]).status).toBe('pass');
  });
  test('fails by an unmanaged disk, the system disk or another', () => {
    expect(judge([], { osDisk: { vhd: { uri: 'https://x.blob/vhds/os.vhd' } } }).because).toContain(
      'The system disk is an unmanaged disk',
    );
    const dataDisks = [{ vhd: { uri: 'https://x.blob/vhds/data.vhd' } }];
    expect(judge([denied], { dataDisks }).because).toContain('Data disk 1 is an unmanaged disk');
  });
  test('may have a disk that allows export while the public network is off', () => {
    expect(judge([disk({ networkAccessPolicy: 'AllowAll' })]).status).toBe('fail');
    expect(judge([disk({ networkAccessPolicy: 'AllowAll', publicNetworkAccess: 'Disabled' })]).status).toBe('pass');
    expect(judge([disk({})]).status).toBe('unknown');
  });
  test('with password sign-in fails on Linux; Windows has no such setting', () => {
    const osProfile = { linuxConfiguration: { disablePasswordAuthentication: false } };
    expect(judge([denied], { osProfile }).because).toBe('Password sign-in is allowed.');
    expect(judge([denied], { osProfile: { windowsConfiguration: { provisionVMAgent: true } } }).status).toBe('pass');
    expect(judge([denied], { osProfile: {} }).status).toBe('unknown');
  });
  test('needs encryption at host only where that is demanded', () => {
    const parameters = { requireEncryptionAtHost: true };
    expect(judge([denied], { securityProfile: { encryptionAtHost: true } }, parameters).status).toBe('pass');
    expect(judge([denied], { securityProfile: { encryptionAtHost: false } }, parameters).status).toBe('fail');
    expect(judge([denied], {}, parameters).status).toBe('unknown');
  });
});

describe('a cluster', () => {
  const api = (properties: Json) => judgeExample(aksApi, { resource: { configuration: { properties } } });
  const ranges = (...authorizedIPRanges: readonly string[]) => ({ apiServerAccessProfile: { authorizedIPRanges } });

  test('is open when its address list adds up to the internet', () => {
    expect(api(ranges('0.0.0.0/0')).status).toBe('fail');
    expect(api(ranges('0.0.0.0/1', '128.0.0.0/1')).status).toBe('fail');
    expect(api(ranges('203.0.113.0/24', '198.51.100.7/32')).status).toBe('pass');
  });
  test('without an access profile is unknown only when nothing else speaks of its network', () => {
    expect(api({ enableRBAC: true }).status).toBe('unknown');
    expect(api({ publicNetworkAccess: 'Enabled' }).status).toBe('fail');
    expect(api({ publicNetworkAccess: 'Disabled' }).status).toBe('pass');
  });
  test('that is private fails by a node with a public address', () => {
    const agentPoolProfiles = [{ enableNodePublicIP: false }, { enableNodePublicIP: true }];
    expect(api({ apiServerAccessProfile: { enablePrivateCluster: true }, agentPoolProfiles }).because).toBe(
      '1 of 2 node pools gives nodes a public address.',
    );
  });

  const whole = {
    enableRBAC: true,
    disableLocalAccounts: true,
    aadProfile: { managed: true },
    kubernetesVersion: '1.34',
  };
  const identity = (properties: Readonly<Record<string, Json>>, parameters: Readonly<Record<string, Json>> = {}) =>
    judgeExample(aksIdentity, { resource: { configuration: { properties: { ...whole, ...properties } } }, parameters });

  test('has working local accounts when the row does not say that they are off', () => {
    expect(identity({ disableLocalAccounts: null }).because).toBe('Local accounts are on.');
    expect(judgeExample(aksIdentity, { resource: { configuration: { id: 'x' } } }).status).toBe('unknown');
  });
  test('is judged by the version that runs, at the instant judged', () => {
    expect(identity({ currentKubernetesVersion: '1.31.9' }).because).toContain('Support of 1.31.9 ended on 2025-11-01');
    expect(identity({}, { supportTable: { '1.34': '2026-10-01' } }).status).toBe('pass');
    expect(identity({}, { supportTable: { '1.34': '2026-09-30' } }).status).toBe('fail');
  });
  test('past support may have an upgrade channel, or a plan that the list does not date', () => {
    const old = { kubernetesVersion: '1.29.7' };
    expect(identity({ ...old, autoUpgradeProfile: { upgradeChannel: 'stable' } }).status).toBe('pass');
    expect(identity({ ...old, autoUpgradeProfile: { upgradeChannel: 'none' } }).status).toBe('fail');
    expect(identity({ ...old, supportPlan: 'AKSLongTermSupport' }).status).toBe('unknown');
  });
});
