import type { Scene } from '@shared/domain/check.ts';
import { fail, notApplicable, pass, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { globMatches } from '../glob.ts';
import { isOnEveryResource, judgeDocuments, type PolicyDocument } from '../grants.ts';
import { onceFor } from '../once.ts';
import { textsOf } from '../parameters.ts';
import { coversAction, grantsEverything, type Statement } from '../policy.ts';
import { seen } from '../read.ts';

const passRole = 'iam:PassRole';
const wholeIdentities = /^arn:aws[\w-]*:iam::[\d*]*:(?:\*|(?:role|user|group|policy)\/\*)$/;

/** An identity action is a way up only where it reaches every user, group, role or policy. */
const isOnAllIdentities = (statement: Statement): boolean =>
  isOnEveryResource(statement) || statement.resources.some((resource) => wholeIdentities.test(resource));

const reaches = (statement: Statement, action: string): boolean =>
  coversAction(statement, action) && (!action.startsWith('iam:') || isOnAllIdentities(statement));

/** The service that a passed role ends up in: `ec2.amazonaws.com` for `ec2:RunInstances`. */
function mayPassTo({ conditions }: Statement, action: string): boolean {
  const service = action.split(':')[0] ?? '';
  const tied = conditions.filter(
    ({ operator, key, values }) =>
      key.toLowerCase() === 'iam:passedtoservice' &&
      /^(ForAnyValue:)?String(Equals|Like)(IgnoreCase)?$/i.test(operator) &&
      values.length > 0,
  );
  const isTarget = (value: string) => value.startsWith(service) || globMatches(value, `${service}.amazonaws.com`);
  return tied.every(({ values }) => values.some(isTarget));
}

/** Denied outright on every resource in the same documents. */
const isDenied = (all: readonly Statement[], action: string): boolean =>
  all.some(
    (statement) =>
      statement.effect === 'Deny' &&
      statement.conditions.length === 0 &&
      isOnEveryResource(statement) &&
      coversAction(statement, action),
  );

/** True when a statement may speak of identities at all: no other action begins so. */
const mayReachIdentities = ({ effect, actions, notActions }: Statement): boolean =>
  effect === 'Allow' && (notActions.length > 0 || actions.some((action) => /^[i*?]/i.test(action)));

/** The combinations that could be granted. Most documents speak of no identity, and most combinations need one. */
const possible = (combinations: readonly (readonly string[])[], all: readonly Statement[]) =>
  all.some(mayReachIdentities)
    ? combinations
    : combinations.filter((actions) => !actions.some((action) => action.startsWith('iam:')));

/** The statements that together grant a combination; null when one of its actions is missing. */
function grantOf(actions: readonly string[], all: readonly Statement[]): readonly Statement[] | null {
  const target = actions.find((action) => action !== passRole) ?? '';
  const granting = actions.map((action) =>
    isDenied(all, action)
      ? undefined
      : all.find(
          (statement) =>
            statement.effect === 'Allow' &&
            reaches(statement, action) &&
            (action !== passRole || mayPassTo(statement, target)),
        ),
  );
  const found = granting.filter((statement) => statement !== undefined);
  return found.length === actions.length ? found : null;
}

/** The actions of each combination; the list is the same for every holder. */
const combinationsIn = onceFor((combinations: readonly string[]): readonly (readonly string[])[] =>
  combinations.map((words) => words.split('+').map((word) => word.trim())),
);

function judgeAll(documents: readonly PolicyDocument[], scene: Scene): Verdict {
  const all = documents.flatMap(({ statements }) => statements);
  const admin = all.find(grantsEverything);
  if (admin !== undefined)
    return notApplicable('The documents grant every action on every resource, which other checks judge.', [
      seen(admin.at),
    ]);
  const combinations = combinationsIn(textsOf(scene, 'combinations'));
  const found = possible(combinations, all).flatMap((actions) => {
    const grants = grantOf(actions, all);
    return grants === null ? [] : [{ actions, grants }];
  });
  const [first] = found;
  if (first === undefined)
    return pass(
      `None of ${counted(combinations.length, 'known combination')} is granted on every identity.`,
      documents.slice(0, 8).map((document) => document.seen),
    );
  const more = found.length > 1 ? `, and ${counted(found.length - 1, 'more combination')} of the list` : '';
  return fail(
    `The documents grant ${listed(first.actions)}, with which the holder can gain administrator rights${more}.`,
    [...new Set(found.flatMap(({ grants }) => grants))].slice(0, 8).map(({ at }) => seen(at)),
  );
}

const role = (Statement: readonly Readonly<Record<string, string>>[]) => ({
  resource: {
    type: 'AWS::IAM::Role',
    id: 'AROA4EXAMPLE1',
    name: 'deploy',
    configuration: {
      path: '/',
      rolePolicyList: [{ policyName: 'deploy', policyDocument: { Version: '2012-10-17', Statement } }],
    },
  },
});

export default defineCheck({
  id: 'aws.iam-policy-no-privilege-escalation',
  version: 1,
  provider: 'aws',
  title: 'Policies hold no known combination that leads to administrator rights',
  failsAs: 'policies and principals hold a combination that leads to administrator rights',
  why: 'A modest role that can rewrite policies or pass a stronger role is an administrator in two steps.',
  criteria: ['CC6.3', 'CC6.1'],
  severity: 'high',
  looksAt: ['AWS::IAM::Policy', 'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::Role'],
  reads: [],
  parameters: [
    {
      name: 'combinations',
      unit: 'list',
      meaning: 'actions that together lead to administrator rights, joined by +',
      default: [
        'iam:CreatePolicyVersion',
        'iam:SetDefaultPolicyVersion',
        'iam:AttachUserPolicy',
        'iam:AttachGroupPolicy',
        'iam:AttachRolePolicy',
        'iam:PutUserPolicy',
        'iam:PutGroupPolicy',
        'iam:PutRolePolicy',
        'iam:AddUserToGroup',
        'iam:UpdateAssumeRolePolicy',
        'iam:CreateAccessKey',
        'iam:CreateLoginProfile',
        'iam:UpdateLoginProfile',
        'iam:PassRole + ec2:RunInstances',
        'iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction',
        'iam:PassRole + cloudformation:CreateStack',
        'iam:PassRole + ecs:RunTask',
        'iam:PassRole + codebuild:CreateProject + codebuild:StartBuild',
        'iam:PassRole + glue:CreateDevEndpoint',
        'iam:PassRole + sagemaker:CreateNotebookInstance',
      ],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Restrict iam:PassRole to named roles and remove policy-writing actions from working roles.',
  cannotShow: 'Escalation across two principals, and limits set by boundaries and most conditions.',
  judge: (holder, scene) => judgeDocuments(holder, (all) => judgeAll(all, scene)),
  examples: {
    pass: role([{ Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' }]),
    fail: role([
      { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' },
      { Effect: 'Allow', Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/*' },
    ]),
    unknown: { resource: { id: 'ANPA4EXAMPLE2', name: 'deploy', configuration: { defaultVersionId: 'v1' } } },
    'not-applicable': role([{ Effect: 'Allow', Action: '*', Resource: '*' }]),
  },
});
