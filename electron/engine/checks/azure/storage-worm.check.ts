import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armId, armRow } from '../azure-example.ts';
import { comparable, ifThin, isDeclared, isWord, readChildren } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { severest } from '../judge.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { first, flag, inside, number, seen, text } from '../read.ts';

const type = 'microsoft.storage/storageaccounts';
const container = 'microsoft.storage/storageaccounts/blobservices/containers';
const policyRow = 'microsoft.storage/storageaccounts/blobservices/containers/immutabilitypolicies';
const setting = 'microsoft.insights/diagnosticsettings';

const destination = (one: Resource): Property => first(one, 'properties.storageAccountId');
const byAccount = indexedBy((one) => {
  const id = text(destination(one));
  return id === null ? [] : [comparable(id)];
});

/** What makes the account hold logs; a verdict when nothing does. */
function reasonOf(account: Resource, scene: Scene): readonly Seen[] | Verdict {
  if (isDeclared(account, textsOf(scene, 'logStorage'))) return [];
  const subscriptions = [...new Set([account.account, ...scene.ownAccounts])];
  const [source] = subscriptions.flatMap((one) => byAccount(scene.of(setting, one), comparable(account.id)));
  if (source !== undefined) return [seenOn(source, destination(source))];
  for (const one of subscriptions) {
    const known = scene.known(setting, one);
    if (!known.isKnown) return unknown(`Whether logs are sent to the account could not be seen: ${known.because}`);
  }
  return notApplicable('No diagnostic setting read sends logs to the account, and logStorage does not name it.');
}

/** Where a policy stands: its state, and for how many days. */
interface Lock {
  readonly state: Property;
  readonly days: Property;
  readonly on: Resource;
}

function judgeLock(what: string, { state, days, on }: Lock, scene: Scene): Verdict {
  const [kept, wanted] = [number(days), numberOf(scene, 'immutableLogDays')];
  const evidence = [seenOn(on, state), seenOn(on, days)];
  if (!isWord(state, 'Locked'))
    return text(state) === null
      ? unknown(`The row does not state whether the policy of ${what} is locked.`, evidence)
      : fail(`The policy of ${what} is ${text(state)}, and only a Locked one cannot be removed.`, evidence);
  if (kept === null) return unknown(`The row does not state the days of the policy of ${what}.`, evidence);
  return kept < wanted
    ? fail(`The policy of ${what} is Locked for ${kept} days, fewer than the ${wanted} declared.`, evidence)
    : pass(`The policy of ${what} is Locked for ${kept} days; ${wanted} are declared.`, evidence);
}

/** The lock on the whole account; null when it has none. */
function judgeAccount(account: Resource, scene: Scene): Verdict | null {
  const part = first(account, 'properties.immutableStorageWithVersioning');
  const [state, days] = ['state', 'immutabilityPeriodSinceCreationInDays'].map((key) =>
    inside(part, `immutabilityPolicy.${key}`),
  );
  if (flag(inside(part, 'enabled')) !== true || !state || !days || text(state) === null) return null;
  return judgeLock('the account', { state, days, on: account }, scene);
}

function judgeContainer(one: Resource, scene: Scene): Verdict {
  const what = `the container ${one.name}`;
  const state = first(one, 'properties.immutabilityPolicy.properties.state');
  const days = first(one, 'properties.immutabilityPolicy.properties.immutabilityPeriodSinceCreationInDays');
  if (text(state) !== null) return judgeLock(what, { state, days, on: one }, scene);
  const { rows, unread } = readChildren(one, policyRow, scene);
  const [row] = rows;
  if (row !== undefined) {
    const days = first(row, 'properties.immutabilityPeriodSinceCreationInDays');
    return judgeLock(what, { state: first(row, 'properties.state'), days, on: row }, scene);
  }
  const has = first(one, 'properties.hasImmutabilityPolicy');
  const hold = flag(first(one, 'properties.hasLegalHold')) === true ? '; its legal hold can be lifted' : '';
  if (flag(has) === false)
    return fail(`The container ${one.name} has no write-once policy${hold}.`, [seenOn(one, has)]);
  return unknown(`The policy of ${what} was not read${unread === null ? '' : `: ${unread.replace(/\.$/, '')}`}.`, [
    seenOn(one, has),
  ]);
}

