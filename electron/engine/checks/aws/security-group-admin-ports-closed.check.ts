import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { numberOf, numbersOf } from '../parameters.ts';
import { reaches } from '../ports.ts';
import { first, seen } from '../read.ts';
import { admission, inboundRules, openRules, openSources, ruleSeen, rulesSeen, usesWords } from '../security-group.ts';

const rule = (fromPort: number, toPort: number, cidrIp: string) => ({
  ipProtocol: 'tcp',
  fromPort,
  toPort,
  ipv4Ranges: [{ cidrIp }],
  ipRanges: [cidrIp],
});

export default defineCheck({
  id: 'aws.security-group-admin-ports-closed',
  version: 1,
  provider: 'aws',
  title: 'Security groups do not open administration ports to the internet',
  failsAs: 'security groups open an administration port to any address',
  why: 'Administration ports reachable from anywhere are found and attacked within minutes.',
  criteria: ['CC6.6', 'CC6.1'],
  severity: 'critical',
  looksAt: ['AWS::EC2::SecurityGroup'],
  reads: [],
  parameters: [
    {
      name: 'adminPorts',
      unit: 'ports',
      meaning: 'SSH, RDP, WinRM, Telnet',
      default: [22, 3389, 5985, 5986, 23],
      stricter: 'longer-list',
    },
    {
      name: 'widestSourceV4',
      unit: 'prefix length',
      meaning: 'a source with a shorter prefix counts as the internet',
      default: 8,
      stricter: 'higher',
    },
    { name: 'widestSourceV6', unit: 'prefix length', meaning: 'same for IPv6', default: 32, stricter: 'higher' },
  ],
  remediation: 'Remove the rule and reach hosts through Session Manager or a VPN.',
  cannotShow: 'Whether a host listens, and filters on the host or further network rules.',
  judge(group: Resource, scene) {
    const rules = inboundRules(group);
    const property = first(group, 'configuration.ipPermissions');
    if (rules === null) return unknown('The item does not list the inbound rules of the group.', [seen(property)]);
    const ports = numbersOf(scene, 'adminPorts');
    const widest = { v4: numberOf(scene, 'widestSourceV4'), v6: numberOf(scene, 'widestSourceV6') };
    const { open, doubt } = openRules(rules, widest, (allowed) => ports.some((port) => reaches(allowed, 'tcp', port)));
    const [worst] = open;
    if (worst !== undefined) {
      const more = open.length > 1 ? `, and ${open.length - 1} more of its rules open such a port` : '';
      const evidence = open.flatMap((found) => ruleSeen(found, openSources(found, widest)));
      return fail(`${admission(worst, openSources(worst, widest))}${more}; ${usesWords(group)}.`, evidence.slice(0, 8));
    }
    if (doubt !== null) return doubt;
    if (rules.length === 0) return pass('The group has no inbound rule.', [seen(property)]);
    return pass(`No inbound rule opens tcp ${listed(ports, 'or')} to the internet.`, rulesSeen(rules));
  },
  examples: {
    pass: {
      resource: {
        configuration: { groupName: 'web', ipPermissions: [rule(443, 443, '0.0.0.0/0'), rule(22, 22, '10.0.0.0/8')] },
      },
    },
    fail: {
      resource: {
        configuration: {
          groupName: 'bastion',
          ipPermissions: [rule(443, 443, '0.0.0.0/0'), rule(22, 22, '0.0.0.0/0')],
        },
      },
    },
    unknown: { resource: { configuration: { groupName: 'bastion' } } },
  },
});
