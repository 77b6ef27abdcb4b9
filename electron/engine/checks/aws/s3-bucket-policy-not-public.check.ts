import { isObject, isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { isNamed, listed } from '../evidence.ts';
import { textsOf } from '../parameters.ts';
import { allows, type Statement } from '../policy.ts';
import { elements, first, flag, list, seen, text, within } from '../read.ts';
import { approvedPublicResources, bucketPolicy, isOpenStatement, unreadBucketPolicy } from '../s3.ts';

const groups = ['AllUsers', 'AuthenticatedUsers'];
const accessList = 'supplementaryConfiguration.AccessControlList';
const blockSetting = (bucket: Resource, name: string): Property =>
  first(bucket, `supplementaryConfiguration.PublicAccessBlockConfiguration.${name}`);

interface Grant {
  readonly group: string;
  readonly permission: string;
  readonly grantee: Property;
}

/** A group is written as its name or as the address that ends in it; a person is an object with an id. */
function grantTo(grant: Property): Grant | null {
  const grantee = within(grant, 'grantee')[0];
  const names = grantee === undefined ? [] : [grantee, ...within(grantee, 'uri'), ...within(grantee, 'identifier')];
  const group = groups.find((one) => names.some((name) => text(name)?.endsWith(one)));
  if (grantee === undefined || group === undefined) return null;
  return { group, permission: within(grant, 'permission').map(text)[0] ?? 'access', grantee };
}

/** The grants to everyone; null when the access list is absent or was not decoded. */
function publicGrants(bucket: Resource): readonly Grant[] | null {
  const whole = first(bucket, accessList);
  if (!isObject(whole.value) || isUnset(whole.value)) return null;
  const grants = [...list(bucket, `${accessList}.grantList`), ...list(bucket, `${accessList}.grantSet`)];
  return grants.every(({ value }) => isObject(value)) ? grants.flatMap((grant) => grantTo(grant) ?? []) : null;
}

const statementWords = ({ place, of, actions, notActions }: Statement): string =>
  `Statement ${place} of ${of} allows ${actions.length > 0 ? listed(actions.slice(0, 3)) : `all but ${listed(notActions.slice(0, 3))}`} to everyone without a narrowing condition`;

const heldBack = (setting: Property): string =>
  flag(setting) === true ? `, and ${setting.path.split('.').at(-1)} of the bucket holds it back` : '';

export default defineCheck({
  id: 'aws.s3-bucket-policy-not-public',
  version: 1,
  provider: 'aws',
  title: 'Bucket policies and access lists do not name everyone',
  failsAs: 'buckets grant access to everyone by policy or access list',
  why: 'An open grant is live exposure the moment a block setting is lifted.',
  criteria: ['CC6.1', 'C1.1', 'CC6.6'],
  severity: 'critical',
  looksAt: ['AWS::S3::Bucket'],
  reads: [],
  parameters: [approvedPublicResources],
  remediation: 'Remove the open statement and serve public content through a distribution with origin access control.',
  cannotShow: 'Object-level grants and access points.',
  judge(bucket, scene) {
    if (isNamed(bucket, textsOf(scene, 'approvedPublicResources')))
      return notApplicable('The bucket is named in approvedPublicResources.');
    const policy = bucketPolicy(bucket);
    const [open] = policy.state === 'read' ? allows(policy.statements).filter(isOpenStatement) : [];
    if (open !== undefined) {
      const block = blockSetting(bucket, 'restrictPublicBuckets');
      const evidence = [open.principal, ...elements(block), ...open.conditions.map(({ at }) => at)].slice(0, 8);
      return fail(`${statementWords(open)}${heldBack(block)}.`, evidence.map(seen));
    }
    const grants = publicGrants(bucket);
    const [grant] = grants ?? [];
    if (grant !== undefined) {
      const block = blockSetting(bucket, 'ignorePublicAcls');
      const words = `The access list grants ${grant.permission} to ${grant.group}`;
      return fail(`${words}${heldBack(block)}.`, [grant.grantee, ...elements(block)].map(seen));
    }
    if (policy.state === 'missing' || policy.state === 'unreadable') return unreadBucketPolicy(policy);
    if (grants === null)
      return unknown('The access list is missing from the item or could not be decoded.', [
        seen(first(bucket, accessList)),
      ]);
    const words = policy.state === 'none' ? 'The bucket has no policy' : 'The policy allows nothing to everyone';
    return pass(
      `${words}, and no grant of the access list names everyone.`,
      [policy.at, first(bucket, `${accessList}.grantList`)].map(seen),
    );
  },
  examples: {
    pass: {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: {
          BucketPolicy: { policyText: null },
          AccessControlList: {
            grantList: [{ grantee: { id: 'e7c8bb65', displayName: null }, permission: 'FullControl' }],
          },
        },
      },
    },
    fail: {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: {
          BucketPolicy: {
            policyText: {
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::invoices/*' },
              ],
            },
          },
          AccessControlList: { grantList: [] },
        },
      },
    },
    unknown: {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: {
          BucketPolicy: { policyText: '{"Version":"2012-' },
          AccessControlList: { grantList: [] },
        },
      },
    },
    'not-applicable': {
      resource: { id: 'website', supplementaryConfiguration: {} },
      parameters: { approvedPublicResources: ['website'] },
    },
  },
});
