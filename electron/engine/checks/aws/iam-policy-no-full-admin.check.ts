import type { Property } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted } from '../evidence.ts';
import { defaultVersion, isAwsManaged } from '../grants.ts';
import { flagOf } from '../parameters.ts';
import { grantsEverything, type Statement, statements } from '../policy.ts';
import { first, number, seen, within } from '../read.ts';

/** How many principals use the policy, as words; rows of a query give the count as a fraction. */
function usage(attachments: Property): string {
  const count = number(attachments);
  if (count === null) return 'its attachment count is not in the item';
  return count === 0 ? 'nothing is attached to it now' : `it is attached to ${counted(count, 'principal')}`;
}

function exception({ notActions, conditions }: Statement): string {
  const spared = notActions.length > 0 ? ` other than ${counted(notActions.length, 'action pattern')}` : '';
  return conditions.length > 0 ? `${spared} under ${counted(conditions.length, 'condition')}` : spared;
}

function judgeStatements(all: readonly Statement[], document: Property, attachments: Property): Verdict {
  const open = all.find(grantsEverything);
  if (open === undefined)
    return pass(`No statement of the default version (${all.length} in all) allows every action on every resource.`, [
      seen(document),
    ]);
  return fail(
    `Statement ${open.place} of ${open.of} allows every action${exception(open)} on every resource, and ${usage(attachments)}.`,
    [open.at, attachments].map(seen),
  );
}

export default defineCheck({
  id: 'aws.iam-policy-no-full-admin',
  version: 1,
  provider: 'aws',
  title: 'Customer-managed policies do not grant every action on every resource',
  failsAs: 'customer-managed policies grant every action on every resource',
  why: 'A home-made copy of administrator rights escapes reviews that look only for the well-known policy name.',
  criteria: ['CC6.3', 'CC6.1'],
  severity: 'high',
  looksAt: ['AWS::IAM::Policy'],
  reads: [],
  parameters: [
    {
      name: 'ignoreUnattached',
      unit: 'boolean',
      meaning: 'leave out policies nobody uses',
      default: false,
      stricter: 'false',
    },
  ],
  remediation: 'Rewrite the policy to name services and resources, or delete it when unused.',
  cannotShow: 'Effective rights after boundaries, session policies and organisation policies.',
  judge(policy, scene) {
    if (isAwsManaged(policy.arn ?? policy.id))
      return notApplicable('The policy is managed by AWS; it is judged where it is attached.');
    const attachments = first(policy, 'configuration.attachmentCount');
    if (flagOf(scene, 'ignoreUnattached') && number(attachments) === 0)
      return notApplicable('The policy is attached to nothing, and ignoreUnattached leaves such policies out.', [
        seen(attachments),
      ]);
    const version = defaultVersion(policy);
    if (version === undefined)
      return unknown('The item names no default version of the policy.', [
        seen(first(policy, 'configuration.policyVersionList')),
      ]);
    const document = within(version, 'document')[0] ?? version;
    const all = statements(document);
    return all === null
      ? unknown('The document of the default version is absent or could not be decoded.', [seen(document)])
      : judgeStatements(all, document, attachments);
  },
  examples: {
    pass: {
      resource: {
        id: 'ANPA4EXAMPLE1',
        name: 'read-invoices',
        arn: 'arn:aws:iam::111122223333:policy/read-invoices',
        configuration: {
          defaultVersionId: 'v2',
          attachmentCount: 1,
          policyVersionList: [
            {
              versionId: 'v2',
              isDefaultVersion: true,
              document: {
                Version: '2012-10-17',
                Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::invoices/*' }],
              },
            },
          ],
        },
      },
    },
    fail: {
      resource: {
        id: 'ANPA4EXAMPLE2',
        name: 'ops',
        arn: 'arn:aws:iam::111122223333:policy/ops',
        configuration: {
          defaultVersionId: 'v1',
          attachmentCount: 2,
          policyVersionList: [
            {
              versionId: 'v1',
              isDefaultVersion: true,
              document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
            },
          ],
        },
      },
    },
    unknown: {
      resource: {
        id: 'ANPA4EXAMPLE3',
        name: 'ops',
        arn: 'arn:aws:iam::111122223333:policy/ops',
        configuration: { defaultVersionId: 'v1', policyVersionList: [{ versionId: 'v1', isDefaultVersion: true }] },
      },
    },
    'not-applicable': {
      resource: {
        id: 'ANPAEXAMPLE4',
        name: 'AdministratorAccess',
        arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        configuration: {},
      },
    },
  },
});
