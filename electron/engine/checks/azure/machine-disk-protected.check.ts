import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Verdict } from '@shared/domain/verdict.ts';
import { type Part, part, together } from '../azure-parts.ts';
import { isAbsent, isWord, nameIn, rowNamed } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { flagOf } from '../parameters.ts';
import { first, flag, inside, list, seen, text } from '../read.ts';

const diskType = 'microsoft.compute/disks';

/** How a disk lets itself be exported. AllowAll is the default, which old answers leave out. */
function exportPart(disk: Resource): Part {
  const policy = first(disk, 'properties.networkAccessPolicy');
  const access = first(disk, 'properties.publicNetworkAccess');
  const evidence = [policy, access].map((at) => seenOn(disk, at));
  const made = (status: Part['status'], words: string): Part => ({ status, words, seen: evidence });
  if (isWord(access, 'Disabled')) return made('pass', `the disk ${disk.name} refuses the public network`);
  if (isAbsent(policy)) return made('unknown', `the row of the disk ${disk.name} does not state its export policy`);
  if (!isWord(policy, 'AllowAll')) return made('pass', `the export policy of the disk ${disk.name} is ${text(policy)}`);
  return made('fail', `the disk ${disk.name} may be exported from all networks`);
}

function diskPart(slot: Property, what: string, scene: Scene): Part {
  const [managed, image] = [inside(slot, 'managedDisk.id'), inside(slot, 'vhd.uri')];
  if (text(image) !== null) return part('fail', `${what} is an unmanaged disk in a storage account`, image);
  const id = text(managed);
  if (id === null) return part('unknown', `the row does not state what ${what} is`, managed, image);
  const { rows, unread } = rowNamed(id, diskType, scene);
  const [disk] = rows;
  if (disk !== undefined) return exportPart(disk);
  return part('unknown', unread?.slice(0, -1) ?? `the disk ${nameIn(id)} is not among the rows read`, managed);
}

function signInPart(machine: Resource): Part {
  const linux = first(machine, 'properties.osProfile.linuxConfiguration');
  const isOff = flag(inside(linux, 'disablePasswordAuthentication'));
  const at = inside(linux, 'disablePasswordAuthentication');
  const system = first(machine, 'properties.storageProfile.osDisk.osType');
  if (isOff !== null) return part(isOff ? 'pass' : 'fail', `password sign-in is ${isOff ? 'off' : 'allowed'}`, at);
  if (isWord(system, 'Windows') || !isAbsent(first(machine, 'properties.osProfile.windowsConfiguration')))
    return part('pass', 'the machine runs Windows', system);
  return part('unknown', 'the row does not state whether password sign-in is off', at, system);
}

function hostParts(machine: Resource, scene: Scene): readonly Part[] {
  const at = first(machine, 'properties.securityProfile.encryptionAtHost');
  if (!flagOf(scene, 'requireEncryptionAtHost')) return [];
  if (flag(at) === true) return [part('pass', 'encryption at host is on', at)];
  return [part(flag(at) === null ? 'unknown' : 'fail', `encryption at host is ${text(at) ?? 'not stated as on'}`, at)];
}

function judgeMachine(machine: Resource, scene: Scene): Verdict {
  const storage = 'properties.storageProfile';
  const data = list(machine, `${storage}.dataDisks`);
  return together([
    diskPart(first(machine, `${storage}.osDisk`), 'the system disk', scene),
    ...data.map((slot, place) => diskPart(slot, `data disk ${place + 1}`, scene)),
    signInPart(machine),
    ...hostParts(machine, scene),
  ]);
}

/** Nodes of a managed cluster are set up by the platform and replaced at will. */
function ifNode(machine: Resource): Verdict | null {
  const owner = first(machine, 'managedBy');
  const tag = Object.keys(machine.tags).find((key) => key.toLowerCase().startsWith('aks-managed'));
  if (text(owner)?.toLowerCase().includes('/managedclusters/'))
    return notApplicable('The machine is a node of a managed cluster.', [seen(owner)]);
  return tag === undefined
    ? null
    : notApplicable('The machine is a node of a managed cluster.', [
        seen({ path: `tags.${tag}`, value: machine.tags[tag] }),
      ]);
}

const subscription = '11111111-2222-4333-8444-555555555555';
const diskId = `/subscriptions/${subscription}/resourcegroups/app/providers/microsoft.compute/disks/os`;
const machine = (isKeyOnly: boolean, managedBy = '') => ({
  type: 'microsoft.compute/virtualmachines',
  name: 'app-1',
  configuration: {
    managedBy,
    properties: {
      storageProfile: { osDisk: { osType: 'Linux', managedDisk: { id: diskId } }, dataDisks: [] },
      osProfile: { linuxConfiguration: { disablePasswordAuthentication: isKeyOnly } },
    },
  },
});
const disk = (networkAccessPolicy: string) => ({
  type: diskType,
  id: diskId,
  name: 'os',
  configuration: { properties: { networkAccessPolicy } },
});

export default defineCheck({
  id: 'azure.machine-disk-protected',
  version: 1,
  provider: 'azure',
  title: 'Machines use managed disks that cannot be exported at will, and no password sign-in',
  failsAs: 'machines have an unmanaged or exportable disk or allow password sign-in',
  why: 'An exportable disk or a password on a host gives away data without breaking encryption.',
  criteria: ['CC6.1', 'CC6.6', 'C1.1'],
  severity: 'medium',
  looksAt: ['microsoft.compute/virtualmachines'],
  reads: [diskType],
  parameters: [
    {
      name: 'requireEncryptionAtHost',
      unit: 'boolean',
      meaning: 'demand host encryption',
      default: false,
      stricter: 'true',
    },
  ],
  remediation: 'Deny disk export, use keys for sign-in and encrypt at host.',
  cannotShow: 'Patch state and malware protection.',
  judge: (row, scene) => ifNode(row) ?? judgeMachine(row, scene),
  examples: {
    pass: { resource: machine(true), others: [disk('DenyAll')] },
    fail: { resource: machine(true), others: [disk('AllowAll')] },
    unknown: { resource: machine(true) },
    'not-applicable': {
      resource: machine(false, '/subscriptions/s/providers/Microsoft.ContainerService/managedClusters/pay'),
    },
  },
});
