import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent, isWord } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { first, flag, seen } from '../read.ts';

const type = 'microsoft.storage/storageaccounts';

export default defineCheck({
  id: 'azure.storage-https-only',
  version: 1,
  provider: 'azure',
  title: 'Storage accounts accept HTTPS only',
  failsAs: 'storage accounts accept clear-text requests',
  why: 'A clear-text request shows the data and the key that signs it.',
  criteria: ['CC6.7'],
  severity: 'high',
  looksAt: [type],
  reads: [],
  parameters: [],
  remediation: 'Require secure transfer, or record the exception for an account of NFS shares, which cannot use HTTPS.',
  cannotShow: 'Encryption of file-share protocols.',
  judge(account) {
    const thin = ifThin(account);
    if (thin !== null) return thin;
    const [secure, kind] = [first(account, 'properties.supportsHttpsTrafficOnly'), first(account, 'kind')];
    const evidence = [secure, kind].map(seen);
    const isOn = flag(secure);
    if (isOn === null)
      return unknown(
        isAbsent(secure)
          ? 'The row does not state supportsHttpsTrafficOnly, as answers of very old versions do not.'
          : 'The row does not state supportsHttpsTrafficOnly as true or false.',
        evidence,
      );
    if (isOn) return pass('The account accepts HTTPS only.', evidence);
    const files = isWord(kind, 'FileStorage') ? '; it is of kind FileStorage, whose NFS shares cannot use HTTPS' : '';
    return fail(`The account accepts requests without HTTPS${files}.`, evidence);
  },
  examples: {
    pass: { resource: armRow(type, 'invoices', { supportsHttpsTrafficOnly: true }, { kind: 'StorageV2' }) },
    fail: { resource: armRow(type, 'invoices', { supportsHttpsTrafficOnly: false }, { kind: 'StorageV2' }) },
    unknown: { resource: armRow(type, 'invoices', { minimumTlsVersion: 'TLS1_2' }, { kind: 'Storage' }) },
  },
});
