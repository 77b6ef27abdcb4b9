import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, word } from '../azure-rows.ts';
import { type AccessPolicy, accessPolicies, secretRight } from '../azure-vaults.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { first, flag, seen, text } from '../read.ts';

const type = 'microsoft.keyvault/vaults';

/** A right that no policy may hold, in whatever case the row writes it. */
function forbidden(policies: readonly AccessPolicy[], scene: Scene): Verdict | null {
  const barred = textsOf(scene, 'forbiddenRights').map((right) => right.toLowerCase());
  const held = policies.flatMap((policy) => {
    const rights = policy.rights.filter(({ right }) => barred.includes(right));
    return rights.length === 0 ? [] : [{ policy, rights }];
  });
  const [worst] = held;
  if (worst === undefined) return null;
  const words = listed(worst.rights.map(({ kind, right }) => `${right} on ${kind}`));
  const more = held.length > 1 ? `, and ${held.length - 1} more of its policies hold such a right` : '';
  const evidence = held.flatMap(({ policy, rights }) => [...rights.map(({ at }) => at), policy.holder]);
  return fail(`The policy of ${worst.policy.who} holds ${words}${more}.`, evidence.slice(0, 8).map(seen));
}

/** A policy of another tenant; unknown when a tenant is not stated. */
function foreign(vault: Resource, policies: readonly AccessPolicy[]): Verdict | null {
  const home = first(vault, 'properties.tenantId');
  const other = policies.find(
    ({ tenant }) => word(home) !== null && word(tenant) !== null && word(tenant) !== word(home),
  );
  if (other !== undefined)
    return fail(`The policy of ${other.who} belongs to the tenant ${text(other.tenant)}, not to that of the vault.`, [
      seen(other.tenant),
      seen(home),
    ]);
  const unstated = policies.find(({ tenant }) => word(home) === null || word(tenant) === null);
  return unstated === undefined
    ? null
    : unknown(`The tenant of the vault or of the policy of ${unstated.who} is not stated.`, [
        seen(unstated.tenant),
        seen(home),
      ]);
}

function readersOf(policies: readonly AccessPolicy[]): ReadonlyMap<string, AccessPolicy> {
  return new Map(policies.filter((one) => secretRight(one) !== undefined).map((one) => [one.who.toLowerCase(), one]));
}

function judgePolicies(vault: Resource, policies: readonly AccessPolicy[], scene: Scene): Verdict {
  if (policies.length === 0)
    return pass('The vault has no access policy.', [seen(first(vault, 'properties.accessPolicies'))]);
  const readers = readersOf(policies);
  const limit = numberOf(scene, 'secretReadersMax');
  const evidence = [...readers.values()].flatMap((one) => secretRight(one) ?? []).map(seen);
  const barred = forbidden(policies, scene);
  const alien = foreign(vault, policies);
  if (barred !== null) return barred;
  if (alien?.status === 'fail') return alien;
  if (readers.size > limit)
    return fail(
      `${counted(readers.size, 'principal')} can read secrets, more than the ${limit} allowed.`,
      evidence.slice(0, 8),
    );
  if (alien !== null) return alien;
  const count = policies.length === 1 ? 'Its 1 access policy holds' : `Its ${policies.length} access policies hold`;
  const model = seen(first(vault, 'properties.enableRbacAuthorization'));
  return pass(
    `${count} no forbidden right, and ${counted(readers.size, 'principal')} can read secrets.`,
    [...evidence, model].slice(0, 8),
  );
}

const tenantId = '99999999-8888-4777-8666-555555555555';
const accessPolicy = (objectId: string, secrets: readonly string[], tenant = tenantId) => ({
  tenantId: tenant,
  objectId,
  permissions: { keys: ['Get'], secrets: [...secrets], certificates: [], storage: [] },
});

export default defineCheck({
  id: 'azure.key-vault-access-policies-bounded',
  version: 1,
  provider: 'azure',
  title: 'Key vault access policies grant only the rights that are needed',
  failsAs: 'key vaults have access policies that grant too much',
  why: 'A policy with all or purge lets its holder read every secret and destroy the evidence.',
  criteria: ['CC6.1', 'CC6.3', 'C1.1'],
  severity: 'high',
  looksAt: [type],
  reads: [],
  parameters: [
    {
      name: 'forbiddenRights',
      unit: 'list',
      meaning: 'rights no policy may hold',
      default: ['all', 'purge'],
      stricter: 'longer-list',
    },
    {
      name: 'secretReadersMax',
      unit: 'principals',
      meaning: 'principals with get or list on secrets',
      default: 10,
      stricter: 'lower',
    },
  ],
  remediation: 'Remove forbidden rights and unused policies, or move to role-based access.',
  cannotShow: 'Who stands behind an object id.',
  judge(vault, scene) {
    const thin = ifThin(vault);
    if (thin !== null) return thin;
    const model = first(vault, 'properties.enableRbacAuthorization');
    if (flag(model))
      return notApplicable('The vault uses role-based access, so its access policies are ignored.', [seen(model)]);
    const policies = accessPolicies(vault);
    if (policies === null)
      return unknown('The row does not hold the access policies, as rows of thin lists do not.', [
        seen(first(vault, 'properties.accessPolicies')),
      ]);
    return judgePolicies(vault, policies, scene);
  },
  examples: {
    pass: {
      resource: armRow(type, 'payments', {
        tenantId,
        accessPolicies: [accessPolicy('2f6c1d1e-0b7a-4c53-9d55-0a4f3f6b7c81', ['Get'])],
      }),
    },
    fail: {
      resource: armRow(type, 'payments', {
        tenantId,
        accessPolicies: [accessPolicy('2f6c1d1e-0b7a-4c53-9d55-0a4f3f6b7c81', ['Get', 'List', 'Purge'])],
      }),
    },
    unknown: { resource: armRow(type, 'payments', { tenantId, enableRbacAuthorization: false }) },
    'not-applicable': {
      resource: armRow(type, 'payments', {
        tenantId,
        enableRbacAuthorization: true,
        accessPolicies: [accessPolicy('2f6c1d1e-0b7a-4c53-9d55-0a4f3f6b7c81', ['all'])],
      }),
    },
  },
});
