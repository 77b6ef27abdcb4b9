import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { numberOf } from '../parameters.ts';
import { first, flag, number, seen } from '../read.ts';

const vault = 'microsoft.keyvault/vaults';
const hsm = 'microsoft.keyvault/managedhsms';

function judgeRetention(store: Resource, what: string, scene: Scene): Verdict {
  const soft = first(store, 'properties.enableSoftDelete');
  const days = first(store, 'properties.softDeleteRetentionInDays');
  const purge = first(store, 'properties.enablePurgeProtection');
  const evidence = [purge, days, soft].map(seen);
  const [kept, wanted] = [number(days), numberOf(scene, 'softDeleteDaysMin')];
  if (flag(soft) === false) return fail(`Soft delete of ${what} is off.`, evidence);
  if (flag(purge) === false) return fail(`Purge protection of ${what} is off.`, evidence);
  if (isAbsent(purge))
    return fail(`Purge protection of ${what} is not set; the platform writes true or nothing.`, evidence);
  if (flag(purge) === null) return unknown('The row does not state enablePurgeProtection as true or false.', evidence);
  if (kept === null)
    return unknown(`Purge protection of ${what} is on, but the row does not state the retention.`, evidence);
  return kept < wanted
    ? fail(`Deleted keys are kept ${kept} days, fewer than the ${wanted} declared.`, evidence)
    : pass(`Purge protection of ${what} is on, and deleted keys are kept ${kept} days.`, evidence);
}

export default defineCheck({
  id: 'azure.key-vault-recoverable',
  version: 1,
  provider: 'azure',
  title: 'Key vaults keep deleted keys and refuse purge',
  failsAs: 'key vaults allow deleted keys to be purged',
  why: 'A purged key makes encrypted data and its backups unreadable for ever.',
  criteria: ['CC6.1', 'C1.1'],
  severity: 'high',
  looksAt: [vault, hsm],
  reads: [],
  parameters: [
    {
      name: 'softDeleteDaysMin',
      unit: 'days',
      meaning: 'shortest retention, 7 to 90',
      default: 90,
      stricter: 'higher',
    },
  ],
  remediation: 'Turn on purge protection; it cannot be turned off again.',
  cannotShow: 'That someone tried a recovery.',
  judge: (store, scene) =>
    ifThin(store) ?? judgeRetention(store, store.type === hsm ? 'the hardware module' : 'the vault', scene),
  examples: {
    pass: {
      resource: armRow(vault, 'payments', {
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90,
        enablePurgeProtection: true,
      }),
    },
    fail: { resource: armRow(vault, 'payments', { enableSoftDelete: true, softDeleteRetentionInDays: 90 }) },
    unknown: { resource: armRow(vault, 'payments') },
  },
});
