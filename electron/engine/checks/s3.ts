import type { Parameter } from '@shared/domain/check.ts';
import { isObject, isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { unknown, type Verdict } from '@shared/domain/verdict.ts';
import { callerKeys, tyingCondition } from './conditions.ts';
import { onceFor } from './once.ts';
import { everyoneIn, type PolicyReading, readPolicy, type Statement } from './policy.ts';
import { first, flag, seen, within } from './read.ts';

/** Resources management decided to publish. */
export const approvedPublicResources: Parameter = {
  name: 'approvedPublicResources',
  unit: 'list',
  meaning: 'resources meant to be public',
  default: [],
  stricter: 'shorter-list',
};

/** The four public access block settings. */
export const blockSettings = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
] as const;
export type BlockSetting = (typeof blockSettings)[number];

/** True or false as written; absent means off; null when the value cannot be read. */
export function settingOf(
  block: Property,
  name: BlockSetting,
): { readonly isOn: boolean | null; readonly at: Property } {
  const at = within(block, name)[0] ?? block;
  const isReadable = isUnset(block.value) || isObject(block.value);
  return { isOn: isReadable && isUnset(at.value) ? false : flag(at), at };
}

/** The newest of several recorded states of one thing; an account setting may be recorded in several regions. */
export const newest = (items: readonly Resource[]): Resource | undefined =>
  items.toSorted((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1))[0];

/** Judges a supplementary part of a bucket; an item that lacks the part, or holds it undecoded, is answered here. */
export function judgePart(bucket: Resource, name: string, decide: (part: Property) => Verdict): Verdict {
  const part = first(bucket, `supplementaryConfiguration.${name}`);
  if (part.value === undefined) return unknown(`The item holds no ${name} part.`, [seen(part)]);
  if (isUnset(part.value) || isObject(part.value)) return decide(part);
  return unknown(`The ${name} part of the item could not be decoded.`, [seen(part)]);
}

/** The bucket policy; `{}` and an empty `policyText` say that there is none. */
export const bucketPolicy = onceFor((bucket: Resource): PolicyReading => {
  const part = first(bucket, 'supplementaryConfiguration.BucketPolicy');
  if (part.value === undefined) return { state: 'missing', at: part };
  if (isUnset(part.value)) return { state: 'none', at: part };
  const policy = readPolicy(within(part, 'policyText')[0] ?? part);
  return policy.state === 'missing' ? { state: 'unreadable', at: part } : policy;
});

/** The verdict on a bucket whose policy the item does not show or that cannot be parsed. */
export const unreadBucketPolicy = ({ state, at }: PolicyReading): Verdict =>
  state === 'missing'
    ? unknown('The item holds no BucketPolicy part.', [seen(at)])
    : unknown('The bucket policy could not be read as a policy document.', [seen(at)]);

/** Beside account and organisation, S3 counts a fixed network or a fixed caller id as not public. */
const narrowingKeys = [
  ...callerKeys,
  'aws:SourceIp',
  'aws:SourceVpc',
  'aws:SourceVpce',
  'aws:userid',
  's3:DataAccessPointAccount',
  's3:DataAccessPointArn',
];

/** True for a statement of a bucket policy that speaks of everyone without a narrowing condition. */
export const isOpenStatement = (statement: Statement): boolean =>
  everyoneIn(statement).length > 0 && tyingCondition(statement, narrowingKeys) === null;
