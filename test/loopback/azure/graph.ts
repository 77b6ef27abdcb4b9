import type { Fault } from './faults.ts';
import type { LoopbackWorld, Row } from './world.ts';

interface Query {
  readonly query: string;
  readonly subscriptions?: readonly string[];
  readonly options?: {
    readonly $top?: number;
    readonly $skipToken?: string;
    readonly authorizationScopeFilter?: string;
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '');

/** The words of `name in~ ('a', 'b')` in a query; null when it is not there. */
function words(query: string, name: string): ReadonlySet<string> | null {
  const found = new RegExp(`\\b${name} in~? \\(([^)]*)\\)`).exec(query)?.[1];
  return found === undefined ? null : new Set([...found.matchAll(/'([^']*)'/g)].map(([, word]) => text(word)));
}

/** Rows the query asks for: table, types, parents and subscriptions. Rows above subscriptions come only when asked so. */
function rowsOf(world: LoopbackWorld, { query, subscriptions, options }: Query): readonly Row[] {
  const table = query.split('|')[0]?.trim().toLowerCase() ?? '';
  const types = words(query, 'type');
  const others = words(query.replaceAll('!in~', 'outside in~'), 'outside');
  const parents = words(query, 'parent');
  const seesAbove = options?.authorizationScopeFilter === 'AtScopeAboveAndBelow' || subscriptions === undefined;
  const asked = new Set(subscriptions?.map((id) => id.toLowerCase()));
  const rows = (world.graph[table] ?? []).filter((row) => {
    const type = text(row.type);
    const subscription = text(row.subscriptionId);
    const isInside = subscription === '' ? seesAbove : subscriptions === undefined || asked.has(subscription);
    const hasType = others !== null ? !others.has(type) : types === null || types.has(type);
    return isInside && hasType && (parents === null || parents.has(text(row.id).split('/config')[0] ?? ''));
  });
  return rows.toSorted((a, b) => (text(a.id) < text(b.id) ? -1 : 1));
}

/** Rows of a query, found once for all of its pages: a world does not change. */
const kept = new WeakMap<LoopbackWorld, Map<string, readonly Row[]>>();

function found(world: LoopbackWorld, { query, subscriptions, options }: Query): readonly Row[] {
  const filter = options?.authorizationScopeFilter;
  const key = JSON.stringify([query, subscriptions, filter]);
  const answers = kept.get(world) ?? new Map<string, readonly Row[]>();
  kept.set(world, answers);
  const rows =
    answers.get(key) ??
    rowsOf(world, {
      query,
      ...(subscriptions === undefined ? {} : { subscriptions }),
      ...(filter === undefined ? {} : { options: { authorizationScopeFilter: filter } }),
    });
  answers.set(key, rows);
  return rows;
}

/** The answer of Resource Graph to a query, as of API version 2024-04-01. */
export function answerGraph(world: LoopbackWorld, query: Query, fault: Fault | null, pageSize: number): Row {
  const all = found(world, query);
  const from = Number(Buffer.from(query.options?.$skipToken ?? '', 'base64').toString('utf8') || 0);
  const size = Math.min(query.options?.$top ?? 100, pageSize);
  const isEmpty = fault?.kind === 'empty-page';
  const isTruncated = fault?.kind === 'truncated';
  const data = isEmpty ? [] : all.slice(fault?.kind === 'duplicate' ? Math.max(0, from - 1) : from, from + size);
  const next = fault?.kind === 'token-loop' || isEmpty ? from : from + size;
  const hasNext = !isTruncated && (next < all.length || fault?.kind === 'token-loop');
  return {
    totalRecords: all.length,
    count: data.length,
    resultTruncated: isTruncated ? 'true' : 'false',
    facets: [],
    ...(hasNext ? { $skipToken: Buffer.from(String(next)).toString('base64') } : {}),
    data,
  };
}
