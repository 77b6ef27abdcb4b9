import type { LoopbackWorld, Row } from './world.ts';

export const sampleTenant = '7c1b0d6e-5a43-4c1e-9d0a-3f1f5b7f2a10';
export const sampleSubscription = '8a1d2c40-6b1f-4f6e-8a55-0c2f6d9e3f7e';

const subscription = `/subscriptions/${sampleSubscription}`;
const group = `${subscription}/resourceGroups/rg-pay`;

/** A row of Resource Graph in the shape the cloud gives it. */
export const graphRow = (type: string, name: string, properties: Row, more: Row = {}): Row => {
  const [provider = '', ...kinds] = type.split('/');
  const names = name.split('/');
  const path = kinds.map((kind, at) => `${kind}/${names[at] ?? ''}`).join('/');
  return {
    id: `${group}/providers/${provider}/${path}`,
    name: names.at(-1) ?? name,
    type: type.toLowerCase(),
    tenantId: sampleTenant,
    kind: '',
    location: 'westeurope',
    resourceGroup: 'rg-pay',
    subscriptionId: sampleSubscription,
    managedBy: '',
    sku: null,
    plan: null,
    properties,
    tags: { owner: 'platform' },
    identity: null,
    zones: null,
    extendedLocation: null,
    ...more,
  };
};

const inSubscription = (id: string, type: string, properties: Row, more: Row = {}): Row =>
  graphRow(type, 'x', properties, {
    id,
    name: id.slice(id.lastIndexOf('/') + 1),
    location: '',
    resourceGroup: '',
    tags: null,
    ...more,
  });

const storage = (name: string, properties: Row): Row =>
  graphRow('Microsoft.Storage/storageAccounts', name, properties, {
    kind: 'StorageV2',
    sku: { name: 'Standard_GRS', tier: 'Standard' },
  });

const rule = (name: string, port: string, source: string): Row => ({
  name,
  properties: {
    direction: 'Inbound',
    access: 'Allow',
    protocol: 'Tcp',
    priority: 300,
    sourceAddressPrefix: source,
    sourceAddressPrefixes: [],
    destinationPortRange: port,
    destinationPortRanges: [],
  },
});

const resources: readonly Row[] = [
  storage('paylogs', {
    minimumTlsVersion: 'TLS1_2',
    supportsHttpsTrafficOnly: true,
    allowBlobPublicAccess: false,
    allowSharedKeyAccess: false,
    publicNetworkAccess: 'Enabled',
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] },
    encryption: { keySource: 'Microsoft.Storage', services: { blob: { enabled: true }, file: { enabled: true } } },
    keyCreationTime: { key1: '2026-02-01T09:00:00.0000000Z', key2: '2026-02-01T09:00:00.0000000Z' },
  }),
  storage('payexports', {
    supportsHttpsTrafficOnly: false,
    allowBlobPublicAccess: true,
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] },
    encryption: { keySource: 'Microsoft.Storage', services: { blob: { enabled: true }, file: { enabled: true } } },
  }),
  graphRow('Microsoft.KeyVault/vaults', 'pay-vault', {
    sku: { family: 'A', name: 'standard' },
    tenantId: sampleTenant,
    enableRbacAuthorization: true,
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    publicNetworkAccess: 'Enabled',
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] },
    vaultUri: 'https://pay-vault.vault.azure.net/',
  }),
  graphRow('Microsoft.Network/networkSecurityGroups', 'pay-nsg', {
    provisioningState: 'Succeeded',
    securityRules: [rule('ssh', '22', '*'), rule('https', '443', 'Internet')],
    subnets: [{ id: `${group}/providers/Microsoft.Network/virtualNetworks/pay-net/subnets/apps` }],
  }),
  graphRow('Microsoft.Network/virtualNetworks', 'pay-net', {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    subnets: [
      {
        name: 'apps',
        properties: {
          addressPrefix: '10.0.1.0/24',
          networkSecurityGroup: { id: `${group}/providers/Microsoft.Network/networkSecurityGroups/pay-nsg` },
        },
      },
    ],
  }),
  graphRow(
    'Microsoft.Sql/servers',
    'pay-sql',
    { minimalTlsVersion: '1.2', publicNetworkAccess: 'Enabled', version: '12.0' },
    { kind: 'v12.0' },
  ),
  graphRow(
    'Microsoft.Sql/servers/databases',
    'pay-sql/ledger',
    { status: 'Online', zoneRedundant: false },
    { kind: 'v12.0,user' },
  ),
  graphRow('Microsoft.Sql/servers/databases', 'pay-sql/master', { status: 'Online' }, { kind: 'v12.0,system' }),
  graphRow('Microsoft.DBforPostgreSQL/flexibleServers', 'pay-pg', {
    version: '16',
    network: { publicNetworkAccess: 'Disabled' },
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Enabled' },
  }),
  graphRow('Microsoft.Web/sites', 'pay-api', { httpsOnly: true, siteConfig: null }, { kind: 'app,linux' }),
  graphRow('Microsoft.Web/sites', 'pay-jobs', { httpsOnly: false, siteConfig: null }, { kind: 'functionapp' }),
  graphRow('Microsoft.Compute/disks', 'pay-vm-os', {
    diskState: 'Attached',
    encryption: { type: 'EncryptionAtRestWithPlatformKey' },
  }),
  graphRow('Microsoft.OperationalInsights/workspaces', 'pay-logs', {
    retentionInDays: 30,
    workspaceCapping: { dailyQuotaGb: -1 },
  }),
  graphRow('Microsoft.ServiceBus/namespaces', 'pay-bus', { status: 'Active' }),
];

