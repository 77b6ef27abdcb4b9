import { notApplicable } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { judgeNetwork, networkParameters } from '../azure-network.ts';
import { ifThin, isDeclared } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { textsOf } from '../parameters.ts';
import { approvedPublicResources } from '../s3.ts';

const type = 'microsoft.storage/storageaccounts';

export default defineCheck({
  id: 'azure.storage-network-restricted',
  version: 1,
  provider: 'azure',
  title: 'Storage accounts accept connections only from chosen networks',
  failsAs: 'storage accounts accept connections from every network',
  why: 'With the network open, one leaked key or link is enough.',
  criteria: ['CC6.6', 'CC6.1'],
  severity: 'medium',
  looksAt: [type],
  reads: [],
  parameters: [...networkParameters, approvedPublicResources],
  remediation: 'Deny by default and add the networks or a private endpoint.',
  cannotShow: 'Trusted services that bypass the rules.',
  judge(account, scene) {
    if (isDeclared(account, textsOf(scene, 'approvedPublicResources')))
      return notApplicable('The account is named in approvedPublicResources.');
    return ifThin(account) ?? judgeNetwork('The account', account, scene);
  },
  examples: {
    pass: {
      resource: armRow(type, 'invoices', {
        networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [{ value: '203.0.113.0/28' }] },
      }),
    },
    fail: {
      resource: armRow(type, 'invoices', {
        publicNetworkAccess: 'Enabled',
        networkAcls: { defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] },
      }),
    },
    unknown: { resource: armRow(type, 'invoices', { minimumTlsVersion: 'TLS1_2' }) },
    'not-applicable': {
      resource: armRow(type, 'website', { networkAcls: { defaultAction: 'Allow' } }),
      parameters: { approvedPublicResources: ['website'] },
    },
  },
});
