import type { Property } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted } from '../evidence.ts';
import { flagOf } from '../parameters.ts';
import { elements, first, seen, text } from '../read.ts';

/** Null when the item does not list the rules: an absent list may be an incomplete item. */
const countOf = (rules: Property): number | null =>
  rules.value === undefined || typeof rules.value === 'string' ? null : elements(rules).length;

const everything = { ipProtocol: '-1', ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }] };

export default defineCheck({
  id: 'aws.security-group-default-closed',
  version: 1,
  provider: 'aws',
  title: 'The default security group of each VPC has no rules',
  failsAs: 'default security groups have at least one rule',
  why: 'Resources made without choosing a group land in the default one and inherit whatever it allows.',
  criteria: ['CC6.6'],
  severity: 'low',
  looksAt: ['AWS::EC2::SecurityGroup'],
  reads: [],
  parameters: [
    { name: 'ignoreEgress', unit: 'boolean', meaning: 'judge inbound rules only', default: false, stricter: 'false' },
  ],
  remediation: 'Remove all rules of the default group after moving its members.',
  cannotShow: 'Use of the group by new resources after the snapshot.',
  judge(group, scene) {
    const name = first(group, 'configuration.groupName');
    if (text(name) === null) return unknown('The item does not name the group.', [seen(name)]);
    if (text(name) !== 'default') return notApplicable(`The group ${text(name)} is not a default group.`, [seen(name)]);
    const inbound = first(group, 'configuration.ipPermissions');
    const outbound = first(group, 'configuration.ipPermissionsEgress');
    const judged = flagOf(scene, 'ignoreEgress') ? [inbound] : [inbound, outbound];
    const counts = judged.map(countOf);
    const evidence = [...judged, name].map(seen);
    const words = counts.map((count, place) => counted(count ?? 0, place === 0 ? 'inbound rule' : 'outbound rule'));
    if (counts.some((count) => count !== null && count > 0))
      return fail(`The default group has ${words.join(' and ')}.`, evidence);
    if (counts.includes(null)) return unknown('The item does not list all rules of the default group.', evidence);
    return pass(`The default group has ${words.join(' and ')}.`, evidence);
  },
  examples: {
    pass: { resource: { configuration: { groupName: 'default', ipPermissions: [], ipPermissionsEgress: [] } } },
    fail: {
      resource: { configuration: { groupName: 'default', ipPermissions: [], ipPermissionsEgress: [everything] } },
    },
    unknown: { resource: { configuration: { groupName: 'default', ipPermissions: [] } } },
    'not-applicable': { resource: { configuration: { groupName: 'web', ipPermissions: [everything] } } },
  },
});
