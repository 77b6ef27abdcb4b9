import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { ifDisabled, judgeVault, keyType, vaultType } from '../azure-keys.ts';
import { ifThin, isAbsent } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { dayOf, instantOf } from '../instants.ts';
import { flagOf, numbersOf } from '../parameters.ts';
import { first, number, seen } from '../read.ts';

function judgeExpiry(key: Resource, scene: Scene): Verdict {
  const [exp, size] = [first(key, 'properties.attributes.exp'), first(key, 'properties.keySize')];
  const evidence = [exp, first(key, 'properties.attributes.enabled'), first(key, 'properties.kty'), size].map(seen);
  if (numbersOf(scene, 'weakKeySizes').includes(number(size) ?? -1))
    return fail(`The key has ${number(size)} bits, which the policy does not accept.`, evidence);
  const end = instantOf(exp);
  if (isAbsent(first(key, 'properties.attributes')))
    return unknown('The row does not hold the attributes of the key.', evidence);
  if (isAbsent(exp)) return fail('The key has no expiry date.', evidence);
  if (end === null) return unknown('The expiry date of the key could not be read.', evidence);
  return end < Date.parse(scene.asOf)
    ? fail(`The key expired on ${dayOf(end)} and is enabled.`, evidence)
    : pass(`The key expires on ${dayOf(end)}.`, evidence);
}

export default defineCheck({
  id: 'azure.key-vault-key-expires',
  version: 1,
  provider: 'azure',
  title: 'Keys carry an expiry date and are not past it',
  failsAs: 'keys have no expiry date or are past it',
  why: 'A key that never ends is never reviewed; an expired one stops the service.',
  criteria: ['CC6.1'],
  severity: 'low',
  looksAt: [keyType, vaultType],
  reads: [keyType],
  parameters: [
    {
      name: 'requireExpiry',
      unit: 'boolean',
      meaning: 'set false when rotation replaces expiry',
      default: true,
      stricter: 'true',
    },
    {
      name: 'weakKeySizes',
      unit: 'list',
      meaning: 'key sizes that fail',
      default: [1024],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Set an expiry and a rotation that comes before it.',
  cannotShow: 'Expiry of secrets, whose values and dates need data-plane rights.',
  judge(row, scene) {
    if (!flagOf(scene, 'requireExpiry')) return notApplicable('The declared policy sets no expiry for keys.');
    if (row.type === vaultType) return judgeVault(row, scene);
    return ifThin(row) ?? ifDisabled(row) ?? judgeExpiry(row, scene);
  },
  examples: {
    pass: {
      resource: armRow(keyType, 'payments/disk', {
        attributes: { enabled: true, created: 1_770_000_000, exp: 1_830_000_000 },
        kty: 'RSA',
        keySize: 3072,
      }),
    },
    fail: {
      resource: armRow(keyType, 'payments/disk', { attributes: { enabled: true, created: 1_700_000_000 }, kty: 'RSA' }),
    },
    unknown: {
      resource: armRow(vaultType, 'payments', { enableRbacAuthorization: true }),
      unseen: { [keyType]: 'The key list of the vault was denied.' },
    },
    'not-applicable': { resource: armRow(keyType, 'payments/old', { attributes: { enabled: false } }) },
  },
});
