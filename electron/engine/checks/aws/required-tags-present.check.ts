import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { ifServiceLinked } from '../iam.ts';
import { mapOf, textsOf } from '../parameters.ts';
import { find, inside, list, seen, text, texts } from '../read.ts';

/** Where types keep a list of their own tags: its presence shows that an item without tags has none. */
const ownLists = [
  'configuration.tags',
  'configuration.tagList',
  'supplementaryConfiguration.Tags',
  'supplementaryConfiguration.BucketTaggingConfiguration',
];

/** Answers of a batch call carry neither tags nor relationships, so an item with neither proves nothing. */
const mayLackTags = (resource: Resource): boolean =>
  Object.keys(resource.tags).length === 0 &&
  resource.relationships.length === 0 &&
  ownLists.every((path) => find(resource, path).every(({ value }) => value === undefined));

/** Tags of the item, else those of the type's own list, which is read only where a tag asked for is not among the former. */
function tagsOf(resource: Resource, wanted: readonly string[]): ReadonlyMap<string, string> {
  const stated = new Map(Object.entries(resource.tags));
  if (wanted.every((key) => stated.has(key))) return stated;
  const own = ownLists
    .flatMap((path) => list(resource, path))
    .map((tag) => [text(inside(tag, 'key')) ?? '', text(inside(tag, 'value')) ?? ''] as const);
  return new Map([...own, ...stated]);
}

function judgeTags(resource: Resource, scene: Scene): Verdict {
  const accepted = mapOf(scene, 'acceptedValues');
  const required = textsOf(scene, 'requiredTags');
  const tags = tagsOf(resource, required);
  const at = (key: string): Property => ({ path: `tags.${key}`, value: tags.get(key) });
  const missing = required.filter((key) => !tags.has(key));
  if (missing.length > 0)
    return fail(
      missing.length === 1 ? `The tag ${listed(missing)} is missing.` : `The tags ${listed(missing)} are missing.`,
      missing.slice(0, 8).map((key) => seen(at(key))),
    );
  const wrong = required.filter((key) => {
    const values = texts([{ path: key, value: accepted[key] }]);
    return values.length > 0 && !values.includes(tags.get(key) ?? '');
  });
  return wrong.length > 0
    ? fail(
        `The value of the tag ${listed(wrong)} is not accepted.`,
        wrong.slice(0, 8).map((key) => seen(at(key))),
      )
    : pass(
        `The tags ${listed(required)} are present.`,
        required.slice(0, 8).map((key) => seen(at(key))),
      );
}

/** What the provider made carries the provider's tags, and nobody else may edit it. */
function ifProviderMade(resource: Resource): Verdict | null {
  if (resource.type === 'AWS::IAM::Role' && resource.name.startsWith('AWSReservedSSO_'))
    return notApplicable('The role is made by Identity Center.');
  return ifServiceLinked(resource);
}

const tags = { owner: 'payments', environment: 'production', 'data-class': 'customer' };

export default defineCheck({
  id: 'aws.required-tags-present',
  version: 1,
  provider: 'aws',
  title: 'Data and service resources carry owner and class tags',
  failsAs: 'resources lack a required tag',
  why: 'Without an owner and a class nobody can decide who answers for a resource or which rule applies to it.',
  criteria: ['C1.1', 'CC2.1', 'CC6.1'],
  severity: 'low',
  looksAt: [
    'AWS::S3::Bucket',
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::DynamoDB::Table',
    'AWS::EC2::Instance',
    'AWS::IAM::Role',
    'AWS::Lambda::Function',
  ],
  reads: [],
  parameters: [
    {
      name: 'requiredTags',
      unit: 'list',
      meaning: 'tags that every resource carries',
      default: ['owner', 'environment', 'data-class'],
      stricter: 'longer-list',
    },
    { name: 'acceptedValues', unit: 'map', meaning: 'tag to the values accepted', default: {} },
  ],
  remediation: 'Tag at creation through templates and refuse untagged deployments.',
  cannotShow: 'That the tag tells the truth.',
  judge(resource, scene) {
    const made = ifProviderMade(resource);
    if (made !== null) return made;
    return mayLackTags(resource)
      ? unknown('The item carries neither tags nor relationships, as answers of a batch call do.', [
          seen({ path: 'tags', value: resource.tags }),
        ])
      : judgeTags(resource, scene);
  },
  examples: {
    pass: { resource: { id: 'invoices', tags } },
    fail: { resource: { id: 'invoices', tags: { owner: 'payments' } } },
    unknown: { resource: { id: 'invoices' } },
    'not-applicable': {
      resource: {
        type: 'AWS::IAM::Role',
        id: 'AROA4EXAMPLE1',
        name: 'AWSServiceRoleForSupport',
        configuration: { path: '/aws-service-role/support.amazonaws.com/' },
      },
    },
  },
});
