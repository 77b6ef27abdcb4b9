import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { judgeFlag } from '../judge.ts';
import { textsOf } from '../parameters.ts';
import { elements, first, flag, list, number, seen, text, texts, within } from '../read.ts';

interface Row {
  /** The service's word in `rowsInForce`. */
  readonly service: string;
  judge(store: Resource, scene: Scene): Verdict;
}

const flagRow = (service: string, what: string, path: string): Row => ({
  service,
  judge: (store) => judgeFlag(store, path, { on: `The ${what} is encrypted.`, off: `The ${what} is not encrypted.` }),
});

/** A stream without the property was never encrypted. */
function judgeStream(stream: Resource): Verdict {
  const type = first(stream, 'configuration.StreamEncryption.EncryptionType');
  const value = text(type);
  if (value === 'KMS') return pass('The stream is encrypted with a KMS key.', [seen(type)]);
  return fail(`The encryption type of the stream is ${value ?? 'absent, which means none'}.`, [seen(type)]);
}

/** A vault always has a key, so a vault without one is an incomplete item. */
function judgeVault(vault: Resource): Verdict {
  const key = first(vault, 'configuration.EncryptionKeyArn');
  return text(key) === null
    ? unknown('The item does not name the key of the vault.', [seen(key)])
    : pass(`The vault is encrypted with the key ${text(key)}.`, [seen(key)]);
}

function judgeTopic(topic: Resource): Verdict {
  const key = first(topic, 'configuration.KmsMasterKeyId');
  return text(key) === null
    ? fail('The topic names no key.', [seen(key)])
    : pass(`The topic is encrypted with the key ${text(key)}.`, [seen(key)]);
}

function judgeQueue(queue: Resource): Verdict {
  const key = first(queue, 'configuration.KmsMasterKeyId');
  const managed = first(queue, 'configuration.SqsManagedSseEnabled');
  if (text(key) !== null) return pass(`The queue is encrypted with the key ${text(key)}.`, [seen(key)]);
  const isManaged = flag(managed);
  const evidence = [managed, key].map(seen);
  if (isManaged === null) return unknown('The item states neither a key nor managed encryption.', evidence);
  return isManaged
    ? pass('The queue is encrypted with a key managed by SQS.', evidence)
    : fail('The queue has no key, and managed encryption is off.', evidence);
}

/** From this Kubernetes version on, EKS encrypts all API data with a key of its own. */
const encryptedSince = 1.28;
const minorOf = (version: number): number => Math.round((version % 1) * 100);

function judgeCluster(cluster: Resource, scene: Scene): Verdict {
  const [config, version] = [first(cluster, 'configuration.EncryptionConfig'), first(cluster, 'configuration.Version')];
  const own = list(cluster, 'configuration.EncryptionConfig').find((part) =>
    texts(within(part, 'Resources').flatMap(elements)).includes('secrets'),
  );
  if (own !== undefined) return pass('The cluster encrypts its secrets with the key it names.', [seen(own)]);
  const evidence = [config, version].map(seen);
  const running = number(version);
  if (running === null) return unknown('The item states neither an encryption of secrets nor the version.', evidence);
  const isDefault = minorOf(running) >= minorOf(encryptedSince);
  const wantsOwn = textsOf(scene, 'customerKeyTypes').includes(cluster.type);
  return isDefault && !wantsOwn
    ? notApplicable(`Clusters of version ${text(version)} are encrypted by the service with its own key.`, evidence)
    : fail('The cluster names no key that encrypts its secrets.', evidence);
}

const rows: Readonly<Record<string, Row>> = {
  'AWS::EFS::FileSystem': flagRow('EFS', 'file system', 'configuration.Encrypted'),
  'AWS::OpenSearch::Domain': flagRow('OpenSearch', 'domain', 'configuration.EncryptionAtRestOptions.Enabled'),
  'AWS::Redshift::Cluster': flagRow('Redshift', 'cluster', 'configuration.encrypted'),
  'AWS::Kinesis::Stream': { service: 'Kinesis', judge: judgeStream },
  'AWS::Backup::RecoveryPoint': flagRow('RecoveryPoint', 'recovery point', 'configuration.IsEncrypted'),
  'AWS::Backup::BackupVault': { service: 'BackupVault', judge: judgeVault },
  'AWS::SNS::Topic': { service: 'SNS', judge: judgeTopic },
  'AWS::SQS::Queue': { service: 'SQS', judge: judgeQueue },
  'AWS::EKS::Cluster': { service: 'EKS', judge: judgeCluster },
};

export default defineCheck({
  id: 'aws.data-service-encrypted-at-rest',
  version: 1,
  provider: 'aws',
  title: 'Other data stores encrypt what they keep',
  failsAs: 'data stores are not encrypted at rest',
  why: 'Files, streams, queues and backups carry the same data as the database.',
  criteria: ['CC6.1', 'C1.1'],
  severity: 'medium',
  looksAt: [
    'AWS::EFS::FileSystem',
    'AWS::OpenSearch::Domain',
    'AWS::Redshift::Cluster',
    'AWS::Kinesis::Stream',
    'AWS::Backup::RecoveryPoint',
    'AWS::Backup::BackupVault',
    'AWS::SNS::Topic',
    'AWS::SQS::Queue',
    'AWS::EKS::Cluster',
  ],
  reads: [],
  parameters: [
    {
      name: 'rowsInForce',
      unit: 'list',
      meaning: 'services judged; add SNS when topics carry customer data',
      default: ['EFS', 'OpenSearch', 'Redshift', 'Kinesis', 'RecoveryPoint', 'BackupVault', 'SQS', 'EKS'],
      stricter: 'longer-list',
    },
    {
      name: 'customerKeyTypes',
      unit: 'list',
      meaning: 'types for which own keys are promised',
      default: [],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Recreate or update the store with encryption and the declared key.',
  cannotShow: 'ElastiCache, DAX and parameter store, which AWS Config does not record in the list used here.',
  judge(store, scene) {
    const row = rows[store.type];
    if (row === undefined || !textsOf(scene, 'rowsInForce').includes(row.service))
      return notApplicable(`Stores of the type ${store.type} are listed as information only.`);
    return row.judge(store, scene);
  },
  examples: {
    pass: { resource: { type: 'AWS::SQS::Queue', configuration: { SqsManagedSseEnabled: 'true' } } },
    fail: { resource: { configuration: { FileSystemId: 'fs-0a1', Encrypted: false } } },
    unknown: { resource: { type: 'AWS::Backup::BackupVault', configuration: { BackupVaultName: 'daily' } } },
    'not-applicable': { resource: { type: 'AWS::SNS::Topic', configuration: { TopicName: 'alerts' } } },
  },
});
