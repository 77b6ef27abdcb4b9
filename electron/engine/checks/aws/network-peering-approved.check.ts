import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { approvedExternalAccounts, boundaryOf, ownAccountIds } from '../accounts.ts';
import { defineCheck } from '../define.ts';
import { environment, environmentOf } from '../environments.ts';
import { isNamed, listed } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { textsOf } from '../parameters.ts';
import { first, inside, seen, text } from '../read.ts';

const peeringType = 'AWS::EC2::VPCPeeringConnection';
const gatewayType = 'AWS::EC2::TransitGateway';

/** One end of a peering. */
interface End {
  readonly owner: Property;
  readonly vpc: Property;
  readonly region: Property;
}

const endOf = (peering: Resource, name: 'requester' | 'accepter'): End => {
  const info = first(peering, `configuration.${name}VpcInfo`);
  return { owner: inside(info, 'ownerId'), vpc: inside(info, 'vpcId'), region: inside(info, 'region') };
};

const byId = indexedBy(({ id }) => [id]);

/** A peering is recorded at both of its ends; where the requester's is read too, only that one counts. */
function ifOtherEnd(peering: Resource, requester: End, scene: Scene): Verdict | null {
  const [owner, region] = [text(requester.owner), text(requester.region)];
  if (owner === null || (owner === peering.account && (region === null || region === peering.region))) return null;
  const copies = byId(scene.of(peeringType, owner), peering.id);
  return copies.some((copy) => region === null || copy.region === region)
    ? notApplicable(`The peering is judged where it was requested, in the account ${owner}.`, [seen(requester.owner)])
    : null;
}

function judgeOwners(ends: readonly End[], scene: Scene): Verdict | null {
  const { own, approved } = boundaryOf(scene);
  const outside = ends.find(({ owner }) => !own.has(text(owner) ?? '') && !approved.has(text(owner) ?? ''));
  return outside === undefined
    ? null
    : fail(`The peering joins a network of the account ${text(outside.owner)}, neither own nor approved.`, [
        seen(outside.owner),
      ]);
}

function judgeEnvironments(peering: Resource, ends: readonly End[], scene: Scene): Verdict {
  const evidence = ends.flatMap(({ owner, vpc }) => [owner, vpc]).map(seen);
  const { own } = boundaryOf(scene);
  if (isNamed(peering, textsOf(scene, 'approvedLinks')))
    return pass('Both ends are own or approved accounts, and approvedLinks names the peering.', evidence);
  const names = ends
    .filter(({ owner }) => own.has(text(owner) ?? ''))
    .map(({ owner, vpc }) => ({ vpc, name: environment(scene, text(vpc), text(owner)) }));
  const blind = names.find(({ name }) => name === null);
  if (blind !== undefined)
    return unknown(`No environment is declared for the network ${text(blind.vpc) ?? 'not stated'}.`, evidence);
  const distinct = [...new Set(names.map(({ name }) => name ?? ''))];
  return distinct.length > 1
    ? fail(`The peering joins ${listed(distinct)} and is not named in approvedLinks.`, evidence)
    : pass(`Both ends are own or approved accounts, and own networks are ${listed(distinct)}.`, evidence);
}

function judgePeering(peering: Resource, scene: Scene): Verdict {
  const status = first(peering, 'configuration.status');
  const [code, word] = [text(inside(status, 'code')), text(status)];
  const state = (code ?? word)?.toLowerCase() ?? null;
  if (state === null) return unknown('The item does not state whether the peering is active.', [seen(status)]);
  if (!['active', 'pending-acceptance', 'provisioning'].includes(state))
    return notApplicable(`The peering is ${state}.`, [seen(status)]);
  const ends = [endOf(peering, 'requester'), endOf(peering, 'accepter')];
  const [requester = endOf(peering, 'requester')] = ends;
  const other = ifOtherEnd(peering, requester, scene);
  if (other !== null) return other;
  const blank = ends.find(({ owner }) => text(owner) === null);
  if (blank !== undefined) return unknown('The item does not name the accounts at both ends.', [seen(blank.owner)]);
  return judgeOwners(ends, scene) ?? judgeEnvironments(peering, ends, scene);
}

function judgeGateway(gateway: Resource): Verdict {
  const setting = first(gateway, 'configuration.AutoAcceptSharedAttachments');
  const word = text(setting)?.toLowerCase();
  if (word === 'enable') return fail('The transit gateway accepts shared attachments by itself.', [seen(setting)]);
  return word === 'disable'
    ? pass('The transit gateway does not accept shared attachments by itself.', [seen(setting)])
    : unknown('The item does not state whether shared attachments are accepted by themselves.', [seen(setting)]);
}

const gateway = (AutoAcceptSharedAttachments: string) => ({
  resource: { type: gatewayType, id: 'tgw-1', configuration: { AutoAcceptSharedAttachments } },
});
const peering = (ownerId: string, code = 'active') => ({
  id: 'pcx-1',
  configuration: {
    status: { code },
    requesterVpcInfo: { ownerId: '111122223333', vpcId: 'vpc-1', region: 'eu-west-1' },
    accepterVpcInfo: { ownerId, vpcId: 'vpc-2', region: 'eu-west-1' },
  },
});

export default defineCheck({
  id: 'aws.network-peering-approved',
  version: 1,
  provider: 'aws',
  title: 'Links to other networks are approved and not accepted automatically',
  failsAs: 'network links join unapproved accounts or environments, or are accepted automatically',
  why: 'A peering with an outside account or between test and production undoes the separation the design claims.',
  criteria: ['CC6.6', 'CC6.1', 'CC8.1'],
  severity: 'medium',
  looksAt: [peeringType, gatewayType],
  reads: [peeringType],
  parameters: [
    environmentOf,
    ownAccountIds,
    approvedExternalAccounts,
    {
      name: 'approvedLinks',
      unit: 'list',
      meaning: 'peerings between environments that management approved, by id',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Delete the link or record its purpose and restrict routes to the needed ranges.',
  cannotShow: 'What routes and security groups let through the link.',
  judge: (link, scene) => (link.type === gatewayType ? judgeGateway(link) : judgePeering(link, scene)),
  examples: {
    pass: gateway('disable'),
    fail: { resource: peering('777788889999') },
    unknown: { resource: peering('111122223333') },
    'not-applicable': { resource: peering('777788889999', 'deleted') },
  },
});
