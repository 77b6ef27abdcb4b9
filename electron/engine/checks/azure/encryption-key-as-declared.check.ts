import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent, isWord, readChildren, word } from '../azure-rows.ts';
import { customerKeyTypes } from '../customer-keys.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { flagOf, textsOf } from '../parameters.ts';
import { first, flag, seen, text } from '../read.ts';

const storage = 'microsoft.storage/storageaccounts';
const sql = 'microsoft.sql/servers';
const protector = 'microsoft.sql/servers/encryptionprotector';
const disk = 'microsoft.compute/disks';
const diskSet = 'microsoft.compute/diskencryptionsets';
const postgres = 'microsoft.dbforpostgresql/flexibleservers';
const mysql = 'microsoft.dbformysql/flexibleservers';

/** Where each type says whose key encrypts it. */
const paths: Readonly<Record<string, string>> = {
  [storage]: 'properties.encryption.keySource',
  [sql]: 'properties.serverKeyType',
  [disk]: 'properties.encryption.type',
  [diskSet]: 'properties.encryptionType',
  [postgres]: 'properties.dataEncryption.type',
  [mysql]: 'properties.dataEncryption.type',
};

const own = [
  'microsoft.keyvault',
  'azurekeyvault',
  'encryptionatrestwithcustomerkey',
  'encryptionatrestwithplatformandcustomerkeys',
  'confidentialvmencryptedwithcustomerkey',
];
const platform = [
  'microsoft.storage',
  'servicemanaged',
  'systemmanaged',
  'systemassigned',
  'encryptionatrestwithplatformkey',
];

/** The row that names the key: the store itself, or the protector of a SQL server. */
function holder(store: Resource, scene: Scene): { readonly row: Resource | undefined; readonly unread: string | null } {
  if (store.type !== sql) return { row: store, unread: null };
  const { rows, unread } = readChildren(store, protector, scene);
  return { row: rows[0], unread };
}

const atOf = (store: Resource, row: Resource): Property => first(row, paths[store.type] ?? 'properties');

const seenIn = (store: Resource, row: Resource, at: Property): Seen => (row === store ? seen(at) : seenOn(row, at));

/** What else tells of the key: which one it is, and whether new versions are taken up. */
function details(store: Resource, row: Resource): readonly Seen[] {
  const paths: Readonly<Record<string, readonly string[]>> = {
    [storage]: [
      'properties.encryption.keyvaultproperties.keyname',
      'properties.encryption.requireInfrastructureEncryption',
    ],
    [sql]: ['properties.autoRotationEnabled'],
    [disk]: ['properties.encryption.diskEncryptionSetId'],
    [diskSet]: ['properties.rotationToLatestKeyVersionEnabled'],
  };
  return (paths[store.type] ?? []).map((path) => seenIn(store, row, first(row, path)));
}

/** A second layer is a setting of storage accounts and a kind of key of disks; the other types have none. */
function lacksDouble(store: Resource, kind: Property): boolean {
  if (store.type === storage)
    return flag(first(store, 'properties.encryption.requireInfrastructureEncryption')) !== true;
  return (
    (store.type === disk || store.type === diskSet) && !isWord(kind, 'EncryptionAtRestWithPlatformAndCustomerKeys')
  );
}

function judgeKey(store: Resource, row: Resource, scene: Scene): Verdict {
  const kind = atOf(store, row);
  const evidence = [seenIn(store, row, kind), ...details(store, row)];
  if (isAbsent(kind))
    return unknown(
      'The row does not say whose key is used, as older answers do not; it is encrypted all the same.',
      evidence,
    );
  if (platform.includes(word(kind) ?? ''))
    return fail(`Own keys are promised for this type, and the key is that of the platform (${text(kind)}).`, evidence);
  if (!own.includes(word(kind) ?? '')) return unknown(`The kind of key ${text(kind)} is not known.`, evidence);
  if (flagOf(scene, 'requireDoubleEncryption') && lacksDouble(store, kind))
    return fail(`The key is the client’s (${text(kind)}), but the second layer that is declared is off.`, evidence);
  return pass(`The key is the client’s (${text(kind)}).`, evidence);
}

/** No promise was made: the fact is stated, and nothing is judged. */
function unpromised(store: Resource, scene: Scene): Verdict {
  const { row } = holder(store, scene);
  const kind = row === undefined ? null : text(atOf(store, row));
  const fact = kind === null ? 'the platform encrypts it in any case' : `the row shows ${kind}`;
  return notApplicable(
    `The type is not on customerKeyTypes; ${fact}.`,
    row === undefined ? [] : [seenIn(store, row, atOf(store, row))],
  );
}

const promised = { customerKeyTypes: ['Microsoft.Storage/storageAccounts', 'Microsoft.Sql/servers'] };

export default defineCheck({
  id: 'azure.encryption-key-as-declared',
  version: 1,
  provider: 'azure',
  title: 'Stores declared to use customer-managed keys do use them',
  failsAs: 'stores use the key of the platform although own keys are declared',
  why: 'Platform encryption is always on; what fails is the promise of own keys.',
  criteria: ['CC6.1', 'C1.1'],
  severity: 'medium',
  looksAt: [storage, sql, disk, diskSet, postgres, mysql],
  reads: [protector],
  parameters: [
    customerKeyTypes,
    {
      name: 'requireDoubleEncryption',
      unit: 'boolean',
      meaning: 'infrastructure encryption too',
      default: false,
      stricter: 'true',
    },
  ],
  remediation: 'Move the store to a customer key, or change the declared policy.',
  cannotShow: 'Who may use the key.',
  judge(store, scene) {
    const isPromised = textsOf(scene, 'customerKeyTypes').some((type) => type.toLowerCase() === store.type);
    if (!isPromised) return unpromised(store, scene);
    const thin = store.type === sql ? null : ifThin(store);
    if (thin !== null) return thin;
    const { row, unread } = holder(store, scene);
    if (row === undefined) return unknown(`The encryption protector was not read: ${unread ?? 'no row names it.'}`);
    return judgeKey(store, row, scene);
  },
  examples: {
    pass: {
      resource: armRow(sql, 'orders', { minimalTlsVersion: '1.2' }),
      others: [armRow(protector, 'orders/current', { serverKeyType: 'AzureKeyVault', autoRotationEnabled: true })],
      parameters: promised,
    },
    fail: {
      resource: armRow(storage, 'invoices', { encryption: { keySource: 'Microsoft.Storage' } }),
      parameters: promised,
    },
    unknown: {
      resource: armRow(sql, 'orders', { minimalTlsVersion: '1.2' }),
      parameters: promised,
      unseen: { [protector]: 'The read of the encryption protector was refused.' },
    },
    'not-applicable': {
      resource: armRow(disk, 'data-1', { encryption: { type: 'EncryptionAtRestWithPlatformKey' } }),
    },
  },
});
