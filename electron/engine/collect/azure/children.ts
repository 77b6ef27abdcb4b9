import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';

/** Something of a resource that Resource Graph does not hold and Resource Manager is asked for. */
export interface Child {
  readonly operation: string;
  readonly label: string;
  /** Types that complete answers list, over every parent. */
  readonly types: readonly string[];
  /** What follows the parent's id. */
  readonly path: string;
  readonly version: string;
  readonly permission: string;
  /** A list that names its rows and leaves out their settings: each is read by itself, and the list is kept as what was asked. */
  readonly isNamesOnly?: boolean;
  /** Parents that have such children; all of them when absent. */
  readonly of?: (parent: JsonObject) => boolean;
}

const word = (value: Json | undefined): string => (typeof value === 'string' ? value.toLowerCase() : '');
const member = (row: JsonObject, key: string): JsonObject => {
  const value = row[key];
  return isObject(value) ? value : {};
};

const settingType = 'microsoft.insights/diagnosticsettings';
const settings = {
  operation: 'diagnostic-settings',
  label: 'Diagnostic settings',
  types: [settingType],
  path: '/providers/Microsoft.Insights/diagnosticSettings',
  version: '2021-05-01-preview',
  permission: 'Microsoft.Insights/diagnosticSettings/read',
} as const satisfies Child;

const storage = { operation: 'storage', version: '2023-05-01' } as const;
const sql = { operation: 'sql', version: '2021-11-01' } as const;
const accounts = 'Microsoft.Storage/storageAccounts';
const servers = 'Microsoft.Sql/servers';

const isMaster = (row: JsonObject): boolean =>
  word(row.name) === 'master' || word(row.id).endsWith('/databases/master');
const isFrontDoor = (row: JsonObject): boolean => word(member(row, 'sku').name).endsWith('_azurefrontdoor');
const hasBlobs = (row: JsonObject): boolean => word(row.kind) !== 'filestorage';

const blobServices: readonly Child[] = [
  {
    ...storage,
    label: 'Blob service',
    types: ['microsoft.storage/storageaccounts/blobservices'],
    path: '/blobServices/default',
    permission: `${accounts}/blobServices/read`,
    of: hasBlobs,
  },
  {
    ...storage,
    label: 'Containers',
    types: ['microsoft.storage/storageaccounts/blobservices/containers'],
    path: '/blobServices/default/containers',
    permission: `${accounts}/blobServices/containers/read`,
    of: hasBlobs,
  },
  {
    ...storage,
    label: 'Lifecycle rules',
    types: ['microsoft.storage/storageaccounts/managementpolicies'],
    path: '/managementPolicies/default',
    permission: `${accounts}/managementPolicies/read`,
  },
];

const sqlServers: readonly Child[] = [
  {
    ...sql,
    label: 'Auditing',
    types: ['microsoft.sql/servers/auditingsettings'],
    path: '/auditingSettings/default',
    permission: `${servers}/auditingSettings/read`,
  },
  {
    ...sql,
    label: 'Encryption key',
    types: ['microsoft.sql/servers/encryptionprotector'],
    path: '/encryptionProtector/current',
    permission: `${servers}/encryptionProtector/read`,
  },
  {
    ...sql,
    label: 'Firewall rules',
    types: ['microsoft.sql/servers/firewallrules'],
    path: '/firewallRules',
    permission: `${servers}/firewallRules/read`,
  },
  // The audit log of a server that streams it leaves through its database `master`.
  { ...settings, label: 'Diagnostic settings of master', path: `/databases/master${settings.path}` },
];

const sqlDatabases: readonly Child[] = [
  {
    ...sql,
    label: 'Transparent encryption',
    types: ['microsoft.sql/servers/databases/transparentdataencryption'],
    path: '/transparentDataEncryption/current',
    permission: `${servers}/databases/transparentDataEncryption/read`,
    of: (row) => !isMaster(row),
  },
  {
    ...sql,
    label: 'Backup retention',
    types: ['microsoft.sql/servers/databases/backupshorttermretentionpolicies'],
    path: '/backupShortTermRetentionPolicies/default',
    permission: `${servers}/databases/backupShortTermRetentionPolicies/read`,
    of: (row) => !isMaster(row),
  },
];

const parameters = (provider: string, version: string): Child => ({
  operation: 'sql',
  label: 'Server parameters',
  types: [`${provider.toLowerCase()}/flexibleservers/configurations`],
  path: '/configurations',
  version,
  permission: `${provider}/flexibleServers/configurations/read`,
});