const graph: LoopbackWorld['graph'] = {
  resources,
  resourcecontainers: [
    inSubscription(subscription, 'microsoft.resources/subscriptions', { state: 'Enabled' }, { name: 'Azure corp' }),
    inSubscription(
      group,
      'microsoft.resources/subscriptions/resourcegroups',
      { provisioningState: 'Succeeded' },
      { location: 'westeurope', resourceGroup: 'rg-pay' },
    ),
    inSubscription(
      `/providers/Microsoft.Management/managementGroups/corp`,
      'microsoft.management/managementgroups',
      { displayName: 'Corp' },
      { subscriptionId: '' },
    ),
  ],
  authorizationresources: [
    inSubscription(
      `${subscription}/providers/Microsoft.Authorization/roleAssignments/1f6c2c9a-0000-4000-8000-000000000001`,
      'microsoft.authorization/roleassignments',
      {
        scope: subscription,
        roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/RoleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`,
        principalId: 'aaaaaaaa-0000-4000-8000-000000000001',
        principalType: 'User',
        createdOn: '2026-01-15T10:00:00.0000000Z',
      },
    ),
    inSubscription(
      '/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/roleAssignments/1f6c2c9a-0000-4000-8000-000000000002',
      'microsoft.authorization/roleassignments',
      {
        scope: '/providers/Microsoft.Management/managementGroups/corp',
        roleDefinitionId: '/providers/Microsoft.Authorization/RoleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
        principalId: 'aaaaaaaa-0000-4000-8000-000000000002',
        principalType: 'Group',
      },
      { subscriptionId: '' },
    ),
  ],
  appserviceresources: [
    graphRow('Microsoft.Web/sites/config', 'pay-api/web', {
      MinTlsVersion: '1.2',
      FtpsState: 'FtpsOnly',
      RemoteDebuggingEnabled: false,
    }),
  ],
  policyresources: [
    inSubscription(
      `${subscription}/providers/Microsoft.Authorization/policyAssignments/baseline`,
      'microsoft.authorization/policyassignments',
      { scope: subscription, enforcementMode: 'Default' },
    ),
  ],
  securityresources: [],
};

const arm: LoopbackWorld['arm'] = {
  [`${group}/providers/Microsoft.Storage/storageAccounts/paylogs/blobServices/default`]: {
    id: `${group}/providers/Microsoft.Storage/storageAccounts/paylogs/blobServices/default`,
    name: 'default',
    type: 'Microsoft.Storage/storageAccounts/blobServices',
    properties: { isVersioningEnabled: true, deleteRetentionPolicy: { enabled: true, days: 30 } },
  },
  [`${group}/providers/Microsoft.Storage/storageAccounts/paylogs/blobServices/default/containers`]: [
    'insights-activity-logs',
    'archive',
  ].map((name) => ({
    id: `${group}/providers/Microsoft.Storage/storageAccounts/paylogs/blobServices/default/containers/${name}`,
    name,
    type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
    properties: { publicAccess: 'None', hasImmutabilityPolicy: name === 'insights-activity-logs', hasLegalHold: false },
  })),
  [`${group}/providers/Microsoft.Storage/storageAccounts/paylogs/blobServices/default/containers/insights-activity-logs/immutabilityPolicies/default`]:
    {
      id: `${group}/providers/Microsoft.Storage/storageAccounts/paylogs/blobServices/default/containers/insights-activity-logs/immutabilityPolicies/default`,
      name: 'default',
      type: 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies',
      properties: { state: 'Locked', immutabilityPeriodSinceCreationInDays: 365 },
    },
  [`${group}/providers/Microsoft.KeyVault/vaults/pay-vault/keys`]: [
    {
      id: `${group}/providers/Microsoft.KeyVault/vaults/pay-vault/keys/ledger`,
      name: 'ledger',
      type: 'Microsoft.KeyVault/vaults/keys',
      location: 'westeurope',
      properties: {
        kty: 'RSA',
        keySize: 3072,
        attributes: { enabled: true, created: 1767225600, updated: 1767225600 },
        keyUri: 'https://pay-vault.vault.azure.net/keys/ledger',
        rotationPolicy: {
          attributes: { expiryTime: 'P1Y' },
          lifetimeActions: [{ action: { type: 'rotate' }, trigger: { timeAfterCreate: 'P90D' } }],
        },
      },
    },
  ],
  [`${group}/providers/Microsoft.Sql/servers/pay-sql/firewallRules`]: [
    {
      id: `${group}/providers/Microsoft.Sql/servers/pay-sql/firewallRules/office`,
      name: 'office',
      type: 'Microsoft.Sql/servers/firewallRules',
      properties: { startIpAddress: '198.51.100.7', endIpAddress: '198.51.100.7' },
    },
  ],
  [`${group}/providers/Microsoft.Sql/servers/pay-sql/databases/ledger/transparentDataEncryption/current`]: {
    id: `${group}/providers/Microsoft.Sql/servers/pay-sql/databases/ledger/transparentDataEncryption/current`,
    name: 'current',
    type: 'Microsoft.Sql/servers/databases/transparentDataEncryption',
    properties: { state: 'Enabled' },
  },
  [`${group}/providers/Microsoft.Web/sites/pay-jobs/config/web`]: {
    id: `${group}/providers/Microsoft.Web/sites/pay-jobs/config/web`,
    name: 'pay-jobs',
    type: 'Microsoft.Web/sites/config',
    properties: { minTlsVersion: '1.0', ftpsState: 'AllAllowed', remoteDebuggingEnabled: true },
  },
  [`${group}/providers/Microsoft.OperationalInsights/workspaces/pay-logs/tables/AzureActivity`]: {
    id: `${group}/providers/Microsoft.OperationalInsights/workspaces/pay-logs/tables/AzureActivity`,
    name: 'AzureActivity',
    type: 'Microsoft.OperationalInsights/workspaces/tables',
    properties: { retentionInDays: 90, totalRetentionInDays: 90 },
  },
  [`${subscription}/providers/Microsoft.Insights/diagnosticSettings`]: [
    {
      id: `${subscription.slice(1)}/providers/microsoft.insights/diagnosticSettings/activity`,
      name: 'activity',
      type: 'Microsoft.Insights/diagnosticSettings',
      properties: {
        workspaceId: `${group}/providers/Microsoft.OperationalInsights/workspaces/pay-logs`,
        logs: ['Administrative', 'Security', 'Policy', 'Alert'].map((category) => ({ category, enabled: true })),
      },
    },
  ],
  [`${subscription}/providers/Microsoft.Authorization/locks`]: [],
  [`${subscription}/providers/Microsoft.Security/pricings`]: [
    {
      id: `${subscription}/providers/Microsoft.Security/pricings/VirtualMachines`,
      name: 'VirtualMachines',
      type: 'Microsoft.Security/pricings',
      properties: { pricingTier: 'Standard', subPlan: 'P2' },
    },
  ],
};

/** One tenant with one subscription of a small payment service, in the shapes of the real cloud. */
export const sampleWorld = (): LoopbackWorld => ({
  tenant: sampleTenant,
  tenantName: 'Larkspur Pay',
  subscriptions: [{ id: sampleSubscription, name: 'Azure corp' }],
  graph,
  arm,
});
