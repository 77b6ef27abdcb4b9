import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent } from '../azure-rows.ts';
import { judgeVersion, judgeWritten, minimumTlsVersion } from '../azure-tls.ts';
import { defineCheck } from '../define.ts';
import { first, seen } from '../read.ts';

const type = 'microsoft.storage/storageaccounts';
const whenAbsent = 1.0;

export default defineCheck({
  id: 'azure.storage-tls-version',
  version: 1,
  provider: 'azure',
  title: 'Storage accounts refuse TLS below the declared version',
  failsAs: 'storage accounts accept TLS below the declared version',
  why: 'An account that accepts old versions can be read by anyone able to downgrade a client.',
  criteria: ['CC6.7', 'CC6.1'],
  severity: 'high',
  looksAt: [type],
  reads: [],
  parameters: [minimumTlsVersion],
  remediation: 'Set the minimum to TLS 1.2 after checking client versions.',
  cannotShow: 'Versions that clients really use.',
  judge(account, scene) {
    const thin = ifThin(account);
    if (thin !== null) return thin;
    const minimum = first(account, 'properties.minimumTlsVersion');
    if (!isAbsent(minimum)) return judgeWritten('The minimum of the account', minimum, scene);
    const evidence = [minimum, first(account, 'properties.supportsHttpsTrafficOnly')].map(seen);
    return judgeVersion('The minimum is not set, and the service default is', whenAbsent, scene, evidence);
  },
  examples: {
    pass: { resource: armRow(type, 'invoices', { minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true }) },
    fail: { resource: armRow(type, 'invoices', { supportsHttpsTrafficOnly: true }) },
    unknown: { resource: armRow(type, 'invoices') },
  },
});
