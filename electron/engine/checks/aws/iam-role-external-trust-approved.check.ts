import type { Scene } from '@shared/domain/check.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import {
  approvedExternalAccounts,
  boundaryOf,
  namesOf,
  ownAccountIds,
  type Party,
  parties,
  withStanding,
} from '../accounts.ts';
import { callerKeys } from '../conditions.ts';
import { defineCheck } from '../define.ts';
import { judgeTrust } from '../iam.ts';
import { allows, type Statement } from '../policy.ts';
import { seen } from '../read.ts';

const evidence = (some: readonly Party[]) => some.slice(0, 8).map(({ at }) => seen(at));

function judgeStatements(all: readonly Statement[], scene: Scene): Verdict {
  const boundary = boundaryOf(scene);
  if (boundary.own.size === 0) return unknown('The accounts of the client are not known (ownAccountIds is empty).');
  const granted = allows(all);
  const trusted = granted.flatMap((statement) => parties(statement, boundary, callerKeys));
  const outside = withStanding(trusted, 'outside');
  if (outside.length > 0)
    return fail(`The role trusts ${namesOf(outside)}, neither own nor approved.`, evidence(outside));
  const unplaced = withStanding(trusted, 'unplaced');
  if (unplaced.length > 0)
    return unknown(
      `The role trusts ${namesOf(unplaced)}, whose account cannot be told, as after the deletion of a principal.`,
      evidence(unplaced),
    );
  return trusted.length === 0
    ? notApplicable(
        'The role trusts no account, only services, identity providers or an organisation.',
        granted.slice(0, 8).map(({ principal }) => seen(principal)),
      )
    : pass(`The role trusts only own and approved accounts: ${namesOf(trusted)}.`, evidence(trusted));
}

export default defineCheck({
  id: 'aws.iam-role-external-trust-approved',
  version: 1,
  provider: 'aws',
  title: 'Roles trust only own accounts and approved outside accounts',
  failsAs: 'roles trust accounts that are neither own nor approved',
  why: 'A role that still trusts a former vendor or an unknown account is a standing door nobody watches.',
  criteria: ['CC6.1', 'CC6.3', 'CC6.6'],
  severity: 'high',
  looksAt: ['AWS::IAM::Role'],
  reads: [],
  parameters: [ownAccountIds, approvedExternalAccounts],
  remediation: 'Remove the trust or record the outside party, its purpose and its next review date.',
  cannotShow: 'Who inside the trusted account can use the role, and rights granted by resource policies.',
  judge: (role, scene) => judgeTrust(role, (all) => judgeStatements(all, scene)),
  examples: {
    pass: {
      resource: {
        id: 'AROA4EXAMPLE1',
        name: 'backup-reader',
        configuration: {
          path: '/',
          assumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' },
            ],
          },
        },
      },
    },
    fail: {
      resource: {
        id: 'AROA4EXAMPLE2',
        name: 'vendor',
        configuration: {
          path: '/',
          assumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::777788889999:root' }, Action: 'sts:AssumeRole' },
            ],
          },
        },
      },
    },
    unknown: {
      resource: {
        id: 'AROA4EXAMPLE3',
        name: 'vendor',
        configuration: { path: '/', assumeRolePolicyDocument: '%7B%22Version' },
      },
    },
    'not-applicable': {
      resource: {
        id: 'AROA4EXAMPLE4',
        name: 'app',
        configuration: {
          path: '/',
          assumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
        },
      },
    },
  },
});
