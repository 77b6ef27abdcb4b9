import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { judgeFlag, severest } from '../judge.ts';
import { find, first, flag, inside, list, seen, text, texts } from '../read.ts';
import { minimumTls, tlsWords } from '../tls.ts';

const groupType = 'AWS::Redshift::ClusterParameterGroup';
/** The default group of clusters made before January 2025, which does not ask for TLS. */
const openDefault = 'default.redshift-1.0';

/** `Policy-Min-TLS-1-2-PFS-2023-10` starts at TLS 1.2. */
function judgePolicy(domain: Resource, scene: Scene): Verdict {
  const policy = first(domain, 'configuration.DomainEndpointOptions.TLSSecurityPolicy');
  const [, major, minor] = /Min-TLS-(\d)-(\d)/.exec(text(policy) ?? '') ?? [];
  if (major === undefined) return unknown('The item does not name a TLS policy that is known.', [seen(policy)]);
  const [lowest, minimum] = [Number(`${major}.${minor}`), minimumTls(scene)];
  return lowest < minimum
    ? fail(`The domain accepts ${tlsWords(lowest)}, below the declared ${tlsWords(minimum)}.`, [seen(policy)])
    : pass(`The domain starts at ${tlsWords(lowest)}.`, [seen(policy)]);
}

function together(verdicts: readonly Verdict[], words: string): Verdict {
  const worst = severest(verdicts);
  if (worst !== undefined && worst.status !== 'pass') return worst;
  return pass(
    words,
    verdicts.flatMap((verdict) => verdict.seen),
  );
}

const judgeDomain = (domain: Resource, scene: Scene): Verdict =>
  together(
    [
      judgeFlag(domain, 'configuration.DomainEndpointOptions.EnforceHTTPS', {
        on: 'The domain takes HTTPS only.',
        off: 'The domain takes requests in clear text.',
      }),
      judgeFlag(domain, 'configuration.NodeToNodeEncryptionOptions.Enabled', {
        on: 'Traffic between nodes is encrypted.',
        off: 'Traffic between nodes is not encrypted.',
      }),
      judgePolicy(domain, scene),
    ],
    'The domain takes HTTPS only, encrypts between its nodes and keeps to the declared TLS version.',
  );

const inTransit = 'configuration.EncryptionInfo.EncryptionInTransit';

/** `TLS_PLAINTEXT` takes both, so it takes clear text. */
function judgeClients(cluster: Resource): Verdict {
  const setting = first(cluster, `${inTransit}.ClientBroker`);
  const word = text(setting);
  if (word === null) return unknown('The item does not state how clients reach the brokers.', [seen(setting)]);
  return word === 'TLS'
    ? pass('Clients reach the brokers by TLS only.', [seen(setting)])
    : fail(`The setting for clients of the brokers is ${word}, which takes clear text.`, [seen(setting)]);
}

const judgeKafka = (cluster: Resource): Verdict =>
  together(
    [
      judgeClients(cluster),
      judgeFlag(cluster, `${inTransit}.InCluster`, {
        on: 'Traffic between brokers is encrypted.',
        off: 'Traffic between brokers is not encrypted.',
      }),
    ],
    'Clients reach the brokers by TLS only, and traffic between brokers is encrypted.',
  );

function judgeGroup(group: Resource, name: Property): Verdict {
  const parameter = list(group, 'supplementaryConfiguration.Parameters').find(
    (one) => text(inside(one, 'parameterName')) === 'require_ssl',
  );
  const value = parameter === undefined ? undefined : inside(parameter, 'parameterValue');
  const isOn = value === undefined ? null : flag(value);
  const evidence = [...(value === undefined ? [] : [seenOn(group, value)]), seen(name)];
  if (isOn === null) return unknown(`The item of the group ${text(name)} does not state require_ssl.`, evidence);
  return isOn
    ? pass(`The parameter group ${text(name)} sets require_ssl.`, evidence)
    : fail(`The parameter group ${text(name)} does not set require_ssl, so clear text is taken.`, evidence);
}

