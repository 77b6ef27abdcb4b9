import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import {
  approvedExternalAccounts,
  boundaryOf,
  namesOf,
  ownAccountIds,
  type Party,
  parties,
  withStanding,
} from '../accounts.ts';
import { callerKeys } from '../conditions.ts';
import { defineCheck } from '../define.ts';
import { allows, type Statement } from '../policy.ts';
import { first, seen, text } from '../read.ts';
import { bucketPolicy, unreadBucketPolicy } from '../s3.ts';

/** The canonical id CloudFront writes its logs with. */
const cloudFrontLogs = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';

/** Canonical ids name no account; the owner of the bucket and the log writer of CloudFront can be placed all the same. */
const isPlaced = (bucket: Resource, { who }: Party): boolean =>
  who === cloudFrontLogs || who === text(first(bucket, 'configuration.owner.id'));

/** Ties that say who may call; a network tie is judged by the check on public policies. */
const tyingKeys = [...callerKeys, 'aws:SourceIp', 'aws:SourceVpc', 'aws:SourceVpce', 'aws:userid'];

const principals = (all: readonly Statement[]) => all.slice(0, 8).map(({ principal }) => seen(principal));

export default defineCheck({
  id: 'aws.s3-bucket-cross-account-approved',
  version: 1,
  provider: 'aws',
  title: 'Bucket policies name only own and approved accounts',
  failsAs: 'bucket policies name accounts that are neither own nor approved',
  why: 'Data shared with an outside account leaves the boundary without any network trace.',
  criteria: ['CC6.1', 'CC6.3', 'C1.1'],
  severity: 'high',
  looksAt: ['AWS::S3::Bucket'],
  reads: [],
  parameters: [approvedExternalAccounts, ownAccountIds],
  remediation: 'Remove the grant or record party, purpose and review date.',
  cannotShow: 'What was copied out.',
  judge(bucket, scene) {
    const policy = bucketPolicy(bucket);
    if (policy.state === 'none') return notApplicable('The bucket has no policy.', [seen(policy.at)]);
    if (policy.state !== 'read') return unreadBucketPolicy(policy);
    const boundary = boundaryOf(scene);
    if (boundary.own.size === 0) return unknown('The accounts of the client are not known (ownAccountIds is empty).');
    const granted = allows(policy.statements);
    const named = granted
      .flatMap((statement) => parties(statement, boundary, tyingKeys))
      .filter((party) => !isPlaced(bucket, party));
    const outside = withStanding(named, 'outside');
    if (outside.length > 0)
      return fail(
        `The policy names ${namesOf(outside)}, neither own nor approved.`,
        outside.slice(0, 8).map(({ at }) => seen(at)),
      );
    const unplaced = withStanding(named, 'unplaced');
    if (unplaced.length > 0)
      return unknown(
        `The policy names ${namesOf(unplaced)}, whose account cannot be told.`,
        unplaced.slice(0, 8).map(({ at }) => seen(at)),
      );
    return named.length === 0
      ? pass(
          'The policy names no account in what it allows.',
          granted.length === 0 ? [seen(policy.at)] : principals(granted),
        )
      : pass(
          `The policy names only own and approved accounts: ${namesOf(named)}.`,
          named.slice(0, 8).map(({ at }) => seen(at)),
        );
  },
  examples: {
    pass: {
      resource: {
        id: 'invoices',
        supplementaryConfiguration: {
          BucketPolicy: {
            policyText: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { AWS: 'arn:aws:iam::111122223333:role/billing' },
                  Action: 's3:GetObject',
                  Resource: 'arn:aws:s3:::invoices/*',
                },
              ],
            },
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
                {
                  Effect: 'Allow',
                  Principal: { AWS: 'arn:aws:iam::777788889999:root' },
                  Action: 's3:GetObject',
                  Resource: 'arn:aws:s3:::invoices/*',
                },
              ],
            },
          },
        },
      },
    },
    unknown: {
      resource: { id: 'invoices', supplementaryConfiguration: { BucketPolicy: { policyText: '{"Version":"2012-' } } },
    },
    'not-applicable': {
      resource: { id: 'invoices', supplementaryConfiguration: { BucketPolicy: { policyText: null } } },
    },
  },
});
