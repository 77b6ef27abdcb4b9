import type { Input, Output } from '@shared/contract/contract.ts';
import type { FindingRow } from '@shared/contract/shapes.ts';
import { findingTabs } from '@shared/contract/views.ts';
import { severities } from '@shared/domain/check.ts';
import { type Finding, type FindingState, findingStates } from '@shared/domain/finding.ts';
import type { CheckReading } from '@shared/domain/reading.ts';
import { AppError } from '@shared/errors.ts';
import { checks as allChecks } from '../checks/registry.ts';
import type { Workspace } from '../store/open.ts';
import type { FindingFilter, FindingOrder } from '../store/repos/finding.query.ts';
import type { Deps } from './deps.ts';
import { rawExcerpt } from './raw-excerpt.ts';
import { formWords, rawBytes, readableItem } from './raw-item.ts';
import { readReadings } from './readings.ts';
import { reperform } from './reperform.ts';
import { quotedItem } from './rule-answers.ts';
import { judgedDay, parametersOn } from './standards.ts';

type Query = Input<'finding.query'>;

const statesOf: Readonly<Record<Query['tab'], readonly FindingState[]>> = {
  'to-judge': ['fail', 'lapsed', 'unknown'],
  fail: ['fail'],
  lapsed: ['lapsed'],
  unknown: ['unknown'],
  all: findingStates,
};

/** A filter by check, control or criterion is one by checks: findings reach both through their check. */
function checkIds({ filter }: Query, readings: readonly CheckReading[]): readonly string[] | undefined {
  const { check, control, criterion } = filter;
  if (check === undefined && control === undefined && criterion === undefined) return undefined;
  return readings
    .filter((it) => check === undefined || it.checkId === check)
    .filter((it) => control === undefined || it.controls.includes(control))
    .filter((it) => criterion === undefined || it.criteria.includes(criterion))
    .map(({ checkId }) => checkId);
}

function filterOf(query: Query, readings: readonly CheckReading[]): FindingFilter {
  const { filter } = query;
  const states = statesOf[query.tab].filter((state) => filter.state === undefined || filter.state.includes(state));
  return {
    states,
    severities: filter.severity,
    checkIds: checkIds(query, readings),
    account: filter.account,
    region: filter.region,
    type: filter.type,
    resource: filter.resource,
    search: query.search.trim() === '' ? undefined : query.search.trim(),
  };
}

const weight = (check: CheckReading): number => (check.counts.fail > 0 ? 2 : check.counts.lapsed > 0 ? 1 : 0);

/** Groups that fail come first, by severity, then by how many fail; what AWS Config judged after what Fieldwork did. */
function ranked(readings: readonly CheckReading[]): readonly CheckReading[] {
  return [...readings].sort(
    (a, b) =>
      weight(b) - weight(a) ||
      severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
      b.counts.fail - a.counts.fail ||
      Number(a.judgedBy != null) - Number(b.judgedBy != null) ||
      (a.checkId < b.checkId ? -1 : 1),
  );
}

function orderOf(query: Query, readings: readonly CheckReading[], criteria: readonly string[]): FindingOrder {
  const byCheck = ranked(readings).map((check, rank) => [check.checkId, { key: check.checkId, rank }] as const);
  const byCriterion = readings.map((check) => {
    const key = check.criteria.find((id) => criteria.includes(id)) ?? check.criteria[0] ?? '';
    return [check.checkId, { key, rank: criteria.indexOf(key) }] as const;
  });
  return {
    group: query.group,
    sort: query.sort,
    ranks: Object.fromEntries(query.group === 'criterion' ? byCriterion : byCheck),
  };
}