function judgeWarehouse(cluster: Resource, scene: Scene): Verdict {
  const name = find(cluster, 'configuration.clusterParameterGroups.parameterGroupName')[0];
  const word = name === undefined ? null : text(name);
  if (name === undefined || word === null)
    return unknown('The item does not name the parameter group of the cluster.', [
      seen(first(cluster, 'configuration.clusterParameterGroups')),
    ]);
  const group = scene
    .of(groupType, cluster.account, cluster.region)
    .find((one) => texts([first(one, 'configuration.parameterGroupName')]).includes(word) || one.name === word);
  if (group !== undefined) return judgeGroup(group, name);
  if (word === openDefault)
    return fail(`The cluster uses the group ${word}, which does not ask for TLS.`, [seen(name)]);
  const known = scene.known(groupType, cluster.account, cluster.region);
  return unknown(known.isKnown ? `The parameter group ${word} is not among the items read.` : known.because, [
    seen(name),
  ]);
}

/** Only Redis endpoints state in the item how they connect. */
function judgeEndpoint(endpoint: Resource): Verdict {
  const [engine, setting] = [
    first(endpoint, 'configuration.EngineName'),
    first(endpoint, 'configuration.RedisSettings.SslSecurityProtocol'),
  ];
  const evidence = [setting, engine].map(seen);
  if (text(engine) !== null && text(engine) !== 'redis')
    return notApplicable(
      `The endpoint is of the engine ${text(engine)}, whose connection the item does not state.`,
      evidence,
    );
  const word = text(setting);
  if (word === null) return unknown('The item does not state the protocol of the Redis endpoint.', evidence);
  return word === 'ssl-encryption'
    ? pass('The Redis endpoint connects by TLS.', evidence)
    : fail(`The protocol of the Redis endpoint is ${word}.`, evidence);
}

const rows: Readonly<Record<string, (service: Resource, scene: Scene) => Verdict>> = {
  'AWS::OpenSearch::Domain': judgeDomain,
  'AWS::MSK::Cluster': judgeKafka,
  'AWS::Redshift::Cluster': judgeWarehouse,
  'AWS::DMS::Endpoint': judgeEndpoint,
};

const domain = (EnforceHTTPS: boolean) => ({
  resource: {
    id: 'search',
    configuration: {
      DomainEndpointOptions: { EnforceHTTPS, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-2019-07' },
      NodeToNodeEncryptionOptions: { Enabled: true },
    },
  },
});

export default defineCheck({
  id: 'aws.data-service-tls-required',
  version: 1,
  provider: 'aws',
  title: 'Data services accept encrypted connections only',
  failsAs: 'data services accept connections in clear text',
  why: 'Clear-text connections inside the network expose customer data to anyone who reaches that network.',
  criteria: ['CC6.7', 'CC6.1'],
  severity: 'high',
  looksAt: Object.keys(rows),
  reads: [groupType],
  parameters: [
    {
      name: 'minimumTlsVersion',
      unit: 'version',
      meaning: 'lowest TLS version the policy allows, for services that state one',
      default: '1.2',
      stricter: 'higher',
    },
  ],
  remediation: 'Require TLS in the service or its parameter group and restart where needed.',
  cannotShow: 'TLS of RDS, ElastiCache, DAX and API custom domains, which items do not hold.',
  judge: (service, scene) =>
    rows[service.type]?.(service, scene) ?? unknown(`The type ${service.type} is not known to this check.`),
  examples: {
    pass: domain(true),
    fail: domain(false),
    unknown: {
      resource: {
        type: 'AWS::Redshift::Cluster',
        id: 'reports',
        configuration: { clusterParameterGroups: [{ parameterGroupName: 'reports-ssl' }] },
      },
    },
    'not-applicable': {
      resource: { type: 'AWS::DMS::Endpoint', id: 'source', configuration: { EngineName: 'postgres' } },
    },
  },
});
