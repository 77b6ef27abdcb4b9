import type { Scene } from '@shared/domain/check.ts';
import { fail, notApplicable, pass, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { judgeTrust } from '../iam.ts';
import { textsOf } from '../parameters.ts';
import { allows, type Condition, type Statement } from '../policy.ts';
import { seen } from '../read.ts';

const positive = /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)$/i;

/** `IfExists`, `ForAllValues` and `StringNot…` let a token through that says nothing, so they do not count. */
const conditionsOn = ({ conditions }: Statement, name: string): readonly Condition[] =>
  conditions.filter(
    ({ operator, key, values }) =>
      positive.test(operator) && values.length > 0 && key.toLowerCase().split(':').at(-1) === name,
  );

/** The issuer of a provider ARN: `token.actions.githubusercontent.com`; a service principal of the web is its own. */
const issuerOf = (id: string): string => (id.split(':oidc-provider/')[1] ?? id).toLowerCase();

/** Everything before the first wildcard: the part that a token must really show. */
const fixedPart = (pattern: string): string => pattern.split(/[*?]/)[0] ?? '';

/** A pattern is open when nothing but the kind of subject stands before its wildcard, as in `repo:*` or `repo:*\/app`. */
function isOpen(pattern: string): boolean {
  const fixed = fixedPart(pattern);
  return fixed.length < pattern.length && /^(?:[\w-]*:)?$/.test(fixed);
}

interface Fault {
  readonly words: string;
  readonly at: Statement;
}

function sharedFault(statement: Statement, issuer: string): string | null {
  // The audience of an identity pool is the pool itself, so it already names the client.
  if (issuer.startsWith('cognito-identity.')) return null;
  const subjects = conditionsOn(statement, 'sub');
  if (subjects.length === 0) return `names no subject, and ${issuer} is shared by many customers`;
  const open = subjects.flatMap(({ values }) => values).filter(isOpen);
  return open.length === 0 ? null : `accepts any subject that fits ${listed(open)} of the shared provider ${issuer}`;
}

function faultOf(statement: Statement, scene: Scene): Fault | null {
  const federated = statement.principals.filter(({ kind }) => kind === 'Federated');
  const shared = textsOf(scene, 'sharedProviders').map((host) => host.toLowerCase());
  if (conditionsOn(statement, 'aud').length === 0) return { words: 'names no audience', at: statement };
  for (const { id } of federated) {
    const issuer = issuerOf(id);
    const words = shared.some((host) => issuer === host || issuer.startsWith(`${host}/`))
      ? sharedFault(statement, issuer)
      : null;
    if (words !== null) return { words, at: statement };
  }
  return null;
}

/** A subject that ends in a wildcard is broader than it looks, so it is shown with the pass. */
function breadth(all: readonly Statement[]): string {
  const wide = all.flatMap((statement) =>
    conditionsOn(statement, 'sub').flatMap(({ values }) => values.filter((value) => value.endsWith('*'))),
  );
  return wide.length === 0 ? '' : `; every subject under ${listed([...new Set(wide)])} fits`;
}

function judgeStatements(all: readonly Statement[], scene: Scene): Verdict {
  const federated = allows(all).filter(({ principals }) => principals.some(({ kind }) => kind === 'Federated'));
  if (federated.length === 0) return notApplicable('The role trusts no identity provider.');
  const fault = federated.map((statement) => faultOf(statement, scene)).find((one) => one !== null);
  if (fault)
    return fail(
      `Statement ${fault.at.place} of ${fault.at.of} ${fault.words}.`,
      [fault.at.principal, ...fault.at.conditions.map(({ at }) => at)].slice(0, 8).map(seen),
    );
  return pass(
    `The trust in an identity provider (${counted(federated.length, 'statement')}) is bound to the audience and, where the provider is shared, to the subject${breadth(federated)}.`,
    federated
      .flatMap(({ principal, conditions }) => [principal, ...conditions.map(({ at }) => at)])
      .slice(0, 8)
      .map(seen),
  );
}

const host = 'token.actions.githubusercontent.com';
const role = (Condition: Readonly<Record<string, Readonly<Record<string, string>>>>) => ({
  resource: {
    id: 'AROA4EXAMPLE1',
    name: 'deploy',
    configuration: {
      path: '/',
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${host}` },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition,
          },
        ],
      },
    },
  },
});

export default defineCheck({
  id: 'aws.iam-role-federated-trust-scoped',
  version: 1,
  provider: 'aws',
  title: 'Roles trusted by an identity provider name the audience and the subject',
  failsAs: 'roles accept tokens of an identity provider without naming audience and subject',
  why: 'A role that accepts any token of a shared provider can be used by any repository or tenant of that provider.',
  criteria: ['CC6.1', 'CC6.3', 'CC8.1'],
  severity: 'high',
  looksAt: ['AWS::IAM::Role'],
  reads: [],
  parameters: [
    {
      name: 'sharedProviders',
      unit: 'list',
      meaning: 'token issuers used by many customers',
      default: [host, 'gitlab.com', 'app.terraform.io', 'cognito-identity.amazonaws.com'],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Pin the subject to the repository and branch or environment, and the audience to the expected value.',
  cannotShow: 'Branch and environment protections inside the build system.',
  judge: (role, scene) => judgeTrust(role, (all) => judgeStatements(all, scene)),
  examples: {
    pass: role({
      StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com', [`${host}:sub`]: 'repo:example/app:ref:refs/heads/main' },
    }),
    fail: role({ StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' } }),
    unknown: { resource: { id: 'AROA4EXAMPLE2', name: 'deploy', configuration: { path: '/' } } },
    'not-applicable': {
      resource: {
        id: 'AROA4EXAMPLE3',
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
