import type { Identity, RunOptions } from '@shared/domain/collection.ts';
import { isObject, type JsonObject } from '@shared/domain/json.ts';
import { CallError, type CloudSource, type ConnectTools, type Page, type PlannedTask } from '../run/source.ts';
import { batchItems, selectItems, sendingOf, type Width } from './commands.ts';
import { fromItems, leadsOf, reachesStart } from './leads.ts';
import { listed, remaining } from './listed.ts';
import { historyAsked, planOf, trialsOf } from './plan.ts';
import { ask, pageOf, type Reading, tokenIn } from './reading.ts';
import type { AwsSession } from './session.ts';
import { pageSize } from './tasks.ts';

const about = ({ parameters }: PlannedTask): JsonObject => (isObject(parameters) ? parameters : {});

/** Where a series of calls stands: the way of asking, then the cloud's own token. */
interface Standing {
  readonly way: Width | 'list' | 'rest';
  readonly token: string | undefined;
}

const isWay = (text: string): text is Standing['way'] => ['full', 'short', 'list', 'rest'].includes(text);

function placeOf(cursor: string | null, first: Standing['way']): Standing {
  const [, way = '', token = ''] = /^(\w+):(.*)$/s.exec(cursor ?? '') ?? [];
  return isWay(way) ? { way, token: token === '' ? undefined : token } : { way: first, token: undefined };
}

const cursorOf = (way: Standing['way'], token: string | null): string | null =>
  token === null ? null : `${way}:${token}`;

const isExpressionRefused = (error: unknown): boolean =>
  error instanceof CallError && error.code.startsWith('InvalidExpression');

/**
 * Whole items by query; without tags and relationships where they cannot be selected; by list where the type cannot be
 * searched, or where a query gives nothing although the counts say that there is something.
 */
async function items(reading: Reading, cursor: string | null): Promise<Page> {
  const { task } = reading;
  const { way, token } = placeOf(cursor, 'full');
  if (way === 'rest') return remaining(reading, token ?? '{}');
  if (way === 'list') return listed(reading, token);
  try {
    const answer = await ask(reading, selectItems(about(task), way, token, pageSize));
    const next = tokenIn(answer);
    const isEmpty = Array.isArray(answer.json.Results) && answer.json.Results.length === 0;
    if (isEmpty && next === null && token === undefined && Number(about(task).count) > 0)
      return listed(reading, undefined);
    const isHistoryAsked = isObject(about(task).history);
    const leads = isHistoryAsked ? fromItems(task, answer.json, token === undefined) : [];
    return pageOf(reading, answer, { cursor: cursorOf(way, next), next: leads });
  } catch (error) {
    if (!isExpressionRefused(error) || token !== undefined) throw error;
    return way === 'full' ? items(reading, 'short:') : listed(reading, undefined);
  }
}

/** Backwards in steps of seven days at most, until the state in force at the start of the period is reached. */
async function history(reading: Reading, cursor: string | null): Promise<Page> {
  const answer = await ask(reading, sendingOf(reading.task, cursor ?? undefined, pageSize));
  return pageOf(reading, answer, reachesStart(reading.task, answer.json) ? { cursor: null } : {});
}

async function simple(reading: Reading, cursor: string | null): Promise<Page> {
  const answer = await ask(reading, sendingOf(reading.task, cursor ?? undefined, pageSize));
  return pageOf(reading, answer, { next: leadsOf(reading.task, answer.json) });
}

const readers: Readonly<Record<string, (reading: Reading, cursor: string | null) => Promise<Page>>> = {
  items,
  'aggregate-items': items,
  'listed-items': (reading, cursor) => items(reading, cursor ?? 'list:'),
  history,
};

const isTrial = (task: PlannedTask): boolean => about(task).isTrial === true;

/** What a refusal other than of the permission says nothing about: a type that is listed instead, a thing made up. */
const isHarmless = (error: unknown, task: PlannedTask): boolean =>
  isExpressionRefused(error) ||
  (isTrial(task) && error instanceof CallError && (error.fault === 'absent' || error.fault === 'failed'));

/** The cheapest form of a call. */
async function probe(reading: Reading): Promise<void> {
  const { task } = reading;
  const isBatch = task.operation === 'listed-items';
  const nobody = [{ id: String(about(task).id ?? ''), account: '', region: '' }];
  try {
    await ask(reading, isBatch ? batchItems(about(task), nobody) : sendingOf(task, undefined, 1));
  } catch (error) {
    if (!isHarmless(error, task)) throw error;
  }
}

/** The regions a run reads: those named, or the ones every account has. */
const regionsRead = ({ regions }: RunOptions, session: AwsSession): readonly string[] =>
  regions.length > 0 ? regions : session.commonRegions;

function accountsRead({ accounts }: RunOptions, identities: readonly Identity[]): readonly string[] {
  const reached = identities.map(({ account }) => account);
  return accounts.length === 0 ? reached : accounts.filter((account) => reached.includes(account));
}

/** AWS as a run reads it, on one opened session. */
export function createAwsSource(session: AwsSession, tools: ConnectTools): CloudSource {
  const reading = (task: PlannedTask, signal: AbortSignal): Reading => ({ session, tools, task, signal });
  const planned = (options: RunOptions, make: typeof planOf): readonly PlannedTask[] => {
    const accounts = accountsRead(options, session.identities);
    return make(options, accounts, regionsRead(options, session), historyAsked(options, tools.period, tools.clock()));
  };
  return {
    provider: 'aws',
    get identities() {
      return session.identities;
    },
    choices: session.choices,
    get warnings() {
      return session.warnings;
    },
    plan: (options) => planned(options, planOf),
    trials: (options) => planned(options, trialsOf),
    read: (task, cursor, signal) => (readers[task.operation] ?? simple)(reading(task, signal), cursor),
    probe: (task, signal) => probe(reading(task, signal)),
    renew: (signal) => session.renew(signal),
    close: () => session.close(),
  };
}
