import { isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted } from '../evidence.ts';
import { severest } from '../judge.ts';
import { first, flag, inside, list, seen, text } from '../read.ts';

const part = 'configuration.distributionConfig';
const encrypted = ['https-only', 'redirect-to-https'];

function judgeBehaviour(behaviour: Property): Verdict {
  const policy = inside(behaviour, 'viewerProtocolPolicy');
  const value = text(policy);
  const where = text(inside(behaviour, 'pathPattern')) ?? 'the default behaviour';
  if (value === null) return unknown(`The viewer policy of ${where} is not in the item.`, [seen(policy)]);
  return encrypted.includes(value)
    ? pass(`Viewers of ${where} need HTTPS.`, [seen(policy)])
    : fail(`The viewer policy of ${where} is ${value}.`, [seen(policy)]);
}

/** `match-viewer` is as good as the behaviours, which are judged beside it. Origins without the part are buckets. */
function judgeOrigin(origin: Property): readonly Verdict[] {
  if (isUnset(inside(origin, 'customOriginConfig').value)) return [];
  const [policy, domain] = [inside(origin, 'customOriginConfig.originProtocolPolicy'), inside(origin, 'domainName')];
  const name = text(domain) ?? 'without name';
  const value = text(policy);
  const evidence = [policy, domain].map(seen);
  if (value === null) return [unknown(`The protocol policy of the origin ${name} is not in the item.`, evidence)];
  if (value !== 'http-only') return [pass(`The origin ${name} is reached by ${value}.`, evidence)];
  const reason = name.includes('.s3-website') ? ', since an S3 website endpoint speaks HTTP only' : '';
  return [fail(`The origin ${name} is reached by http-only${reason}.`, evidence)];
}

function judgeParts(distribution: Resource): Verdict {
  const behaviours = [
    first(distribution, `${part}.defaultCacheBehavior`),
    ...list(distribution, `${part}.cacheBehaviors.items`),
  ].map(judgeBehaviour);
  const origins = list(distribution, `${part}.origins.items`).flatMap(judgeOrigin);
  const verdicts = [...behaviours, ...origins];
  const worst = severest(verdicts);
  if (worst !== undefined && worst.status !== 'pass') return worst;
  return pass(
    `${counted(behaviours.length, 'behaviour')} and ${counted(origins.length, 'custom origin')} use HTTPS.`,
    verdicts.flatMap((verdict) => verdict.seen).slice(0, 8),
  );
}

const distribution = (viewerProtocolPolicy: string, originProtocolPolicy: string, enabled = true) => ({
  resource: {
    region: 'global',
    configuration: {
      distributionConfig: {
        enabled,
        defaultCacheBehavior: { viewerProtocolPolicy },
        cacheBehaviors: { items: [] },
        origins: { items: [{ domainName: 'app.example.org', customOriginConfig: { originProtocolPolicy } }] },
      },
    },
  },
});

export default defineCheck({
  id: 'aws.cloudfront-encrypted',
  version: 1,
  provider: 'aws',
  title: 'Distributions require HTTPS from viewers and to origins',
  failsAs: 'distributions allow HTTP from viewers or to an origin',
  why: 'One behaviour that allows HTTP exposes the pages and cookies it serves.',
  criteria: ['CC6.7'],
  severity: 'high',
  looksAt: ['AWS::CloudFront::Distribution'],
  reads: [],
  parameters: [],
  remediation: 'Set the viewer policy to redirect and the origin policy to HTTPS only.',
  cannotShow: 'Certificate validity at the origin.',
  judge(distribution) {
    const config = first(distribution, part);
    if (isUnset(config.value) || typeof config.value === 'string')
      return unknown('The item has no distributionConfig part.', [seen(config)]);
    const enabled = first(distribution, `${part}.enabled`);
    if (flag(enabled) === false) return notApplicable('The distribution is disabled.', [seen(enabled)]);
    return judgeParts(distribution);
  },
  examples: {
    pass: distribution('redirect-to-https', 'https-only'),
    fail: distribution('allow-all', 'https-only'),
    unknown: { resource: { region: 'global', configuration: { status: 'Deployed' } } },
    'not-applicable': distribution('allow-all', 'http-only', false),
  },
});
