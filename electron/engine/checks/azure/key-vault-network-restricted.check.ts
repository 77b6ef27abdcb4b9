import { armRow } from '../azure-example.ts';
import { judgeNetwork, networkParameters } from '../azure-network.ts';
import { ifThin } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';

const type = 'microsoft.keyvault/vaults';

export default defineCheck({
  id: 'azure.key-vault-network-restricted',
  version: 1,
  provider: 'azure',
  title: 'Key vaults accept connections only from chosen networks',
  failsAs: 'key vaults accept connections from every network',
  why: 'A vault open to every address needs only one leaked token to give up its secrets.',
  criteria: ['CC6.6', 'CC6.1'],
  severity: 'medium',
  looksAt: [type],
  reads: [],
  parameters: networkParameters,
  remediation: 'Use a private endpoint or deny by default with named networks.',
  cannotShow: 'Reads by trusted services that bypass the rules.',
  judge: (vault, scene) => ifThin(vault) ?? judgeNetwork('The vault', vault, scene),
  examples: {
    pass: { resource: armRow(type, 'payments', { publicNetworkAccess: 'disabled' }) },
    fail: {
      resource: armRow(type, 'payments', {
        networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '0.0.0.0/1' }, { value: '128.0.0.0/1' }] },
      }),
    },
    unknown: { resource: armRow(type, 'payments') },
  },
});
