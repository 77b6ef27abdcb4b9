import type { Parameter } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { globMatches } from './glob.ts';
import { ifServiceLinked, inlinePolicies, kindOf } from './iam.ts';
import { onceFor } from './once.ts';
import { grantsEverything, isEveryResource, type Statement, statements } from './policy.ts';
import { first, flag, list, seen, text, within } from './read.ts';

/** Services whose full control lets its holder switch off what watches the account. */
export const sensitiveServices: Parameter = {
  name: 'sensitiveServices',
  unit: 'list',
  meaning: 'service prefixes that may not be granted whole',
  default: [
    'iam',
    'sts',
    'kms',
    'cloudtrail',
    'config',
    'secretsmanager',
    'organizations',
    'guardduty',
    'logs',
    'backup',
    'aws-marketplace',
  ],
  stricter: 'longer-list',
};

/** A policy document that a policy, or a user, group or role, itself holds. */
export interface PolicyDocument {
  /** `the default version`, or `the inline policy <name>`. */
  readonly name: string;
  readonly at: Property;
  /** The document as evidence. */
  readonly seen: Seen;
  readonly statements: readonly Statement[];
}

/** The version of a customer-managed policy that is in force; items name it on the version, on the policy, or on both. */
export function defaultVersion(policy: Resource): Property | undefined {
  const wanted = text(first(policy, 'configuration.defaultVersionId'));
  const versions = list(policy, 'configuration.policyVersionList');
  const isMarked = (version: Property) => within(version, 'isDefaultVersion').some((at) => flag(at) === true);
  const isNamed = (version: Property) =>
    wanted !== null && within(version, 'versionId').some((at) => text(at) === wanted);
  return versions.find(isMarked) ?? versions.find(isNamed);
}

/** True for a policy that AWS keeps; it has no account in its ARN. */
export const isAwsManaged = (arn: string): boolean => /^arn:aws[\w-]*:iam::aws:policy\//.test(arn);

interface Found {
  readonly name: string;
  readonly at: Property;
  readonly seen: Seen;
  /** Null when the document is absent or cannot be read. */
  readonly statements: readonly Statement[] | null;
}

const documents = onceFor((holder: Resource): readonly Found[] => {
  if (holder.type !== 'AWS::IAM::Policy')
    return inlinePolicies(holder).map(({ name, document, ...rest }) => ({
      name: `the inline policy ${name}`,
      at: document,
      ...rest,
    }));
  const versions = first(holder, 'configuration.policyVersionList');
  const version = defaultVersion(holder);
  const at = version === undefined ? versions : (within(version, 'document')[0] ?? version);
  const read = version === undefined ? null : statements(at);
  return [{ name: 'the default version', at, seen: seen(at), statements: read }];
});

/** The documents that can be read. */
export const readableDocuments = onceFor((holder: Resource): readonly PolicyDocument[] =>
  documents(holder).flatMap((found) => (found.statements === null ? [] : [{ ...found, statements: found.statements }])),
);

/** The first document that cannot be read; undefined when all can. */
export const unreadDocument = (holder: Resource): Found | undefined =>
  documents(holder).find((found) => found.statements === null);

/** The verdict on a holder whose rights are not the client's to edit, or that holds no document of its own; null otherwise. */
function ifNothingToJudge(holder: Resource): Verdict | null {
  if (holder.type === 'AWS::IAM::Policy')
    return isAwsManaged(holder.arn ?? holder.id)
      ? notApplicable('The policy is managed by AWS; it is judged where it is attached.')
      : null;
  const linked = ifServiceLinked(holder);
  if (linked !== null) return linked;
  if (Object.keys(holder.configuration).length === 0) return unknown('The item holds no configuration.');
  return documents(holder).length > 0
    ? null
    : notApplicable(`The ${kindOf(holder)} holds no inline policy; attached policies are judged on their own.`);
}

/**
 * Judges what a policy or principal grants by its own documents. A failing part speaks before a document that cannot be
 * read, and that one before a pass.
 */
export function judgeDocuments(holder: Resource, decide: (all: readonly PolicyDocument[]) => Verdict): Verdict {
  const settled = ifNothingToJudge(holder);
  if (settled !== null) return settled;
  const verdict = decide(readableDocuments(holder));
  const unread = unreadDocument(holder);
  if (verdict.status === 'fail' || unread === undefined) return verdict;
  return unknown(`The document of ${unread.name} is absent or could not be decoded.`, [unread.seen]);
}

/** No action has such a name, so only a pattern for every action of the service covers it. */
const anyAction = (service: string): string => `${service}:~any~`;

/** True when the actions of an Allow hold every action of a service, on whatever resources. */
function allowsWholeService({ effect, actions, notActions }: Statement, service: string): boolean {
  const names = (pattern: string) => globMatches(pattern.toLowerCase(), anyAction(service));
  if (effect !== 'Allow') return false;
  if (notActions.length === 0) return actions.some(names);
  return !notActions.some((pattern) => names(pattern) || pattern.toLowerCase().startsWith(`${service}:`));
}

/** True when a statement speaks of every resource. */
export const isOnEveryResource = ({ resources, notResources }: Statement): boolean =>
  notResources.length > 0 || resources.some(isEveryResource);

/** The services of a list that a statement grants whole on every resource; full administration grants all of them. */
export function wholeServices(statement: Statement, services: readonly string[]): readonly string[] {
  // Most statements name their resources, so this is asked first.
  if (statement.effect !== 'Allow' || !isOnEveryResource(statement)) return [];
  if (grantsEverything(statement)) return services;
  return services.filter((service) => allowsWholeService(statement, service.toLowerCase()));
}
