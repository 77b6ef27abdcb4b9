import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { lockOver, lockType } from '../azure-locks.ts';
import { comparable } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { globMatches } from '../glob.ts';
import { textsOf } from '../parameters.ts';
import { first, seen, text } from '../read.ts';

const groupType = 'microsoft.resources/subscriptions/resourcegroups';

const id = '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/pay';
const group = { type: groupType, id, name: 'pay', configuration: { name: 'pay' } };
const lock = (scope: string) => ({
  type: lockType,
  id: `${scope}/providers/microsoft.authorization/locks/keep`,
  name: 'keep',
  configuration: { properties: { level: 'CanNotDelete' } },
});
const parameters = { criticalScopes: ['pay*'] };

export default defineCheck({
  id: 'azure.critical-resource-locked',
  version: 1,
  provider: 'azure',
  title: 'Critical resource groups carry a delete lock',
  failsAs: 'critical resource groups carry no delete lock',
  why: 'A lock turns a fatal slip into a refused command.',
  criteria: ['A1.2'],
  severity: 'low',
  looksAt: [groupType],
  reads: [lockType],
  parameters: [
    {
      name: 'criticalScopes',
      unit: 'list',
      meaning: 'ids or patterns of critical groups',
      default: [],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Add a delete lock and alert on its removal.',
  cannotShow: 'Deletion by someone who first removes the lock.',
  judge(row, scene) {
    const critical = textsOf(scene, 'criticalScopes').map((one) => one.toLowerCase());
    const name = first(row, 'name');
    if (critical.length === 0) return unknown('No list of critical scopes is declared.', [seen(name)]);
    const own = [comparable(row.id), row.name.toLowerCase()];
    if (!critical.some((pattern) => own.some((one) => globMatches(pattern, one))))
      return notApplicable('The group is not on the list of critical scopes.', [seen(name)]);
    const held = lockOver(row, scene);
    if (held !== undefined) {
      const level = first(held, 'properties.level');
      return pass(`The lock ${held.name} of the level ${text(level)} holds the group.`, [seenOn(held, level)]);
    }
    const known = scene.known(lockType, row.account);
    return known.isKnown
      ? fail('No delete lock stands on the group or its subscription.', [seen(name)])
      : unknown(known.because, [seen(name)]);
  },
  examples: {
    pass: { resource: group, others: [lock(id)], parameters },
    fail: { resource: group, others: [lock(`${id}/providers/microsoft.keyvault/vaults/pay`)], parameters },
    unknown: { resource: group },
    'not-applicable': { resource: { ...group, name: 'web', id: `${id}-web` }, parameters: { criticalScopes: ['pay'] } },
  },
});
