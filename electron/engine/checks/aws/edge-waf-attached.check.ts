import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { attributeOf, balancerType, distributionType, originsOf, restStageType } from '../edge.ts';
import { counted, seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { flagOf } from '../parameters.ts';
import { elements, first, seen, text } from '../read.ts';

const aclType = 'AWS::WAFv2::WebACL';
const byName = indexedBy((acl) =>
  [acl.arn, acl.id, text(first(acl, 'configuration.ARN')), text(first(acl, 'configuration.Id'))].filter(
    (word) => word !== null,
  ),
);

/** Real items are written in Pascal case; rows of an advanced query hold no rules at all. */
function judgeRules(acl: Resource, evidence: readonly Seen[]): Verdict {
  const rules = first(acl, 'configuration.Rules');
  if (rules.value === undefined)
    return unknown(`The item of the web ACL ${acl.name} does not list its rules.`, [...evidence, seenOn(acl, rules)]);
  const managed = first(acl, 'configuration.PreProcessFirewallManagerRuleGroups');
  const count = elements(rules).length + elements(managed).length;
  return count === 0
    ? fail(`The web ACL ${acl.name} is attached and holds no rule.`, [...evidence, seenOn(acl, rules)])
    : pass(`The web ACL ${acl.name} is attached and holds ${counted(count, 'rule')}.`, evidence);
}

function judgeAcl(id: string, evidence: readonly Seen[], door: Resource, scene: Scene): Verdict {
  if (!flagOf(scene, 'requireRules')) return pass(`The web ACL ${id} is attached.`, evidence);
  const account = /^arn:/.test(id) ? (id.split(':')[4] ?? door.account) : door.account;
  const [acl] = byName(scene.of(aclType, account), id);
  if (acl !== undefined) return judgeRules(acl, evidence);
  return scene.ownAccounts.includes(account)
    ? pass(`The web ACL ${id} is attached; its rules are not among the items read.`, evidence)
    : unknown(`The web ACL ${id} lies in the account ${account}, from which nothing was read.`, evidence);
}

const byOrigin = indexedBy(originsOf);
const aclOf = (distribution: Resource): Property => first(distribution, 'configuration.distributionConfig.webACLId');

/** A distribution in front that has the ACL filters what it passes on. */
function inFront(balancer: Resource, scene: Scene): Resource | undefined {
  const name = text(first(balancer, 'configuration.dNSName'))?.toLowerCase() ?? '';
  return byOrigin(scene.of(distributionType, balancer.account), name).find((one) => text(aclOf(one)) !== null);
}

function judgeBalancer(balancer: Resource, scene: Scene): Verdict {
  const [type, scheme] = [first(balancer, 'configuration.type'), first(balancer, 'configuration.scheme')];
  const evidence = [scheme, type].map(seen);
  if (text(type) !== null && text(type) !== 'application')
    return notApplicable(`The load balancer is of the type ${text(type)}, which takes no web ACL.`, evidence);
  if (text(scheme) === 'internal') return notApplicable('The load balancer is internal.', evidence);
  const attribute = attributeOf(balancer, 'waf.web_acl_id');
  const id = attribute === undefined ? null : text(attribute);
  if (attribute !== undefined && id !== null) return judgeAcl(id, [seen(attribute), ...evidence], balancer, scene);
  const front = inFront(balancer, scene);
  if (front !== undefined)
    return notApplicable(`The load balancer stands behind the distribution ${front.id}, which has a web ACL.`, [
      seenOn(front, aclOf(front)),
    ]);
  return attribute === undefined
    ? unknown('The item does not hold the attribute waf.web_acl_id of the load balancer.', evidence)
    : fail('The internet-facing load balancer has no web ACL.', [seen(attribute), ...evidence]);
}

/** `whole` is a property that every item of the type has: where it is absent, so may be the ACL. */
function judgeDoor(door: Resource, acl: Property, whole: Property, what: string, scene: Scene): Verdict {
  const evidence = [acl, whole].map(seen);
  const id = text(acl);
  if (id !== null) return judgeAcl(id, evidence, door, scene);
  return text(whole) === null
    ? unknown(`The item does not hold the settings of the ${what}.`, evidence)
    : fail(`The ${what} has no web ACL.`, evidence);
}

const judgeDistribution = (distribution: Resource, scene: Scene): Verdict => {
  const whole = first(distribution, 'configuration.distributionConfig.defaultCacheBehavior.viewerProtocolPolicy');
  return judgeDoor(distribution, aclOf(distribution), whole, 'distribution', scene);
};
const judgeStage = (stage: Resource, scene: Scene): Verdict => {
  const whole = first(stage, 'configuration.stageName');
  return judgeDoor(stage, first(stage, 'configuration.webAclArn'), whole, 'API stage', scene);
};

const balancer = (value: string, scheme = 'internet-facing') => ({
  id: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/1',
  configuration: { type: 'application', scheme, dNSName: 'shop-1.eu-west-1.elb.amazonaws.com' },
  supplementaryConfiguration: { LoadBalancerAttributes: [{ key: 'waf.web_acl_id', value }] },
});
const arn = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/a1';

export default defineCheck({
  id: 'aws.edge-waf-attached',
  version: 1,
  provider: 'aws',
  title: 'Public web endpoints stand behind a web application firewall',
  failsAs: 'public web endpoints stand behind no web application firewall',
  why: 'Public endpoints without filtering meet common attacks unprotected.',
  criteria: ['CC6.6', 'A1.1'],
  severity: 'medium',
  looksAt: [balancerType, distributionType, restStageType],
  reads: [aclType, distributionType],
  parameters: [
    {
      name: 'requireRules',
      unit: 'boolean',
      meaning: 'an empty web ACL counts as none',
      default: true,
      stricter: 'true',
    },
  ],
  remediation: 'Attach a web ACL with managed rule groups and move from count to block after tuning.',
  cannotShow:
    'Whether rules block or only count, traffic that bypasses the distribution, and whether an API is private.',
  judge(door, scene) {
    if (door.type === balancerType) return judgeBalancer(door, scene);
    return door.type === distributionType ? judgeDistribution(door, scene) : judgeStage(door, scene);
  },
  examples: {
    pass: {
      resource: balancer(arn),
      others: [{ type: aclType, id: 'a1', arn, configuration: { Name: 'shop', Rules: [{ Name: 'common' }] } }],
    },
    fail: { resource: balancer('') },
    unknown: { resource: { ...balancer(''), supplementaryConfiguration: {} } },
    'not-applicable': { resource: balancer('', 'internal') },
  },
});