const addresses = (provider: string, version: string): Child => ({
  operation: 'sql',
  label: 'Firewall rules',
  types: [`${provider.toLowerCase()}/flexibleservers/firewallrules`],
  path: '/firewallRules',
  version,
  permission: `${provider}/flexibleServers/firewallRules/read`,
});

/** The configuration of a site, where Resource Graph has none. */
export const webConfig: Child = {
  operation: 'web',
  label: 'Configuration',
  types: ['microsoft.web/sites/config', 'microsoft.web/sites/slots/config'],
  path: '/config/web',
  version: '2023-12-01',
  permission: 'Microsoft.Web/sites/config/read',
};

const keys = {
  operation: 'key-vaults',
  types: ['microsoft.keyvault/vaults/keys'],
  version: '2023-07-01',
  permission: 'Microsoft.KeyVault/vaults/keys/read',
} as const;

/** What is read of each resource of a type, by the type in lower case. */
export const childrenOf: Readonly<Record<string, readonly Child[]>> = {
  'microsoft.storage/storageaccounts': blobServices,
  'microsoft.storage/storageaccounts/blobservices/containers': [
    {
      ...storage,
      label: 'Immutability policy',
      types: ['microsoft.storage/storageaccounts/blobservices/containers/immutabilitypolicies'],
      path: '/immutabilityPolicies/default',
      permission: `${accounts}/blobServices/containers/immutabilityPolicies/read`,
      of: (row) => member(row, 'properties').hasImmutabilityPolicy === true,
    },
  ],
  'microsoft.keyvault/vaults/keys': [{ ...keys, label: 'Key', path: '' }],
  'microsoft.keyvault/vaults': [{ ...keys, label: 'Keys', path: '/keys', isNamesOnly: true }, settings],
  'microsoft.sql/servers': sqlServers,
  'microsoft.sql/servers/databases': sqlDatabases,
  'microsoft.dbforpostgresql/flexibleservers': [
    parameters('Microsoft.DBforPostgreSQL', '2024-08-01'),
    addresses('Microsoft.DBforPostgreSQL', '2024-08-01'),
  ],
  'microsoft.dbformysql/flexibleservers': [
    parameters('Microsoft.DBforMySQL', '2023-12-30'),
    addresses('Microsoft.DBforMySQL', '2023-12-30'),
  ],
  'microsoft.cdn/profiles': [
    {
      operation: 'network',
      label: 'Custom domains',
      types: ['microsoft.cdn/profiles/customdomains'],
      path: '/customDomains',
      version: '2023-05-01',
      permission: 'Microsoft.Cdn/profiles/customDomains/read',
      of: isFrontDoor,
    },
  ],
  'microsoft.operationalinsights/workspaces': [
    {
      operation: 'activity-log',
      // Of hundreds of tables only that of the Activity Log is asked: it is the one a check reads.
      label: 'Table of the Activity Log',
      types: ['microsoft.operationalinsights/workspaces/tables'],
      path: '/tables/AzureActivity',
      version: '2022-10-01',
      permission: 'Microsoft.OperationalInsights/workspaces/tables/read',
    },
  ],
  'microsoft.network/networksecuritygroups': [settings],
  'microsoft.network/applicationgateways': [settings],
  'microsoft.containerservice/managedclusters': [settings],
  'microsoft.web/sites': [settings],
};

/** What is read of each subscription itself. */
export const subscriptionChildren: readonly Child[] = [
  { ...settings, operation: 'activity-log', label: 'Export of the Activity Log' },
  {
    operation: 'activity-log',
    label: 'Log profiles',
    types: ['microsoft.insights/logprofiles'],
    path: '/providers/Microsoft.Insights/logprofiles',
    version: '2016-03-01',
    permission: 'Microsoft.Insights/logprofiles/read',
  },
  {
    operation: 'locks',
    label: 'Locks',
    types: ['microsoft.authorization/locks'],
    path: '/providers/Microsoft.Authorization/locks',
    version: '2020-05-01',
    permission: 'Microsoft.Authorization/locks/read',
  },
  {
    operation: 'defender',
    label: 'Security contacts',
    types: ['microsoft.security/securitycontacts'],
    path: '/providers/Microsoft.Security/securityContacts',
    version: '2020-01-01-preview',
    permission: 'Microsoft.Security/securityContacts/read',
  },
];

/** Defender's plans, where Resource Graph has none. */
export const pricings: Child = {
  operation: 'defender',
  label: 'Defender plans from Resource Manager',
  types: ['microsoft.security/pricings'],
  path: '/providers/Microsoft.Security/pricings',
  version: '2024-01-01',
  permission: 'Microsoft.Security/pricings/read',
};
