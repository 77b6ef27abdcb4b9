import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent, isWord, readChildren } from '../azure-rows.ts';
import { allHold } from '../azure-verdicts.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { flagOf, numberOf } from '../parameters.ts';
import { first, flag, number, seen } from '../read.ts';

const type = 'microsoft.storage/storageaccounts';
const service = 'microsoft.storage/storageaccounts/blobservices';

function judgeRetention(blobs: Resource, of: string, key: string, scene: Scene): Verdict {
  const part = first(blobs, `properties.${key}`);
  const [enabled, days] = [first(blobs, `properties.${key}.enabled`), first(blobs, `properties.${key}.days`)];
  const evidence = [enabled, days].map((at) => seenOn(blobs, at));
  const [isOn, kept, wanted] = [flag(enabled), number(days), numberOf(scene, 'softDeleteDays')];
  if (isAbsent(part)) return fail(`Deletion retention for ${of} is not set, so it is off.`, evidence);
  if (isOn === null) return unknown(`The row does not state whether deletion retention for ${of} is on.`, evidence);
  if (!isOn) return fail(`Deletion retention for ${of} is off.`, evidence);
  if (kept === null) return unknown(`The row does not state the days of deletion retention for ${of}.`, evidence);
  return kept < wanted
    ? fail(`Deleted ${of} are kept ${kept} days, fewer than the ${wanted} declared.`, evidence)
    : pass(`Deleted ${of} are kept ${kept} days.`, evidence);
}

function judgeVersioning(blobs: Resource, scene: Scene): readonly Verdict[] {
  if (!flagOf(scene, 'requireVersioning')) return [];
  const at = first(blobs, 'properties.isVersioningEnabled');
  if (flag(at) === true) return [pass('Versioning is on.', [seenOn(blobs, at)])];
  const words = isAbsent(at) ? 'not set' : 'off';
  return [fail(`Versioning is declared, and it is ${words}.`, [seenOn(blobs, at)])];
}

export default defineCheck({
  id: 'azure.storage-deletion-recoverable',
  version: 1,
  provider: 'azure',
  title: 'Deleted or overwritten blobs and containers can be restored',
  failsAs: 'storage accounts keep deleted blobs or containers for too short a time',
  why: 'A script or intruder that deletes a container otherwise deletes it for good.',
  criteria: ['A1.2', 'CC7.5', 'PI1.5'],
  severity: 'medium',
  looksAt: [type],
  reads: [service],
  parameters: [
    { name: 'softDeleteDays', unit: 'days', meaning: 'shortest retention', default: 7, stricter: 'higher' },
    { name: 'requireVersioning', unit: 'boolean', meaning: 'demand versions', default: false, stricter: 'true' },
  ],
  remediation: 'Turn on deletion retention for blobs and containers.',
  cannotShow: 'Recovery of a deleted account.',
  judge(account, scene) {
    const kind = first(account, 'kind');
    if (isWord(kind, 'FileStorage'))
      return notApplicable('The account is of kind FileStorage and holds no blobs.', [seen(kind)]);
    const { rows, unread } = readChildren(account, service, scene);
    const [blobs] = rows;
    if (blobs === undefined) return unknown(`The blob service was not read: ${unread ?? 'no row names it.'}`);
    const thin = ifThin(blobs);
    if (thin !== null) return thin;
    return allHold([
      judgeRetention(blobs, 'blobs', 'deleteRetentionPolicy', scene),
      judgeRetention(blobs, 'containers', 'containerDeleteRetentionPolicy', scene),
      ...judgeVersioning(blobs, scene),
    ]);
  },
  examples: {
    pass: {
      resource: armRow(type, 'invoices', {}, { kind: 'StorageV2' }),
      others: [
        armRow(service, 'invoices/default', {
          deleteRetentionPolicy: { enabled: true, days: 14 },
          containerDeleteRetentionPolicy: { enabled: true, days: 14 },
        }),
      ],
    },
    fail: {
      resource: armRow(type, 'invoices', {}, { kind: 'StorageV2' }),
      others: [armRow(service, 'invoices/default', { deleteRetentionPolicy: { enabled: true, days: 14 } })],
    },
    unknown: {
      resource: armRow(type, 'invoices', {}, { kind: 'StorageV2' }),
      unseen: { [service]: 'The read of the blob service was refused.' },
    },
    'not-applicable': { resource: armRow(type, 'shares', {}, { kind: 'FileStorage' }) },
  },
});
