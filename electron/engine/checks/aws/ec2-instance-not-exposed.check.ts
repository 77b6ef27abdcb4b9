import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { listed, seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { widestSource } from '../internet.ts';
import { numbersOf } from '../parameters.ts';
import { isWithin } from '../ports.ts';
import { find, first, flag, list, seen, text, texts, within } from '../read.ts';
import { admission, inboundRules, openRules, openSources, ruleSeen } from '../security-group.ts';

const groupType = 'AWS::EC2::SecurityGroup';
const tableType = 'AWS::EC2::RouteTable';

/** IPv6 addresses are public wherever the route exists, so they count as one. */
const addresses = (instance: Resource): readonly Property[] =>
  [
    'configuration.publicIpAddress',
    'configuration.ipv6Address',
    'configuration.networkInterfaces.association.publicIp',
    'configuration.networkInterfaces.ipv6Addresses.ipv6Address',
  ]
    .flatMap((path) => find(instance, path))
    .filter((at) => text(at) !== null);

const byId = indexedBy(({ id }) => [id]);
const mainOf = (vpc: string): string => `main ${vpc}`;

/** Tables by the subnets they serve; a subnet without an association of its own uses the main table of its network. */
const bySubnet = indexedBy((table) => {
  const associations = list(table, 'configuration.associations');
  const isMain = associations.some((at) => within(at, 'main').some((main) => flag(main) === true));
  const vpc = text(first(table, 'configuration.vpcId')) ?? '';
  return [...texts(associations.flatMap((at) => within(at, 'subnetId'))), ...(isMain ? [mainOf(vpc)] : [])];
});

type Part =
  | { readonly state: 'open'; readonly words: string; readonly seen: readonly Seen[] }
  | { readonly state: 'closed'; readonly because: string; readonly seen: readonly Seen[] }
  | { readonly state: 'unknown'; readonly because: string; readonly seen: readonly Seen[] };

/** What keeps another type from being read, or that just this one was not. */
function absent(type: string, id: string, instance: Resource, scene: Scene): Part {
  const known = scene.known(type, instance.account, instance.region);
  const because = known.isKnown ? `${type} ${id} is not among the items read.` : known.because;
  return { state: 'unknown', because, seen: [] };
}

function judgeGroup(group: Resource, ports: readonly number[]): Part {
  const rules = inboundRules(group);
  if (rules === null)
    return { state: 'unknown', because: `The item of the group ${group.id} does not list its rules.`, seen: [] };
  const { open, doubt } = openRules(rules, widestSource, (allowed) => !isWithin(allowed, ports));
  const [rule] = open;
  if (rule !== undefined) {
    const from = openSources(rule, widestSource);
    const words = `${admission(rule, from)} in the group ${group.id}`;
    const evidence = ruleSeen(rule, from).map(({ path, value }) => ({
      path: `${groupType}/${group.id} ${path}`,
      value,
    }));
    return { state: 'open', words, seen: evidence.slice(0, 4) };
  }
  return doubt === null
    ? { state: 'closed', because: '', seen: [] }
    : { state: 'unknown', because: `In the group ${group.id}: ${doubt.because}`, seen: [] };
}

function judgeGroups(instance: Resource, scene: Scene): Part {
  const paths = ['configuration.securityGroups.groupId', 'configuration.networkInterfaces.groups.groupId'];
  const ids = [...new Set(texts(paths.flatMap((path) => find(instance, path))))];
  if (ids.length === 0) return { state: 'unknown', because: 'The item names no security group.', seen: [] };
  const ports = numbersOf(scene, 'publicPorts');
  const all = scene.of(groupType, instance.account, instance.region);
  const parts = ids.map((id) => {
    const [group] = byId(all, id);
    return group === undefined ? absent(groupType, id, instance, scene) : judgeGroup(group, ports);
  });
  const told = parts.find(({ state }) => state === 'open') ?? parts.find(({ state }) => state === 'unknown');
  return (
    told ?? {
      state: 'closed',
      because: `None of its groups (${listed(ids)}) opens a port to the internet beside ${listed(ports)}.`,
      seen: paths.flatMap((path) => find(instance, path)).map(seen),
    }
  );
}

/** Gateways named `igw-` lead to the internet and back; `eigw-` and `nat-` let nobody in. */
function judgeRoute(instance: Resource, scene: Scene): Part {
  const [subnet, vpc] = [first(instance, 'configuration.subnetId'), first(instance, 'configuration.vpcId')];
  const tables = scene.of(tableType, instance.account, instance.region);
  const [table] = [...bySubnet(tables, text(subnet) ?? ''), ...bySubnet(tables, mainOf(text(vpc) ?? ''))];
  if (table === undefined) return absent(tableType, `of the subnet ${text(subnet) ?? 'not stated'}`, instance, scene);
  const routes = first(table, 'configuration.routes');
  const open = within(routes, 'gatewayId').find((at) => text(at)?.startsWith('igw-'));
  if (open !== undefined)
    return { state: 'open', words: `the route table ${table.id} leads to ${text(open)}`, seen: [seenOn(table, open)] };
  return routes.value === undefined
    ? { state: 'unknown', because: `The item of the route table ${table.id} lists no routes.`, seen: [] }
    : {
        state: 'closed',
        because: `The route table ${table.id} of its subnet leads to no internet gateway.`,
        seen: [seenOn(table, routes)],
      };
}

function judgeExposure(instance: Resource, open: readonly Property[], scene: Scene): Verdict {
  const evidence = open.slice(0, 2).map(seen);
  const parts = [judgeGroups(instance, scene), judgeRoute(instance, scene)];
  const [group, route] = parts;
  const closed = parts.find(({ state }) => state === 'closed');
  if (closed?.state === 'closed') return pass(closed.because, [...evidence, ...closed.seen].slice(0, 8));
  const doubt = parts.find(({ state }) => state === 'unknown');
  if (doubt?.state === 'unknown') return unknown(doubt.because, [...evidence, ...doubt.seen].slice(0, 8));
  const words = parts.flatMap((part) => (part.state === 'open' ? [part.words] : []));
  return fail(
    `The instance has the public address ${listed(open.map((at) => text(at) ?? '').slice(0, 2))}: ${listed(words)}.`,
    [...evidence, ...(group?.seen ?? []), ...(route?.seen ?? [])].slice(0, 8),
  );
}

const instance = {
  id: 'i-0a1',
  configuration: {
    state: { name: 'running' },
    publicIpAddress: '203.0.113.10',
    subnetId: 'subnet-1',
    vpcId: 'vpc-1',
    securityGroups: [{ groupId: 'sg-1' }],
  },
};
const group = (fromPort: number) => ({
  type: groupType,
  id: 'sg-1',
  configuration: {
    ipPermissions: [{ ipProtocol: 'tcp', fromPort, toPort: fromPort, ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }] }],
  },
});
const table = {
  type: tableType,
  id: 'rtb-1',
  configuration: { vpcId: 'vpc-1', associations: [{ main: true }], routes: [{ gatewayId: 'igw-1' }] },
};

