import type { RunOptions } from '@shared/domain/collection.ts';
import { AppError } from '@shared/errors.ts';
import type { PlannedTask } from '../run/source.ts';
import { regionOf } from './regions.ts';
import { asParameters, type HistoryAsked, type Place, taskOf } from './tasks.ts';
import { countedTypes } from './types.ts';

/** Recorded wherever a recorder runs, and itself the record of when it ran; it also shows early whether queries are allowed. */
const recorderType = 'AWS::Config::ConfigurationRecorder';

const yearMs = 365 * 86_400_000;

/** The time history is read over: the engagement's period up to now, or the last year. */
export function historyAsked(
  { history }: RunOptions,
  period: { readonly from: string; readonly to: string } | undefined,
  now: string,
): HistoryAsked {
  const instant = (text: string): string => new Date(text).toISOString();
  const end = period === undefined ? now : instant(period.to.length === 10 ? `${period.to}T23:59:59Z` : period.to);
  const until = end < now ? end : instant(now);
  const from = period === undefined ? new Date(Date.parse(now) - yearMs).toISOString() : instant(period.from);
  return { depth: history.depth, types: history.depth === 'types' ? history.types : [], from, until };
}

/** The first tasks of one place: how AWS Config stands there before what it recorded. */
function placeTasks(place: Place, history: HistoryAsked): readonly PlannedTask[] {
  const passed = { history: asParameters(history) };
  return [
    taskOf('recorders', place),
    taskOf('recorder-status', place),
    taskOf('recorder-list', place),
    taskOf('delivery-channels', place),
    taskOf('delivery-channel-status', place),
    taskOf('retention', place),
    // Counts name what is there: a type of theirs that no items task then reads has no resource in the place.
    taskOf('resource-counts', place, { names: [], types: countedTypes, parameters: passed }),
    taskOf('items', place, { names: [recorderType], parameters: { type: recorderType, count: 0 }, expectedCalls: 1 }),
    taskOf('config-rules', place),
    taskOf('rule-evaluation-status', place),
    taskOf('rule-compliance', place),
    taskOf('conformance-packs', place),
    ...history.types.map((type) =>
      taskOf('deleted', place, { names: [type], parameters: { type, isWithDeleted: true, ...passed } }),
    ),
  ];
}

function aggregatorTasks(account: string, { aggregator }: RunOptions): readonly PlannedTask[] {
  if (aggregator === null) return [];
  const place = { account, region: aggregator.region };
  const about = { names: [aggregator.name], parameters: { aggregator: aggregator.name } };
  return [
    taskOf('aggregators', place, about),
    taskOf('aggregator-sources', place, about),
    taskOf('aggregate-counts', place, about),
    taskOf('aggregate-compliance', place, about),
  ];
}

/** A name that no rule has: whether the call is allowed is told before whether there is such a thing. */
const madeUp = 'fieldwork-dry-run';

/** The calls that only answers lead to, on things made up, so that a dry run learns whether they are allowed. */
function placeTrials(place: Place, history: HistoryAsked): readonly PlannedTask[] {
  const trial = { type: recorderType, id: madeUp, rule: madeUp, pack: madeUp, until: history.until, isTrial: true };
  const about = { names: [madeUp], parameters: trial };
  return [
    taskOf('listed-items', place, about),
    { ...taskOf('deleted', place, about), label: 'Names of resources' },
    ...(history.depth === 'none' ? [] : [taskOf('history', place, about)]),
    taskOf('rule-details', place, about),
    taskOf('pack-compliance', place, about),
    taskOf('pack-details', place, about),
  ];
}

function aggregatorTrials(account: string, aggregator: string, region: string): readonly PlannedTask[] {
  const parameters = { aggregator, type: recorderType, rule: madeUp, account, region, isTrial: true };
  const about = { names: [madeUp], parameters };
  return [
    taskOf('aggregate-items', { account, region }, about),
    taskOf('aggregate-details', { account, region }, about),
  ];
}

function known(region: string): string {
  if (regionOf(region) !== null) return region;
  throw new AppError('bad-input', `${region} is no region of AWS.`, 'Choose regions of the list.');
}

/** What the dry run tries beside the first tasks. */
export function trialsOf(
  { aggregator }: RunOptions,
  accounts: readonly string[],
  regions: readonly string[],
  history: HistoryAsked,
): readonly PlannedTask[] {
  if (aggregator !== null) return aggregatorTrials(accounts[0] ?? '', aggregator.name, known(aggregator.region));
  return accounts.flatMap((account) =>
    regions.map(known).flatMap((region) => placeTrials({ account, region }, history)),
  );
}

/** The first tasks of a run: every account and region asked for, or the one place that holds the aggregator. */
export function planOf(
  options: RunOptions,
  accounts: readonly string[],
  regions: readonly string[],
  history: HistoryAsked,
): readonly PlannedTask[] {
  if (options.aggregator !== null) {
    known(options.aggregator.region);
    return aggregatorTasks(accounts[0] ?? '', options);
  }
  return accounts.flatMap((account) =>
    regions.map(known).flatMap((region) => placeTasks({ account, region }, history)),
  );
}
