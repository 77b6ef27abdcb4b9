import type { Scene } from '@shared/domain/check.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { namesOf, ownAccountIds, ownAccountsOf, type Party, parties, withStanding } from '../accounts.ts';
import { callerKeys } from '../conditions.ts';
import { defineCheck } from '../define.ts';
import { judgeTrust } from '../iam.ts';
import { allows, type Condition, type Statement } from '../policy.ts';
import { seen } from '../read.ts';

const isKey = (key: string) => (condition: Condition) => condition.key.toLowerCase() === key.toLowerCase();

/** A pattern, a negation or `IfExists` lets a caller without the agreed value through. */
const fixesExternalId = ({ conditions }: Statement): boolean =>
  conditions
    .filter(isKey('sts:ExternalId'))
    .some(
      ({ operator, values }) =>
        /^(ForAnyValue:)?String(Equals|Like)$/i.test(operator) &&
        values.length > 0 &&
        values.every((value) => /^[^*?$]+$/.test(value)),
    );

/** What stands where the external id should, said beside the failure and never taken for it. */
function instead({ conditions }: Statement): string {
  const id = conditions.find(isKey('sts:ExternalId'));
  if (id !== undefined) return `, because ${id.operator} ${id.values.join(', ')} fixes no value`;
  return conditions.some(isKey('aws:MultiFactorAuthPresent'))
    ? '; it asks for multi-factor authentication instead'
    : '';
}

function judgeOutside(outside: readonly Party[]): Verdict {
  const open = outside.find(({ statement }) => !fixesExternalId(statement));
  if (open !== undefined) {
    const { place, of, conditions } = open.statement;
    return fail(
      `Statement ${place} of ${of} trusts ${open.who} without a fixed external id${instead(open.statement)}.`,
      [open.at, ...conditions.map(({ at }) => at)].slice(0, 8).map(seen),
    );
  }
  const ids = outside.flatMap(({ statement }) => statement.conditions.filter(isKey('sts:ExternalId')));
  const evidence = [...outside, ...ids].map(({ at }) => at).slice(0, 8);
  return pass(`The trust in ${namesOf(outside)} requires a fixed external id.`, evidence.map(seen));
}

function judgeStatements(all: readonly Statement[], scene: Scene): Verdict {
  const own = ownAccountsOf(scene);
  if (own.size === 0) return unknown('The accounts of the client are not known (ownAccountIds is empty).');
  const trusted = allows(all).flatMap((statement) => parties(statement, { own, approved: new Set() }, callerKeys));
  const outside = withStanding(trusted, 'outside');
  if (outside.length > 0) return judgeOutside(outside);
  const unplaced = withStanding(trusted, 'unplaced');
  if (unplaced.length > 0)
    return unknown(
      `The role trusts ${namesOf(unplaced)}, whose account cannot be told.`,
      unplaced.slice(0, 8).map(({ at }) => seen(at)),
    );
  return notApplicable(
    'The role trusts no outside account.',
    allows(all)
      .slice(0, 8)
      .map(({ principal }) => seen(principal)),
  );
}

export default defineCheck({
  id: 'aws.iam-role-external-id-required',
  version: 1,
  provider: 'aws',
  title: 'Roles trusted by another party require an external id',
  failsAs: 'roles trust another party without an external id',
  why: 'Without an external id a vendor serving many customers can be tricked into using the role for someone else.',
  criteria: ['CC6.1', 'CC6.6'],
  severity: 'high',
  looksAt: ['AWS::IAM::Role'],
  reads: [],
  parameters: [ownAccountIds],
  remediation: 'Add a condition with a random value agreed with the party and used for this role only.',
  cannotShow: 'Whether the vendor keeps the external id unique per customer.',
  judge: (role, scene) => judgeTrust(role, (all) => judgeStatements(all, scene)),
  examples: {
    pass: {
      resource: {
        id: 'AROA4EXAMPLE1',
        name: 'vendor',
        configuration: {
          path: '/',
          assumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: 'arn:aws:iam::777788889999:root' },
                Action: 'sts:AssumeRole',
                Condition: { StringEquals: { 'sts:ExternalId': '2f1c7a90-4d5e' } },
              },
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
    unknown: { resource: { id: 'AROA4EXAMPLE3', name: 'vendor', configuration: { path: '/' } } },
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
