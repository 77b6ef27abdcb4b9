import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { approvedExternalAccounts } from '../accounts.ts';
import { armId, armRow } from '../azure-example.ts';
import { agreeing } from '../azure-parts.ts';
import { comparable, ifThin, isAbsent, isWord, nameIn, subscriptionOf } from '../azure-rows.ts';
import { guardedInterfaces, interfacesIn } from '../azure-subnets.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { severest } from '../judge.ts';
import { mapOf, textsOf } from '../parameters.ts';
import { elements, first, inside, list, seen, text } from '../read.ts';

const type = 'microsoft.network/virtualnetworks';
const securityGroup = 'microsoft.network/networksecuritygroups';

const nameOf = (subnet: Property): string => text(inside(subnet, 'name')) ?? '(no name)';

/** Platform subnets and those delegated to a service hold no machines of the client. */
function holdsMachines(subnet: Property, scene: Scene): boolean {
  const isExempt = textsOf(scene, 'exemptSubnets').some((name) => name.toLowerCase() === nameOf(subnet).toLowerCase());
  return !isExempt && elements(inside(subnet, 'properties.delegations')).length === 0;
}

/** A subnet without a group may still have one on each of its interfaces. */
function judgeSubnet(network: Resource, subnet: Property, scene: Scene): Verdict {
  const group = inside(subnet, 'properties.networkSecurityGroup.id');
  const evidence = [seen(group), seen(inside(subnet, 'name'))];
  if (text(group) !== null)
    return pass(`The subnet ${nameOf(subnet)} has the group ${nameIn(text(group) ?? '')}.`, evidence);
  const interfaces = interfacesIn(subnet);
  if (interfaces.length === 0) return fail(`The subnet ${nameOf(subnet)} has no security group.`, evidence);
  const known = scene.known(securityGroup, network.account);
  const guarded = guardedInterfaces(scene.of(securityGroup, network.account));
  const bare = interfaces.filter((id) => !guarded.has(id));
  if (bare.length === 0)
    return pass(
      `The subnet ${nameOf(subnet)} has no group, but each of its ${counted(interfaces.length, 'interface')} has.`,
      evidence,
    );
  if (!known.isKnown)
    return unknown(
      `The subnet ${nameOf(subnet)} has no group, and those of its interfaces are not known: ${known.because}`,
      evidence,
    );
  return fail(
    `The subnet ${nameOf(subnet)} has no security group, and ${bare.length} of its ${counted(interfaces.length, 'interface')} ${bare.length === 1 ? 'has' : 'have'} none either.`,
    evidence,
  );
}

/** The environment declared for a network, by its id, name, resource group or subscription. */
function environmentOf(id: string, scene: Scene): string | null {
  const own = comparable(id);
  const group = own.split('/').slice(0, 5).join('/');
  const keys = [own, nameIn(own), group, nameIn(group), subscriptionOf(own) ?? ''];
  const declared = Object.entries(mapOf(scene, 'environmentOf')).map(
    ([key, value]) => [key.toLowerCase(), value] as const,
  );
  const found = keys.flatMap((key) => declared.filter(([name]) => name === key))[0]?.[1];
  return typeof found === 'string' && found !== '' ? found : null;
}

const isProduction = (environment: string): boolean => /^prod/i.test(environment);

