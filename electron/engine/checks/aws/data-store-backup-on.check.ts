import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { ifClusterMember } from '../databases.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { numberOf } from '../parameters.ts';
import { first, number, seen, text } from '../read.ts';

const recoveryPoint = 'AWS::Backup::RecoveryPoint';
/** The longest that point-in-time recovery and automatic file-system backups reach back. */
const longestDays = 35;

function judgeRetention(store: Resource, path: string, scene: Scene): Verdict {
  const [retention, declared] = [first(store, path), numberOf(scene, 'backupRetentionDays')];
  const days = number(retention);
  if (days === null) return unknown(`The item does not state ${retention.path}.`, [seen(retention)]);
  if (days === 0) return fail('Automatic backups are off: the retention is 0 days.', [seen(retention)]);
  const kept = `Automatic backups are kept ${counted(days, 'day')}`;
  return days < declared
    ? fail(`${kept}, less than the declared ${declared}.`, [seen(retention)])
    : pass(`${kept}, at least the declared ${declared}.`, [seen(retention)]);
}

const byStore = indexedBy((point) => [text(first(point, 'configuration.ResourceArn')) ?? '']);

/** A finished recovery point that a backup plan made of the store and keeps long enough. */
function planned(store: Resource, scene: Scene): Resource | undefined {
  const declared = numberOf(scene, 'backupRetentionDays');
  return byStore(scene.of(recoveryPoint, store.account, store.region), store.arn ?? store.id).find((point) => {
    const days = number(first(point, 'configuration.Lifecycle.DeleteAfterDays'));
    return (
      text(first(point, 'configuration.Status')) === 'COMPLETED' &&
      text(first(point, 'configuration.CreatedBy.BackupPlanId')) !== null &&
      (days === null || days >= declared)
    );
  });
}

/** The feature is off or too short: a backup plan may still cover the store. */
function judgePlan(store: Resource, off: string, at: Property, scene: Scene): Verdict {
  const point = planned(store, scene);
  if (point !== undefined) {
    const evidence = seenOn(point, first(point, 'configuration.CreatedBy.BackupPlanId'));
    return pass(`${off}; a backup plan keeps the recovery point ${point.id}.`, [evidence, seen(at)]);
  }
  const known = scene.known(recoveryPoint, store.account, store.region);
  if (!known.isKnown) return unknown(known.because, [seen(at)]);
  return fail(`${off}; no recovery point of a backup plan covers the store.`, [seen(at)]);
}

function judgeFeature(store: Resource, path: string, what: string, days: number, scene: Scene): Verdict {
  const status = first(store, path);
  const value = text(status);
  const declared = numberOf(scene, 'backupRetentionDays');
  if (value !== 'ENABLED' && value !== 'DISABLED')
    return unknown(`The state of ${what} is ${value ?? 'not stated in the item'}.`, [seen(status)]);
  if (value === 'DISABLED') return judgePlan(store, `The state of ${what} is DISABLED`, status, scene);
  if (days >= declared) return pass(`The state of ${what} is ENABLED.`, [seen(status)]);
  return judgePlan(
    store,
    `The reach of ${what} is ${counted(days, 'day')}, less than the declared ${declared}`,
    status,
    scene,
  );
}

const recovery = 'supplementaryConfiguration.ContinuousBackupsDescription.pointInTimeRecoveryDescription';

const rows: Readonly<Record<string, (store: Resource, scene: Scene) => Verdict>> = {
  'AWS::RDS::DBInstance': (store, scene) => judgeRetention(store, 'configuration.backupRetentionPeriod', scene),
  'AWS::RDS::DBCluster': (store, scene) => judgeRetention(store, 'configuration.backupRetentionPeriod', scene),
  'AWS::Redshift::Cluster': (store, scene) =>
    judgeRetention(store, 'configuration.automatedSnapshotRetentionPeriod', scene),
  'AWS::DynamoDB::Table': (store, scene) => {
    const days = number(first(store, `${recovery}.recoveryPeriodInDays`)) ?? longestDays;
    return judgeFeature(store, `${recovery}.pointInTimeRecoveryStatus`, 'point-in-time recovery', days, scene);
  },
  'AWS::EFS::FileSystem': (store, scene) =>
    judgeFeature(store, 'configuration.BackupPolicy.Status', 'automatic backups', longestDays, scene),
};

/** Stores that hold no data of their own, or none worth a backup. */
function ifExempt(store: Resource, scene: Scene): Verdict | null {
  const [key = '', value = ''] = String(scene.parameter('exemptTag')).split('=');
  if (key !== '' && store.tags[key] === value)
    return notApplicable(`The store is tagged ${key}=${value}, as reproducible.`, [
      seen({ path: `tags.${key}`, value }),
    ]);
  const source = first(store, 'configuration.readReplicaSourceDBInstanceIdentifier');
  if (store.type === 'AWS::RDS::DBInstance' && text(source) !== null)
    return notApplicable(`The instance is a read replica of ${text(source)}.`, [seen(source)]);
  return ifClusterMember(store);
}

export default defineCheck({
  id: 'aws.data-store-backup-on',
  version: 1,
  provider: 'aws',
  title: 'Data stores keep automatic backups for the declared time',
  failsAs: 'data stores keep no automatic backup for the declared time',
  why: 'Without a recent backup a mistake or ransom ends the service.',
  criteria: ['A1.2', 'CC7.5', 'PI1.5'],
  severity: 'high',
  looksAt: [
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::DynamoDB::Table',
    'AWS::EFS::FileSystem',
    'AWS::Redshift::Cluster',
  ],
  reads: ['AWS::Backup::RecoveryPoint'],
  parameters: [
    { name: 'backupRetentionDays', unit: 'days', meaning: 'shortest retention', default: 7, stricter: 'higher' },
    { name: 'exemptTag', unit: 'tag', meaning: 'reproducible content', default: 'class=scratch' },
  ],
  remediation: 'Turn on automatic backups with the declared retention.',
  cannotShow: 'That a restore works and how long it takes.',
  judge: (store, scene) =>
    ifExempt(store, scene) ??
    rows[store.type]?.(store, scene) ??
    unknown(`Stores of the type ${store.type} are not known to this check.`),
  examples: {
    pass: { resource: { configuration: { backupRetentionPeriod: 14 } } },
    fail: { resource: { configuration: { backupRetentionPeriod: 1 } } },
    unknown: { resource: { type: 'AWS::DynamoDB::Table', configuration: { tableName: 'orders' } } },
    'not-applicable': {
      resource: { configuration: { readReplicaSourceDBInstanceIdentifier: 'orders', backupRetentionPeriod: 0 } },
    },
  },
});
