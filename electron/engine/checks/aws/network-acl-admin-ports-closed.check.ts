import type { Scene } from '@shared/domain/check.ts';
import { isUnset } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { widestSource } from '../internet.ts';
import { type AclEntry, firstOpening, inboundEntries, isReadable } from '../network-acl.ts';
import { flagOf, numbersOf } from '../parameters.ts';
import { trafficWords } from '../ports.ts';
import { first, flag, seen, text } from '../read.ts';

const associations = [{ subnetId: 'subnet-0a1' }];
const entry = (ruleNumber: number, ruleAction: string, portRange?: { readonly from: number; readonly to: number }) => ({
  egress: false,
  protocol: portRange === undefined ? '-1' : '6',
  ruleAction,
  ruleNumber,
  cidrBlock: '0.0.0.0/0',
  ...(portRange === undefined ? {} : { portRange }),
});

const evidence = ({ source, terms }: AclEntry) => [source, ...terms].map(seen);

/** A default list lets everything in until somebody closes it; whether that is accepted is for the engagement to say. */
function judgeOpening(acl: Resource, port: number, opening: AclEntry, scene: Scene): Verdict {
  const { order, source, allowed } = opening;
  const kind = first(acl, 'configuration.isDefault');
  const isDefault = flag(kind) === true;
  const admits = `admits ${allowed === null ? '' : trafficWords(allowed)} from ${text(source)}`;
  const words = `${isDefault ? 'The default list' : 'The list'} lets tcp ${port} in: rule ${order} ${admits} before any deny`;
  if (isDefault && flagOf(scene, 'acceptDefaultLists'))
    return pass(`${words}; default lists are accepted.`, [seen(kind), ...evidence(opening)]);
  return fail(`${words}.`, evidence(opening));
}

export default defineCheck({
  id: 'aws.network-acl-admin-ports-closed',
  version: 2,
  provider: 'aws',
  title: 'Network access lists do not let the internet reach administration ports',
  failsAs: 'network access lists let the internet reach an administration port',
  why: 'The list is the second fence: when it is wide open, one security-group slip is enough.',
  criteria: ['CC6.6'],
  severity: 'medium',
  looksAt: ['AWS::EC2::NetworkAcl'],
  reads: [],
  parameters: [
    { name: 'adminPorts', unit: 'ports', meaning: 'ports judged', default: [22, 3389], stricter: 'longer-list' },
    {
      name: 'acceptDefaultLists',
      unit: 'boolean',
      meaning: 'the list that comes with a network may be open, since security groups decide there',
      default: true,
      stricter: 'false',
    },
  ],
  remediation: 'Deny the ports above the allow entries or restrict the sources.',
  cannotShow: 'What security groups still block.',
  judge(acl, scene) {
    const used = first(acl, 'configuration.associations');
    const listing = first(acl, 'configuration.entries');
    if (used.value === undefined || listing.value === undefined)
      return unknown(
        'The item lacks the entries of the list or its associations with subnets.',
        [used, listing].map(seen),
      );
    if (isUnset(used.value)) return notApplicable('The list is associated with no subnet.', [seen(used)]);
    const entries = inboundEntries(acl);
    const ports = numbersOf(scene, 'adminPorts');
    const found = ports.flatMap((port) => {
      const opening = firstOpening(entries, port, widestSource);
      return opening === null ? [] : [{ port, opening }];
    });
    const open = found.find(({ opening }) => isReadable(opening, widestSource));
    if (open !== undefined) return judgeOpening(acl, open.port, open.opening, scene);
    const [unread] = found;
    if (unread !== undefined)
      return unknown('An inbound rule could not be read, so the walk stops there.', evidence(unread.opening));
    return pass(
      `No allow from the internet reaches tcp ${listed(ports, 'or')} before a deny, over ${counted(entries.length, 'inbound rule')}.`,
      entries
        .flatMap(evidence)
        .slice(0, 8)
        .concat(entries.length === 0 ? [seen(listing)] : []),
    );
  },
  examples: {
    pass: {
      resource: {
        configuration: { associations, entries: [entry(100, 'allow', { from: 443, to: 443 }), entry(32_767, 'deny')] },
      },
    },
    fail: {
      resource: {
        configuration: { associations, isDefault: false, entries: [entry(100, 'allow'), entry(32_767, 'deny')] },
      },
    },
    unknown: { resource: { configuration: { associations } } },
    'not-applicable': { resource: { configuration: { associations: [], entries: [entry(100, 'allow')] } } },
  },
});
