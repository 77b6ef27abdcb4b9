import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { isListed } from '../iam.ts';
import { dayOf, instantOf } from '../instants.ts';
import { textsOf } from '../parameters.ts';
import { first, seen } from '../read.ts';

const user = (name: string) => ({
  id: 'AIDA4EXAMPLE1',
  name,
  configuration: { userName: name, createDate: '2026-04-02T08:00:00.000Z' },
});
const parameters = { approvedIamUsers: ['break-glass-*', 'mail-relay'] };

export default defineCheck({
  id: 'aws.iam-user-approved',
  version: 1,
  provider: 'aws',
  title: 'Every IAM user is on the approved list',
  failsAs: 'IAM users are not on the approved list',
  why: 'A local user outside single sign-on survives the leaver process and carries long-lived credentials.',
  criteria: ['CC6.2', 'CC6.1', 'CC6.3'],
  severity: 'medium',
  looksAt: ['AWS::IAM::User'],
  reads: [],
  parameters: [
    {
      name: 'approvedIamUsers',
      unit: 'list',
      meaning: 'break-glass and service users allowed to exist, by name or ARN pattern',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Move people to federated access and delete their IAM users; name an owner for each service user.',
  cannotShow:
    'Multi-factor state, key age and last use, which rule results tell, and whether the person still works here.',
  judge(user, scene) {
    const approved = textsOf(scene, 'approvedIamUsers');
    const evidence = ['userName', 'createDate', 'groupList'].map((key) => seen(first(user, `configuration.${key}`)));
    if (approved.length === 0) return unknown('No list of approved users is declared (approvedIamUsers).', evidence);
    if (isListed(user, approved)) return pass(`The user ${user.name} is named in approvedIamUsers.`, evidence);
    const created = instantOf(first(user, 'configuration.createDate'));
    const since = created === null ? '' : `, created on ${dayOf(created)},`;
    return fail(`The user ${user.name}${since} is not named in approvedIamUsers.`, evidence);
  },
  examples: {
    pass: { resource: user('break-glass-1'), parameters },
    fail: { resource: user('mara'), parameters },
    unknown: { resource: user('mara') },
  },
});
