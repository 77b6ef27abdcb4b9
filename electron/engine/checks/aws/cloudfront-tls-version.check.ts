import { isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { severest } from '../judge.ts';
import { elements, first, flag, inside, list, seen, text, within } from '../read.ts';
import { minimumTls, tlsVersion, tlsWords } from '../tls.ts';

const part = 'configuration.distributionConfig';

function judgeViewer(distribution: Resource, minimum: number): Verdict {
  const floor = first(distribution, `${part}.viewerCertificate.minimumProtocolVersion`);
  const standard = first(distribution, `${part}.viewerCertificate.cloudFrontDefaultCertificate`);
  const evidence = [floor, standard].map(seen);
  const version = tlsVersion(text(floor) ?? '');
  const value = text(floor) ?? 'not stated';
  if (flag(standard) === true && (version ?? 0) < minimum)
    return fail(`The default certificate is used, whose minimum of ${value} cannot be raised.`, evidence);
  if (version === null) return unknown(`The viewer minimum is ${value}.`, evidence);
  return version < minimum
    ? fail(`The viewer minimum is ${value}, below the declared ${tlsWords(minimum)}.`, evidence)
    : pass(`The viewer minimum is ${value}, and no origin list holds a version below ${tlsWords(minimum)}.`, evidence);
}

function judgeOrigin(origin: Property, minimum: number): readonly Verdict[] {
  const name = text(inside(origin, 'domainName')) ?? 'without name';
  return within(origin, 'customOriginConfig.originSslProtocols.items')
    .flatMap(elements)
    .flatMap((protocol) => {
      const [value, version] = [text(protocol) ?? 'not text', tlsVersion(text(protocol) ?? '')];
      if (version === null)
        return [unknown(`The origin ${name} lists the protocol ${value}, which is not known.`, [seen(protocol)])];
      return version < minimum
        ? [fail(`The origin ${name} allows ${value}, below the declared ${tlsWords(minimum)}.`, [seen(protocol)])]
        : [];
    });
}

const distribution = (viewerCertificate: Readonly<Record<string, string | boolean>>, enabled = true) => ({
  resource: {
    region: 'global',
    configuration: {
      distributionConfig: {
        enabled,
        viewerCertificate,
        origins: {
          items: [
            { domainName: 'app.example.org', customOriginConfig: { originSslProtocols: { items: ['TLSv1.2'] } } },
          ],
        },
      },
    },
  },
});

export default defineCheck({
  id: 'aws.cloudfront-tls-version',
  version: 1,
  provider: 'aws',
  title: 'Distributions refuse TLS below the declared version',
  failsAs: 'distributions allow TLS below the declared version',
  why: 'The edge is where customers connect: a low floor there defeats a strong one behind it.',
  criteria: ['CC6.7'],
  severity: 'medium',
  looksAt: ['AWS::CloudFront::Distribution'],
  reads: [],
  parameters: [
    {
      name: 'minimumTlsVersion',
      unit: 'version',
      meaning: 'lowest version allowed',
      default: '1.2',
      stricter: 'higher',
    },
  ],
  remediation: 'Use an own certificate with the newest security policy and remove old protocols from origins.',
  cannotShow: 'What viewers negotiate.',
  judge(distribution, scene) {
    const enabled = first(distribution, `${part}.enabled`);
    if (flag(enabled) === false) return notApplicable('The distribution is disabled.', [seen(enabled)]);
    const certificate = first(distribution, `${part}.viewerCertificate`);
    if (isUnset(certificate.value)) return unknown('The item has no viewerCertificate part.', [seen(certificate)]);
    const minimum = minimumTls(scene);
    const viewer = judgeViewer(distribution, minimum);
    const origins = list(distribution, `${part}.origins.items`).flatMap((origin) => judgeOrigin(origin, minimum));
    return severest([viewer, ...origins]) ?? viewer;
  },
  examples: {
    pass: distribution({ minimumProtocolVersion: 'TLSv1.2_2021', cloudFrontDefaultCertificate: false }),
    fail: distribution({ minimumProtocolVersion: 'TLSv1.1_2016', cloudFrontDefaultCertificate: false }),
    unknown: { resource: { region: 'global', configuration: { distributionConfig: { enabled: true } } } },
    'not-applicable': distribution({ minimumProtocolVersion: 'TLSv1', cloudFrontDefaultCertificate: true }, false),
  },
});
