// A loopback Azure in a process of its own, for the bench: node loopback-azure.child.ts ROWS [INTERVAL]; writes its port, then
// serves, with so many milliseconds between two answers of Resource Graph.
import { pick, uuid } from '../fixtures/sample/ids.ts';
import { startLoopbackAzure } from '../loopback/azure/server.ts';
import type { Row } from '../loopback/azure/world.ts';

const tenant = '99999999-2222-4333-8444-555555555555';
const subscriptions = ['a', 'b', 'c', 'd'].map((letter) => ({
  id: uuid(`bench subscription ${letter}`),
  name: `Bench ${letter}`,
}));
const regions = ['westeurope', 'northeurope', 'germanywestcentral', 'swedencentral'];

interface Place {
  readonly subscription: string;
  readonly group: string;
}

const idOf = ({ subscription, group }: Place, type: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;

/** Types without children of their own, so that both ways of reading ask the same calls. */
const kinds: Readonly<Record<string, (place: Place, name: string) => Row>> = {
  'Microsoft.Compute/disks': (place, name) => ({
    provisioningState: 'Succeeded',
    diskState: 'Attached',
    diskSizeGB: 128 + pick(name, 900),
    diskIOPSReadWrite: 3000,
    osType: 'Linux',
    encryption: { type: pick(name, 9) === 0 ? 'EncryptionAtRestWithCustomerKey' : 'EncryptionAtRestWithPlatformKey' },
    networkAccessPolicy: pick(name, 20) === 0 ? 'AllowAll' : 'DenyAll',
    publicNetworkAccess: pick(name, 20) === 0 ? 'Enabled' : 'Disabled',
    dataAccessAuthMode: 'None',
    managedBy: idOf(place, 'Microsoft.Compute/virtualMachines', `vm-${name}`),
    timeCreated: '2025-11-03T08:15:27.123Z',
    uniqueId: uuid(`disk ${name}`),
  }),
  'Microsoft.Compute/virtualMachines': (place, name) => ({
    provisioningState: 'Succeeded',
    vmId: uuid(`vm ${name}`),
    hardwareProfile: { vmSize: 'Standard_D4as_v6' },
    securityProfile: { encryptionAtHost: pick(name, 3) > 0, securityType: 'TrustedLaunch' },
    osProfile: {
      computerName: name,
      adminUsername: 'operator',
      linuxConfiguration: { disablePasswordAuthentication: true, provisionVMAgent: true },
    },
    storageProfile: {
      osDisk: { name: `os-${name}`, managedDisk: { id: idOf(place, 'Microsoft.Compute/disks', `os-${name}`) } },
      dataDisks: [],
      imageReference: { publisher: 'canonical', offer: 'ubuntu-26_04-lts', sku: 'server', version: 'latest' },
    },
    networkProfile: {
      networkInterfaces: [{ id: idOf(place, 'Microsoft.Network/networkInterfaces', `nic-${name}`) }],
    },
    extended: { instanceView: { powerState: { code: 'PowerState/running', displayStatus: 'VM running' } } },
  }),
  'Microsoft.Network/networkInterfaces': (place, name) => ({
    provisioningState: 'Succeeded',
    macAddress: '60-45-BD-00-11-22',
    enableIPForwarding: false,
    ipConfigurations: [
      {
        name: 'first',
        id: `${idOf(place, 'Microsoft.Network/networkInterfaces', name)}/ipConfigurations/first`,
        properties: {
          primary: true,
          privateIPAddress: `10.${pick(`${name} a`, 200)}.${pick(`${name} b`, 250)}.${pick(`${name} c`, 250)}`,
          subnet: { id: `${idOf(place, 'Microsoft.Network/virtualNetworks', 'prod')}/subnets/web` },
        },
      },
    ],
    networkSecurityGroup: { id: idOf(place, 'Microsoft.Network/networkSecurityGroups', `nsg-${pick(name, 40)}`) },
  }),
  'Microsoft.Network/publicIPAddresses': (_, name) => ({
    provisioningState: 'Succeeded',
    ipAddress: `203.0.113.${pick(name, 250)}`,
    publicIPAllocationMethod: 'Static',
    publicIPAddressVersion: 'IPv4',
    idleTimeoutInMinutes: 4,
    ddosSettings: { protectionMode: 'VirtualNetworkInherited' },
  }),
  'Microsoft.Insights/metricAlerts': (place, name) => ({
    enabled: pick(name, 12) > 0,
    severity: 2,
    scopes: [idOf(place, 'Microsoft.Compute/virtualMachines', `vm-${name}`)],
    evaluationFrequency: 'PT5M',
    windowSize: 'PT15M',
    criteria: { 'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria', allOf: [] },
    actions: [{ actionGroupId: idOf(place, 'Microsoft.Insights/actionGroups', 'on-call') }],
  }),
};
const types = Object.keys(kinds);

function rowAt(number: number): Row {
  const subscription = subscriptions[number % subscriptions.length]?.id ?? '';
  const type = types[pick(`type ${number}`, types.length)] ?? '';
  const name = `bench-${String(number).padStart(6, '0')}`;
  const place = { subscription, group: `group-${number % 50}` };
  return {
    id: idOf(place, type, name),
    name,
    type: type.toLowerCase(),
    tenantId: tenant,
    kind: '',
    location: regions[pick(name, regions.length)],
    resourceGroup: place.group,
    subscriptionId: subscription,
    managedBy: '',
    sku: null,
    plan: null,
    properties: kinds[type]?.(place, name) ?? {},
    tags: { owner: 'platform', environment: 'production', 'data-class': 'internal' },
    identity: null,
    zones: null,
    extendedLocation: null,
  };
}

const [, , given = '100000', interval] = process.argv;
const rows = Number(given);
const azure = await startLoopbackAzure({
  tenant,
  subscriptions,
  graph: { resources: Array.from({ length: rows }, (_, number) => rowAt(number)) },
  arm: {},
  ...(interval === undefined ? {} : { graphIntervalMs: Number(interval) }),
});
process.stdout.write(`${azure.port}\n`);
