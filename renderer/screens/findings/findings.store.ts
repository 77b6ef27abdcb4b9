import type { Output } from '@shared/contract/contract.ts';
import type { FindingRow } from '@shared/contract/shapes.ts';
import type { AppError } from '@shared/errors.ts';
import { create } from 'zustand';
import { asAppError, call } from '../../api.ts';
import { type ScreenParams, useNavigation } from '../../navigation.store.ts';
import type { FindingQuery } from './finding-words.ts';
import { missingPages, type Pages, pageSize, rowAt, withPage } from './page-cache.ts';
import { type RowIndex, rowIndex } from './row-index.ts';

type FindingIndex = Output<'finding.query'>;

interface FindingsState {
  /** The engagement this state belongs to. */
  readonly engagementId: string | null;
  readonly query: FindingQuery;
  /** The shape of the list; null before the first answer. */
  readonly index: FindingIndex | null;
  readonly rows: RowIndex;
  readonly folded: ReadonlySet<string>;
  readonly pages: Pages;
  /** Offset of the finding in focus. */
  readonly focus: number | null;
  /** Where a selection by Shift began. */
  readonly anchor: number | null;
  /** Selected findings by id, kept when a filter hides them. */
  readonly selected: ReadonlyMap<string, FindingRow>;
  readonly error: AppError | null;
  /** Findings were judged anew since the list was read. */
  readonly isStale: boolean;
}

const everything: FindingQuery = { tab: 'to-judge', search: '', group: 'check', sort: [], filter: {} };

const fresh = {
  index: null,
  rows: rowIndex(0, [], new Set()),
  folded: new Set<string>(),
  pages: new Map<number, readonly FindingRow[]>(),
  focus: null,
  anchor: null,
  selected: new Map<string, FindingRow>(),
  error: null,
  isStale: false,
} satisfies Partial<FindingsState>;

/** The findings list: what was asked, what is here, what is in focus and what is selected. */
export const useFindings = create<FindingsState>(() => ({ engagementId: null, query: everything, ...fresh }));

const { getState: get, setState: set } = useFindings;

/** Grows with every question, so that a late answer to an older one is dropped. */
let round = 0;
const inFlight = new Set<number>();

const groupsOf = (index: FindingIndex, query: FindingQuery) => (query.group === 'none' ? [] : index.groups);

/** Where the focus goes in a list just read: to the finding asked for when it is near, else where it was. */
function focusIn(
  total: number,
  first: readonly FindingRow[],
  focus: number | null,
  id: string | undefined,
): number | null {
  if (total === 0) return null;
  const wanted = id === undefined ? -1 : first.findIndex((row) => row.id === id);
  return wanted >= 0 ? wanted : Math.min(focus ?? 0, total - 1);
}

/** Reads the list anew; the old one stays until the new one is here. */
export async function readFindings(id?: string): Promise<void> {
  round += 1;
  const mine = round;
  inFlight.clear();
  const { query, folded, focus } = get();
  try {
    const asked = { query, offset: 0, limit: pageSize };
    const [index, first] = await Promise.all([call('finding.query', query), call('finding.page', asked)]);
    if (mine !== round) return;
    const rows = rowIndex(index.total, groupsOf(index, query), folded);
    const at = focusIn(index.total, first, focus, id);
    set({ index, rows, pages: new Map([[0, first]]), focus: at, anchor: null, error: null, isStale: false });
  } catch (error) {
    if (mine === round) set({ error: asAppError(error) });
  }
}

async function fetchPage(page: number): Promise<void> {
  const mine = round;
  inFlight.add(page);
  try {
    const rows = await call('finding.page', { query: get().query, offset: page * pageSize, limit: pageSize });
    if (mine === round) set(({ pages }) => ({ pages: withPage(pages, page, rows) }));
  } catch (error) {
    if (mine === round) set({ error: asAppError(error) });
  } finally {
    if (mine === round) inFlight.delete(page);
  }
}

/** Loads the pages behind a range of lines. A stale list is read anew first: its old order no longer exists. */
export async function loadLines(rows: RowIndex, from: number, to: number): Promise<void> {
  const { pages, isStale } = get();
  const [first, last] = [rows.offsetOf(from), rows.offsetOf(to)];
  if (first === null || last === null) return;
  const missing = missingPages(pages, first, last).filter((page) => !inFlight.has(page));
  if (missing.length === 0) return;
  if (isStale) return readFindings();
  await Promise.all(missing.map(fetchPage));
}

/** Notes the place in the window's history, without a step. */
export function noteFocus(): void {
  const { query, pages, focus } = get();
  const id = focus === null ? undefined : rowAt(pages, focus)?.id;
  const { tab, filter, search } = query;
  useNavigation.getState().note('findings', { tab, filter, search, ...(id === undefined ? {} : { id }) });
}

/** Changes the question and reads the list; another grouping or order starts at its first finding. */
export async function ask(change: Partial<FindingQuery>): Promise<void> {
  const isRegrouped = change.group !== undefined;
  set(({ query, folded }) => ({
    query: { ...query, ...change },
    folded: isRegrouped ? new Set() : folded,
    focus: null,
    anchor: null,
  }));
  await readFindings();
  noteFocus();
}

/** Folds a group or opens it again. */
export function fold(key: string, isFolded: boolean): void {
  set(({ folded, index, query }) => {
    const next = new Set(folded);
    if (isFolded) next.add(key);
    else next.delete(key);
    return { folded: next, ...(index === null ? {} : { rows: rowIndex(index.total, groupsOf(index, query), next) }) };
  });
}

/** Marks the list as older than the data; it is read anew at once while nobody has moved in it. */
export function markStale(): void {
  const { index, focus, selected } = get();
  if (index === null || index.total === 0 || ((focus ?? 0) === 0 && selected.size === 0)) void readFindings();
  else set({ isStale: true });
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The question a call of the screen means; a call without params leaves the list as it was. */
function calledFor(params: ScreenParams['findings'], query: FindingQuery): FindingQuery {
  if (params.tab === undefined && params.filter === undefined && params.search === undefined) return query;
  return { ...query, tab: params.tab ?? 'to-judge', filter: params.filter ?? {}, search: params.search ?? '' };
}

/** Follows what the screen is called with while it is open. */
export function followParams(params: ScreenParams['findings']): void {
  const { query } = get();
  const called = calledFor(params, query);
  if (isSame(called, query)) return;
  set({ query: called, folded: new Set(), focus: null, anchor: null });
  void readFindings(params.id);
}

/** Opens the list for an engagement; one of another engagement is forgotten. */
export function openFindings(engagementId: string, params: ScreenParams['findings']): void {
  if (get().engagementId !== engagementId) set({ engagementId, query: everything, ...fresh });
  const { query } = get();
  set({ query: calledFor(params, query) });
  void readFindings(params.id);
}
