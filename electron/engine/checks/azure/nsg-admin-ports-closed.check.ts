import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { attachedWords, hiddenBefore, nsgSeen, openings, portWords, sourceWords } from '../azure-nsg.ts';
import { walkOf } from '../azure-nsg-rules.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { widestSource } from '../internet.ts';
import { numberOf, numbersOf } from '../parameters.ts';
import { first, seen } from '../read.ts';

const type = 'microsoft.network/networksecuritygroups';

const rule = (name: string, priority: number, access: string, sourceAddressPrefix: string, port: string) => ({
  name,
  properties: {
    direction: 'Inbound',
    access,
    priority,
    protocol: 'TCP',
    sourceAddressPrefix,
    sourceAddressPrefixes: [],
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: port,
    destinationPortRanges: [],
  },
});
const subnets = [{ id: '/subscriptions/11111111-2222-4333-8444-555555555555/subnets/web' }];

export default defineCheck({
  id: 'azure.nsg-admin-ports-closed',
  version: 1,
  provider: 'azure',
  title: 'Network security groups do not open administration ports to the internet',
  failsAs: 'network security groups open an administration port to any address',
  why: 'Administration ports reachable from anywhere are found and attacked within minutes.',
  criteria: ['CC6.6', 'CC6.1'],
  severity: 'critical',
  looksAt: [type],
  reads: [],
  parameters: [
    {
      name: 'adminPorts',
      unit: 'ports',
      meaning: 'SSH, RDP, WinRM',
      default: [22, 3389, 5985, 5986],
      stricter: 'longer-list',
    },
    {
      name: 'widestSourceV4',
      unit: 'prefix length',
      meaning: 'a shorter prefix counts as the internet',
      default: 8,
      stricter: 'higher',
    },
  ],
  remediation: 'Remove the rule and use Bastion or just-in-time access.',
  cannotShow: 'Firewalls, network-manager rules and just-in-time windows.',
  judge(group: Resource, scene) {
    const walk = walkOf(group);
    const property = seen(first(group, 'properties.securityRules'));
    if (walk === null) return unknown('The row does not hold the rules of the group.', [property]);
    const ports = numbersOf(scene, 'adminPorts');
    const open = openings(walk, { ...widestSource, v4: numberOf(scene, 'widestSourceV4') }).filter(
      ({ protocol, from, to }) => protocol === 'tcp' && ports.some((port) => from <= port && port <= to),
    );
    const [worst] = open;
    const hidden = hiddenBefore(walk, worst);
    if (hidden !== null)
      return unknown('An inbound rule could not be read, so what comes after it is not certain.', [seen(hidden)]);
    if (worst !== undefined) {
      const more = open.length > 1 ? `, and ${open.length - 1} more of its openings reach such a port` : '';
      return fail(
        `${worst.rule.label} admits ${portWords(worst)} from ${sourceWords(worst)}${more}; ${attachedWords(group)}.`,
        open.flatMap((one) => nsgSeen(one.rule)).slice(0, 8),
      );
    }
    const unresolved = walk.rules.find(
      (one) =>
        one.isAllow &&
        one.sourceGroups.length > 0 &&
        ['*', 'tcp'].includes(one.protocol) &&
        one.ports.some(({ from, to }) => ports.some((port) => from <= port && port <= to)),
    );
    if (unresolved !== undefined)
      return unknown(
        `${unresolved.label} admits an administration port from an application group whose members were not resolved.`,
        nsgSeen(unresolved),
      );
    if (walk.rules.length === 0) return pass('The group has no inbound rule of its own.', [property]);
    const allows = walk.rules.filter(({ isAllow }) => isAllow);
    const evidence = (allows.length > 0 ? allows : walk.rules).flatMap(nsgSeen).slice(0, 8);
    return pass(`No inbound rule opens tcp ${listed(ports, 'or')} to the internet.`, evidence);
  },
  examples: {
    pass: {
      resource: armRow(type, 'web', {
        securityRules: [rule('web', 300, 'Allow', '*', '443'), rule('ssh', 310, 'Allow', '10.0.0.0/8', '22')],
        subnets,
      }),
    },
    fail: {
      resource: armRow(type, 'jump', { securityRules: [rule('ssh', 300, 'Allow', '*', '20-30')], subnets }),
    },
    unknown: { resource: armRow(type, 'jump', { provisioningState: 'Succeeded' }) },
  },
});
