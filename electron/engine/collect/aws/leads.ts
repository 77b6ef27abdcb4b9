import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { PlannedTask } from '../run/source.ts';
import { asParameters, type HistoryAsked, historyOf, type Place, pageSize, taskOf } from './tasks.ts';
import { unsearchableTypes } from './types.ts';

/** Resources of a type whose history a sample reads. */
const samplesPerType = 3;

const rowsOf = (answer: JsonObject, key: string): readonly JsonObject[] => {
  const rows = answer[key];
  return Array.isArray(rows) ? rows.filter(isObject) : [];
};
const text = (row: JsonObject, key: string): string => {
  const value = row[key];
  return typeof value === 'string' ? value : '';
};
const aboutOf = ({ parameters }: PlannedTask): JsonObject => (isObject(parameters) ? parameters : {});
const historyIn = (about: JsonObject): HistoryAsked => historyOf(isObject(about.history) ? about.history : {});

/** Reading the items of one type, by query or by list. */
function itemsTask(place: Place, type: string, count: number, history: HistoryAsked): PlannedTask {
  const expectedCalls = Math.max(1, Math.ceil(count / pageSize));
  const about = { names: [type], types: [type], parameters: { type, count, history: asParameters(history) } };
  return unsearchableTypes.has(type)
    ? taskOf('listed-items', place, { ...about, expectedCalls: expectedCalls * 2 })
    : taskOf('items', place, { ...about, expectedCalls });
}

function fromCounts(task: PlannedTask, answer: JsonObject): readonly PlannedTask[] {
  const history = historyIn(aboutOf(task));
  return rowsOf(answer, 'resourceCounts')
    .map((row) => ({ type: text(row, 'resourceType'), count: Number(row.count) || 0 }))
    .filter(({ type, count }) => type !== '' && count > 0)
    .map(({ type, count }) => itemsTask(task, type, count, history));
}

interface Seen {
  readonly type: string;
  readonly id: string;
  readonly capturedAt: string;
}

const captured = (row: JsonObject): string => {
  const at = row.configurationItemCaptureTime;
  const date = new Date(typeof at === 'number' ? at * 1000 : String(at ?? ''));
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
};

/** History is read backwards from just after the state known now: before it there is nothing newer to find. */
function historyTask(place: Place, seen: Seen, history: HistoryAsked, remark?: string): PlannedTask {
  const after = seen.capturedAt === '' ? history.until : new Date(Date.parse(seen.capturedAt) + 1000).toISOString();
  const until = after < history.until ? after : history.until;
  return taskOf('history', place, {
    names: [seen.type, seen.id],
    parameters: { type: seen.type, id: seen.id, from: history.from, until },
    ...(remark === undefined ? {} : { remark }),
  });
}

const seenIn = (rows: readonly JsonObject[]): readonly Seen[] =>
  rows.map((row) => ({ type: text(row, 'resourceType'), id: text(row, 'resourceId'), capturedAt: captured(row) }));

/** The rows of a page of items, whichever call gave them. */
export function itemRows(answer: JsonObject): readonly JsonObject[] {
  const results: readonly Json[] = Array.isArray(answer.Results) ? answer.Results : [];
  const parsed = results.filter((row) => typeof row === 'string').map((row): Json => JSON.parse(row));
  return [
    ...parsed.filter(isObject),
    ...rowsOf(answer, 'baseConfigurationItems'),
    ...rowsOf(answer, 'BaseConfigurationItems'),
  ];
}

/** History of what a page of items names: of all of it, or of the newest few of the first page. */
export function fromItems(task: PlannedTask, answer: JsonObject, isFirst: boolean): readonly PlannedTask[] {
  const about = aboutOf(task);
  const history = historyIn(about);
  if (history.depth === 'none') return [];
  const type = text(about, 'type');
  if (history.depth === 'types')
    return history.types.includes(type) ? seenIn(itemRows(answer)).map((seen) => historyTask(task, seen, history)) : [];
  if (!isFirst) return [];
  const rows = seenIn(itemRows(answer));
  const chosen = [...rows].sort((a, b) => (a.capturedAt > b.capturedAt ? -1 : 1)).slice(0, samplesPerType);
  const remark = `sample: the ${chosen.length} changed last of the first ${rows.length} listed`;
  return chosen.map((seen) => historyTask(task, seen, history, remark));
}

