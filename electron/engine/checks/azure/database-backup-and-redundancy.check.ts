import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { ifLeaving, ifMaster, mysql, postgres, sqlDatabase } from '../azure-databases.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent, isWord, readChildren } from '../azure-rows.ts';
import { allHold } from '../azure-verdicts.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { first, flag, number, seen, text } from '../read.ts';

const retention = `${sqlDatabase}/backupshorttermretentionpolicies`;

function judgeDays(days: number | null, evidence: readonly Seen[], scene: Scene): Verdict {
  const wanted = numberOf(scene, 'backupRetentionDays');
  if (days === null) return unknown('The row does not state how long backups are kept.', evidence);
  return days < wanted
    ? fail(`Backups are kept ${days} days, fewer than the ${wanted} declared.`, evidence)
    : pass(`Backups are kept ${days} days.`, evidence);
}

/** Older answers put the setting under `storageProfile`. */
function judgeServer(server: Resource, scene: Scene): Verdict {
  const places = ['properties.backup.backupRetentionDays', 'properties.storageProfile.backupRetentionDays'];
  const all = places.map((path) => first(server, path));
  const at = all.find((one) => number(one) !== null) ?? all[0];
  return judgeDays(at === undefined ? null : number(at), at === undefined ? [] : [seen(at)], scene);
}

/**
 * The earliest moment that can be restored bounds the retention, but only together with the time of the read, which a
 * row does not carry: it is quoted and not judged.
 */
function judgeDatabase(database: Resource, scene: Scene): Verdict {
  const { rows, unread } = readChildren(database, retention, scene);
  const [row] = rows;
  if (row !== undefined) {
    const at = first(row, 'properties.retentionDays');
    return judgeDays(number(at), [seenOn(row, at)], scene);
  }
  const earliest = first(database, 'properties.earliestRestoreDate');
  return unknown(`The retention of backups was not read: ${unread ?? 'no row names it.'}`, [seen(earliest)]);
}

const kinds: Readonly<Record<string, string>> = { [sqlDatabase]: 'sql', [postgres]: 'postgresql', [mysql]: 'mysql' };

/** A class is named by the type, by the engine, or as `database`. */
function isPromised(store: Resource, scene: Scene): boolean {
  const names = ['database', kinds[store.type], store.type];
  return textsOf(scene, 'redundantTypes').some((one) => names.includes(one.toLowerCase()));
}

const spread = ['Geo', 'Zone', 'GeoZone'];

function redundancyOf(store: Resource): { readonly isOn: boolean | null; readonly at: readonly Property[] } {
  if (store.type === sqlDatabase) {
    const [zone, copies] = [
      first(store, 'properties.zoneRedundant'),
      first(store, 'properties.currentBackupStorageRedundancy'),
    ];
    const isOn = flag(zone) === true || isWord(copies, ...spread);
    return { isOn: isOn || !(isAbsent(zone) && isAbsent(copies)) ? isOn : null, at: [zone, copies] };
  }
  const [mode, geo] = [
    first(store, 'properties.highAvailability.mode'),
    first(store, 'properties.backup.geoRedundantBackup'),
  ];
  const isOn = isWord(mode, 'ZoneRedundant', 'SameZone') || isWord(geo, 'Enabled');
  return { isOn: isOn || !(isAbsent(mode) && isAbsent(geo)) ? isOn : null, at: [mode, geo] };
}

function judgeRedundancy(store: Resource, scene: Scene): readonly Verdict[] {
  if (!isPromised(store, scene)) return [];
  const { isOn, at } = redundancyOf(store);
  const words = at
    .map((one) => `${one.path.split('.').at(-1)} ${text(one) ?? String(one.value ?? 'not set')}`)
    .join(' and ');
  if (isOn === null) return [unknown('Redundancy is declared, and the row does not state it.', at.map(seen))];
  return [(isOn ? pass : fail)(`Redundancy is declared, and the row shows ${words}.`, at.map(seen))];
}

export default defineCheck({
  id: 'azure.database-backup-and-redundancy',
  version: 1,
  provider: 'azure',
  title: 'Databases keep backups and redundancy as declared',
  failsAs: 'databases keep backups too short or lack the declared redundancy',
  why: 'A short retention or single zone ends in lost orders after a bad day.',
  criteria: ['A1.2', 'CC7.5', 'CC9.1'],
  severity: 'medium',
  looksAt: [postgres, mysql, sqlDatabase],
  reads: [retention],
  parameters: [
    { name: 'backupRetentionDays', unit: 'days', meaning: 'shortest retention', default: 7, stricter: 'higher' },
    {
      name: 'redundantTypes',
      unit: 'list',
      meaning: 'classes declared redundant: database, an engine or a type',
      default: [],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Lengthen retention and turn on zone or geo redundancy.',
  cannotShow: 'That a restore works.',
  judge(store, scene) {
    const aside = ifMaster(store) ?? ifLeaving(store) ?? ifThin(store);
    if (aside !== null) return aside;
    const kept = store.type === sqlDatabase ? judgeDatabase(store, scene) : judgeServer(store, scene);
    return allHold([kept, ...judgeRedundancy(store, scene)]);
  },
  examples: {
    pass: {
      resource: armRow(postgres, 'orders', { backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' } }),
    },
    fail: { resource: armRow(mysql, 'orders', { storageProfile: { backupRetentionDays: 3 } }) },
    unknown: {
      resource: armRow(sqlDatabase, 'orders/main', { earliestRestoreDate: '2026-09-29T08:00:00Z' }),
      unseen: { [retention]: 'The read of the retention was refused.' },
    },
    'not-applicable': { resource: armRow(sqlDatabase, 'orders/master', { status: 'Online' }) },
  },
});