export default defineCheck({
  id: 'aws.ec2-instance-not-exposed',
  version: 1,
  provider: 'aws',
  title: 'Running instances are not reachable from the internet on unapproved ports',
  failsAs: 'running instances are reachable from the internet on an unapproved port',
  why: 'A public address, an open rule and an internet route together are real exposure.',
  criteria: ['CC6.6', 'CC6.1'],
  severity: 'critical',
  looksAt: ['AWS::EC2::Instance'],
  reads: [groupType, tableType],
  parameters: [
    {
      name: 'publicPorts',
      unit: 'ports',
      meaning: 'ports the design allows from anywhere',
      default: [80, 443],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Move the host behind a load balancer in a private subnet and close the rule.',
  cannotShow: 'Load balancers in front, network access lists and host firewalls.',
  judge(instance, scene) {
    const state = first(instance, 'configuration.state.name');
    if (text(state) === null) return unknown('The item does not state whether the instance runs.', [seen(state)]);
    if (text(state) !== 'running') return notApplicable(`The instance is ${text(state)}.`, [seen(state)]);
    const found = addresses(instance);
    return found.length === 0
      ? pass('The running instance has no public address.', [
          seen(first(instance, 'configuration.publicIpAddress')),
          seen(state),
        ])
      : judgeExposure(instance, found, scene);
  },
  examples: {
    pass: { resource: instance, others: [group(443), table] },
    fail: { resource: instance, others: [group(22), table] },
    unknown: { resource: instance, others: [group(22)], unseen: { [tableType]: 'Route tables are not recorded.' } },
    'not-applicable': { resource: { id: 'i-0a2', configuration: { state: { name: 'stopped' } } } },
  },
});
