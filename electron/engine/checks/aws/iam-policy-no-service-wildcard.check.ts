import type { Scene } from '@shared/domain/check.ts';
import { fail, pass, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { judgeDocuments, type PolicyDocument, sensitiveServices, wholeServices } from '../grants.ts';
import { textsOf } from '../parameters.ts';
import { seen } from '../read.ts';

/** One verdict for the holder, however many statements grant a service. */
function judgeAll(all: readonly PolicyDocument[], scene: Scene): Verdict {
  const services = textsOf(scene, 'sensitiveServices');
  const granting = all.flatMap(({ name, statements }) =>
    statements.flatMap((statement) => {
      const whole = wholeServices(statement, services);
      return whole.length === 0 ? [] : [{ name, statement, whole }];
    }),
  );
  const [first] = granting;
  if (first === undefined)
    return pass(
      `No statement of ${counted(all.length, 'document')} grants every action of a sensitive service on every resource.`,
      all.slice(0, 8).map((document) => document.seen),
    );
  const { name, statement } = first;
  const whole = services.filter((service) => granting.some((grant) => grant.whole.includes(service)));
  const held = statement.conditions.length > 0 ? ` under ${counted(statement.conditions.length, 'condition')}` : '';
  const more = granting.length > 1 ? ` (${counted(granting.length, 'statement')} in all)` : '';
  return fail(
    `Statement ${statement.place} of ${statement.of} of ${name} grants every action of ${listed(first.whole)} on every resource${held}${more}; granted whole: ${listed(whole)}.`,
    granting.slice(0, 8).map((grant) => seen(grant.statement.at)),
  );
}

const policy = (Action: string) => ({
  resource: {
    id: 'ANPA4EXAMPLE1',
    name: 'keys',
    arn: 'arn:aws:iam::111122223333:policy/keys',
    configuration: {
      defaultVersionId: 'v1',
      policyVersionList: [
        {
          versionId: 'v1',
          isDefaultVersion: true,
          document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
        },
      ],
    },
  },
});

export default defineCheck({
  id: 'aws.iam-policy-no-service-wildcard',
  version: 1,
  provider: 'aws',
  title: 'Policies do not grant every action of a sensitive service',
  failsAs: 'policies and principals grant every action of a sensitive service',
  why: 'Full control over keys, trails, identities or secrets lets an operator switch off the controls that watch them.',
  criteria: ['CC6.3', 'CC6.1'],
  severity: 'high',
  looksAt: ['AWS::IAM::Policy', 'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::Role'],
  reads: [],
  parameters: [sensitiveServices],
  remediation:
    'List the needed actions and restrict the resources; keep full control for the role of the platform team.',
  cannotShow: 'Grants through many narrow actions that add up to the same power, such as kms:Decrypt on every key.',
  judge: (holder, scene) => judgeDocuments(holder, (all) => judgeAll(all, scene)),
  examples: {
    pass: policy('kms:DescribeKey'),
    fail: policy('kms:*'),
    unknown: { resource: { id: 'ANPA4EXAMPLE2', name: 'keys', configuration: { defaultVersionId: 'v1' } } },
    'not-applicable': {
      resource: { type: 'AWS::IAM::User', id: 'AIDA4EXAMPLE3', name: 'mara', configuration: { userName: 'mara' } },
    },
  },
});
