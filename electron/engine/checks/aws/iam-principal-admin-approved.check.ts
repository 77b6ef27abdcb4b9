import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { attachedArns, ifServiceLinked, inlinePolicies, isListed, kindOf, withoutPartition } from '../iam.ts';
import { onceFor } from '../once.ts';
import { textsOf } from '../parameters.ts';
import { grantsEverything } from '../policy.ts';
import { first, seen, text } from '../read.ts';

const attached = 'configuration.attachedManagedPolicies';

interface Right {
  readonly words: string;
  readonly at: Property;
}

const adminArns = onceFor((arns: readonly string[]) => arns.map(withoutPartition));

function attachedRights(principal: Resource, scene: Scene): readonly Right[] {
  const admin = adminArns(textsOf(scene, 'adminPolicyArns'));
  return attachedArns(principal)
    .filter((at) => admin.includes(withoutPartition(text(at) ?? '')))
    .map((at) => ({ words: `the policy ${text(at)}`, at }));
}

const inlineRights = (principal: Resource): readonly Right[] =>
  inlinePolicies(principal).flatMap(({ name, statements }) =>
    (statements ?? []).filter(grantsEverything).map(({ at, place, of }) => ({
      words: `every action on every resource by statement ${place} of ${of} of the inline policy ${name}`,
      at,
    })),
  );

/** What an item without administrator rights can still hide. */
function unreadable(principal: Resource): Verdict | null {
  if (Object.keys(principal.configuration).length === 0) return unknown('The item holds no configuration.');
  const arn = attachedArns(principal).find((at) => text(at) === null);
  if (arn !== undefined) return unknown('An attached policy has no readable ARN.', [seen(arn)]);
  const inline = inlinePolicies(principal).find(({ statements }) => statements === null);
  return inline === undefined
    ? null
    : unknown(`The inline policy ${inline.name} is absent or could not be decoded.`, [inline.seen]);
}

export default defineCheck({
  id: 'aws.iam-principal-admin-approved',
  version: 1,
  provider: 'aws',
  title: 'Only approved principals hold administrator policies',
  failsAs: 'users, groups and roles hold administrator policies without approval',
  why: 'An administrator policy on an unreviewed user, group or role lets one stolen credential change or delete anything, evidence included.',
  criteria: ['CC6.3', 'CC6.1'],
  severity: 'critical',
  looksAt: ['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::Role'],
  reads: [],
  parameters: [
    {
      name: 'adminPolicyArns',
      unit: 'list',
      meaning: 'AWS-managed policies counted as administrator',
      default: [
        'arn:aws:iam::aws:policy/AdministratorAccess',
        'arn:aws:iam::aws:policy/PowerUserAccess',
        'arn:aws:iam::aws:policy/IAMFullAccess',
      ],
      stricter: 'longer-list',
    },
    {
      name: 'adminPrincipals',
      unit: 'list',
      meaning: 'people, groups and roles approved for administration, by name or ARN pattern',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation:
    'Replace the policy by one listing the actions the job needs, or record the approval and the owner of the administrator role.',
  cannotShow:
    'Who can reach an approved administrator role through Identity Center, and whether they used it; service control policies may narrow it and are not recorded.',
  judge(principal, scene) {
    const linked = ifServiceLinked(principal);
    if (linked !== null) return linked;
    const rights = [...attachedRights(principal, scene), ...inlineRights(principal)];
    const who = `The ${kindOf(principal)} ${principal.name}`;
    if (rights.length > 0) {
      const isApproved = isListed(principal, textsOf(scene, 'adminPrincipals'));
      const words = `${who} holds ${listed(rights.map((right) => right.words))}, and is ${isApproved ? '' : 'not '}named in adminPrincipals.`;
      return (isApproved ? pass : fail)(
        words,
        rights.slice(0, 8).map(({ at }) => seen(at)),
      );
    }
    const unread = unreadable(principal);
    if (unread !== null) return unread;
    const [managed, inline] = [attachedArns(principal), inlinePolicies(principal)];
    return pass(
      `No policy on the ${kindOf(principal)} ${principal.name} itself gives administrator rights (attached: ${managed.length}, inline: ${inline.length}).`,
      managed.length + inline.length === 0
        ? [seen(first(principal, attached))]
        : [...managed.map(seen), ...inline.map((policy) => policy.seen)].slice(0, 8),
    );
  },
  examples: {
    pass: {
      resource: {
        type: 'AWS::IAM::Role',
        id: 'AROA4EXAMPLE1',
        name: 'report-reader',
        configuration: {
          path: '/',
          roleName: 'report-reader',
          attachedManagedPolicies: [
            { policyName: 'ReadOnlyAccess', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
          ],
        },
      },
    },
    fail: {
      resource: {
        type: 'AWS::IAM::User',
        id: 'AIDA4EXAMPLE2',
        name: 'deploy',
        configuration: {
          path: '/',
          userName: 'deploy',
          attachedManagedPolicies: [
            { policyName: 'AdministratorAccess', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
          ],
        },
      },
    },
    unknown: {
      resource: {
        type: 'AWS::IAM::Group',
        id: 'AGPA4EXAMPLE3',
        name: 'operators',
        configuration: {
          path: '/',
          groupName: 'operators',
          groupPolicyList: [{ policyName: 'operate', policyDocument: '%7B%22Version' }],
        },
      },
    },
    'not-applicable': {
      resource: {
        type: 'AWS::IAM::Role',
        id: 'AROA4EXAMPLE4',
        name: 'AWSServiceRoleForSupport',
        configuration: { path: '/aws-service-role/support.amazonaws.com/', roleName: 'AWSServiceRoleForSupport' },
      },
    },
  },
});