/** Diagnostic settings write into containers of this prefix; an account named by hand may use any. */
function logContainers(account: Resource, rows: readonly Resource[], scene: Scene): readonly Resource[] {
  const written = rows.filter(({ name }) => name.toLowerCase().startsWith('insights-'));
  return isDeclared(account, textsOf(scene, 'logStorage')) || written.length === 0 ? rows : written;
}

function judgeContainers(account: Resource, reason: readonly Seen[], scene: Scene): Verdict {
  const { rows, unread } = readChildren(account, container, scene);
  const logs = logContainers(account, rows, scene);
  const verdicts = logs.map((one) => judgeContainer(one, scene));
  const worst = severest(verdicts);
  if (worst?.status === 'fail') return { ...worst, seen: [...worst.seen, ...reason] };
  if (unread !== null)
    return unknown(`The account itself is not locked, and its containers are not all known: ${unread}`, reason);
  if (worst === undefined)
    return fail('No policy locks the account, and it has no container with one.', [
      seen(first(account, 'properties.immutableStorageWithVersioning')),
      ...reason,
    ]);
  if (worst.status === 'pass' && verdicts.length > 1)
    return pass(
      `All ${counted(verdicts.length, 'log container')} are Locked for the declared days.`,
      [...verdicts.flatMap((verdict) => verdict.seen).slice(0, 7), ...reason].slice(0, 8),
    );
  return { ...worst, seen: [...worst.seen, ...reason] };
}

const account = (properties = {}) => armRow(type, 'logs', properties);
const sender = armRow(setting, 'to-logs', { storageAccountId: armId(type, 'logs').toUpperCase() });
const logContainer = (state: string, days: number) =>
  armRow(container, 'logs/default/insights-activity-logs', {
    hasImmutabilityPolicy: true,
    immutabilityPolicy: { properties: { state, immutabilityPeriodSinceCreationInDays: days } },
  });

export default defineCheck({
  id: 'azure.storage-worm',
  version: 1,
  provider: 'azure',
  title: 'Storage that holds logs is write-once for the declared time',
  failsAs: 'storage accounts that hold logs are not write-once for the declared time',
  why: 'Logs that an administrator can delete do not survive the incident they should explain.',
  criteria: ['CC7.2', 'CC7.3', 'C1.1'],
  severity: 'high',
  looksAt: [type],
  reads: [container, policyRow, setting],
  parameters: [
    { name: 'immutableLogDays', unit: 'days', meaning: 'shortest period', default: 365, stricter: 'higher' },
    {
      name: 'logStorage',
      unit: 'list',
      meaning: 'further accounts that hold logs',
      default: [],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Set a time-based policy on the log containers and lock it.',
  cannotShow: 'That logs arrive.',
  judge(account, scene) {
    const thin = ifThin(account);
    if (thin !== null) return thin;
    const reason = reasonOf(account, scene);
    if ('status' in reason) return reason;
    const whole = judgeAccount(account, scene);
    if (whole?.status === 'pass') return { ...whole, seen: [...whole.seen, ...reason] };
    const parts = judgeContainers(account, reason, scene);
    return parts.status === 'fail' && whole?.status === 'fail' ? { ...whole, seen: [...whole.seen, ...reason] } : parts;
  },
  examples: {
    pass: { resource: account({ kind: 'StorageV2' }), others: [sender, logContainer('Locked', 400)] },
    fail: { resource: account({ kind: 'StorageV2' }), others: [sender, logContainer('Unlocked', 400)] },
    unknown: {
      resource: account({ kind: 'StorageV2' }),
      others: [sender],
      unseen: { [container]: 'The containers of logs were refused.' },
    },
    'not-applicable': { resource: account({ kind: 'StorageV2' }) },
  },
});
