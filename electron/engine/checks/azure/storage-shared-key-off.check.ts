import type { Property } from '@shared/domain/resource.ts';
import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent } from '../azure-rows.ts';
import { daysSince } from '../azure-times.ts';
import { defineCheck } from '../define.ts';
import { counted } from '../evidence.ts';

import { numberOf } from '../parameters.ts';
import { first, flag, seen } from '../read.ts';

const type = 'microsoft.storage/storageaccounts';
const keys = ['key1', 'key2'];
const keyTimes = (key1: string, key2: string | null) => ({
  allowSharedKeyAccess: true,
  keyCreationTime: { key1, key2 },
});

const permission = (setting: Property): string =>
  isAbsent(setting) ? 'Shared keys are allowed, since the account does not refuse them' : 'Shared keys are allowed';

export default defineCheck({
  id: 'azure.storage-shared-key-off',
  version: 1,
  provider: 'azure',
  title: 'Storage accounts refuse shared keys, or rotate them in time',
  failsAs: 'storage accounts keep shared keys longer than declared',
  why: 'A shared key gives everything in the account, to anyone, without a name in the log.',
  criteria: ['CC6.1', 'CC6.2'],
  severity: 'medium',
  looksAt: [type],
  reads: [],
  parameters: [
    { name: 'accessKeyMaxAgeDays', unit: 'days', meaning: 'oldest key allowed', default: 90, stricter: 'lower' },
  ],
  remediation: 'Move clients to directory sign-in and switch shared keys off; until then rotate both keys.',
  cannotShow: 'Who holds the keys and links signed with them.',
  judge(account, scene) {
    const thin = ifThin(account);
    if (thin !== null) return thin;
    const setting = first(account, 'properties.allowSharedKeyAccess');
    if (flag(setting) === false) return pass('The account refuses shared keys.', [seen(setting)]);
    if (flag(setting) === null && !isAbsent(setting))
      return unknown('The row does not state allowSharedKeyAccess as true or false.', [seen(setting)]);
    const limit = numberOf(scene, 'accessKeyMaxAgeDays');
    const read = keys.map((key) => {
      const at = first(account, `properties.keyCreationTime.${key}`);
      return { key, at, age: daysSince(at, scene.asOf) };
    });
    const evidence = [...read.map(({ at }) => at), setting].map(seen);
    const late = read.find(({ age }) => age !== null && age > limit);
    if (late !== undefined)
      return fail(
        `${permission(setting)}, and ${late.key} is ${counted(late.age ?? 0, 'day')} old; ${limit} are allowed.`,
        evidence,
      );
    const dateless = read.find(({ age }) => age === null);
    if (dateless !== undefined)
      return unknown(`${permission(setting)}, and the row does not say when ${dateless.key} was made.`, evidence);
    const ages = read.map(({ age }) => age ?? 0);
    return pass(
      `${permission(setting)}; the older of both keys is ${counted(Math.max(...ages), 'day')} old.`,
      evidence,
    );
  },
  examples: {
    pass: { resource: armRow(type, 'invoices', { allowSharedKeyAccess: false }) },
    fail: { resource: armRow(type, 'invoices', keyTimes('2026-09-01T08:00:00Z', '2024-02-01T08:00:00.1234567Z')) },
    unknown: { resource: armRow(type, 'invoices', keyTimes('2026-09-01T08:00:00Z', null)) },
  },
});