/** The list's shape: tabs, groups in order with their sizes, and what a filter can choose from. */
export function queryFindings(workspace: Workspace, deps: Deps, query: Query): Output<'finding.query'> {
  const { checks, criteria } = readReadings(workspace, deps);
  const filter = filterOf(query, checks);
  const states = workspace.findings.countStates({ ...filter, states: undefined });
  const groups = workspace.findings.groups(
    filter,
    orderOf(
      query,
      checks,
      criteria.map(({ criterion }) => criterion.id),
    ),
  );
  const title = (key: string) => {
    const check = query.group === 'check' ? checks.find(({ checkId }) => checkId === key) : undefined;
    if (check !== undefined) return { tag: check.controls[0] ?? null, title: check.sentence };
    const criterion = query.group === 'criterion' ? criteria.find((it) => it.criterion.id === key) : undefined;
    return criterion === undefined ? { tag: null, title: key } : { tag: key, title: criterion.criterion.title };
  };
  return {
    total: groups.reduce((sum, { count }) => sum + count, 0),
    tabs: Object.fromEntries(
      findingTabs.map((tab) => [tab, statesOf[tab].reduce((sum, state) => sum + states[state], 0)] as const),
    ) as Output<'finding.query'>['tabs'],
    groups: groups.map(({ key, count }) => ({ key, count, ...title(key) })),
    choices: {
      ...workspace.findings.choices(),
      checks: checks.map(({ checkId, title: name }) => ({ id: checkId, title: name })),
    },
  };
}

/** A finding as a line of a table. */
export function rowOf(finding: Finding, checks: readonly CheckReading[]): FindingRow {
  const [first] = finding.seen;
  const controls = checks.find(({ checkId }) => checkId === finding.checkId)?.controls ?? [];
  return {
    id: finding.id,
    checkId: finding.checkId,
    controlId: controls[0] ?? null,
    state: finding.state,
    verdict: finding.verdict,
    severity: finding.severity,
    resource: finding.resource,
    because: finding.because,
    path: first?.path ?? null,
    value: first?.value ?? null,
    capturedAt: finding.capturedAt,
    segments: finding.segments,
  };
}

const lastOrders = new WeakMap<Workspace, { readonly question: string; readonly ids: readonly string[] }>();

/** The ids of a list in its order, kept until another is asked for: a window asks for the same one page by page. */
function idsOf(workspace: Workspace, filter: FindingFilter, order: FindingOrder): readonly string[] {
  const question = JSON.stringify([workspace.log.head(), filter, order]);
  const last = lastOrders.get(workspace);
  if (last?.question === question) return last.ids;
  const ids = workspace.findings.ids(filter, order);
  lastOrders.set(workspace, { question, ids });
  return ids;
}

/** Rows of a list in its order, from `offset`. */
export function pageFindings(
  workspace: Workspace,
  deps: Deps,
  { query, offset, limit }: Input<'finding.page'>,
): Output<'finding.page'> {
  const { checks, criteria } = readReadings(workspace, deps);
  const order = orderOf(
    query,
    checks,
    criteria.map(({ criterion }) => criterion.id),
  );
  return idsOf(workspace, filterOf(query, checks), order)
    .slice(offset, offset + limit)
    .flatMap((id) => workspace.findings.find(id) ?? [])
    .map((finding) => rowOf(finding, checks));
}

/** One finding with everything that lets a reader check it. */
export function findingDetail(workspace: Workspace, deps: Deps, id: string): Output<'finding.detail'> {
  const finding = workspace.findings.find(id);
  if (finding === null)
    throw new AppError(
      'not-found',
      `Finding ${id} is not in the last judgement.`,
      'Judge again, or open the list anew.',
    );
  const { checks, controls } = readReadings(workspace, deps);
  const reading = checks.find(({ checkId }) => checkId === finding.checkId);
  const check = allChecks.find((it) => it.id === finding.checkId);
  if (reading === undefined || check === undefined)
    throw new AppError('not-found', `Check ${finding.checkId} is not in this program.`);
  const stored = finding.itemSha256 === null ? null : quotedItem(workspace, finding.resource, finding.itemSha256);
  const snapshot = stored === null ? null : workspace.snapshots.find(stored.snapshotId);
  const bytes = stored === null ? null : rawBytes(workspace, stored);
  return {
    row: rowOf(finding, checks),
    arn: finding.arn,
    seen: finding.seen,
    lapses: finding.lapses,
    check: reading,
    controls: controls.map(({ control }) => control).filter((control) => reading.controls.includes(control.id)),
    parameters: parametersOn(
      check,
      controls.map(({ control }) => control),
      judgedDay(workspace, deps),
    ),
    raw:
      bytes === null || stored === null
        ? null
        : rawExcerpt(
            bytes,
            readableItem(workspace, stored, bytes),
            finding.seen.map(({ path }) => path),
          ),
    snapshot,
    reperform:
      stored === null || snapshot === null || bytes === null
        ? []
        : reperform(stored, snapshot, finding.seen[0] ?? null, formWords(stored, bytes)),
  };
}
