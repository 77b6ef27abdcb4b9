import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { attachedWords, hiddenBefore, nsgSeen, type Opening, openings, portWords, sourceWords } from '../azure-nsg.ts';
import { walkOf } from '../azure-nsg-rules.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { widestSource } from '../internet.ts';
import { numbersOf } from '../parameters.ts';
import { isWithin } from '../ports.ts';
import { first, seen } from '../read.ts';

const type = 'microsoft.network/networksecuritygroups';

function isApproved({ protocol, from, to }: Opening, scene: Scene): boolean {
  const ports = numbersOf(scene, protocol === 'tcp' ? 'publicPorts' : 'udpAllowed');
  return isWithin({ kind: 'ports', protocol, from, to }, ports);
}

const dataPortsOf = ({ protocol, from, to }: Opening, scene: Scene): readonly number[] =>
  protocol === 'tcp' ? numbersOf(scene, 'dataPorts').filter((port) => from <= port && port <= to) : [];

/** The data-service ports an opening holds make the finding critical, so it is named first. */
function worstOf(open: readonly Opening[], scene: Scene): Opening | undefined {
  return open.find((one) => dataPortsOf(one, scene).length > 0) ?? open[0];
}

const rule = (name: string, priority: number, destinationPortRange: string, protocol = 'Tcp') => ({
  name,
  properties: {
    direction: 'Inbound',
    access: 'Allow',
    priority,
    protocol,
    sourceAddressPrefix: 'Internet',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange,
  },
});

export default defineCheck({
  id: 'azure.nsg-public-ports-approved',
  version: 1,
  provider: 'azure',
  title: 'Network security groups open only approved ports to the internet',
  failsAs: 'network security groups open a port to the internet that is not on the approved list',
  why: 'Payment and data systems behind an unplanned open port are outside the design the auditor reviewed.',
  criteria: ['CC6.6', 'CC6.1'],
  severity: 'high',
  looksAt: [type],
  reads: [],
  parameters: [
    { name: 'publicPorts', unit: 'ports', meaning: 'approved ports', default: [80, 443], stricter: 'shorter-list' },
    {
      name: 'dataPorts',
      unit: 'ports',
      meaning: 'raise the finding to critical',
      default: [1433, 3306, 5432, 6379, 9200, 27017, 11211, 5671, 5672],
      stricter: 'longer-list',
    },
    { name: 'udpAllowed', unit: 'ports', meaning: 'approved UDP ports', default: [], stricter: 'shorter-list' },
  ],
  remediation: 'Narrow the source or the port, or add it to the approved design.',
  cannotShow: 'What the load balancer in front forwards.',
  judge(group: Resource, scene) {
    const walk = walkOf(group);
    const property = seen(first(group, 'properties.securityRules'));
    if (walk === null) return unknown('The row does not hold the rules of the group.', [property]);
    const open = openings(walk, widestSource).filter((one) => !isApproved(one, scene));
    const worst = worstOf(open, scene);
    const hidden = hiddenBefore(walk, worst);
    if (hidden !== null)
      return unknown('An inbound rule could not be read, so what comes after it is not certain.', [seen(hidden)]);
    const ports = numbersOf(scene, 'publicPorts');
    if (worst !== undefined) {
      const data = dataPortsOf(worst, scene);
      const words =
        data.length === 0 ? '' : `, and holds the data-service ${data.length === 1 ? 'port' : 'ports'} ${listed(data)}`;
      const more = open.length > 1 ? `; ${open.length - 1} more of its openings are not approved` : '';
      const evidence = [worst, ...open.filter((one) => one !== worst)].flatMap((one) => nsgSeen(one.rule));
      return fail(
        `${worst.rule.label} admits ${portWords(worst)} from ${sourceWords(worst)}, beyond the approved ports ${listed(ports) || '(none)'}${words}${more}; ${attachedWords(group)}.`,
        evidence.slice(0, 8),
      );
    }
    if (walk.rules.length === 0) return pass('The group has no inbound rule of its own.', [property]);
    const allows = walk.rules.filter(({ isAllow }) => isAllow);
    return pass(
      `No inbound rule opens a port other than ${listed(ports, 'or')} to the internet.`,
      (allows.length > 0 ? allows : walk.rules).flatMap(nsgSeen).slice(0, 8),
    );
  },
  examples: {
    pass: { resource: armRow(type, 'web', { securityRules: [rule('web', 300, '443')] }) },
    fail: { resource: armRow(type, 'data', { securityRules: [rule('web', 300, '443'), rule('db', 310, '5432')] }) },
    unknown: { resource: armRow(type, 'data') },
  },
});
