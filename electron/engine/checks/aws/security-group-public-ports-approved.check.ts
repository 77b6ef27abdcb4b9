import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { widestSource } from '../internet.ts';
import { numberOf, numbersOf } from '../parameters.ts';
import { isWithin, reaches } from '../ports.ts';
import { first, seen } from '../read.ts';
import {
  admission,
  type InboundRule,
  inboundRules,
  openRules,
  openSources,
  ruleSeen,
  rulesSeen,
  usesWords,
} from '../security-group.ts';

const rule = (port: number, cidrIp: string) => ({
  ipProtocol: 'tcp',
  fromPort: port,
  toPort: port,
  ipv4Ranges: [{ cidrIp }],
});

/** The data-service ports an open rule admits: they make the finding critical. */
function dataPortsOf({ allowed }: InboundRule, dataPorts: readonly number[]): readonly number[] {
  return dataPorts.filter(
    (port) => allowed !== null && (reaches(allowed, 'tcp', port) || reaches(allowed, 'udp', port)),
  );
}

export default defineCheck({
  id: 'aws.security-group-public-ports-approved',
  version: 1,
  provider: 'aws',
  title: 'Only approved ports are open to the internet',
  failsAs: 'security groups open a port to the internet that is not on the approved list',
  why: 'Every unplanned open port is an entry nobody designed or watches.',
  criteria: ['CC6.6', 'CC6.1'],
  severity: 'high',
  looksAt: ['AWS::EC2::SecurityGroup'],
  reads: [],
  parameters: [
    {
      name: 'publicPorts',
      unit: 'ports',
      meaning: 'ports the design allows from anywhere',
      default: [80, 443],
      stricter: 'shorter-list',
    },
    {
      name: 'dataPorts',
      unit: 'ports',
      meaning: 'file transfer, directory, database, cache, search and queue ports: raise the finding to critical',
      default: [
        20, 21, 88, 389, 445, 636, 1433, 1434, 1521, 2483, 3306, 5432, 5601, 6379, 7199, 8888, 9092, 9160, 9200, 9300,
        11211, 27017, 27018,
      ],
      stricter: 'longer-list',
    },
    {
      name: 'widestSourceV4',
      unit: 'prefix length',
      meaning: 'a source with a shorter prefix counts as the internet',
      default: 8,
      stricter: 'higher',
    },
  ],
  remediation: 'Narrow the source or the port, or add the port to the approved design.',
  cannotShow: 'Outbound openness, which is listed but not judged.',
  judge(group: Resource, scene) {
    const rules = inboundRules(group);
    const property = first(group, 'configuration.ipPermissions');
    if (rules === null) return unknown('The item does not list the inbound rules of the group.', [seen(property)]);
    const ports = numbersOf(scene, 'publicPorts');
    const widest = { ...widestSource, v4: numberOf(scene, 'widestSourceV4') };
    const { open, doubt } = openRules(rules, widest, (allowed) => !isWithin(allowed, ports));
    const dataPorts = numbersOf(scene, 'dataPorts');
    const worst = open.find((found) => dataPortsOf(found, dataPorts).length > 0) ?? open[0];
    if (worst !== undefined) {
      const data = dataPortsOf(worst, dataPorts);
      const words =
        data.length === 0 ? '' : `, and holds the data-service ${data.length === 1 ? 'port' : 'ports'} ${listed(data)}`;
      const beyond = `beyond the approved ports ${listed(ports) || '(none)'}`;
      const evidence = [worst, ...open.filter((found) => found !== worst)].flatMap((found) =>
        ruleSeen(found, openSources(found, widest)),
      );
      return fail(
        `${admission(worst, openSources(worst, widest))}, ${beyond}${words}; ${usesWords(group)}.`,
        evidence.slice(0, 8),
      );
    }
    if (doubt !== null) return doubt;
    if (rules.length === 0) return pass('The group has no inbound rule.', [seen(property)]);
    return pass(`No inbound rule opens a port other than ${listed(ports, 'or')} to the internet.`, rulesSeen(rules));
  },
  examples: {
    pass: {
      resource: {
        configuration: { groupName: 'web', ipPermissions: [rule(443, '0.0.0.0/0'), rule(5432, '10.0.0.0/16')] },
      },
    },
    fail: {
      resource: {
        configuration: { groupName: 'database', ipPermissions: [rule(443, '0.0.0.0/0'), rule(5432, '0.0.0.0/0')] },
      },
    },
    unknown: { resource: { configuration: { groupName: 'database' } } },
  },
});
