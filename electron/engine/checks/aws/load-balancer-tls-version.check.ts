import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted } from '../evidence.ts';
import { severest } from '../judge.ts';
import { mapOf } from '../parameters.ts';
import { elements, first, flag, inside, list, seen, text, texts, within } from '../read.ts';
import { minimumTls, tlsVersion, tlsWords } from '../tls.ts';

const classicType = 'AWS::ElasticLoadBalancing::LoadBalancer';
const encrypted = ['HTTPS', 'TLS', 'SSL'];

const isEncrypted = (protocol: Property): boolean => encrypted.includes(text(protocol)?.toUpperCase() ?? '');

/** The lowest version of a predefined policy; null for a name that the table does not hold. */
function lowestOf(policy: string, scene: Scene): number | null {
  const row = Object.entries(mapOf(scene, 'policyTable')).find(([, names]) =>
    texts([{ path: 'policyTable', value: names }]).includes(policy),
  );
  return row === undefined ? null : tlsVersion(row[0]);
}

function compare(policy: string, lowest: number | null, evidence: readonly Seen[], scene: Scene): Verdict {
  const minimum = minimumTls(scene);
  if (lowest === null) return unknown(`The lowest version of the security policy ${policy} is not known.`, evidence);
  return lowest < minimum
    ? fail(
        `The security policy ${policy} allows ${tlsWords(lowest)}, below the declared ${tlsWords(minimum)}.`,
        evidence,
      )
    : pass(`The security policy ${policy} starts at ${tlsWords(lowest)}.`, evidence);
}

function judgeListener(listener: Resource, scene: Scene): Verdict {
  const [protocol, policy] = [first(listener, 'configuration.Protocol'), first(listener, 'configuration.SslPolicy')];
  const evidence = [policy, protocol, first(listener, 'configuration.Port')].map(seen);
  if (text(protocol) === null) return unknown('The item does not state the protocol of the listener.', evidence);
  if (!isEncrypted(protocol)) return notApplicable(`The listener takes ${text(protocol)} and ends no TLS.`, evidence);
  const name = text(policy);
  if (name === null) return unknown('The item does not name the security policy of the listener.', evidence);
  return compare(name, lowestOf(name, scene), evidence, scene);
}

/** A classic policy spells out each version as an attribute, or refers to a predefined policy. */
function classicLowest(
  policy: Property,
  scene: Scene,
): { readonly lowest: number | null; readonly at: readonly Property[] } {
  const attributes = within(policy, 'policyAttributeDescriptions').flatMap(elements);
  const nameOf = (at: Property) => text(inside(at, 'attributeName')) ?? '';
  const spelled = attributes.filter((at) => nameOf(at).startsWith('Protocol-'));
  const on = spelled.filter((at) => flag(inside(at, 'attributeValue')) !== false);
  if (on.length > 0) {
    const versions = on.flatMap((at) => (flag(inside(at, 'attributeValue')) ? (tlsVersion(nameOf(at)) ?? []) : []));
    const at = on.map((one) => inside(one, 'attributeName'));
    return { lowest: versions.length < on.length ? null : Math.min(...versions), at };
  }
  const reference = attributes
    .filter((at) => nameOf(at) === 'Reference-Security-Policy')
    .map((at) => inside(at, 'attributeValue'));
  const [name] = reference.map(text);
  return { lowest: name ? lowestOf(name, scene) : null, at: reference };
}

function judgeDescription(at: Property, balancer: Resource, scene: Scene): readonly Verdict[] {
  if (!isEncrypted(inside(at, 'listener.protocol'))) return [];
  const names = texts(within(at, 'policyNames'));
  const policies = list(balancer, 'supplementaryConfiguration.LoadBalancerPolicies').filter((policy) =>
    names.includes(text(inside(policy, 'policyName')) ?? ''),
  );
  const judged = policies.flatMap((policy) => {
    const { lowest, at: evidence } = classicLowest(policy, scene);
    return evidence.length === 0
      ? []
      : [compare(text(inside(policy, 'policyName')) ?? '', lowest, evidence.slice(0, 8).map(seen), scene)];
  });
  const without = unknown(
    'The item does not hold the security policy of a TLS listener.',
    within(at, 'policyNames').map(seen),
  );
  return judged.length === 0 ? [without] : judged;
}

