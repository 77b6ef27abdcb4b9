import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { approvedExternalAccounts, boundaryOf, namesOf, ownAccountIds, type Party, parties } from '../accounts.ts';
import { callerKeys } from '../conditions.ts';
import { defineCheck } from '../define.ts';
import { listed, seenOn } from '../evidence.ts';
import { isAwsManaged, readableDocuments, sensitiveServices, unreadDocument, wholeServices } from '../grants.ts';
import { attachedArns, isListed, judgeTrust, withoutPartition } from '../iam.ts';
import { indexedBy } from '../indexed.ts';
import { textsOf } from '../parameters.ts';
import { allows, type Statement } from '../policy.ts';
import { seen, text } from '../read.ts';

const policyType = 'AWS::IAM::Policy';

/** A right too wide for a caller from outside; `words` null where what stands there could not be read. */
interface Right {
  readonly words: string | null;
  readonly because: string;
  readonly seen: readonly Seen[];
}

const byArn = indexedBy(({ arn, id }) => [arn ?? id]);

function wideIn(holder: Resource, scene: Scene, evidence: (at: Statement) => Seen): readonly Right[] {
  const services = textsOf(scene, sensitiveServices.name);
  return readableDocuments(holder).flatMap(({ name, statements }) =>
    statements.flatMap((statement) => {
      const whole = wholeServices(statement, services);
      if (whole.length === 0) return [];
      const all = whole.length === services.length ? 'every action' : `every action of ${listed(whole)}`;
      return [{ words: `${all} by ${name}`, because: '', seen: [evidence(statement)] }];
    }),
  );
}

function attachedRights(role: Resource, scene: Scene): readonly Right[] {
  const wide = textsOf(scene, 'widePolicyArns').map(withoutPartition);
  return attachedArns(role).flatMap((at): readonly Right[] => {
    const arn = text(at);
    if (arn === null) return [{ words: null, because: 'An attached policy has no readable ARN.', seen: [seen(at)] }];
    if (isAwsManaged(arn))
      return wide.includes(withoutPartition(arn))
        ? [{ words: `the policy ${arn}`, because: '', seen: [seen(at)] }]
        : [];
    const [policy] = byArn(scene.of(policyType, role.account), arn);
    const isUnread = policy === undefined || unreadDocument(policy) !== undefined;
    if (isUnread)
      return [{ words: null, because: `The attached policy ${arn} is not among the items read.`, seen: [seen(at)] }];
    return wideIn(policy, scene, (statement) => seenOn(policy, statement.at)).map((right) => ({
      ...right,
      words: `${right.words} of the policy ${policy.name}`,
      seen: [seen(at), ...right.seen],
    }));
  });
}

function inlineRights(role: Resource, scene: Scene): readonly Right[] {
  const unread = unreadDocument(role);
  const doubt =
    unread === undefined
      ? []
      : [{ words: null, because: `The document of ${unread.name} could not be read.`, seen: [seen(unread.at)] }];
  return [...wideIn(role, scene, ({ at }) => seen(at)), ...doubt];
}

function judgeRights(role: Resource, trusted: readonly Party[], scene: Scene): Verdict {
  const rights = [...attachedRights(role, scene), ...inlineRights(role, scene)];
  const who = `The role is open to ${namesOf(trusted)}`;
  const [wide] = rights.filter(({ words }) => words !== null);
  const evidence = trusted.slice(0, 2).map(({ at }) => seen(at));
  if (wide !== undefined) {
    const isApproved = isListed(role, textsOf(scene, 'approvedOrganisationRoles'));
    const words = `${who}, grants ${wide.words}, and is ${isApproved ? '' : 'not '}named in approvedOrganisationRoles.`;
    return (isApproved ? pass : fail)(words, [...evidence, ...wide.seen]);
  }
  const [doubt] = rights;
  if (doubt !== undefined) return unknown(`${who}. ${doubt.because}`, [...evidence, ...doubt.seen]);
  const count = attachedArns(role).length + readableDocuments(role).length;
  return pass(
    `${who}, and no policy of it (${count} in all) grants administrator rights or a sensitive service whole.`,
    evidence,
  );
}

function judgeStatements(role: Resource, all: readonly Statement[], scene: Scene): Verdict {
  const boundary = boundaryOf(scene);
  const trusted = allows(all)
    .flatMap((statement) => parties(statement, boundary, callerKeys))
    .filter(({ who, standing }) => standing !== 'unplaced' && who !== `account ${role.account}`);
  return trusted.length === 0
    ? notApplicable('The role trusts no account other than its own.')
    : judgeRights(role, trusted, scene);
}

const trust = (account: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
});
const role = (policyArn: string, account = '444455556666') => ({
  id: 'AROA4EXAMPLE1',
  name: 'shared-ops',
  configuration: {
    path: '/',
    assumeRolePolicyDocument: trust(account),
    attachedManagedPolicies: [{ policyName: 'rights', policyArn }],
  },
});

export default defineCheck({
  id: 'aws.iam-role-cross-account-bounded',
  version: 1,
  provider: 'aws',
  title: 'Roles usable from another account do not hold administrator rights',
  failsAs: 'roles usable from another account hold administrator rights or a sensitive service whole',
  why: 'Across an organisation one over-wide shared role turns a small breach in a test account into a breach of production.',
  criteria: ['CC6.3', 'CC6.1', 'CC6.6'],
  severity: 'high',
  looksAt: ['AWS::IAM::Role'],
  reads: [policyType],
  parameters: [
    ownAccountIds,
    approvedExternalAccounts,
    sensitiveServices,
    {
      name: 'widePolicyArns',
      unit: 'list',
      meaning: 'AWS-managed policies that grant administration or a sensitive service whole',
      default: [
        'arn:aws:iam::aws:policy/AdministratorAccess',
        'arn:aws:iam::aws:policy/PowerUserAccess',
        'arn:aws:iam::aws:policy/IAMFullAccess',
        'arn:aws:iam::aws:policy/AWSOrganizationsFullAccess',
        'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess',
        'arn:aws:iam::aws:policy/CloudWatchLogsFullAccess',
        'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess',
        'arn:aws:iam::aws:policy/AWSBackupFullAccess',
        'arn:aws:iam::aws:policy/SecretsManagerReadWrite',
      ],
      stricter: 'longer-list',
    },
    {
      name: 'approvedOrganisationRoles',
      unit: 'list',
      meaning: 'roles of landing-zone tooling, to be reviewed by name',
      default: ['OrganizationAccountAccessRole', 'AWSControlTowerExecution'],
      stricter: 'shorter-list',
    },
  ],
  remediation:
    'Split the role by task, add a permissions boundary, and limit who may assume it in the calling account.',
  cannotShow:
    'Limits set by boundaries and by service control policies, which AWS Config does not record, and AWS-managed policies that are not on the list.',
  judge: (role, scene) => judgeTrust(role, (all) => judgeStatements(role, all, scene)),
  examples: {
    pass: { resource: role('arn:aws:iam::aws:policy/ReadOnlyAccess') },
    fail: { resource: role('arn:aws:iam::aws:policy/AdministratorAccess') },
    unknown: { resource: role('arn:aws:iam::111122223333:policy/ops') },
    'not-applicable': { resource: role('arn:aws:iam::aws:policy/AdministratorAccess', '111122223333') },
  },
});
