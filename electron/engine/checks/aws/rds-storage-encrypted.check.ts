import { ifClusterMember } from '../databases.ts';
import { defineCheck } from '../define.ts';
import { judgeFlag } from '../judge.ts';
import { first, text } from '../read.ts';

/** What each type calls itself in a sentence, and the property that says whether it is encrypted. */
const kinds: Readonly<Record<string, readonly [words: string, property: string]>> = {
  'AWS::RDS::DBInstance': ['storage of the database', 'configuration.storageEncrypted'],
  'AWS::RDS::DBCluster': ['storage of the cluster', 'configuration.storageEncrypted'],
  'AWS::RDS::DBSnapshot': ['database snapshot', 'configuration.encrypted'],
  'AWS::RDS::DBClusterSnapshot': ['cluster snapshot', 'configuration.storageEncrypted'],
};

export default defineCheck({
  id: 'aws.rds-storage-encrypted',
  version: 1,
  provider: 'aws',
  title: 'Databases and their snapshots are encrypted',
  failsAs: 'databases and database snapshots are not encrypted',
  why: 'Database storage and its copies hold the customer data an attacker wants most.',
  criteria: ['CC6.1', 'C1.1'],
  severity: 'high',
  looksAt: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::RDS::DBSnapshot', 'AWS::RDS::DBClusterSnapshot'],
  reads: [],
  parameters: [],
  remediation: 'Restore from an encrypted copy of the snapshot; encryption cannot be added in place.',
  cannotShow: 'Encryption inside tables and in exports.',
  judge(database) {
    const [words, property] = kinds[database.type] ?? ['database', 'configuration.storageEncrypted'];
    const engine = text(first(database, 'configuration.engine'));
    const what = `The ${words}${engine === null ? '' : ` (${engine})`}`;
    return (
      ifClusterMember(database) ??
      judgeFlag(database, property, { on: `${what} is encrypted.`, off: `${what} is not encrypted.` })
    );
  },
  examples: {
    pass: { resource: { configuration: { engine: 'postgres', storageEncrypted: true } } },
    fail: { resource: { type: 'AWS::RDS::DBSnapshot', configuration: { engine: 'mysql', encrypted: false } } },
    unknown: { resource: { type: 'AWS::RDS::DBCluster', configuration: { engine: 'aurora-postgresql' } } },
    'not-applicable': {
      resource: { configuration: { engine: 'aurora-mysql', dBClusterIdentifier: 'orders', storageEncrypted: true } },
    },
  },
});
