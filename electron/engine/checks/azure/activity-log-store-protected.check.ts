import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { lockOver, lockType } from '../azure-locks.ts';
import { destinationsOf, profileType, scopeOfSubscription, settingsOn, settingType } from '../azure-logs.ts';
import { type Part, part, together } from '../azure-parts.ts';
import { accountType, containerType } from '../azure-retention.ts';
import { comparable, isAbsent, isWord, readChildren } from '../azure-rows.ts';
import { subscriptionType } from '../azure-scopes.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { flagOf } from '../parameters.ts';
import { first, flag, text } from '../read.ts';

/** What makes the account a store of an activity log; a verdict when nothing does. */
function reasonOf(store: Resource, scene: Scene): readonly Seen[] | Verdict {
  const isOurs = (account: string) => account === store.account || scene.of(subscriptionType, account).length > 0;
  const subscriptions = [...new Set([store.account, ...scene.ownAccounts])].filter(isOurs);
  const named = subscriptions
    .flatMap((one) => [...settingsOn(scopeOfSubscription(one), one, scene), ...scene.of(profileType, one)])
    .flatMap((row) => destinationsOf(row).map((target) => ({ row, ...target })))
    .find(({ kind, id }) => kind === 'storage account' && comparable(id) === comparable(store.id));
  if (named !== undefined) return [seenOn(named.row, named.at)];
  const blind = subscriptions.map((one) => scene.known(settingType, one)).find(({ isKnown }) => !isKnown);
  return blind === undefined || blind.isKnown
    ? notApplicable('No setting that exports an activity log names this account.')
    : unknown(`Whether an activity log is exported to this account could not be seen: ${blind.because}`);
}

function anonymousPart(store: Resource, scene: Scene): Part {
  const at = first(store, 'properties.allowBlobPublicAccess');
  if (flag(at) === false) return part('pass', 'anonymous access is off', at);
  const isOpen = (row: Resource) => isWord(first(row, 'properties.publicAccess'), 'Blob', 'Container');
  const open = readChildren(store, containerType, scene).rows.find(isOpen);
  if (open !== undefined)
    return {
      status: 'fail',
      words: `the container ${open.name} is open to anonymous readers`,
      seen: [seenOn(open, first(open, 'properties.publicAccess'))],
    };
  if (flag(at) === true) return part('fail', 'the account lets its containers be opened to anonymous readers', at);
  return part('unknown', 'the row does not state whether anonymous access is off', at);
}

function networkPart(store: Resource): Part {
  const access = first(store, 'properties.publicNetworkAccess');
  const action = first(store, 'properties.networkAcls.defaultAction');
  if (isWord(access, 'Disabled', 'SecuredByPerimeter'))
    return part('pass', `public network access is ${text(access)}`, access);
  if (isAbsent(action)) return part('unknown', 'the row does not state the default action of the network', action);
  return part(isWord(action, 'Deny') ? 'pass' : 'fail', `the default action of the network is ${text(action)}`, action);
}

function lockPart(store: Resource, scene: Scene): Part {
  const lock = lockOver(store, scene);
  if (lock !== undefined)
    return {
      status: 'pass',
      words: `the lock ${lock.name} holds`,
      seen: [seenOn(lock, first(lock, 'properties.level'))],
    };
  const known = scene.known(lockType, store.account);
  return known.isKnown ? part('fail', 'no delete lock holds the account') : part('unknown', known.because.slice(0, -1));
}

function keyPart(store: Resource): Part {
  const source = first(store, 'properties.encryption.keySource');
  if (isAbsent(source)) return part('unknown', 'the row does not state the source of the key', source);
  const isOwn = isWord(source, 'Microsoft.Keyvault');
  return part(isOwn ? 'pass' : 'fail', `the source of the key is ${text(source)}`, source);
}

const subscription = '11111111-2222-4333-8444-555555555555';
const id = `/subscriptions/${subscription}/resourcegroups/logs/providers/microsoft.storage/storageaccounts/trail`;
const store = (properties: Readonly<Record<string, boolean | string>>) => ({
  id,
  name: 'trail',
  configuration: { properties: { ...properties, networkAcls: { defaultAction: 'Deny' } } },
});
const setting = {
  type: settingType,
  id: `/subscriptions/${subscription}/providers/microsoft.insights/diagnosticsettings/all`,
  configuration: { properties: { storageAccountId: id, logs: [{ category: 'Administrative', enabled: true }] } },
};
const lock = {
  type: lockType,
  id: `${id}/providers/microsoft.authorization/locks/keep`,
  name: 'keep',
  configuration: { properties: { level: 'CanNotDelete' } },
};

export default defineCheck({
  id: 'azure.activity-log-store-protected',
  version: 1,
  provider: 'azure',
  title: 'The store of the activity log is private, locked and, when declared, under an own key',
  failsAs: 'storage accounts that hold an activity log are open, unlocked or under another key',
  why: 'Whoever can read or delete the log store can hide what was done.',
  criteria: ['CC6.1', 'CC7.2', 'C1.1'],
  severity: 'medium',
  looksAt: [accountType],
  reads: [settingType, profileType, containerType, lockType, subscriptionType],
  parameters: [
    { name: 'requireCustomerKey', unit: 'boolean', meaning: 'demand an own key', default: false, stricter: 'true' },
    { name: 'requireLock', unit: 'boolean', meaning: 'demand a delete lock', default: true, stricter: 'true' },
  ],
  remediation: 'Lock and close the account, or move the log to a separate subscription.',
  cannotShow: 'Reading of the log.',
  judge(row, scene) {
    const reason = reasonOf(row, scene);
    if ('status' in reason) return reason;
    const verdict = together([
      anonymousPart(row, scene),
      networkPart(row),
      ...(flagOf(scene, 'requireLock') ? [lockPart(row, scene)] : []),
      ...(flagOf(scene, 'requireCustomerKey') ? [keyPart(row)] : []),
    ]);
    return { ...verdict, seen: [...verdict.seen, ...reason].slice(0, 8) };
  },
  examples: {
    pass: { resource: store({ allowBlobPublicAccess: false }), others: [setting, lock] },
    fail: { resource: store({ allowBlobPublicAccess: true }), others: [setting, lock] },
    unknown: { resource: store({}), others: [setting, lock] },
    'not-applicable': { resource: { id: `${id}2`, configuration: { properties: {} } }, others: [setting] },
  },
});
