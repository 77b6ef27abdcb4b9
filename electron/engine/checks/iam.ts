import type { Property, Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { globMatches } from './glob.ts';
import { onceFor } from './once.ts';
import { readPolicy, type Statement, statements } from './policy.ts';
import { first, inside, list, seen, text, within } from './read.ts';

/** The verdict on a role that only AWS can assume or edit; null for every other principal. */
export const ifServiceLinked = onceFor((resource: Resource): Verdict | null => {
  const path = first(resource, 'configuration.path');
  if (!text(path)?.startsWith('/aws-service-role/')) return null;
  return notApplicable(`The role is service-linked, so only AWS can edit it: its path is ${text(path)}.`, [seen(path)]);
});

const trustPolicy = onceFor((role: Resource) => readPolicy(first(role, 'configuration.assumeRolePolicyDocument')));

/** Judges the trust policy of a role; a service-linked role and an unreadable policy are answered here. */
export function judgeTrust(role: Resource, decide: (all: readonly Statement[], policy: Property) => Verdict): Verdict {
  const linked = ifServiceLinked(role);
  if (linked !== null) return linked;
  const policy = trustPolicy(role);
  if (policy.state === 'read') return decide(policy.statements, policy.at);
  return policy.state === 'unreadable'
    ? unknown('The trust policy could not be read as a policy document.', [seen(policy.at)])
    : unknown('The item holds no trust policy; rows of an advanced query never do.', [seen(policy.at)]);
}

/** An inline policy of a user, group or role. */
interface InlinePolicy {
  readonly name: string;
  readonly document: Property;
  /** The document as evidence: several checks quote it. */
  readonly seen: Seen;
  /** Null when the document is absent or unreadable. */
  readonly statements: readonly Statement[] | null;
}

const inlineLists = ['configuration.userPolicyList', 'configuration.groupPolicyList', 'configuration.rolePolicyList'];

/** The inline policies of a user, group or role. */
export const inlinePolicies = onceFor((principal: Resource): readonly InlinePolicy[] =>
  inlineLists
    .flatMap((path) => list(principal, path))
    .map((entry) => {
      const document = inside(entry, 'policyDocument');
      const name = within(entry, 'policyName').map(text)[0];
      return { name: name ?? 'without name', document, seen: seen(document), statements: statements(document) };
    }),
);

/** The same managed policy has another ARN in each partition (aws, aws-us-gov, aws-cn). */
export const withoutPartition = (arn: string): string => arn.replace(/^arn:aws[\w-]*:/, 'arn:aws:');

/** The ARNs of the managed policies attached to a user, group or role. */
export const attachedArns = onceFor((principal: Resource): readonly Property[] =>
  list(principal, 'configuration.attachedManagedPolicies').map((entry) => within(entry, 'policyArn')[0] ?? entry),
);

/** Identity Center names its roles `AWSReservedSSO_<permission set>_<16 hex digits>`; approval speaks of the permission set. */
const permissionSet = ({ name }: Resource): string | null =>
  /^AWSReservedSSO_(.+)_[\da-f]{16}$/.exec(name)?.[1] ?? null;

/** True when a list of names or ARN patterns names the principal; an Identity Center role also answers to its permission set. */
export const isListed = (principal: Resource, patterns: readonly string[]): boolean =>
  [principal.id, principal.name, principal.arn, permissionSet(principal)].some(
    (word) => word !== null && patterns.some((pattern) => globMatches(pattern, word)),
  );

/** `user`, `group`, `role` or `policy`. */
export const kindOf = ({ type }: Resource): string => (type.split('::').at(-1) ?? type).toLowerCase();
