import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, isNamed, seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { widestSource } from '../internet.ts';
import { textsOf } from '../parameters.ts';
import { find, first, flag, seen, text, texts } from '../read.ts';
import { inboundRules, openSources } from '../security-group.ts';

const securityGroup = 'AWS::EC2::SecurityGroup';

interface Exposure {
  readonly isPublic: boolean | null;
  readonly at: Property;
}

/** A domain outside a VPC has a public endpoint; its items drop the part, so the name must show that the item is whole. */
function searchExposure(domain: Resource): Exposure {
  const at = first(domain, 'configuration.VPCOptions.SubnetIds');
  if (texts([at]).length > 0) return { isPublic: false, at };
  return { isPublic: text(first(domain, 'configuration.DomainName')) === null ? null : true, at };
}

function exposureOf(store: Resource): Exposure {
  if (store.type === 'AWS::OpenSearch::Domain') return searchExposure(store);
  if (store.type === 'AWS::MSK::Cluster') {
    const at = first(store, 'configuration.BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type');
    return { isPublic: text(at) === null ? null : text(at) !== 'DISABLED', at };
  }
  const at = first(store, 'configuration.publiclyAccessible');
  return { isPublic: flag(at), at };
}

/** Only Multi-AZ clusters have a public flag of their own; elsewhere each instance has one and is judged. */
const isJudgedByInstance = (store: Resource, { isPublic }: Exposure): boolean =>
  store.type === 'AWS::RDS::DBCluster' &&
  isPublic === null &&
  /^(?:aurora|neptune|docdb)/.test(text(first(store, 'configuration.engine')) ?? '');

const groupPaths = [
  'vpcSecurityGroups.vpcSecurityGroupId',
  'VPCOptions.SecurityGroupIds',
  'BrokerNodeGroupInfo.SecurityGroups',
  'SecurityGroups',
];

const byId = indexedBy(({ id }) => [id]);

/** An attached group that lets the internet in, as far as groups were seen. */
function openGroup(store: Resource, scene: Scene): { readonly words: string; readonly evidence: readonly Seen[] } {
  const attached = texts(groupPaths.flatMap((path) => find(store, `configuration.${path}`)));
  const all = scene.of(securityGroup, store.account, store.region);
  const groups = [...new Set(attached)].flatMap((id) => byId(all, id));
  const open = groups.flatMap((group) =>
    (inboundRules(group) ?? []).flatMap((rule) => openSources(rule, widestSource)).map((source) => ({ group, source })),
  );
  const [worst] = open;
  if (worst !== undefined) {
    const words = `the attached group ${worst.group.id} admits ${text(worst.source)}`;
    return { words, evidence: [seenOn(worst.group, worst.source)] };
  }
  const count = `${groups.length} of ${counted(attached.length, 'attached group')}`;
  return { words: `no rule from the internet was seen in the ${count} that were read`, evidence: [] };
}

function reason({ at }: Exposure): string {
  if (flag(at) === true) return 'The public access of the store is on';
  return text(at) === null ? 'The domain lies in no VPC' : `The public access of the store is ${text(at)}`;
}

const group = {
  type: securityGroup,
  id: 'sg-0a1',
  configuration: {
    ipPermissions: [{ ipProtocol: 'tcp', fromPort: 5432, toPort: 5432, ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }] }],
  },
};
const vpcSecurityGroups = [{ vpcSecurityGroupId: 'sg-0a1' }];

export default defineCheck({
  id: 'aws.database-not-public',
  version: 1,
  provider: 'aws',
  title: 'Databases and brokers are not reachable from the internet',
  failsAs: 'databases and brokers have a public endpoint',
  why: 'A public endpoint leaves one password between the internet and all customer records.',
  criteria: ['CC6.1', 'CC6.6', 'C1.1'],
  severity: 'critical',
  looksAt: [
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::Redshift::Cluster',
    'AWS::OpenSearch::Domain',
    'AWS::MSK::Cluster',
    'AWS::AmazonMQ::Broker',
  ],
  reads: ['AWS::EC2::SecurityGroup'],
  parameters: [
    {
      name: 'approvedPublicResources',
      unit: 'list',
      meaning: 'resources meant to be public',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Switch off public access and reach the store through the private network.',
  cannotShow: 'Reachability through a proxy, bastion or peering.',
  judge(store, scene) {
    const exposure = exposureOf(store);
    const evidence = [seen(exposure.at)];
    if (isNamed(store, textsOf(scene, 'approvedPublicResources')))
      return notApplicable(`The store ${store.name} is named as meant to be public.`, evidence);
    if (isJudgedByInstance(store, exposure))
      return notApplicable('The cluster has no public flag of its own; its instances are judged.', evidence);
    if (exposure.isPublic === null) return unknown(`The item does not state ${exposure.at.path}.`, evidence);
    if (!exposure.isPublic) {
      const isSearch = store.type === 'AWS::OpenSearch::Domain';
      return pass(isSearch ? 'The domain lies in a VPC.' : 'The public access of the store is off.', evidence);
    }
    const { words, evidence: groups } = openGroup(store, scene);
    return fail(`${reason(exposure)}, and ${words}.`, [...evidence, ...groups]);
  },
  examples: {
    pass: { resource: { configuration: { engine: 'postgres', publiclyAccessible: false } } },
    fail: {
      resource: { configuration: { engine: 'postgres', publiclyAccessible: true, vpcSecurityGroups } },
      others: [group],
    },
    unknown: { resource: { type: 'AWS::MSK::Cluster', configuration: { ClusterName: 'events' } } },
    'not-applicable': {
      resource: { id: 'db-0a1', name: 'status-page', configuration: { publiclyAccessible: true } },
      parameters: { approvedPublicResources: ['status-page'] },
    },
  },
});
