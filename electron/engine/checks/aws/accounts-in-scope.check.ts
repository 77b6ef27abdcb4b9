import type { Scene } from '@shared/domain/check.ts';
import { isObject } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, type Seen, unknown } from '@shared/domain/verdict.ts';
import { accountOf } from '../conditions.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { mapOf } from '../parameters.ts';
import { elements, text } from '../read.ts';
import { cell, cellOn } from '../rule-rows.ts';

const sourceType = 'aws.config-aggregator-source';

/** The accounts of the report; an entry is an id, or a map that holds it. */
function scopeOf(scene: Scene): readonly string[] {
  return elements({ path: 'scopeAccounts', value: scene.parameter('scopeAccounts') }).flatMap(({ value }) => {
    const id = value !== undefined && isObject(value) ? (value.account ?? value.id) : value;
    return typeof id === 'string' ? (accountOf(id) ?? []) : [];
  });
}

interface Source {
  readonly account: string;
  readonly isCurrent: boolean;
  readonly seen: readonly Seen[];
}

/** What aggregators say of the accounts they gather from; an organisation as a source names none. */
const sourcesIn = (scene: Scene): readonly Source[] =>
  scene.ownAccounts
    .flatMap((account) => scene.of(sourceType, account))
    .flatMap((row) => {
      const account = accountOf(text(cell(row, 'SourceId')) ?? '');
      if (account === null) return [];
      const status = text(cell(row, 'LastUpdateStatus'))?.toUpperCase();
      return [
        {
          account,
          isCurrent: status === 'SUCCEEDED',
          seen: [cellOn(row, 'SourceId'), cellOn(row, 'LastUpdateStatus')],
        },
      ];
    });

/** What is said once and not of each account: on the first one read. */
function judgeAll(scope: readonly string[], left: readonly string[], sources: readonly Source[], scene: Scene) {
  const stray = sources.filter(({ account }) => !scope.includes(account) && !left.includes(account));
  if (stray.length > 0)
    return fail(
      `An aggregator names ${listed([...new Set(stray.map(({ account }) => account))])}, neither in scopeAccounts nor in leftOut.`,
      stray.flatMap(({ seen }) => seen).slice(0, 8),
    );
  const missing = scope.filter((account) => !scene.ownAccounts.includes(account));
  return missing.length === 0
    ? null
    : fail(`Nothing was read from ${listed(missing)}, which ${missing.length === 1 ? 'is' : 'are'} in scopeAccounts.`);
}

/** Subscriptions of Azure stand among the client's accounts too; they have checks of their own. */
const isFirst = (account: Resource, scene: Scene): boolean =>
  scene.ownAccounts.every((other) => accountOf(other) === null || account.id <= other);

const source = (SourceId: string) => ({
  type: sourceType,
  id: SourceId,
  configuration: { SourceId, SourceType: 'ACCOUNT', AwsRegion: 'eu-west-1', LastUpdateStatus: 'SUCCEEDED' },
});
const parameters = { scopeAccounts: ['111122223333'] };

export default defineCheck({
  id: 'aws.accounts-in-scope',
  version: 1,
  provider: 'aws',
  title: 'The accounts that exist are the accounts in scope',
  failsAs: 'accounts are outside the declared scope, or in it and not read',
  why: 'An account outside the declared scope holds systems that nobody tested.',
  criteria: ['CC2.1', 'CC6.1'],
  severity: 'high',
  looksAt: ['aws.account'],
  reads: [sourceType],
  parameters: [
    { name: 'scopeAccounts', unit: 'list', meaning: 'accounts in the report', default: [] },
    { name: 'leftOut', unit: 'map', meaning: 'account to the reason why it is left out', default: {} },
  ],
  remediation: 'Add the account to the scope and the system description, or record why it is left out.',
  cannotShow: 'Accounts that no aggregator gathers from: ask for the account list of the organisation.',
  judge(account, scene) {
    const scope = scopeOf(scene);
    const left = Object.keys(mapOf(scene, 'leftOut'));
    if (scope.length === 0) return unknown('The accounts of the report are not declared (scopeAccounts).');
    const isIn = scope.includes(account.id);
    if (!isIn && !left.includes(account.id))
      return fail(`The account ${account.id} was read and is neither in scopeAccounts nor in leftOut.`);
    const sources = sourcesIn(scene);
    const fault = isFirst(account, scene) ? judgeAll(scope, left, sources, scene) : null;
    if (fault !== null) return fault;
    if (sources.length === 0) return unknown('No aggregator was read, so whether further accounts exist is not known.');
    const stale = sources.find((one) => one.account === account.id && !one.isCurrent);
    if (stale !== undefined)
      return unknown(`The aggregator could not update from the account ${account.id}.`, stale.seen);
    const words = isIn ? 'is in scopeAccounts' : 'is in leftOut with a reason';
    return pass(
      `The account ${account.id} ${words}, as is every account of ${counted(sources.length, 'aggregator source')}.`,
      sources[0]?.seen ?? [],
    );
  },
  examples: {
    pass: { resource: { id: '111122223333' }, others: [source('111122223333')], parameters },
    fail: { resource: { id: '111122223333' }, others: [source('444455556666')], parameters },
    unknown: { resource: { id: '111122223333' }, parameters },
  },
});
