import { hash } from 'node:crypto';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { approvedExternalAccounts, boundaryOf, ownAccountIds, parties, withStanding } from '../accounts.ts';
import { callerKeys } from '../conditions.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { unreadDocument } from '../grants.ts';
import { attachedArns, inlinePolicies, judgeTrust } from '../iam.ts';
import { mapOf } from '../parameters.ts';
import { allows, type Statement } from '../policy.ts';
import { elements, seen, text, texts } from '../read.ts';

/** The raw text differs between the shapes of an item, so the decoded document with sorted keys is hashed. */
const hashOf = ({ value }: Property): string => hash('sha256', canonicalJson(value ?? null), 'hex');

/** A right as the baseline writes it: the ARN of an attached policy, or the SHA-256 of an inline document. */
interface Right {
  readonly key: string;
  readonly words: string;
  readonly at: Property;
}

const rightsOf = (role: Resource): readonly Right[] => [
  ...attachedArns(role).map((at) => ({ key: text(at) ?? '', words: `the policy ${text(at) ?? 'without ARN'}`, at })),
  ...inlinePolicies(role).map(({ name, document }) => {
    const key = hashOf(document);
    return { key, words: `the inline policy ${name} (SHA-256 ${key})`, at: document };
  }),
];

function compare(role: Resource, vendor: string, approved: readonly string[], trust: readonly Seen[]): Verdict {
  const rights = rightsOf(role);
  const evidence = (some: readonly Right[]) => [...some.map(({ at }) => seen(at)), ...trust].slice(0, 8);
  const added = rights.filter(({ key }) => !approved.includes(key));
  if (added.length > 0)
    return fail(
      `The role is open to the vendor account ${vendor} and holds ${listed(added.map(({ words }) => words))}, which the approved baseline does not.`,
      evidence(added),
    );
  const held = new Set(rights.map(({ key }) => key));
  const missing = approved.filter((key) => !held.has(key));
  const less = missing.length === 0 ? '' : `, and lacks ${listed(missing)} of it`;
  return pass(
    `The role holds no policy beyond the approved baseline of the vendor account ${vendor}${less}.`,
    evidence(rights),
  );
}

function judgeStatements(role: Resource, all: readonly Statement[], scene: Scene): Verdict {
  const boundary = boundaryOf(scene);
  const vendors = withStanding(
    allows(all).flatMap((statement) => parties(statement, boundary, callerKeys)),
    'approved',
  );
  const [vendor] = vendors;
  if (vendor === undefined) return notApplicable('The role trusts no account of approvedExternalAccounts.');
  const account = vendor.who.replace('account ', '');
  const trust = vendors.slice(0, 2).map(({ at }) => seen(at));
  const baseline = mapOf(scene, 'approvedVendorPolicies')[account];
  if (baseline === undefined)
    return unknown(`No approved baseline is declared for the vendor account ${account}.`, trust);
  const unread = unreadDocument(role);
  if (unread !== undefined)
    return unknown(`The document of ${unread.name} is absent or could not be decoded.`, [seen(unread.at), ...trust]);
  return compare(role, account, texts(elements({ path: 'approvedVendorPolicies', value: baseline })), trust);
}

const vendor = '777788889999';
const role = (policyArn: string) => ({
  id: 'AROA4EXAMPLE1',
  name: 'vendor-reader',
  configuration: {
    path: '/',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: vendor }, Action: 'sts:AssumeRole' }],
    },
    attachedManagedPolicies: [{ policyName: 'rights', policyArn }],
  },
});
const parameters = {
  approvedExternalAccounts: [vendor],
  approvedVendorPolicies: { [vendor]: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
};

export default defineCheck({
  id: 'aws.iam-role-vendor-permissions-approved',
  version: 1,
  provider: 'aws',
  title: 'Vendor roles hold exactly the policies that were approved',
  failsAs: 'vendor roles hold a policy that was not approved',
  why: 'Rights widened for a vendor for one evening tend to stay, and nobody compares them with the approval.',
  criteria: ['CC6.3', 'CC6.1'],
  severity: 'medium',
  looksAt: ['AWS::IAM::Role'],
  reads: [],
  parameters: [
    ownAccountIds,
    approvedExternalAccounts,
    {
      name: 'approvedVendorPolicies',
      unit: 'map',
      meaning: 'vendor account to approved policy ARNs and SHA-256 of inline documents (JSON with sorted keys)',
      default: {},
    },
  ],
  remediation: 'Restore the approved policies or record a new approval with an end date.',
  cannotShow: 'Whether the approved rights were right in the first place, and what is inside an attached policy.',
  judge: (role, scene) => judgeTrust(role, (all) => judgeStatements(role, all, scene)),
  examples: {
    pass: { resource: role('arn:aws:iam::aws:policy/ReadOnlyAccess'), parameters },
    fail: { resource: role('arn:aws:iam::aws:policy/PowerUserAccess'), parameters },
    unknown: {
      resource: role('arn:aws:iam::aws:policy/ReadOnlyAccess'),
      parameters: { approvedExternalAccounts: [vendor] },
    },
    'not-applicable': { resource: role('arn:aws:iam::aws:policy/ReadOnlyAccess') },
  },
});
