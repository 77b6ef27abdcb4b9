import type { Example } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import cloudfront from '../../../../electron/engine/checks/aws/cloudfront-encrypted.check.ts';
import cloudfrontTls from '../../../../electron/engine/checks/aws/cloudfront-tls-version.check.ts';
import eks from '../../../../electron/engine/checks/aws/eks-endpoint-restricted.check.ts';
import listenerEncrypted from '../../../../electron/engine/checks/aws/load-balancer-listener-encrypted.check.ts';
import listenerTls from '../../../../electron/engine/checks/aws/load-balancer-tls-version.check.ts';
import { judgeExample } from './scene.ts';

const classicType = 'AWS::ElasticLoadBalancing::LoadBalancer';

describe('the listener of a balancer', () => {
  const balancer = (scheme: string) => ({
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    id: 'arn:lb',
    name: 'front',
    configuration: { scheme },
  });
  const judge = (configuration: Readonly<Record<string, Json>>, example: Partial<Example> = {}) =>
    judgeExample(listenerEncrypted, {
      resource: { configuration: { LoadBalancerArn: 'arn:lb', ...configuration } },
      others: [balancer('internet-facing')],
      ...example,
    });

  test('a redirect without a protocol stays on HTTP', () => {
    const DefaultActions = [{ Type: 'redirect', RedirectConfig: { Port: '443' } }];
    expect(judge({ Protocol: 'HTTP', Port: 80, DefaultActions }).status).toBe('fail');
  });
  test('a redirect beside another default action does not count', () => {
    const redirect = { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS' } };
    expect(judge({ Protocol: 'HTTP', DefaultActions: [redirect, { Type: 'forward' }] }).status).toBe('fail');
  });
  test('TCP on 443 may carry TLS end to end: asked, not failed', () => {
    expect(judge({ Protocol: 'TCP', Port: 443 }).status).toBe('unknown');
    expect(judge({ Protocol: 'TCP', Port: 8080 }).status).toBe('fail');
  });
  test('a balancer declared as passing TLS through is left out', () => {
    const parameters = { passThrough: ['front'] };
    expect(judge({ Protocol: 'TCP', Port: 443 }, { parameters }).status).toBe('not-applicable');
    expect(judge({ Protocol: 'HTTP', Port: 80 }, { parameters }).status).toBe('fail');
  });
  test('the scheme is quoted from the balancer’s own item', () => {
    const quoted = judge({ Protocol: 'HTTP', Port: 80 }).seen.at(-1);
    expect(quoted).toEqual({
      path: 'AWS::ElasticLoadBalancingV2::LoadBalancer/arn:lb configuration.scheme',
      value: '"internet-facing"',
    });
  });
});

describe('a classic balancer', () => {
  const described = (protocol: string, port: number, policyNames: readonly string[] = []) => ({
    listener: { protocol, loadBalancerPort: port },
    policyNames,
  });
  const encrypted = (scheme: string, ...listenerDescriptions: readonly Json[]) =>
    judgeExample(listenerEncrypted, {
      resource: { type: classicType, configuration: { scheme, listenerDescriptions } },
    });

  test('fails by its worst listener', () => {
    const listeners = [described('HTTPS', 443), described('HTTP', 80)];
    expect(encrypted('internet-facing', ...listeners).because).toContain('takes HTTP on port 80');
    expect(encrypted('internet-facing', described('SSL', 443)).status).toBe('pass');
    expect(encrypted('internal', described('HTTP', 80)).status).toBe('not-applicable');
  });

  const policy = (...attributes: readonly (readonly [string, Json])[]) =>
    judgeExample(listenerTls, {
      resource: {
        type: classicType,
        configuration: { listenerDescriptions: [described('HTTPS', 443, ['edge'])] },
        supplementaryConfiguration: {
          LoadBalancerPolicies: [
            {
              policyName: 'edge',
              policyAttributeDescriptions: attributes.map(([attributeName, attributeValue]) => ({
                attributeName,
                attributeValue,
              })),
            },
          ],
        },
      },
    });

  test('is judged by the lowest version that its policy switches on', () => {
    expect(policy(['Protocol-TLSv1', 'false'], ['Protocol-TLSv1.2', 'true']).status).toBe('pass');
    expect(policy(['Protocol-TLSv1', 'true'], ['Protocol-TLSv1.2', 'true']).because).toContain('allows TLS 1.0');
    expect(policy(['Protocol-SSLv3', true], ['Protocol-TLSv1.2', true]).because).toContain('allows SSL');
  });
  test('is unknown when a version is neither on nor off', () => {
    expect(policy(['Protocol-TLSv1', 'maybe'], ['Protocol-TLSv1.2', 'true']).status).toBe('unknown');
  });
  test('may refer to a predefined policy', () => {
    expect(policy(['Reference-Security-Policy', 'ELBSecurityPolicy-TLS-1-2-2017-01']).status).toBe('pass');
    expect(policy(['Reference-Security-Policy', 'ELBSecurityPolicy-2031-01']).status).toBe('unknown');
  });
  test('is unknown when the item lacks the policy', () => {
    expect(policy().status).toBe('unknown');
  });
});

test('a policy newer than the table is unknown, and the declared minimum decides the rest', () => {
  const judge = (SslPolicy: string, minimumTlsVersion: string) =>
    judgeExample(listenerTls, {
      resource: { configuration: { Protocol: 'TLS', SslPolicy } },
      parameters: { minimumTlsVersion },
    }).status;
  expect(judge('ELBSecurityPolicy-TLS13-1-2-2040-01', '1.2')).toBe('unknown');
  expect(judge('ELBSecurityPolicy-TLS13-1-2-2021-06', '1.3')).toBe('fail');
  expect(judge('ELBSecurityPolicy-TLS13-1-1-2021-06', '1.2')).toBe('fail');
});

describe('a distribution', () => {
  const judge = (config: Readonly<Record<string, Json>>) =>
    judgeExample(cloudfront, {
      resource: {
        region: 'global',
        configuration: {
          distributionConfig: { defaultCacheBehavior: { viewerProtocolPolicy: 'https-only' }, ...config },
        },
      },
    });
  const origin = (domainName: string, originProtocolPolicy?: string) => ({
    items: [{ domainName, ...(originProtocolPolicy ? { customOriginConfig: { originProtocolPolicy } } : {}) }],
  });

  test('fails by one behaviour of many', () => {
    const cacheBehaviors = { items: [{ pathPattern: '/api/*', viewerProtocolPolicy: 'allow-all' }] };
    expect(judge({ cacheBehaviors }).because).toBe('The viewer policy of /api/* is allow-all.');
  });
  test('a website endpoint speaks HTTP only, and the reason is said', () => {
    const origins = origin('docs.s3-website-eu-west-1.amazonaws.com', 'http-only');
    expect(judge({ origins })).toMatchObject({ status: 'fail' });
    expect(judge({ origins }).because).toContain('since an S3 website endpoint speaks HTTP only');
  });
  test('an origin that matches viewers who need HTTPS passes, and a bucket origin needs no policy', () => {
    expect(judge({ origins: origin('app.example.org', 'match-viewer') }).status).toBe('pass');
    expect(judge({ origins: origin('files.s3.amazonaws.com') }).status).toBe('pass');
  });

  const tls = (viewerCertificate: Readonly<Record<string, Json>>, ...items: readonly string[]) =>
    judgeExample(cloudfrontTls, {
      resource: {
        region: 'global',
        configuration: {
          distributionConfig: {
            viewerCertificate,
            origins: { items: [{ domainName: 'app', customOriginConfig: { originSslProtocols: { items } } }] },
          },
        },
      },
    });

  test('the default certificate is told from an own one with a low minimum', () => {
    const verdict = tls({ cloudFrontDefaultCertificate: true, minimumProtocolVersion: 'TLSv1' });
    expect(verdict.because).toBe('The default certificate is used, whose minimum of TLSv1 cannot be raised.');
    expect(verdict.status).toBe('fail');
  });
  test('an origin that still accepts an old version fails', () => {
    expect(tls({ minimumProtocolVersion: 'TLSv1.2_2021' }, 'TLSv1', 'TLSv1.2').because).toContain('allows TLSv1,');
    expect(tls({ minimumProtocolVersion: 'TLSv1.2_2021' }, 'TLSv1.2').status).toBe('pass');
  });
  test('a protocol that is not known is no pass', () => {
    expect(tls({ minimumProtocolVersion: 'TLSv1.2_2021' }, 'QUIC').status).toBe('unknown');
    expect(tls({ minimumProtocolVersion: 'newest' }).status).toBe('unknown');
  });
});

describe('the endpoint of a cluster', () => {
  const judge = (ResourcesVpcConfig: Readonly<Record<string, Json>>) =>
    judgeExample(eks, { resource: { configuration: { ResourcesVpcConfig } } });
  test('without a list of ranges admits every address', () => {
    expect(judge({ EndpointPublicAccess: true }).status).toBe('fail');
    expect(judge({ EndpointPublicAccess: false }).status).toBe('pass');
  });
  test('is open when one range is wider than the limit', () => {
    expect(judge({ EndpointPublicAccess: true, PublicAccessCidrs: ['203.0.113.0/28', '10.0.0.0/15'] }).because).toBe(
      'The public endpoint admits 10.0.0.0/15.',
    );
    expect(judge({ EndpointPublicAccess: true, PublicAccessCidrs: ['10.0.0.0/16'] }).status).toBe('pass');
  });
  test('is unknown with a range that is none', () => {
    expect(judge({ EndpointPublicAccess: true, PublicAccessCidrs: ['office'] }).status).toBe('unknown');
  });
});