const deletedIn = (task: PlannedTask, answer: JsonObject): readonly PlannedTask[] => {
  const history = historyIn(aboutOf(task));
  return rowsOf(answer, 'resourceIdentifiers')
    .filter((row) => row.resourceDeletionTime !== undefined && row.resourceDeletionTime !== null)
    .map((row) => ({ type: text(row, 'resourceType'), id: text(row, 'resourceId'), capturedAt: '' }))
    .map((seen) => historyTask(task, seen, history));
};

const fromRules = (task: PlannedTask, answer: JsonObject): readonly PlannedTask[] =>
  rowsOf(answer, 'ConfigRules')
    .map((row) => text(row, 'ConfigRuleName'))
    .filter((rule) => rule !== '')
    .map((rule) => taskOf('rule-details', task, { names: [rule], parameters: { rule } }));

const fromPacks = (task: PlannedTask, answer: JsonObject): readonly PlannedTask[] =>
  rowsOf(answer, 'ConformancePackDetails')
    .map((row) => text(row, 'ConformancePackName'))
    .filter((pack) => pack !== '')
    .flatMap((pack) => {
      const about = { names: [pack], parameters: { pack } };
      return [taskOf('pack-compliance', task, about), taskOf('pack-details', task, about)];
    });

function fromAggregateCounts(task: PlannedTask, answer: JsonObject): readonly PlannedTask[] {
  const aggregator = text(aboutOf(task), 'aggregator');
  return rowsOf(answer, 'GroupedResourceCounts')
    .map((row) => ({ type: text(row, 'GroupName'), count: Number(row.ResourceCount) || 0 }))
    .filter(({ type, count }) => type !== '' && count > 0)
    .map(({ type, count }) =>
      taskOf('aggregate-items', task, {
        names: [type],
        parameters: { aggregator, type, count },
        expectedCalls: Math.max(1, Math.ceil(count / pageSize)),
      }),
    );
}

/** Rules with a result in one account and region of an aggregator; a rule that never ran has none. */
function fromAggregateCompliance(task: PlannedTask, answer: JsonObject): readonly PlannedTask[] {
  const aggregator = text(aboutOf(task), 'aggregator');
  return rowsOf(answer, 'AggregateComplianceByConfigRules')
    .filter(({ Compliance: said }) => !isObject(said) || said.ComplianceType !== 'INSUFFICIENT_DATA')
    .map((row) => ({
      rule: text(row, 'ConfigRuleName'),
      account: text(row, 'AccountId'),
      region: text(row, 'AwsRegion'),
    }))
    .map(({ rule, account, region }) =>
      taskOf('aggregate-details', task, {
        names: [rule, account, region],
        parameters: { aggregator, rule, account, region },
      }),
    );
}

const leads: Readonly<Record<string, (task: PlannedTask, answer: JsonObject) => readonly PlannedTask[]>> = {
  'resource-counts': fromCounts,
  deleted: deletedIn,
  'config-rules': fromRules,
  'conformance-packs': fromPacks,
  'aggregate-counts': fromAggregateCounts,
  'aggregate-compliance': fromAggregateCompliance,
};

/** The tasks that an answer leads to. */
export const leadsOf = (task: PlannedTask, answer: JsonObject): readonly PlannedTask[] =>
  leads[task.operation]?.(task, answer) ?? [];

/** True when a page of history reaches back before the period: the state in force on its first day is known. */
export function reachesStart(task: PlannedTask, answer: JsonObject): boolean {
  const from = text(aboutOf(task), 'from');
  return rowsOf(answer, 'configurationItems').some((row) => captured(row) !== '' && captured(row) <= from);
}
