import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { isListed } from '../iam.ts';
import { textsOf } from '../parameters.ts';
import { first, list, seen, text, within } from '../read.ts';

const paths = ['configuration.attachedManagedPolicies', 'configuration.userPolicyList'] as const;

interface Grant {
  /** Null when the entry names no policy, as when the list was not decoded. */
  readonly name: string | null;
  readonly at: Property;
}

function grantOf(entry: Property): Grant {
  const named = [...within(entry, 'policyArn'), ...within(entry, 'policyName')].find((at) => text(at) !== null);
  return named === undefined ? { name: null, at: entry } : { name: text(named), at: named };
}

const directGrants = (user: Resource): readonly Grant[] => paths.flatMap((path) => list(user, path)).map(grantOf);

export default defineCheck({
  id: 'aws.iam-user-rights-through-groups',
  version: 1,
  provider: 'aws',
  title: 'IAM users receive rights through groups or roles only',
  failsAs: 'IAM users hold rights directly',
  why: 'Rights pinned to a person are missed when access is reviewed by role.',
  criteria: ['CC6.3', 'CC6.2'],
  severity: 'low',
  looksAt: ['AWS::IAM::User'],
  reads: [],
  parameters: [
    {
      name: 'machineUsers',
      unit: 'list',
      meaning: 'service users allowed to hold their own policy',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Move the rights to a group or, better, replace the user by federated access to a role.',
  cannotShow: 'Whether the groups themselves fit the job.',
  judge(user, scene) {
    if (isListed(user, textsOf(scene, 'machineUsers')))
      return notApplicable(`The user ${user.name} is named in machineUsers.`);
    if (Object.keys(user.configuration).length === 0) return unknown('The item holds no configuration.');
    const direct = directGrants(user);
    const evidence = direct.slice(0, 8).map(({ at }) => seen(at));
    const names = direct.flatMap(({ name }) => name ?? []);
    if (names.length < direct.length) return unknown('A policy of the user could not be read.', evidence);
    if (direct.length > 0)
      return fail(`The user holds ${counted(direct.length, 'direct grant')}: ${listed(names)}.`, evidence);
    const groups = first(user, 'configuration.groupList');
    const count = counted(list(user, 'configuration.groupList').length, 'group');
    return pass(
      `The item lists no attached and no inline policy of the user, who is in ${count}.`,
      [...paths.map((path) => first(user, path)), groups].map(seen),
    );
  },
  examples: {
    pass: {
      resource: {
        id: 'AIDA4EXAMPLE1',
        name: 'mara',
        configuration: { userName: 'mara', attachedManagedPolicies: [], groupList: ['engineers'] },
      },
    },
    fail: {
      resource: {
        id: 'AIDA4EXAMPLE2',
        name: 'deploy',
        configuration: { userName: 'deploy', userPolicyList: [{ policyName: 'deploy-site' }], groupList: [] },
      },
    },
    unknown: { resource: { id: 'AIDA4EXAMPLE3', name: 'mara', configuration: {} } },
    'not-applicable': {
      resource: {
        id: 'AIDA4EXAMPLE4',
        name: 'mail-relay',
        configuration: { userName: 'mail-relay', userPolicyList: [{ policyName: 'send-mail' }] },
      },
      parameters: { machineUsers: ['mail-relay'] },
    },
  },
});
