import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { globMatches } from '../glob.ts';
import { type Condition, coversAction, everyoneIn, type Statement } from '../policy.ts';
import { seen, within } from '../read.ts';
import { bucketPolicy, unreadBucketPolicy } from '../s3.ts';
import { minimumTls, tlsVersion } from '../tls.ts';

const isClearText = ({ operator, key, values }: Condition): boolean =>
  /^Bool(IfExists)?$/i.test(operator) &&
  key.toLowerCase() === 'aws:securetransport' &&
  values.some((value) => value.toLowerCase() === 'false');

const isOldVersion = ({ operator, key, values }: Condition, minimum: number): boolean =>
  /^NumericLessThan(IfExists)?$/i.test(operator) &&
  key.toLowerCase() === 's3:tlsversion' &&
  values.some((value) => (tlsVersion(value) ?? 0) >= minimum);

/** A refusal counts when it spares nobody and no action, and asks for nothing beside the missing TLS. */
function refuses(statement: Statement, scene: Scene): boolean {
  const [condition, ...more] = statement.conditions;
  return (
    statement.effect === 'Deny' &&
    statement.notPrincipals.length === 0 &&
    everyoneIn(statement).length > 0 &&
    statement.notActions.length === 0 &&
    coversAction(statement, 's3:*') &&
    condition !== undefined &&
    more.length === 0 &&
    (isClearText(condition) || isOldVersion(condition, minimumTls(scene)))
  );
}

/** The bucket and its objects are two resources: each needs a refusal that covers it. */
function uncovered(bucket: Resource, refusals: readonly Statement[]): readonly string[] {
  const arn = bucket.arn ?? `arn:aws:s3:::${bucket.name}`;
  const covered = (wanted: string) =>
    refusals.some(({ resources }) => resources.some((one) => globMatches(one, wanted)));
  return [arn, `${arn}/*`].filter((wanted) => !covered(wanted));
}

const refusalWords = (refusals: readonly Statement[]): string =>
  refusals.length === 1
    ? `Statement ${refusals[0]?.place} of ${refusals[0]?.of} refuses all`
    : `Statements ${listed(refusals.map(({ place }) => place))} of ${refusals[0]?.of} together refuse all`;

export default defineCheck({
  id: 'aws.s3-bucket-tls-only',
  version: 1,
  provider: 'aws',
  title: 'Bucket policies refuse requests without TLS',
  failsAs: 'bucket policies do not refuse requests without TLS',
  why: 'Without a refusal, a misconfigured client can send data in clear text.',
  criteria: ['CC6.7', 'CC6.1'],
  severity: 'medium',
  looksAt: ['AWS::S3::Bucket'],
  reads: [],
  parameters: [
    {
      name: 'minimumTlsVersion',
      unit: 'version',
      meaning: 'lowest TLS version the policy allows, used when the bucket policy states s3:TlsVersion',
      default: '1.2',
      stricter: 'higher',
    },
  ],
  remediation: 'Add a Deny statement on aws:SecureTransport false for the bucket and its objects.',
  cannotShow: 'The TLS version really negotiated.',
  judge(bucket, scene) {
    const policy = bucketPolicy(bucket);
    if (policy.state === 'none')
      return fail('The bucket has no policy, so nothing refuses a request without TLS.', [seen(policy.at)]);
    if (policy.state !== 'read') return unreadBucketPolicy(policy);
    const refusals = policy.statements.filter((statement) => refuses(statement, scene));
    const open = uncovered(bucket, refusals);
    const evidence = refusals
      .slice(0, 3)
      .flatMap((one) => [...one.conditions.map(({ at }) => at), ...within(one.at, 'Resource')]);
    if (open.length === 0)
      return pass(`${refusalWords(refusals)} requests without TLS to the bucket and its objects.`, evidence.map(seen));
    return refusals.length === 0
      ? fail(
          `No statement of the policy (${policy.statements.length} in all) refuses every request without TLS.`,
          policy.statements.slice(0, 8).map(({ at }) => seen(at)),
        )
      : fail(`Requests without TLS are refused, but not for ${open.join(' and ')}.`, evidence.map(seen));
  },
  examples: {
    pass: {
      resource: {
        id: 'invoices',
        arn: 'arn:aws:s3:::invoices',
        supplementaryConfiguration: {
          BucketPolicy: {
            policyText: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'TlsOnly',
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: ['arn:aws:s3:::invoices', 'arn:aws:s3:::invoices/*'],
                  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
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
        arn: 'arn:aws:s3:::invoices',
        supplementaryConfiguration: {
          BucketPolicy: {
            policyText: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'BucketOnly',
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: 'arn:aws:s3:::invoices',
                  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
                },
              ],
            },
          },
        },
      },
    },
    unknown: { resource: { id: 'invoices', configuration: { name: 'invoices' } } },
  },
});
