import type { Identity } from '@shared/domain/collection.ts';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { CallError, type CloudSource, type Page, type PlannedTask } from '../run/source.ts';
import { pricings } from './children.ts';
import { planOf, type Readable } from './plan.ts';
import { type Answer, ask, type Call, type Line, nextLinkIn, pageOf } from './reading.ts';
import { graphPath, graphVersion } from './subjects.ts';
import { childTask, leadsOf, missingConfigs, type Needs, needsOf } from './tasks.ts';

/** A session that is signed in. */
export interface AzureSession {
  readonly line: Line;
  readonly identities: readonly Identity[];
  readonly subscriptions: readonly Readable[];
  readonly tenant: string;
  readonly warnings: readonly string[];
  renew(signal: AbortSignal): Promise<void>;
  close(): void;
}

type GraphNeeds = Extract<Needs, { kind: 'graph' }>;
type ArmNeeds = Extract<Needs, { kind: 'arm' }>;

const pageRows = 1000;

/** Where a paged query goes on: rows read so far, and the cloud's token; or that the answer was cut and how. */
type Cursor = { readonly rows: number; readonly token: string } | { readonly cut: string };

const isCut = (cursor: Cursor): cursor is { readonly cut: string } => 'cut' in cursor;

function cursorOf(text: string | null): Cursor {
  if (text === null) return { rows: 0, token: '' };
  if (text.startsWith('cut ')) return { cut: text.slice(4) };
  const at = text.indexOf(' ');
  return { rows: Number(text.slice(0, at)), token: text.slice(at + 1) };
}

function graphCall(line: Line, task: PlannedTask, given: GraphNeeds, token: string, top: number): Call {
  const options = { $top: top, resultFormat: 'objectArray', authorizationScopeFilter: 'AtScopeAboveAndBelow' };
  const sent = { ...(given.isInSubscription ? { subscriptions: [task.account] } : {}), query: given.query, options };
  return {
    method: 'POST',
    url: `https://${line.cloud.manager}${graphPath}?api-version=${graphVersion}`,
    body: token === '' ? sent : { ...sent, options: { ...options, $skipToken: token } },
    operation: `POST ${graphPath}`,
    parameters: { ...sent, 'api-version': graphVersion },
    permission: task.permission,
    account: task.account,
    mayBeNone: false,
  };
}

function armCall(line: Line, task: PlannedTask, given: ArmNeeds, next: string | null): Call {
  const filter = given.filter === null ? '' : `&$filter=${encodeURIComponent(given.filter)}`;
  return {
    method: 'GET',
    url: next ?? `https://${line.cloud.manager}${given.path}?api-version=${given.version}${filter}`,
    body: null,
    operation: `GET ${decodeURIComponent(given.path)}`,
    parameters: { 'api-version': given.version, ...(given.filter === null ? {} : { $filter: given.filter }) },
    permission: task.permission,
    account: task.account,
    mayBeNone: given.isBelowResource,
  };
}

const listIn = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const numberIn = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Why what was read so far cannot be all; null when it is. Said with the last page, and kept apart from its rows. */
function cutOf(json: JsonObject, rows: number): string | null {
  if (textIn(json.resultTruncated) === 'true')
    return 'Resource Graph cut the answer short, so what is missing in it proves nothing.';
  const total = numberIn(json.totalRecords);
  return rows < total
    ? `Resource Graph counts ${total} rows and gave ${rows}, so what is missing proves nothing.`
    : null;
}

function nextGraph(json: JsonObject, before: { readonly rows: number; readonly token: string }, count: number) {
  const token = textIn(json.$skipToken);
  const rows = before.rows + count;
  const total = numberIn(json.totalRecords);
  if (token !== '' && (token === before.token || rows > total + pageRows))
    throw new CallError('failed', 'PageLoop', `Resource Graph gave ${rows} rows of ${total} and goes on in a circle.`);
  if (token !== '') return `${rows} ${token}`;
  const cut = cutOf(json, rows);
  return cut === null ? null : `cut ${cut}`;
}

function graphLeads(
  { account }: PlannedTask,
  given: GraphNeeds,
  answer: Answer,
  rows: readonly Json[],
): readonly PlannedTask[] {
  if (given.sites !== null) return missingConfigs(account, given.sites, rows);
  const subscription = { id: `/subscriptions/${account}`, name: null };
  const fallback = given.isPricings && numberIn(answer.json.totalRecords) === 0;
  return fallback ? [childTask(account, pricings, subscription)] : leadsOf(account, rows);
}

async function readGraph(
  line: Line,
  task: PlannedTask,
  given: GraphNeeds,
  text: string | null,
  signal: AbortSignal,
): Promise<Page> {
  const cursor = cursorOf(text);
  if (isCut(cursor)) throw new CallError('failed', 'ResultTruncated', cursor.cut);
  const answer = await ask(line, graphCall(line, task, given, cursor.token, pageRows), signal);
  const rows = listIn(answer.json.data);
  const next = nextGraph(answer.json, cursor, rows.length);
  return pageOf(line, answer, {
    cursor: next,
    next: graphLeads(task, given, answer, rows),
    notes: next?.startsWith('cut ') === true ? [next.slice(4)] : [],
  });
}

async function readArm(
  line: Line,
  task: PlannedTask,
  given: ArmNeeds,
  next: string | null,
  signal: AbortSignal,
): Promise<Page> {
  const answer = await ask(line, armCall(line, task, given, next), signal);
  return pageOf(line, answer, {
    cursor: nextLinkIn(answer.json),
    next: leadsOf(task.account, listIn(answer.json.value).filter(isObject)),
  });
}

function refuse({ account }: PlannedTask, actions: readonly string[]): never {
  const sentence = `The identity may not ${actions.join(', ')} in the whole of ${account}, and Azure leaves such rows out without a word; have the client allow it.`;
  throw new CallError('denied', 'NotAllowed', sentence);
}

function read(line: Line, task: PlannedTask, cursor: string | null, signal: AbortSignal): Promise<Page> {
  const given = needsOf(task);
  if (given.kind === 'unreadable') return refuse(task, given.actions);
  return given.kind === 'graph'
    ? readGraph(line, task, given, cursor, signal)
    : readArm(line, task, given, cursor, signal);
}

async function probe(line: Line, task: PlannedTask, signal: AbortSignal): Promise<void> {
  const given = needsOf(task);
  if (given.kind === 'unreadable') return refuse(task, given.actions);
  await ask(
    line,
    given.kind === 'graph' ? graphCall(line, task, given, '', 1) : armCall(line, task, given, null),
    signal,
  );
}

/** Azure as a run reads it. */
export function createAzureSource(session: AzureSession): CloudSource {
  const { line, subscriptions, tenant, identities, warnings } = session;
  return {
    provider: 'azure',
    identities,
    choices: subscriptions.map(({ id }) => id),
    warnings,
    plan: (options) => planOf(subscriptions, tenant, options, line.tools.clock()),
    read: async (task, cursor, signal) => read(line, task, cursor, signal),
    probe: (task, signal) => probe(line, task, signal),
    renew: session.renew,
    close: session.close,
  };
}
