import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { ifMaster, sqlDatabase } from '../azure-databases.ts';
import { armRow } from '../azure-example.ts';
import { isAbsent, isWord, readChildren } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { first, seen, text } from '../read.ts';

const encryption = `${sqlDatabase}/transparentdataencryption`;
const database = armRow(sqlDatabase, 'orders/main', { status: 'Online' }, { sku: { name: 'S0' } });

export default defineCheck({
  id: 'azure.sql-tde-on',
  version: 1,
  provider: 'azure',
  title: 'SQL databases encrypt their files',
  failsAs: 'SQL databases do not encrypt their files',
  why: 'A database file copied from the platform is readable without it.',
  criteria: ['CC6.1', 'C1.1'],
  severity: 'high',
  looksAt: [sqlDatabase],
  reads: [encryption],
  parameters: [],
  remediation: 'Turn on transparent encryption.',
  cannotShow: 'Column encryption.',
  judge(database, scene) {
    const master = ifMaster(database);
    if (master !== null) return master;
    const { rows, unread } = readChildren(database, encryption, scene);
    const [row] = rows;
    if (row === undefined)
      return unknown(`The encryption of the database was not read: ${unread ?? 'no row names it.'}`, [
        seen(first(database, 'name')),
      ]);
    const [state, status] = [first(row, 'properties.state'), first(row, 'properties.status')];
    const at = isAbsent(state) ? status : state;
    if (isWord(at, 'Enabled')) return pass('Transparent encryption of the database is Enabled.', [seenOn(row, at)]);
    if (isWord(at, 'Disabled')) return fail('Transparent encryption of the database is Disabled.', [seenOn(row, at)]);
    return unknown(`The state of transparent encryption is ${text(at) ?? 'not stated'}.`, [seenOn(row, at)]);
  },
  examples: {
    pass: { resource: database, others: [armRow(encryption, 'orders/main/current', { state: 'Enabled' })] },
    fail: { resource: database, others: [armRow(encryption, 'orders/main/current', { status: 'Disabled' })] },
    unknown: { resource: database, unseen: { [encryption]: 'The read of the encryption was refused.' } },
    'not-applicable': {
      resource: armRow(sqlDatabase, 'orders/master', { status: 'Online' }, { sku: { name: 'System' } }),
      others: [armRow(encryption, 'orders/master/current', { status: 'Disabled' })],
    },
  },
});
