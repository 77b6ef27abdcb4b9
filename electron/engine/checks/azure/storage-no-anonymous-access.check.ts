import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent, isDeclared, isWord, readChildren } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { counted, listed, seenOn } from '../evidence.ts';
import { textsOf } from '../parameters.ts';
import { first, flag, seen, text } from '../read.ts';
import { approvedPublicResources } from '../s3.ts';

const type = 'microsoft.storage/storageaccounts';
const container = 'microsoft.storage/storageaccounts/blobservices/containers';

const accessOf = (one: Resource) => first(one, 'properties.publicAccess');
const accessSeen = (rows: readonly Resource[]): readonly Seen[] =>
  rows.slice(0, 7).map((one) => seenOn(one, accessOf(one)));

/** The setting of the account allows anonymous reading, so each container decides. */
function judgeContainers(account: Resource, allowed: string, setting: Seen, scene: Scene): Verdict {
  const { rows, unread } = readChildren(account, container, scene);
  const open = rows.filter((one) => isWord(accessOf(one), 'Blob', 'Container'));
  if (open.length > 0) {
    const names = open.slice(0, 3).map((one) => `${one.name} (${text(accessOf(one))})`);
    const more = open.length > names.length ? [`${open.length - names.length} more`] : [];
    return fail(
      `${allowed}, and ${counted(open.length, 'container')} can be read by anyone: ${listed([...names, ...more])}.`,
      [setting, ...accessSeen(open)],
    );
  }
  if (unread !== null) return unknown(`${allowed}, and its containers are not all known: ${unread}`, [setting]);
  const unstated = rows.filter((one) => !isWord(accessOf(one), 'None'));
  if (unstated.length > 0)
    return unknown(
      `${allowed}, and ${counted(unstated.length, 'container')} of ${rows.length} state no public access.`,
      [setting, ...accessSeen(unstated)],
    );
  const words = rows.length === 0 ? 'it has no container' : `all ${counted(rows.length, 'container')} refuse it`;
  return pass(`${allowed}, but ${words}; nothing on the account would stop the next one.`, [
    setting,
    ...accessSeen(rows),
  ]);
}

export default defineCheck({
  id: 'azure.storage-no-anonymous-access',
  version: 1,
  provider: 'azure',
  title: 'Storage accounts and containers allow no anonymous reading',
  failsAs: 'storage accounts have a container that anyone can read',
  why: 'One container set to public publishes every file in it.',
  criteria: ['CC6.1', 'CC6.6', 'C1.1'],
  severity: 'critical',
  looksAt: [type],
  reads: [container],
  parameters: [approvedPublicResources],
  remediation: 'Disallow public access on the account.',
  cannotShow: 'Links with long-lived signatures.',
  judge(account, scene) {
    if (isDeclared(account, textsOf(scene, 'approvedPublicResources')))
      return notApplicable('The account is named in approvedPublicResources.');
    const thin = ifThin(account);
    if (thin !== null) return thin;
    const setting = first(account, 'properties.allowBlobPublicAccess');
    const isAllowed = flag(setting);
    if (isAllowed === false)
      return pass('The account allows no anonymous reading, whatever its containers say.', [seen(setting)]);
    if (isAllowed === null && !isAbsent(setting))
      return unknown('The row does not state allowBlobPublicAccess as true or false.', [seen(setting)]);
    const words = isAllowed
      ? 'The account allows anonymous reading'
      : 'The account does not set allowBlobPublicAccess, which older accounts take as allowed';
    return judgeContainers(account, words, seen(setting), scene);
  },
  examples: {
    pass: { resource: armRow(type, 'invoices', { allowBlobPublicAccess: false }) },
    fail: {
      resource: armRow(type, 'website', { allowBlobPublicAccess: true }),
      others: [armRow(container, 'website/default/exports', { publicAccess: 'Container' })],
    },
    unknown: {
      resource: armRow(type, 'website', { minimumTlsVersion: 'TLS1_2' }),
      unseen: {
        [container]: 'The containers were refused: Microsoft.Storage/storageAccounts/blobServices/containers/read.',
      },
    },
    'not-applicable': {
      resource: armRow(type, 'website', { allowBlobPublicAccess: true }),
      parameters: { approvedPublicResources: ['Website'] },
    },
  },
});
