import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { ifClusterMember } from '../databases.ts';
import { defineCheck } from '../define.ts';
import { environment, environmentOf, isProduction } from '../environments.ts';
import { counted, seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { judgeFlag } from '../judge.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { find, first, list, seen, text, texts } from '../read.ts';

const subnetType = 'AWS::EC2::Subnet';

interface Row {
  /** The word in `redundantTypes`. */
  readonly kind: string;
  judge(workload: Resource, scene: Scene): Verdict;
}

const byId = indexedBy(({ id }) => [id]);

function judgeZones(zones: readonly string[], evidence: readonly Seen[], what: string, scene: Scene): Verdict {
  const wanted = numberOf(scene, 'minimumZones');
  const distinct = new Set(zones).size;
  if (distinct === 0) return unknown(`The item does not name the zones of the ${what}.`, evidence);
  return distinct < wanted
    ? fail(`The ${what} stands in ${counted(distinct, 'zone')}, fewer than the ${wanted} declared.`, evidence)
    : pass(`The ${what} stands in ${counted(distinct, 'zone')}; ${wanted} are declared.`, evidence);
}

function judgeInstance(instance: Resource): Verdict {
  const member = ifClusterMember(instance);
  if (member !== null) return member;
  const source = first(instance, 'configuration.readReplicaSourceDBInstanceIdentifier');
  if (text(source) !== null) return notApplicable(`The instance is a replica of ${text(source)}.`, [seen(source)]);
  return judgeFlag(instance, 'configuration.multiAZ', {
    on: 'The instance has a standby in a second zone.',
    off: 'The instance has no standby in a second zone.',
  });
}

/** A cluster with one member has nothing to fail over to, whatever the flag says. */
function judgeCluster(cluster: Resource): Verdict {
  const part = first(cluster, 'configuration.dbclusterMembers');
  const members = list(cluster, 'configuration.dbclusterMembers').length;
  if (part.value !== undefined && members < 2)
    return fail(`The cluster has ${counted(members, 'member')}, so it has nowhere to fail over to.`, [
      seen(part),
      seen(first(cluster, 'configuration.multiAZ')),
    ]);
  return judgeFlag(cluster, 'configuration.multiAZ', {
    on: 'The cluster spans more than one zone.',
    off: 'The cluster stands in one zone.',
  });
}

/** Query rows wrap each zone as an object with a value, which reading has unwrapped. */
function judgeGroup(group: Resource, scene: Scene): Verdict {
  const at = first(group, 'configuration.availabilityZones');
  return judgeZones(texts([at]), [seen(at)], 'scaling group', scene);
}

function judgeBalancer(balancer: Resource, scene: Scene): Verdict {
  const at: readonly Property[] = find(balancer, 'configuration.availabilityZones.zoneName');
  return judgeZones(texts(at), at.slice(0, 8).map(seen), 'load balancer', scene);
}

function judgeFunction(handler: Resource, scene: Scene): Verdict {
  const at = first(handler, 'configuration.vpcConfig.subnetIds');
  const ids = texts([at]);
  if (ids.length === 0) return notApplicable('The function stands in no network of the client.', [seen(at)]);
  const subnets = ids.flatMap((id) => byId(scene.of(subnetType, handler.account, handler.region), id)[0] ?? []);
  const zones = subnets.map((subnet) => first(subnet, 'configuration.availabilityZone'));
  const evidence = [seen(at), ...subnets.map((subnet, place) => seenOn(subnet, zones[place] ?? at))].slice(0, 8);
  const verdict = judgeZones(texts(zones), evidence, 'function', scene);
  return subnets.length < ids.length && verdict.status === 'fail'
    ? unknown('Not every subnet of the function is among the items read.', evidence)
    : verdict;
}

const judgeDomain = (domain: Resource): Verdict =>
  judgeFlag(domain, 'configuration.ClusterConfig.ZoneAwarenessEnabled', {
    on: 'The domain spreads its nodes over zones.',
    off: 'The domain keeps its nodes in one zone.',
  });

const rows: Readonly<Record<string, Row>> = {
  'AWS::RDS::DBInstance': { kind: 'database', judge: judgeInstance },
  'AWS::RDS::DBCluster': { kind: 'database', judge: judgeCluster },
  'AWS::AutoScaling::AutoScalingGroup': { kind: 'scaling group', judge: judgeGroup },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { kind: 'balancer', judge: judgeBalancer },
  'AWS::Lambda::Function': { kind: 'function', judge: judgeFunction },
  'AWS::OpenSearch::Domain': { kind: 'search', judge: judgeDomain },
};

export default defineCheck({
  id: 'aws.multi-zone-deployed',
  version: 1,
  provider: 'aws',
  title: 'Production components span more than one zone',
  failsAs: 'components declared redundant stand in one zone',
  why: 'A single zone outage takes down a component that has nowhere else to run.',
  criteria: ['A1.2', 'CC9.1'],
  severity: 'medium',
  looksAt: Object.keys(rows),
  reads: [subnetType],
  parameters: [
    { name: 'minimumZones', unit: 'zones', meaning: 'zones required', default: 2, stricter: 'higher' },
    {
      name: 'redundantTypes',
      unit: 'list',
      meaning: 'classes declared redundant; function and search can be added',
      default: ['database', 'balancer', 'scaling group'],
      stricter: 'longer-list',
    },
    environmentOf,
  ],
  remediation: 'Enable multi-zone deployment or record the accepted risk.',
  cannotShow: 'That failover works within the objective.',
  judge(workload, scene) {
    const row = rows[workload.type];
    if (row === undefined) return unknown(`The type ${workload.type} is not known to this check.`);
    if (!textsOf(scene, 'redundantTypes').includes(row.kind))
      return notApplicable(`The class ${row.kind} is not declared redundant (redundantTypes).`);
    const name = environment(scene, workload.account);
    return name !== null && !isProduction(name)
      ? notApplicable(`The account ${workload.account} is declared ${name}.`)
      : row.judge(workload, scene);
  },
  examples: {
    pass: { resource: { id: 'orders', configuration: { multiAZ: true } } },
    fail: { resource: { id: 'orders', configuration: { multiAZ: false } } },
    unknown: { resource: { id: 'orders', configuration: { engine: 'postgres' } } },
    'not-applicable': {
      resource: { id: 'orders', configuration: { multiAZ: false } },
      parameters: { environmentOf: { 111122223333: 'staging' } },
    },
  },
});
