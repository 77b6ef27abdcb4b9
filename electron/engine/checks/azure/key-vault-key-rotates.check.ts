import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { ifDisabled, judgeVault, keyType, vaultType } from '../azure-keys.ts';
import { ifThin, isAbsent, isWord, nameIn } from '../azure-rows.ts';
import { daysSince, durationDays } from '../azure-times.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { numberOf } from '../parameters.ts';
import { first, flag, inside, list, seen, text } from '../read.ts';

const storage = 'microsoft.storage/storageaccounts';
const policyPath = 'properties.rotationPolicy';

/** A rotation that the policy starts by itself, and after how many days; null when they cannot be told. */
interface Rotation {
  readonly at: Property;
  readonly days: number | null;
}

/** Counted from the creation of a version, or back from its expiry. */
function rotation(action: Property, key: Resource): Rotation {
  const [after, before] = [inside(action, 'trigger.timeAfterCreate'), inside(action, 'trigger.timeBeforeExpiry')];
  if (!isAbsent(after)) return { at: after, days: durationDays(after) };
  const life = durationDays(first(key, `${policyPath}.attributes.expiryTime`));
  const early = durationDays(before);
  return { at: before, days: life === null || early === null ? null : life - early };
}

const rotations = (key: Resource): readonly Rotation[] =>
  list(key, `${policyPath}.lifetimeActions`)
    .filter((action) => isWord(inside(action, 'action.type'), 'rotate'))
    .map((action) => rotation(action, key));

/** A storage account that took up a new version of the key says when it did. */
function taken(key: Resource, limit: number, scene: Scene): { readonly words: string; readonly seen: Seen } | null {
  const vault = nameIn(key.id.replace(/\/keys\/[^/]+$/i, ''));
  for (const account of scene.of(storage, key.account)) {
    const part = first(account, 'properties.encryption.keyvaultproperties');
    const uri = text(inside(part, 'keyvaulturi'))?.toLowerCase() ?? '';
    const at = inside(part, 'lastKeyRotationTimestamp');
    const age = daysSince(at, scene.asOf);
    const isOurs = uri.includes(`//${vault.toLowerCase()}.`) && isWord(inside(part, 'keyname'), key.name);
    if (isOurs && age !== null && age <= limit)
      return { words: `${account.name} took up a new version ${counted(age, 'day')} ago`, seen: seenOn(account, at) };
  }
  return null;
}

function judgeKey(key: Resource, scene: Scene): Verdict {
  const limit = numberOf(scene, 'keyRotationDays');
  const shown = rotations(key);
  const good = shown.find(({ days }) => days !== null && days <= limit);
  if (good !== undefined)
    return pass(`The rotation policy makes a new version after ${good.days} days; ${limit} are allowed.`, [
      seen(good.at),
    ]);
  const created = first(key, 'properties.attributes.created');
  const age = daysSince(created, scene.asOf);
  const policy = first(key, policyPath);
  const evidence = [created, ...shown.map(({ at }) => at), first(key, 'properties.keyUriWithVersion')].map(seen);
  if (age !== null && age <= limit)
    return pass(`The current version is ${counted(age, 'day')} old; ${limit} are allowed.`, evidence.slice(0, 8));
  const fresh = taken(key, limit, scene);
  if (fresh !== null) return pass(`The storage account ${fresh.words}.`, [fresh.seen, ...evidence].slice(0, 8));
  const old =
    age === null
      ? 'the row does not say when the current version was made'
      : `the current version is ${counted(age, 'day')} old`;
  const all = [...evidence.slice(0, 6), seen(policy)];
  if (isAbsent(policy))
    return unknown(`The row shows no rotation policy, which does not mean that there is none, and ${old}.`, all);
  if (age === null || shown.some(({ days }) => days === null))
    return unknown(`A rotation within ${limit} days is not shown, and ${old}.`, all);
  const slow = shown.length > 0 ? 'rotates later than allowed' : 'holds no rotate action';
  return fail(`The rotation policy ${slow}, and ${old}; ${limit} are allowed.`, all);
}

/** A key that a certificate holds is renewed with it. */
function ifOfCertificate(key: Resource): Verdict | null {
  const managed = first(key, 'properties.managed');
  return flag(managed) ? notApplicable('The key is held by a certificate, which renews it.', [seen(managed)]) : null;
}

const key = (created: number, rotationPolicy?: { lifetimeActions: { action: { type: string } }[] }) =>
  armRow(keyType, 'payments/disk', {
    attributes: { enabled: true, created },
    ...(rotationPolicy === undefined ? {} : { rotationPolicy }),
  });

export default defineCheck({
  id: 'azure.key-vault-key-rotates',
  version: 1,
  provider: 'azure',
  title: 'Keys have a rotation policy or a recent new version',
  failsAs: 'keys are older than the declared life and do not rotate',
  why: 'Keys without rotation are a standard audit failure and keep old exposures alive.',
  criteria: ['CC6.1', 'CC6.3'],
  severity: 'medium',
  looksAt: [keyType, vaultType],
  reads: [keyType, storage],
  parameters: [
    { name: 'keyRotationDays', unit: 'days', meaning: 'longest life of a version', default: 365, stricter: 'lower' },
  ],
  remediation: 'Set a rotation policy and shorten the life of the version.',
  cannotShow: 'Rotation done inside an application without a new version.',
  judge(row, scene) {
    if (row.type === vaultType) return judgeVault(row, scene);
    return ifThin(row) ?? ifDisabled(row) ?? ifOfCertificate(row) ?? judgeKey(row, scene);
  },
  examples: {
    pass: { resource: key(1_788_000_000) },
    fail: { resource: key(1_700_000_000, { lifetimeActions: [{ action: { type: 'notify' } }] }) },
    unknown: { resource: key(1_700_000_000) },
    'not-applicable': { resource: armRow(keyType, 'payments/old', { attributes: { enabled: false } }) },
  },
});
