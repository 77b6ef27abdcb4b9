import { fail, pass } from '@shared/domain/verdict.ts';
import { callerKeys, tyingCondition } from '../conditions.ts';
import { defineCheck } from '../define.ts';
import { judgeTrust } from '../iam.ts';
import { allows, everyoneIn } from '../policy.ts';
import { seen } from '../read.ts';

const narrowingKeys = [...callerKeys, 'sts:ExternalId'];

export default defineCheck({
  id: 'aws.iam-role-no-public-trust',
  version: 1,
  provider: 'aws',
  title: 'No role can be assumed by just anyone',
  failsAs: 'roles can be assumed by anyone',
  why: 'A trust policy with an open principal lets any AWS account on earth use the role.',
  criteria: ['CC6.1', 'CC6.6', 'CC6.3'],
  severity: 'critical',
  looksAt: ['AWS::IAM::Role'],
  reads: [],
  parameters: [],
  remediation: 'Name the trusted accounts or roles and add a condition on the organisation.',
  cannotShow: 'Whether someone outside has used the role; that is in CloudTrail.',
  judge: (role) =>
    judgeTrust(role, (all, policy) => {
      const granted = allows(all);
      const wide = granted.filter((statement) => everyoneIn(statement).length > 0);
      const open = wide.find((statement) => tyingCondition(statement, narrowingKeys) === null);
      if (open !== undefined)
        return fail(
          `Statement ${open.place} of ${open.of} trusts everyone without a condition on organisation, account or external id.`,
          [open.principal, ...open.conditions.map(({ at }) => at)].slice(0, 8).map(seen),
        );
      if (wide.length === 0)
        return pass(
          `No Allow statement of the trust policy (${granted.length} in all) names everyone.`,
          granted.length === 0 ? [seen(policy)] : granted.slice(0, 8).map(({ principal }) => seen(principal)),
        );
      const ties = wide.flatMap((statement) => tyingCondition(statement, narrowingKeys) ?? []);
      return pass(
        `Everyone is trusted only under a condition on ${ties[0]?.key}.`,
        ties.slice(0, 8).map(({ at }) => seen(at)),
      );
    }),
  examples: {
    pass: {
      resource: {
        id: 'AROA4EXAMPLE1',
        name: 'app',
        configuration: {
          path: '/',
          roleName: 'app',
          assumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
        },
      },
    },
    fail: {
      resource: {
        id: 'AROA4EXAMPLE2',
        name: 'open',
        configuration: {
          path: '/',
          roleName: 'open',
          assumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
          },
        },
      },
    },
    unknown: { resource: { id: 'AROA4EXAMPLE3', name: 'app', configuration: { path: '/', roleName: 'app' } } },
    'not-applicable': {
      resource: {
        id: 'AROA4EXAMPLE4',
        name: 'AWSServiceRoleForSupport',
        configuration: { path: '/aws-service-role/support.amazonaws.com/', roleName: 'AWSServiceRoleForSupport' },
      },
    },
  },
});
