import { isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { ifClusterMember } from '../databases.ts';
import { defineCheck } from '../define.ts';
import { mapOf } from '../parameters.ts';
import { first, flag, inside, list, seen, text } from '../read.ts';

const balancer = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const attributes = 'supplementaryConfiguration.LoadBalancerAttributes';

/** Balancers keep it in a list of attributes, as text; tables in real items only, under their own name. */
function protectionOf(store: Resource): Property {
  if (store.type === 'AWS::DynamoDB::Table') return first(store, 'configuration.deletionProtectionEnabled');
  if (store.type !== balancer) return first(store, 'configuration.deletionProtection');
  const attribute = list(store, attributes).find((at) => text(inside(at, 'key')) === 'deletion_protection.enabled');
  return attribute === undefined ? { path: attributes, value: undefined } : inside(attribute, 'value');
}

export default defineCheck({
  id: 'aws.deletion-protection-on',
  version: 1,
  provider: 'aws',
  title: 'Production data stores and entry points are protected from deletion',
  failsAs: 'data stores and entry points are not protected from deletion',
  why: 'One wrong command removes the service and its data.',
  criteria: ['A1.2'],
  severity: 'low',
  looksAt: [
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::DynamoDB::Table',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
  ],
  reads: [],
  parameters: [
    { name: 'environmentOf', unit: 'map', meaning: 'account, subscription or network to environment', default: {} },
  ],
  remediation: 'Turn on deletion protection.',
  cannotShow: 'Deletion by someone who first switches the protection off.',
  judge(store, scene) {
    const protection = protectionOf(store);
    const environment = mapOf(scene, 'environmentOf')[store.account];
    if (!isUnset(environment) && !/^prod/i.test(String(environment)))
      return notApplicable(`The account ${store.account} is declared as ${String(environment)}.`, [seen(protection)]);
    const member = ifClusterMember(store);
    if (member !== null) return member;
    const isOn = flag(protection);
    if (isOn === null) return unknown('The item does not state the deletion protection.', [seen(protection)]);
    return isOn
      ? pass('Deletion protection is on.', [seen(protection)])
      : fail('Deletion protection is off.', [seen(protection)]);
  },
  examples: {
    pass: {
      resource: {
        type: balancer,
        supplementaryConfiguration: { LoadBalancerAttributes: [{ key: 'deletion_protection.enabled', value: 'true' }] },
      },
    },
    fail: { resource: { configuration: { deletionProtection: false } } },
    unknown: { resource: { type: 'AWS::DynamoDB::Table', configuration: { tableName: 'orders' } } },
    'not-applicable': {
      resource: { configuration: { deletionProtection: false } },
      parameters: { environmentOf: { '111122223333': 'development' } },
    },
  },
});