function judgeClassic(balancer: Resource, scene: Scene): Verdict {
  const listing = first(balancer, 'configuration.listenerDescriptions');
  if (listing.value === undefined) return unknown('The item does not list the listeners.', [seen(listing)]);
  const verdicts = elements(listing).flatMap((at) => judgeDescription(at, balancer, scene));
  const worst = severest(verdicts) ?? notApplicable('The balancer has no TLS listener.', [seen(listing)]);
  if (worst.status !== 'pass' || verdicts.length === 1) return worst;
  const evidence = verdicts.flatMap((verdict) => verdict.seen).slice(0, 8);
  return pass(
    `The policies of ${counted(verdicts.length, 'TLS listener')} start at or above the declared version.`,
    evidence,
  );
}

const listener = (SslPolicy: string, Protocol = 'HTTPS') => ({
  resource: { configuration: { Protocol, Port: 443, SslPolicy } },
});

export default defineCheck({
  id: 'aws.load-balancer-tls-version',
  version: 1,
  provider: 'aws',
  title: 'Load balancers refuse TLS below the declared version',
  failsAs: 'load balancer listeners allow TLS below the declared version',
  why: 'Old protocol versions can be downgraded and read, and the policies of many clients promise TLS 1.2.',
  criteria: ['CC6.7', 'CC6.1'],
  severity: 'high',
  looksAt: ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancing::LoadBalancer'],
  reads: [],
  parameters: [
    {
      name: 'minimumTlsVersion',
      unit: 'version',
      meaning: 'lowest version allowed',
      default: '1.2',
      stricter: 'higher',
    },
    {
      name: 'policyTable',
      unit: 'map',
      meaning: 'lowest version to policy names',
      default: {
        '1.2': [
          'ELBSecurityPolicy-TLS-1-2-2017-01',
          'ELBSecurityPolicy-TLS-1-2-Ext-2018-06',
          'ELBSecurityPolicy-FS-1-2-2019-08',
          'ELBSecurityPolicy-FS-1-2-Res-2019-08',
          'ELBSecurityPolicy-FS-1-2-Res-2020-10',
          'ELBSecurityPolicy-TLS13-1-2-2021-06',
          'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
          'ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06',
          'ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06',
          'ELBSecurityPolicy-TLS13-1-2-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-2-Ext1-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04',
          'ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04',
          'ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04',
          'ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-2023-04',
          'ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-2023-04',
        ],
        '1.1': [
          'ELBSecurityPolicy-TLS-1-1-2017-01',
          'ELBSecurityPolicy-FS-1-1-2019-08',
          'ELBSecurityPolicy-TLS13-1-1-2021-06',
          'ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04',
        ],
        '1.0': [
          'ELBSecurityPolicy-2016-08',
          'ELBSecurityPolicy-2015-05',
          'ELBSecurityPolicy-TLS-1-0-2015-04',
          'ELBSecurityPolicy-FS-2018-06',
          'ELBSecurityPolicy-TLS13-1-0-2021-06',
          'ELBSecurityPolicy-TLS13-1-0-FIPS-2023-04',
        ],
        '1.3': [
          'ELBSecurityPolicy-TLS13-1-3-2021-06',
          'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09',
          'ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04',
        ],
      },
    },
  ],
  remediation: 'Choose a security policy that starts at TLS 1.2 or 1.3.',
  cannotShow: 'Which versions clients really use, and cipher choice.',
  judge: (door, scene) => (door.type === classicType ? judgeClassic(door, scene) : judgeListener(door, scene)),
  examples: {
    pass: listener('ELBSecurityPolicy-TLS13-1-2-2021-06'),
    fail: listener('ELBSecurityPolicy-2016-08'),
    unknown: listener('ELBSecurityPolicy-TLS13-1-2-2031-01'),
    'not-applicable': { resource: { configuration: { Protocol: 'HTTP', Port: 80 } } },
  },
});