function judgePeering(network: Resource, peering: Property, scene: Scene): readonly Verdict[] {
  const [remote, state] = [
    inside(peering, 'properties.remoteVirtualNetwork.id'),
    inside(peering, 'properties.peeringState'),
  ];
  const evidence = [remote, state].map(seen);
  if (!isAbsent(state) && !isWord(state, 'Connected')) return [];
  const id = text(remote);
  if (id === null) return [unknown('A peering does not name the network it joins.', evidence)];
  const words = `The peering with ${nameIn(id)}`;
  const isApproved = textsOf(scene, 'approvedExternalAccounts').some((one) => one.toLowerCase() === subscriptionOf(id));
  if (isApproved) return [pass(`${words} joins an approved subscription.`, evidence)];
  const [here, there] = [environmentOf(network.id, scene), environmentOf(id, scene)];
  if (here === null || there === null)
    return [
      unknown(
        `The environment of ${here === null ? network.name : nameIn(id)}, which a peering joins, is not declared.`,
        evidence,
      ),
    ];
  if (here.toLowerCase() === there.toLowerCase()) return [pass(`${words} stays in ${here}.`, evidence)];
  return [
    isProduction(here) || isProduction(there)
      ? fail(`${words} joins ${here} with ${there} and is not approved.`, evidence)
      : pass(`${words} joins ${here} with ${there}, neither of which is production.`, evidence),
  ];
}

const guarded = { name: 'web', properties: { networkSecurityGroup: { id: armId(securityGroup, 'web') } } };

export default defineCheck({
  id: 'azure.subnet-guarded',
  version: 1,
  provider: 'azure',
  title: 'Subnets have a security group and links to other networks are approved',
  failsAs: 'virtual networks have an unguarded subnet or an unapproved peering',
  why: 'A subnet without a group, or a stray peering, joins tiers that the design keeps apart.',
  criteria: ['CC6.6', 'CC6.1', 'CC8.1'],
  severity: 'medium',
  looksAt: [type],
  reads: [securityGroup],
  parameters: [
    { name: 'environmentOf', unit: 'map', meaning: 'subscription or group to environment', default: {} },
    {
      name: 'exemptSubnets',
      unit: 'list',
      meaning: 'platform subnets',
      default: ['GatewaySubnet', 'AzureFirewallSubnet', 'AzureBastionSubnet'],
      stricter: 'shorter-list',
    },
    approvedExternalAccounts,
  ],
  remediation: 'Attach a security group and remove or approve the peering.',
  cannotShow: 'Routes and firewalls.',
  judge(network, scene) {
    const thin = ifThin(network);
    if (thin !== null) return thin;
    const listing = first(network, 'properties.subnets');
    if (listing.value === undefined)
      return unknown('The row does not list the subnets of the network.', [seen(listing)]);
    const subnets = elements(listing);
    const open = subnets.filter((subnet) => holdsMachines(subnet, scene));
    const verdicts = [
      ...open.map((subnet) => judgeSubnet(network, subnet, scene)),
      ...list(network, 'properties.virtualNetworkPeerings').flatMap((peering) => judgePeering(network, peering, scene)),
    ];
    const worst = severest(verdicts);
    if (worst === undefined)
      return notApplicable(
        subnets.length === 0
          ? 'The network has no subnet.'
          : `Its ${counted(subnets.length, 'subnet')} ${subnets.length === 1 ? 'is' : 'are'} delegated or reserved: ${listed(subnets.slice(0, 4).map(nameOf))}.`,
        [seen(listing)],
      );
    if (worst.status !== 'pass') return worst;
    return pass(
      `${counted(open.length, 'subnet')} of the network ${agreeing(open.length, 'is', 'are')} guarded, and ${counted(verdicts.length - open.length, 'connected peering')} ${agreeing(verdicts.length - open.length, 'is', 'are')} approved or within bounds.`,
      verdicts.flatMap((verdict) => verdict.seen).slice(0, 8),
    );
  },
  examples: {
    pass: { resource: armRow(type, 'prod', { subnets: [guarded] }) },
    fail: { resource: armRow(type, 'prod', { subnets: [guarded, { name: 'data', properties: {} }] }) },
    unknown: {
      resource: armRow(type, 'prod', {
        subnets: [guarded],
        virtualNetworkPeerings: [
          {
            name: 'to-test',
            properties: { peeringState: 'Connected', remoteVirtualNetwork: { id: armId(type, 'test') } },
          },
        ],
      }),
    },
    'not-applicable': { resource: armRow(type, 'hub', { subnets: [{ name: 'AzureFirewallSubnet', properties: {} }] }) },
  },
});
