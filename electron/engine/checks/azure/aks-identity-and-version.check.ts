import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { clusterSupportEnds, ifClusterStopped } from '../azure-clusters.ts';
import { flagPart, type Part, part, together } from '../azure-parts.ts';
import { ifThin, isAbsent, isWord } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { endOfDay } from '../instants.ts';
import { mapOf } from '../parameters.ts';
import { first, flag, text } from '../read.ts';

function localPart(cluster: Resource): Part {
  const at = first(cluster, 'properties.disableLocalAccounts');
  const isOff = flag(at);
  // An absent property means that local accounts work.
  return part(isOff === true ? 'pass' : 'fail', `local accounts are ${isOff === true ? 'off' : 'on'}`, at);
}

function directoryPart(cluster: Resource): Part {
  const [profile, managed] = ['properties.aadProfile', 'properties.aadProfile.managed'].map((path) =>
    first(cluster, path),
  );
  if (profile === undefined || managed === undefined || isAbsent(profile))
    return part('unknown', 'the row holds no profile of directory sign-in', first(cluster, 'properties.aadProfile'));
  return part('pass', 'directory sign-in is set up', managed);
}

function versionPart(cluster: Resource, scene: Scene): Part {
  const running = first(cluster, 'properties.currentKubernetesVersion');
  const version = text(running) === null ? first(cluster, 'properties.kubernetesVersion') : running;
  const channel = first(cluster, 'properties.autoUpgradeProfile.upgradeChannel');
  const minor = /^\d+\.\d+/.exec(text(version) ?? '')?.[0] ?? '';
  const end = mapOf(scene, 'supportTable')[minor];
  const hasChannel = text(channel) !== null && !isWord(channel, 'none');
  const plan = first(cluster, 'properties.supportPlan');
  if (hasChannel) return part('pass', `the upgrade channel is ${text(channel)}`, channel, version);
  const over = endOfDay(end);
  if (over === null)
    return part(
      'unknown',
      `the version ${text(version) ?? '(not stated)'} is not in the support list`,
      version,
      channel,
    );
  if (!scene.isPast(over)) return part('pass', `the version ${text(version)} is supported until ${end}`, version);
  // The long-term plan has dates of its own, which the list does not hold.
  if (isWord(plan, 'AKSLongTermSupport'))
    return part('unknown', `the version ${text(version)} is on the long-term plan, whose end is not in the list`, plan);
  return part('fail', `support of ${text(version)} ended on ${end} and no upgrade channel is set`, version, channel);
}

const cluster = (kubernetesVersion: string, rest: Readonly<Record<string, boolean>> = {}) => ({
  type: 'microsoft.containerservice/managedclusters',
  configuration: {
    properties: {
      enableRBAC: true,
      disableLocalAccounts: true,
      aadProfile: { managed: true, enableAzureRBAC: true },
      kubernetesVersion,
      ...rest,
    },
  },
});

export default defineCheck({
  id: 'azure.aks-identity-and-version',
  version: 1,
  provider: 'azure',
  title: 'Clusters use directory sign-in, no local accounts and a supported version',
  failsAs: 'clusters have local accounts, no roles or a version past its support',
  why: 'Local cluster administrator accounts and old versions survive every leaver process and every fix.',
  criteria: ['CC6.1', 'CC6.3', 'CC7.1'],
  severity: 'medium',
  looksAt: ['microsoft.containerservice/managedclusters'],
  reads: [],
  parameters: [
    {
      name: 'supportTable',
      unit: 'table',
      meaning: 'minor version to the last day of its support',
      default: clusterSupportEnds,
    },
  ],
  remediation: 'Turn on directory sign-in, switch local accounts off and set an upgrade channel.',
  cannotShow: 'Bindings inside the cluster.',
  judge: (row, scene) =>
    ifThin(row) ??
    ifClusterStopped(row) ??
    together([
      flagPart(row, 'properties.enableRBAC', 'role-based access', true),
      localPart(row),
      directoryPart(row),
      versionPart(row, scene),
    ]),
  examples: {
    pass: { resource: cluster('1.34.2') },
    fail: { resource: cluster('1.29.7') },
    unknown: { resource: cluster('9.99.1') },
    'not-applicable': {
      resource: {
        type: 'microsoft.containerservice/managedclusters',
        configuration: { properties: { powerState: { code: 'Stopped' } } },
      },
    },
  },
});
