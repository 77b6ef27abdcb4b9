/** Where Resource Graph is asked, and in which version of its answers. */
export const graphPath = '/providers/Microsoft.ResourceGraph/resources';
export const graphVersion = '2024-04-01';

/** One query of Resource Graph: what it is about, and the types a complete answer lists, as the cloud spells them. */
export interface Subject {
  /** The row of the run's matrix. */
  readonly operation: string;
  readonly label: string;
  readonly table: string;
  readonly types: readonly string[];
  /** Narrows the rows beyond their types; such a query proves no absence of them. */
  readonly narrowed?: string;
}

const resources = (operation: string, label: string, types: readonly string[]): Subject => ({
  operation,
  label,
  table: 'resources',
  types,
});

/** What the table of resources is asked for, subject by subject. */
const named: readonly Subject[] = [
  resources('storage', 'Storage accounts', ['Microsoft.Storage/storageAccounts']),
  resources('key-vaults', 'Key vaults', ['Microsoft.KeyVault/vaults', 'Microsoft.KeyVault/managedHSMs']),
  resources('network', 'Networks and gateways', [
    'Microsoft.Network/networkSecurityGroups',
    'Microsoft.Network/virtualNetworks',
    'Microsoft.Network/networkWatchers',
    'Microsoft.Network/networkWatchers/flowLogs',
    'Microsoft.Network/publicIPAddresses',
    'Microsoft.Network/networkInterfaces',
    'Microsoft.Network/applicationGateways',
    'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies',
    'Microsoft.Network/frontDoors',
    'Microsoft.Network/frontDoorWebApplicationFirewallPolicies',
    'Microsoft.Cdn/profiles',
  ]),
  resources('sql', 'Databases and caches', [
    'Microsoft.Sql/servers',
    'Microsoft.Sql/servers/databases',
    'Microsoft.Sql/managedInstances',
    'Microsoft.DBforPostgreSQL/flexibleServers',
    'Microsoft.DBforMySQL/flexibleServers',
    'Microsoft.DocumentDB/databaseAccounts',
    'Microsoft.Cache/redis',
    'Microsoft.SqlVirtualMachine/sqlVirtualMachines',
  ]),
  resources('web', 'Web apps', ['Microsoft.Web/sites', 'Microsoft.Web/sites/slots']),
  resources('compute', 'Machines, disks and containers', [
    'Microsoft.Compute/virtualMachines',
    'Microsoft.Compute/virtualMachineScaleSets',
    'Microsoft.Compute/disks',
    'Microsoft.Compute/snapshots',
    'Microsoft.Compute/diskEncryptionSets',
    'Microsoft.ContainerService/managedClusters',
    'Microsoft.ContainerRegistry/registries',
  ]),
  resources('activity-log', 'Log workspaces and alerts', [
    'Microsoft.OperationalInsights/workspaces',
    'Microsoft.Insights/activityLogAlerts',
    'Microsoft.Insights/metricAlerts',
    'Microsoft.Insights/autoscaleSettings',
  ]),
  resources('backup', 'Backup vaults', ['Microsoft.RecoveryServices/vaults', 'Microsoft.DataProtection/backupVaults']),
];

const quoted = (types: readonly string[]): string => types.map((type) => `'${type.toLowerCase()}'`).join(', ');

/** Days that Azure keeps records of changes. */
const changeDays = 14;

/** Every query a subscription is asked. */
export const subjects: readonly Subject[] = [
  {
    operation: 'subscriptions',
    label: 'Subscription and resource groups',
    table: 'resourcecontainers',
    types: ['Microsoft.Resources/subscriptions', 'Microsoft.Resources/subscriptions/resourceGroups'],
  },
  ...named,
  {
    operation: 'resources',
    label: 'Other resources',
    table: 'resources',
    types: [],
    narrowed: `type !in~ (${quoted(named.flatMap(({ types }) => types))})`,
  },
  {
    operation: 'role-assignments',
    label: 'Role assignments and roles',
    table: 'authorizationresources',
    types: ['Microsoft.Authorization/roleAssignments', 'Microsoft.Authorization/roleDefinitions'],
  },
  {
    operation: 'role-assignments',
    label: 'Delegations to other tenants',
    table: 'managedserviceresources',
    types: ['Microsoft.ManagedServices/registrationAssignments', 'Microsoft.ManagedServices/registrationDefinitions'],
  },
  {
    operation: 'policy-states',
    label: 'Policy assignments and exemptions',
    table: 'policyresources',
    types: ['Microsoft.Authorization/policyAssignments', 'Microsoft.Authorization/policyExemptions'],
  },
  {
    operation: 'policy-states',
    label: 'Policy states',
    table: 'policyresources',
    types: ['Microsoft.PolicyInsights/policyStates'],
  },
  {
    operation: 'defender',
    label: 'Defender plans',
    table: 'securityresources',
    types: ['Microsoft.Security/pricings'],
  },
  {
    operation: 'defender',
    label: 'Defender assessments',
    table: 'securityresources',
    types: ['Microsoft.Security/assessments', 'Microsoft.Security/secureScores'],
  },
  {
    operation: 'backup',
    label: 'Backup items and jobs',
    table: 'recoveryservicesresources',
    types: [
      'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems',
      'Microsoft.RecoveryServices/vaults/backupJobs',
      'Microsoft.DataProtection/backupVaults/backupInstances',
    ],
  },
  {
    operation: 'changes',
    label: `Changes of the last ${changeDays} days`,
    table: 'resourcechanges',
    types: [],
    narrowed: `todatetime(properties.changeAttributes.timestamp) > ago(${changeDays}d)`,
  },
];

/** The query of a subject. Rows come whole, and in an order that pages can be cut from. */
export function queryOf({ table, types, narrowed }: Pick<Subject, 'table' | 'types' | 'narrowed'>): string {
  const wheres = [
    ...(types.length === 0 ? [] : [`type in~ (${quoted(types)})`]),
    ...(narrowed === undefined ? [] : [narrowed]),
  ];
  return [table, ...wheres.map((where) => `where ${where}`), 'order by id asc'].join(' | ');
}

/** The query for the configuration of some sites, by the ids of the sites. */
export const webConfigQuery = (sites: readonly string[]): string =>
  [
    'appserviceresources',
    "where type in~ ('microsoft.web/sites/config', 'microsoft.web/sites/config/web', 'microsoft.web/sites/slots/config')",
    "extend parent = tolower(substring(id, 0, indexof(tolower(id), '/config')))",
    `where parent in (${sites.map((id) => `'${id.toLowerCase().replaceAll("'", "\\'")}'`).join(', ')})`,
    'project-away parent',
    'order by id asc',
  ].join(' | ');
