import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { flagOf } from '../parameters.ts';
import { first, flag, list, seen } from '../read.ts';

const type = 'microsoft.keyvault/vaults';

export default defineCheck({
  id: 'azure.key-vault-rbac-used',
  version: 1,
  provider: 'azure',
  title: 'Key vaults use role-based access instead of access policies',
  failsAs: 'key vaults are ruled by access policies',
  why: 'Access policies give whole classes of rights on all secrets and stay out of role reviews.',
  criteria: ['CC6.1', 'CC6.3'],
  severity: 'medium',
  looksAt: [type],
  reads: [],
  parameters: [
    {
      name: 'requireRbac',
      unit: 'boolean',
      meaning: 'set false to accept access policies',
      default: true,
      stricter: 'true',
    },
  ],
  remediation: 'Assign vault roles to the same principals, then switch the permission model.',
  cannotShow: 'Whether the role assignments on the vault are narrow.',
  judge(vault, scene) {
    if (!flagOf(scene, 'requireRbac'))
      return notApplicable('Access policies are accepted; whether they are bounded is judged by a check of its own.');
    const thin = ifThin(vault);
    if (thin !== null) return thin;
    const model = first(vault, 'properties.enableRbacAuthorization');
    const isOn = flag(model);
    if (isOn) return pass('The vault uses role-based access.', [seen(model)]);
    if (isOn === null && !isAbsent(model))
      return unknown('The row does not state enableRbacAuthorization as true or false.', [seen(model)]);
    const state = isOn === null ? 'not set, which means off' : 'off';
    const policies = list(vault, 'properties.accessPolicies');
    const count = policies.length === 1 ? '1 access policy decides' : `${policies.length} access policies decide`;
    return fail(`Role-based access is ${state}, so ${count} who may use the vault.`, [seen(model)]);
  },
  examples: {
    pass: { resource: armRow(type, 'payments', { enableRbacAuthorization: true }) },
    fail: { resource: armRow(type, 'payments', { enableRbacAuthorization: null, accessPolicies: [] }) },
    unknown: { resource: armRow(type, 'payments') },
    'not-applicable': {
      resource: armRow(type, 'payments', { enableRbacAuthorization: false }),
      parameters: { requireRbac: false },
    },
  },
});
