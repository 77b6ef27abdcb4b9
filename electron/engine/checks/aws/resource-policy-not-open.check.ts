import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
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
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { ifAwsManaged } from '../kms.ts';
import { textsOf } from '../parameters.ts';
import { allows, readPolicy, type Statement } from '../policy.ts';
import { first, seen } from '../read.ts';

const policyPaths = {
  'AWS::KMS::Key': 'supplementaryConfiguration.Policy',
  'AWS::Lambda::Function': 'supplementaryConfiguration.Policy',
  'AWS::SNS::Topic': 'configuration.Policy',
  'AWS::SQS::Queue': 'configuration.Policy',
  'AWS::ECR::Repository': 'configuration.RepositoryPolicyText',
} as const satisfies Readonly<Record<string, string>>;

const paths = new Map<string, string>(Object.entries(policyPaths));
const pathOf = ({ type }: Resource): string => paths.get(type) ?? 'configuration.Policy';

/**
 * Types whose delivered items leave the policy out when there is none. A key always has one, and a repository without one
 * holds an empty object in its place, so there an absent policy means an incomplete item.
 */
const mayLackPolicy = ['AWS::Lambda::Function', 'AWS::SNS::Topic', 'AWS::SQS::Queue'];

/** What the absence of a policy says: nothing, when the part of the item that would hold it is missing too. */
function judgeAbsence(resource: Resource, at: Property): Verdict {
  const part = at.path.startsWith('supplementary') ? resource.supplementaryConfiguration : resource.configuration;
  return mayLackPolicy.includes(resource.type) && Object.keys(part).length > 0
    ? notApplicable('The item holds no policy beside its other properties, so the resource has none.', [seen(at)])
    : unknown('The policy is missing from the item.', [seen(at)]);
}

const isFunctionUrl = ({ conditions }: Statement): boolean =>
  conditions.some(({ key }) => key.toLowerCase() === 'lambda:functionurlauthtype');

function outsideWords({ who, statement }: Party): string {
  const { place, of, actions, notActions } = statement;
  const what = actions.length > 0 ? listed(actions.slice(0, 3)) : `all but ${listed(notActions.slice(0, 3))}`;
  const how = who === 'everyone' ? ' without a narrowing condition' : ', which is neither own nor approved';
  return `Statement ${place} of ${of} allows ${what}${isFunctionUrl(statement) ? ' by the function URL' : ''} to ${who}${how}.`;
}

const evidence = (some: readonly Party[]) => some.slice(0, 8).map(({ at }) => seen(at));

function judgeStatements(all: readonly Statement[], policy: Property, scene: Scene): Verdict {
  const granted = allows(all);
  const named = granted.flatMap((one) => parties(one, boundaryOf(scene), textsOf(scene, 'narrowingConditions')));
  const [outside] = withStanding(named, 'outside');
  if (outside !== undefined)
    return fail(
      outsideWords(outside),
      [outside.at, ...outside.statement.conditions.map(({ at }) => at)].slice(0, 8).map(seen),
    );
  const unplaced = withStanding(named, 'unplaced');
  if (unplaced.length > 0)
    return unknown(
      `The policy names ${namesOf(unplaced)}, whose account cannot be told, as after the deletion of a principal.`,
      evidence(unplaced),
    );
  if (named.length > 0)
    return pass(`The policy names only own and approved accounts: ${namesOf(named)}.`, evidence(named));
  return pass(
    'The policy names no account, and no open principal without a narrowing condition.',
    granted.length === 0 ? [seen(policy)] : granted.slice(0, 8).map(({ principal }) => seen(principal)),
  );
}

export default defineCheck({
  id: 'aws.resource-policy-not-open',
  version: 2,
  provider: 'aws',
  title: 'Resource policies name only own and approved principals',
  failsAs: 'resource policies name everyone or accounts that are neither own nor approved',
  why: 'A resource policy can open a key, function, topic, queue or image to the world without touching IAM.',
  criteria: ['CC6.1', 'CC6.3', 'CC6.6', 'C1.1'],
  severity: 'high',
  looksAt: Object.keys(policyPaths),
  reads: [],
  parameters: [
    approvedExternalAccounts,
    ownAccountIds,
    {
      name: 'narrowingConditions',
      unit: 'list',
      meaning: 'condition keys that close an open principal',
      default: [
        'aws:PrincipalOrgID',
        'aws:PrincipalAccount',
        'aws:SourceAccount',
        'aws:SourceArn',
        'aws:SourceOwner',
        'kms:CallerAccount',
      ],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Name the principals or add a condition on the organisation or source.',
  cannotShow: 'Use of the access, and grants on keys.',
  judge(resource, scene) {
    const isKey = resource.type === 'AWS::KMS::Key';
    const managed = isKey ? ifAwsManaged(resource) : null;
    if (managed !== null) return managed;
    const policy = readPolicy(first(resource, pathOf(resource)));
    if (policy.state === 'read') return judgeStatements(policy.statements, policy.at, scene);
    if (policy.state === 'unreadable')
      return unknown('The policy could not be read as a policy document.', [seen(policy.at)]);
    return policy.state === 'none' && !isKey
      ? notApplicable('The resource has no policy.', [seen(policy.at)])
      : judgeAbsence(resource, policy.at);
  },
  examples: {
    pass: {
      resource: {
        type: 'AWS::Lambda::Function',
        id: 'send-receipts',
        supplementaryConfiguration: {
          Policy: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'nightly',
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'lambda:InvokeFunction',
                Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:send-receipts',
                Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:events:eu-west-1:111122223333:rule/nightly' } },
              },
            ],
          },
        },
      },
    },
    fail: {
      resource: {
        type: 'AWS::SQS::Queue',
        id: 'https://sqs.eu-west-1.amazonaws.com/111122223333/payouts',
        name: 'payouts',
        configuration: {
          QueueName: 'payouts',
          Policy: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: '*',
                Action: 'sqs:SendMessage',
                Resource: 'arn:aws:sqs:eu-west-1:111122223333:payouts',
              },
            ],
          },
        },
      },
    },
    unknown: {
      resource: {
        type: 'AWS::Lambda::Function',
        id: 'send-receipts',
        configuration: { functionName: 'send-receipts' },
      },
    },
    'not-applicable': {
      resource: {
        type: 'AWS::SNS::Topic',
        id: 'arn:aws:sns:eu-west-1:111122223333:alerts',
        name: 'alerts',
        configuration: { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:alerts' },
      },
    },
  },
});
