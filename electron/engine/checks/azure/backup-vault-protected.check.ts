import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Verdict } from '@shared/domain/verdict.ts';
import { AppError } from '@shared/errors.ts';
import { type Part, part, together } from '../azure-parts.ts';
import { isAbsent, isWord, readChildren, word } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { counted } from '../evidence.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { find, first, number, seen, text } from '../read.ts';

const recoveryVault = 'microsoft.recoveryservices/vaults';
const backupVault = 'microsoft.dataprotection/backupvaults';

const settings = 'properties.securitySettings';

/** Where each kind of vault states its soft delete and redundancy, and what it protects. */
const kinds: Readonly<
  Record<string, { readonly state: string; readonly days: string; readonly redundancy: string; readonly item: string }>
> = {
  [recoveryVault]: {
    state: `${settings}.softDeleteSettings.softDeleteState`,
    days: `${settings}.softDeleteSettings.softDeleteRetentionPeriodInDays`,
    redundancy: 'properties.redundancySettings.standardTierStorageRedundancy',
    item: 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems',
  },
  [backupVault]: {
    state: `${settings}.softDeleteSettings.state`,
    days: `${settings}.softDeleteSettings.retentionDurationInDays`,
    redundancy: 'properties.storageSettings.type',
    item: 'microsoft.dataprotection/backupvaults/backupinstances',
  },
};

function softDeletePart(state: Property, days: Property, scene: Scene): Part {
  if (isAbsent(state)) return part('unknown', 'the row does not state soft delete', state);
  // AlwaysON is soft delete that cannot be switched off any more.
  if (!isWord(state, 'On', 'Enabled', 'AlwaysOn')) return part('fail', `soft delete is ${text(state)}`, state);
  const [kept, declared] = [number(days), numberOf(scene, 'softDeleteDays')];
  if (kept === null) return part('unknown', 'soft delete is on and the row does not state its days', state, days);
  const words = `soft delete is on for ${counted(kept, 'day')}`;
  return kept < declared
    ? part('fail', `${words}, fewer than the ${declared} declared`, days, state)
    : part('pass', words, days, state);
}

const levels: readonly string[] = ['disabled', 'unlocked', 'locked'];

function immutabilityPart(vault: Resource, scene: Scene): Part {
  const state = first(vault, `${settings}.immutabilitySettings.state`);
  const declared = String(scene.parameter('immutability'));
  const least = levels.indexOf(declared.toLowerCase());
  if (least < 0) throw new AppError('bad-input', 'The parameter immutability is not Disabled, Unlocked or Locked.');
  const level = levels.indexOf(word(state) ?? '');
  if (level < 0) return part('unknown', 'the row does not state immutability', state);
  if (level < least) return part('fail', `immutability is ${text(state)}, below the declared ${declared}`, state);
  return part('pass', `immutability is ${text(state)}${level === 1 ? ', which can still be undone' : ''}`, state);
}

function redundancyParts(at: readonly Property[], scene: Scene): readonly Part[] {
  const accepted = textsOf(scene, 'acceptedRedundancy');
  if (accepted.length === 0) return [];
  const stated = at.filter((one) => !isAbsent(one));
  if (stated.length === 0) return [part('unknown', 'the row does not state the redundancy of the copies', ...at)];
  return stated.map((one) =>
    part(isWord(one, ...accepted) ? 'pass' : 'fail', `the redundancy of the copies is ${text(one)}`, one),
  );
}

function judgeVault(vault: Resource, scene: Scene): Verdict {
  const kind = kinds[vault.type];
  const { rows, unread } = readChildren(vault, kind?.item ?? '', scene);
  const whole = first(vault, settings);
  if (rows.length === 0 && unread === null) return notApplicable('The vault protects nothing.', [seen(whole)]);
  return together([
    softDeletePart(first(vault, kind?.state ?? ''), first(vault, kind?.days ?? ''), scene),
    immutabilityPart(vault, scene),
    ...redundancyParts(find(vault, kind?.redundancy ?? ''), scene),
  ]);
}

const id = '/subscriptions/s/resourcegroups/backup/providers/microsoft.recoveryservices/vaults/main';
const vault = (softDeleteState: string | null) => ({
  id,
  configuration: {
    properties: {
      securitySettings: {
        softDeleteSettings: { softDeleteState, softDeleteRetentionPeriodInDays: 14 },
        immutabilitySettings: { state: 'Unlocked' },
      },
    },
  },
});
const item = {
  type: 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems',
  id: `${id}/backupfabrics/azure/protectioncontainers/c/protecteditems/app-1`,
};

export default defineCheck({
  id: 'azure.backup-vault-protected',
  version: 1,
  provider: 'azure',
  title: 'Backup vaults resist deletion and meet the declared redundancy',
  failsAs: 'backup vaults can be emptied, or keep their copies with another redundancy',
  why: 'Ransom software looks for the backups first.',
  criteria: ['A1.2', 'CC7.5'],
  severity: 'high',
  looksAt: [recoveryVault, backupVault],
  reads: Object.values(kinds).map(({ item: type }) => type),
  parameters: [
    { name: 'softDeleteDays', unit: 'days', meaning: 'shortest retention', default: 14, stricter: 'higher' },
    {
      name: 'immutability',
      unit: 'level',
      meaning: 'Disabled, Unlocked or Locked as the lowest accepted level',
      default: 'Unlocked',
    },
    {
      name: 'acceptedRedundancy',
      unit: 'list',
      meaning: 'accepted redundancies of the copies; empty accepts every one',
      default: [],
    },
  ],
  remediation: 'Turn on soft delete and immutability, then lock it.',
  cannotShow: 'That backups run and restore.',
  judge: judgeVault,
  examples: {
    pass: { resource: vault('AlwaysON'), others: [item] },
    fail: { resource: vault('Disabled'), others: [item] },
    unknown: { resource: vault(null), others: [item] },
    'not-applicable': { resource: vault('Disabled') },
  },
});
