import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { isNamed } from '../evidence.ts';
import { severest } from '../judge.ts';
import { textsOf } from '../parameters.ts';
import { find, first, flag, inside, list, seen, text, texts, within } from '../read.ts';

/** A private instance has no address property, so its state shows that the item is whole. */
function judgeInstance(instance: Resource): Verdict {
  const [state, address] = [
    first(instance, 'configuration.state.name'),
    first(instance, 'configuration.publicIpAddress'),
  ];
  const evidence = [address, state].map(seen);
  if (text(state) === null) return unknown('The item does not state whether the instance runs.', evidence);
  if (text(state) === 'terminated') return notApplicable('The instance is terminated.', [seen(state)]);
  return text(address) === null
    ? pass('The instance has no public address.', evidence)
    : fail(`The instance has the public address ${text(address)}.`, evidence);
}

function judgeAssignment(setting: Property, kind: string, subnet: string): Verdict {
  const isOn = flag(setting);
  if (isOn === null) return unknown(`The item does not state ${setting.path}.`, [seen(setting)]);
  return isOn
    ? fail(`The ${subnet} assigns ${kind} addresses automatically.`, [seen(setting)])
    : pass(`The ${subnet} assigns no public address automatically.`, [seen(setting)]);
}

function judgeSubnet(subnet: Resource): Verdict {
  const name = flag(first(subnet, 'configuration.defaultForAz')) === true ? 'default subnet' : 'subnet';
  const v4 = judgeAssignment(first(subnet, 'configuration.mapPublicIpOnLaunch'), 'public IPv4', name);
  const v6 = judgeAssignment(first(subnet, 'configuration.assignIpv6AddressOnCreation'), 'IPv6', name);
  return severest([v4, v6]) ?? v4;
}

function judgeTemplate(template: Resource): Verdict {
  const data = first(template, 'configuration.LaunchTemplateData');
  if (data.value === undefined) return unknown('The item does not hold the content of the template.', [seen(data)]);
  const path = 'configuration.LaunchTemplateData.NetworkInterfaces';
  const asking = list(template, path).map((one) => inside(one, 'AssociatePublicIpAddress'));
  const [open] = asking.filter((at) => flag(at) === true);
  return open === undefined
    ? pass('The template asks for no public address.', [seen(first(template, path))])
    : fail('The template asks for a public address.', [seen(open)]);
}

/** Gateways named `igw-` lead to the internet; `local` and `vgw-` do not. */
function judgeRoutes(table: Resource): Verdict {
  const routes = first(table, 'configuration.routes');
  if (routes.value === undefined) return unknown('The item does not list the routes of the table.', [seen(routes)]);
  const [open] = within(routes, 'gatewayId').filter((at) => text(at)?.startsWith('igw-'));
  if (open === undefined) return pass('The route table has no route to an internet gateway.', [seen(routes)]);
  return fail(`The route table leads to the internet gateway ${text(open)}.`, [seen(open)]);
}

const rows: Readonly<Record<string, (resource: Resource) => Verdict>> = {
  'AWS::EC2::Instance': judgeInstance,
  'AWS::EC2::Subnet': judgeSubnet,
  'AWS::EC2::LaunchTemplate': judgeTemplate,
  'AWS::EC2::RouteTable': judgeRoutes,
};

/** The subnets a resource stands in or, for a route table, serves. */
const subnetsOf = (resource: Resource): readonly string[] =>
  texts([
    ...find(resource, 'configuration.subnetId'),
    ...find(resource, 'configuration.associations').flatMap((at) => within(at, 'subnetId')),
  ]);

function isApproved(resource: Resource, approved: readonly string[]): boolean {
  const subnets = subnetsOf(resource);
  return isNamed(resource, approved) || (subnets.length > 0 && subnets.every((subnet) => approved.includes(subnet)));
}

const instance = (state: string, publicIpAddress?: string) => ({
  resource: {
    configuration: { state: { name: state }, ...(publicIpAddress === undefined ? {} : { publicIpAddress }) },
  },
});

export default defineCheck({
  id: 'aws.public-address-approved',
  version: 1,
  provider: 'aws',
  title: 'Public addresses and internet routes exist only where the design says so',
  failsAs: 'resources hold, assign or route to public addresses outside the approved design',
  why: 'Automatic public addresses put new hosts on the internet without a decision.',
  criteria: ['CC6.6'],
  severity: 'medium',
  looksAt: ['AWS::EC2::Instance', 'AWS::EC2::Subnet', 'AWS::EC2::LaunchTemplate', 'AWS::EC2::RouteTable'],
  reads: [],
  parameters: [
    {
      name: 'publicSubnets',
      unit: 'list',
      meaning: 'subnets designed to be public',
      default: [],
      stricter: 'shorter-list',
    },
    {
      name: 'approvedPublicResources',
      unit: 'list',
      meaning: 'resources meant to be public',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Switch off automatic assignment and use a load balancer or NAT.',
  cannotShow: 'Whether anything answers at the address.',
  judge(resource, scene) {
    const verdict = rows[resource.type]?.(resource) ?? unknown(`The type ${resource.type} is not known to this check.`);
    const approved = [...textsOf(scene, 'publicSubnets'), ...textsOf(scene, 'approvedPublicResources')];
    return verdict.status === 'fail' && isApproved(resource, approved)
      ? pass(`The approved design names it: ${verdict.because}`, verdict.seen)
      : verdict;
  },
  examples: {
    pass: instance('running'),
    fail: instance('running', '203.0.113.7'),
    unknown: { resource: { type: 'AWS::EC2::RouteTable', configuration: { routeTableId: 'rtb-0a1' } } },
    'not-applicable': instance('terminated'),
  },
});
