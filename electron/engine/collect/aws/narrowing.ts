import { actionsOf } from './actions.ts';
import type { Purpose } from './operations.ts';

/** AWS takes no longer session policy, in characters. */
export const longestPolicy = 2048;

const purposes: readonly Purpose[] = ['recorded-state', 'rule-results', 'aggregator'];

/** Reads of the client's own data. A role may allow them; a session of ours may not. */
const dataReads = [
  's3:GetObject*',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter*',
  'kms:Decrypt',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'logs:GetLogEvents',
  'logs:FilterLogEvents',
  'lambda:GetFunction',
  'ec2:DescribeInstanceAttribute',
];

const policy = (allowed: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: allowed, Resource: '*' },
      { Effect: 'Deny', Action: dataReads, Resource: '*' },
    ],
  });

/**
 * What a session may do whatever its role allows, exact first: AWS packs policies to a size of its own, so a shorter one stands
 * ready. There is no third: a session without one is not opened.
 */
export const narrowingPolicies: readonly string[] = [
  policy(purposes.flatMap(actionsOf)),
  policy(['config:BatchGet*', 'config:Describe*', 'config:Get*', 'config:List*', 'config:Select*']),
];

/** A session that serves only to assume another role may do nothing else. */
export const stepPolicy = (roles: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roles }],
  });
