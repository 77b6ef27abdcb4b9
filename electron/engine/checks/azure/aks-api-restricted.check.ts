import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { ifClusterStopped } from '../azure-clusters.ts';
import { agreeing, type Part, part, together } from '../azure-parts.ts';
import { addressRange, isWiderThan } from '../azure-prefixes.ts';
import { isAbsent, isWord } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { counted } from '../evidence.ts';
import { numberOf } from '../parameters.ts';
import { find, first, flag, list, text } from '../read.ts';

const profile = 'properties.apiServerAccessProfile';

function rangesPart(cluster: Resource, scene: Scene): Part | null {
  const ranges = list(cluster, `${profile}.authorizedIPRanges`);
  if (ranges.length === 0) return null;
  const read = ranges.flatMap((at) => addressRange(text(at) ?? '') ?? []);
  const limit = numberOf(scene, 'widestSourceV4');
  const words = `the endpoint is limited to ${counted(ranges.length, 'address range')}`;
  if (isWiderThan(read, { v4: limit, v6: 32 }))
    return part('fail', `${words}, together wider than /${limit}`, ...ranges);
  if (read.length < ranges.length) return part('unknown', `${words}, not all of them readable`, ...ranges);
  return part('pass', `${words}, together no wider than /${limit}`, ...ranges);
}

function endpointPart(cluster: Resource, scene: Scene): Part {
  const isPrivate = first(cluster, `${profile}.enablePrivateCluster`);
  const access = first(cluster, 'properties.publicNetworkAccess');
  if (flag(isPrivate) === true) return part('pass', 'the cluster is private', isPrivate);
  if (isWord(access, 'Disabled')) return part('pass', 'public network access is Disabled', access);
  const narrowed = rangesPart(cluster, scene);
  if (narrowed !== null) return narrowed;
  // Rows of old answers leave the profile out, whatever the cluster has.
  if (isAbsent(first(cluster, profile)) && isAbsent(access))
    return part('unknown', 'the row states neither the access profile nor public network access', access);
  return part('fail', 'the endpoint is public without a list of addresses', isPrivate, access);
}

function nodesPart(cluster: Resource): Part {
  const flags = find(cluster, 'properties.agentPoolProfiles.enableNodePublicIP');
  const open = flags.filter((at) => flag(at) === true);
  if (open.length === 0) return part('pass', 'no node pool states public addresses', ...flags.slice(0, 3));
  return part(
    'fail',
    `${open.length} of ${counted(flags.length, 'node pool')} ${agreeing(open.length, 'gives', 'give')} nodes a public address`,
    ...open,
  );
}

const cluster = (
  properties: Readonly<Record<string, string | { readonly [key: string]: boolean | string[] | string }>>,
) => ({
  type: 'microsoft.containerservice/managedclusters',
  configuration: { properties },
});

export default defineCheck({
  id: 'azure.aks-api-restricted',
  version: 1,
  provider: 'azure',
  title: 'Cluster endpoints are private or limited to known addresses',
  failsAs: 'clusters have an open endpoint or public nodes',
  why: 'An open cluster endpoint exposes the control of every container.',
  criteria: ['CC6.6', 'CC6.1'],
  severity: 'high',
  looksAt: ['microsoft.containerservice/managedclusters'],
  reads: [],
  parameters: [
    {
      name: 'widestSourceV4',
      unit: 'prefix length',
      meaning: 'a shorter prefix counts as open',
      default: 16,
      stricter: 'higher',
    },
  ],
  remediation: 'Make the endpoint private or set the address list.',
  cannotShow: 'Rights inside the cluster.',
  judge: (row, scene) => ifClusterStopped(row) ?? together([endpointPart(row, scene), nodesPart(row)]),
  examples: {
    pass: { resource: cluster({ apiServerAccessProfile: { authorizedIPRanges: ['203.0.113.0/24'] } }) },
    fail: { resource: cluster({ apiServerAccessProfile: { enablePrivateCluster: false } }) },
    unknown: { resource: cluster({ kubernetesVersion: '1.34' }) },
    'not-applicable': { resource: cluster({ powerState: { code: 'Stopped' } }) },
  },
});
