import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { indexedBy } from '../indexed.ts';
import { first, seen, text } from '../read.ts';
import { besideSeen, resultsBeside, ruleReads } from '../rule-results.ts';

const inventoryType = 'AWS::SSM::ManagedInstanceInventory';
const rule = 'EC2_INSTANCE_MANAGED_BY_SSM';
/** Set by EKS on the hosts of a managed node group, whose image is replaced and not patched. */
const nodeGroupTag = 'eks:nodegroup-name';

const byId = indexedBy(({ id }) => [id]);

function ifReplaced(instance: Resource, scene: Scene): Verdict | null {
  const [key = '', value = ''] = String(scene.parameter('exemptTag')).split('=');
  const tag = instance.tags[key] === value && key !== '' ? key : nodeGroupTag;
  const found = instance.tags[tag];
  if (found === undefined) return null;
  return notApplicable(`The instance carries the tag ${tag}=${found}, so its image is replaced and not patched.`, [
    seen({ path: `tags.${tag}`, value: found }),
  ]);
}

/** The inventory item is named by the instance. */
function judgeRunning(instance: Resource, scene: Scene): Verdict {
  const [state, profile] = [
    first(instance, 'configuration.state.name'),
    first(instance, 'configuration.iamInstanceProfile.arn'),
  ];
  const evidence = [state, profile].map(seen);
  const [inventory] = byId(scene.of(inventoryType, instance.account, instance.region), instance.id);
  if (inventory !== undefined)
    return pass(`An inventory item of Systems Manager names the instance, of ${inventory.capturedAt.slice(0, 10)}.`, [
      { path: `${inventoryType}/${inventory.id}`, value: JSON.stringify(inventory.capturedAt) },
      ...evidence,
    ]);
  const told = resultsBeside(scene, instance.account, rule, instance.id).find(
    ({ verdict }) => verdict.status === 'pass' || verdict.status === 'fail',
  );
  if (told !== undefined)
    return (told.verdict.status === 'pass' ? pass : fail)(told.verdict.because, [besideSeen(told), ...evidence]);
  const known = scene.known(inventoryType, instance.account, instance.region);
  return known.isKnown
    ? fail('No inventory item of Systems Manager names the running instance.', evidence)
    : unknown(known.because, evidence);
}

const instance = (name: string) => ({ id: 'i-0a1', configuration: { state: { name } } });

export default defineCheck({
  id: 'aws.ec2-instance-managed',
  version: 1,
  provider: 'aws',
  title: 'Running instances are under Systems Manager',
  failsAs: 'running instances are not under Systems Manager',
  why: 'An unmanaged host is patched by hand and reached by open ports.',
  criteria: ['CC7.1', 'CC6.8', 'CC6.1'],
  severity: 'medium',
  looksAt: ['AWS::EC2::Instance'],
  reads: [inventoryType, ...ruleReads],
  parameters: [
    {
      name: 'exemptTag',
      unit: 'tag',
      meaning: 'hosts that are replaced, not patched',
      default: 'managed-by=image-pipeline',
    },
  ],
  remediation: 'Install the agent and attach an instance profile that allows it.',
  cannotShow: 'The patch state itself, which rule results tell.',
  judge(instance, scene) {
    const state = first(instance, 'configuration.state.name');
    if (text(state) === null) return unknown('The item does not state whether the instance runs.', [seen(state)]);
    if (text(state) !== 'running') return notApplicable(`The instance is ${text(state)}.`, [seen(state)]);
    return ifReplaced(instance, scene) ?? judgeRunning(instance, scene);
  },
  examples: {
    pass: { resource: instance('running'), others: [{ type: inventoryType, id: 'i-0a1' }] },
    fail: { resource: instance('running') },
    unknown: {
      resource: instance('running'),
      unseen: { [inventoryType]: 'AWS::SSM::ManagedInstanceInventory is not recorded in 111122223333 eu-west-1.' },
    },
    'not-applicable': { resource: instance('stopped') },
  },
});
