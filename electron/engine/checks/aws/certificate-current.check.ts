import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted } from '../evidence.ts';
import { dayOf, instantOf } from '../instants.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { first, list, seen, text } from '../read.ts';

const dayMilliseconds = 86_400_000;

/** Algorithms are written RSA-2048 and RSA_2048. */
const plain = (algorithm: string): string => algorithm.replace(/[^a-z0-9]/gi, '').toUpperCase();

const renewal = (certificate: Resource): string =>
  text(first(certificate, 'configuration.type')) === 'IMPORTED' ? '; it is imported and does not renew by itself' : '';

function judgeKey(certificate: Resource, scene: Scene): Verdict | null {
  const algorithm = first(certificate, 'configuration.keyAlgorithm');
  const name = text(algorithm);
  if (name === null) return unknown('The item names no key algorithm.', [seen(algorithm)]);
  const isWeak = textsOf(scene, 'weakKeyAlgorithms').map(plain).includes(plain(name));
  return isWeak ? fail(`The key algorithm is ${name}, which is on the list of weak ones.`, [seen(algorithm)]) : null;
}

function judgeTime(certificate: Resource, scene: Scene): Verdict {
  const [notAfter, type] = [first(certificate, 'configuration.notAfter'), first(certificate, 'configuration.type')];
  const end = instantOf(notAfter);
  if (end === null)
    return unknown('The certificate is issued, and the item holds no readable notAfter.', [seen(notAfter)]);
  const days = Math.floor((end - Date.parse(scene.asOf)) / dayMilliseconds);
  const limit = numberOf(scene, 'certificateRenewalDays');
  const evidence = [notAfter, type].map(seen);
  if (days < 0) return fail(`The certificate expired on ${dayOf(end)}${renewal(certificate)}.`, evidence);
  const words = `The certificate expires on ${dayOf(end)}, ${counted(days, 'day')} away`;
  return days > limit
    ? pass(`${words}; more than ${limit} are required.`, evidence)
    : fail(`${words}; more than ${limit} are required${renewal(certificate)}.`, evidence);
}

export default defineCheck({
  id: 'aws.certificate-current',
  version: 1,
  provider: 'aws',
  title: 'Certificates in use are valid, strong and not about to expire',
  failsAs: 'certificates in use are expired, about to expire, revoked or weak',
  why: 'An expired certificate stops the service and pushes people to click through warnings.',
  criteria: ['CC6.7'],
  severity: 'medium',
  looksAt: ['AWS::ACM::Certificate'],
  reads: [],
  parameters: [
    {
      name: 'certificateRenewalDays',
      unit: 'days',
      meaning: 'days left at which a certificate must be renewed',
      default: 30,
      stricter: 'higher',
    },
    {
      name: 'weakKeyAlgorithms',
      unit: 'list',
      meaning: 'algorithms that fail',
      default: ['RSA_1024'],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Renew or replace the certificate and watch expiry with an alarm.',
  cannotShow: 'Certificates kept outside the certificate manager.',
  judge(certificate, scene) {
    if (list(certificate, 'configuration.inUseBy').length === 0)
      return notApplicable('The certificate is used by nothing.', [seen(first(certificate, 'configuration.inUseBy'))]);
    const status = first(certificate, 'configuration.status');
    const word = text(status);
    if (word === null) return unknown('The item does not state the status of the certificate.', [seen(status)]);
    if (word !== 'ISSUED') return fail(`The certificate is in use with the status ${word}.`, [seen(status)]);
    const key = judgeKey(certificate, scene);
    const time = judgeTime(certificate, scene);
    return key === null || time.status === 'fail' ? time : key;
  },
  examples: {
    pass: {
      resource: {
        id: 'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555',
        name: 'pay.example.com',
        configuration: {
          domainName: 'pay.example.com',
          status: 'ISSUED',
          notAfter: '2027-03-01T23:59:59.000Z',
          keyAlgorithm: 'RSA_2048',
          type: 'AMAZON_ISSUED',
          inUseBy: ['arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/pay/50dc6c495c0c9188'],
        },
      },
    },
    fail: {
      resource: {
        id: 'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-666666666666',
        name: 'old.example.com',
        configuration: {
          domainName: 'old.example.com',
          status: 'ISSUED',
          notAfter: '2026-10-12T23:59:59.000Z',
          keyAlgorithm: 'RSA-2048',
          type: 'IMPORTED',
          inUseBy: ['arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/old/50dc6c495c0c9188'],
        },
      },
    },
    unknown: {
      resource: {
        id: 'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-777777777777',
        name: 'pay.example.com',
        configuration: {
          status: 'ISSUED',
          keyAlgorithm: 'RSA_2048',
          inUseBy: ['arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/pay/50dc6c495c0c9188'],
        },
      },
    },
    'not-applicable': {
      resource: {
        id: 'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-888888888888',
        name: 'spare.example.com',
        configuration: { status: 'EXPIRED', notAfter: '2024-01-01T00:00:00.000Z', inUseBy: [] },
      },
    },
  },
});
