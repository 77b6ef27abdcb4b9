import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { accountOf } from '../conditions.ts';
import { customerKeyTypes } from '../customer-keys.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { textsOf } from '../parameters.ts';
import { find, first, seen, text } from '../read.ts';

const kmsKey = 'AWS::KMS::Key';

interface Row {
  /** Where the key stands. */
  readonly key: string;
  /** What the service does when no key is named. */
  readonly without: string;
  /** An absent key is a fact only while this property reads one of these words; without it, always. */
  readonly while?: { readonly path: string; readonly reads: readonly string[] };
}

const encryption =
  'supplementaryConfiguration.ServerSideEncryptionConfiguration.rules.applyServerSideEncryptionByDefault';
const unencrypted = (path: string) => ({ path, reads: ['false'] });

const rows = {
  'AWS::S3::Bucket': {
    key: `${encryption}.kmsMasterKeyID`,
    without: 'S3 uses a key that AWS owns or manages',
    while: { path: `${encryption}.sseAlgorithm`, reads: ['AES256', 'aws:kms', 'aws:kms:dsse'] },
  },
  'AWS::RDS::DBInstance': {
    key: 'configuration.kmsKeyId',
    without: 'the storage is not encrypted',
    while: unencrypted('configuration.storageEncrypted'),
  },
  'AWS::RDS::DBCluster': {
    key: 'configuration.kmsKeyId',
    without: 'the storage is not encrypted',
    while: unencrypted('configuration.storageEncrypted'),
  },
  'AWS::EC2::Volume': {
    key: 'configuration.kmsKeyId',
    without: 'the volume is not encrypted',
    while: unencrypted('configuration.encrypted'),
  },
  'AWS::DynamoDB::Table': {
    key: 'configuration.ssedescription.kmsmasterKeyArn',
    without: 'DynamoDB uses a key that AWS owns',
  },
  'AWS::EFS::FileSystem': {
    key: 'configuration.KmsKeyId',
    without: 'the file system is not encrypted',
    while: unencrypted('configuration.Encrypted'),
  },
  'AWS::ECR::Repository': {
    key: 'configuration.EncryptionConfiguration.KmsKey',
    without: 'ECR uses a key that S3 owns',
    while: { path: 'configuration.EncryptionConfiguration.EncryptionType', reads: ['AES256'] },
  },
  'AWS::SecretsManager::Secret': {
    key: 'configuration.KMSKeyId',
    without: 'Secrets Manager uses the key aws/secretsmanager',
  },
  'AWS::CloudTrail::Trail': {
    key: 'configuration.kmsKeyId',
    without: 'the log files are encrypted with a key that S3 owns',
  },
  'AWS::Lambda::Function': { key: 'configuration.kmskeyArn', without: 'Lambda uses a key that AWS owns' },
} as const satisfies Readonly<Record<string, Row>>;

const rowsByType = new Map<string, Row>(Object.entries(rows));
const nameable = (at: Property): string => (typeof at.value === 'boolean' ? String(at.value) : (text(at) ?? 'absent'));

function judgeWithout(resource: Resource, row: Row, key: Property): Verdict {
  if (Object.keys(resource.configuration).length === 0) return unknown('The item holds no configuration.', [seen(key)]);
  if (row.while === undefined) return fail(`No key is named, so ${row.without}.`, [seen(key)]);
  const fact = find(resource, row.while.path)[0] ?? first(resource, row.while.path);
  const evidence = [key, fact].map(seen);
  return row.while.reads.includes(nameable(fact))
    ? fail(`No key is named and ${fact.path} is ${nameable(fact)}, so ${row.without}.`, evidence)
    : unknown(`No key is named and ${fact.path} is ${nameable(fact)}, so the key used cannot be told.`, evidence);
}

/** A key is named by ARN, by id or by alias; the last part decides. */
const idOf = (name: string): string => name.split('/').at(-1) ?? name;

const byName = indexedBy(({ id, arn }) => [arn ?? '', id, idOf(id)]);

function judgeKey(resource: Resource, key: Property, name: string, scene: Scene): Verdict {
  if (/(^|:)alias\/aws\//.test(name)) return fail(`The key named is ${name}, which AWS manages.`, [seen(key)]);
  const account = accountOf(name) ?? resource.account;
  const keys = scene.of(kmsKey, account);
  const item = byName(keys, name)[0] ?? byName(keys, idOf(name))[0];
  if (item === undefined) {
    const knowledge = scene.known(kmsKey, account);
    const why = knowledge.isKnown ? `it is not among the keys read in account ${account}.` : knowledge.because;
    return unknown(`Who manages the key ${name} could not be seen: ${why}`, [seen(key)]);
  }
  const manager = first(item, 'configuration.keyManager');
  const evidence = [seen(key), seenOn(item, manager)];
  if (text(manager) === 'CUSTOMER') return pass(`The key ${name} is managed by the customer.`, evidence);
  return text(manager) === 'AWS'
    ? fail(`The key ${name} is managed by AWS.`, evidence)
    : unknown(`The item of the key ${name} does not say who manages it.`, evidence);
}

export default defineCheck({
  id: 'aws.customer-key-used',
  version: 1,
  provider: 'aws',
  title: 'Types declared to use customer-managed keys do use them',
  failsAs: 'resources promised own keys use a key of AWS or none',
  why: 'When a promise of own keys is not kept, access cannot be cut or logged by key.',
  criteria: ['CC6.1', 'C1.1'],
  severity: 'medium',
  looksAt: Object.keys(rows),
  reads: [kmsKey],
  parameters: [customerKeyTypes],
  remediation: 'Move the resource to a customer-managed key, or change the declared policy.',
  cannotShow: 'Who may use the key (see the key policy check).',
  judge(resource, scene) {
    const row = rowsByType.get(resource.type);
    if (row === undefined || !textsOf(scene, 'customerKeyTypes').includes(resource.type))
      return notApplicable(`The declared policy promises no own keys for ${resource.type}.`);
    const keys = find(resource, row.key);
    const key = keys.find((at) => text(at) !== null) ?? keys[0] ?? first(resource, row.key);
    const name = text(key);
    return name === null ? judgeWithout(resource, row, key) : judgeKey(resource, key, name, scene);
  },
  examples: {
    pass: {
      resource: {
        type: 'AWS::CloudTrail::Trail',
        id: 'main',
        configuration: {
          name: 'main',
          kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/9975ba19-f8ff-444b-9c21-8d42cc6dc45b',
        },
      },
      others: [{ type: kmsKey, id: '9975ba19-f8ff-444b-9c21-8d42cc6dc45b', configuration: { keyManager: 'CUSTOMER' } }],
      parameters: { customerKeyTypes: ['AWS::CloudTrail::Trail'] },
    },
    fail: {
      resource: { type: 'AWS::SecretsManager::Secret', id: 'ledger-db', configuration: { Name: 'ledger-db' } },
      parameters: { customerKeyTypes: ['AWS::SecretsManager::Secret'] },
    },
    unknown: {
      resource: {
        type: 'AWS::EC2::Volume',
        id: 'vol-0dace16f354a54c8e',
        configuration: {
          encrypted: true,
          kmsKeyId: 'arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        },
      },
      unseen: { [kmsKey]: 'Account 444455556666 was not read.' },
      parameters: { customerKeyTypes: ['AWS::EC2::Volume'] },
    },
    'not-applicable': {
      resource: { type: 'AWS::EC2::Volume', id: 'vol-0dace16f354a54c8e', configuration: { encrypted: false } },
    },
  },
});
