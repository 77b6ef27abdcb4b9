import { type Severity, severities } from '@shared/domain/check.ts';
import { type FindingState, findingStates } from '@shared/domain/finding.ts';

/** What a list of findings is narrowed to; an absent field narrows nothing. */
export interface FindingFilter {
  readonly states?: readonly FindingState[] | undefined;
  readonly severities?: readonly Severity[] | undefined;
  readonly checkIds?: readonly string[] | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly type?: string | undefined;
  /** The id of one resource, whole. */
  readonly resource?: string | undefined;
  /** Part of an id, a name, a sentence or a check's id. */
  readonly search?: string | undefined;
}

type GroupBy = 'check' | 'account' | 'type' | 'criterion' | 'none';
type SortBy = 'severity' | 'state' | 'resource' | 'account' | 'type' | 'check' | 'capturedAt';

export interface FindingOrder {
  readonly group: GroupBy;
  /** For groups by check or criterion: check id to the group's key and place. */
  readonly ranks: Readonly<Record<string, { readonly key: string; readonly rank: number }>>;
  readonly sort: readonly { readonly by: SortBy; readonly descending: boolean }[];
}

type Values = Record<string, string | number>;

const lists = (
  name: string,
  column: string,
  values: readonly (string | number)[] | undefined,
): readonly [string, Values][] =>
  values === undefined
    ? []
    : [[`f.${column} IN (SELECT value FROM json_each(@${name}))`, { [name]: JSON.stringify(values) }]];
const equals = (name: string, column: string, value: string | undefined): readonly [string, Values][] =>
  value === undefined ? [] : [[`f.${column} = @${name}`, { [name]: value }]];

/**
 * Kept words are first looked through as they are stored, all of a sighting in one JSON text; only where that holds what is
 * searched, those of the finding are taken out of it.
 */
const searchSql = `(instr(lower(f.resource_id), @search) OR instr(lower(f.resource_name), @search) OR instr(f.check_id, @search)
  OR instr(f.account, @search) OR instr(lower(f.own_because), @search)
  OR (f.place IS NOT NULL AND f.sighting IN (SELECT key FROM kept_words WHERE instr(lower(because), @stored))
    AND (SELECT instr(lower(w.because ->> f.place), @search) FROM kept_words w WHERE w.key = f.sighting)))`;

/** A text as it stands inside JSON. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const searched = (search: string): Values => ({ search, stored: inJson(search).toLowerCase() });

interface WhereSql {
  readonly sql: string;
  readonly values: Values;
}

/** The filter as a condition on `outlined f`, with its values bound by name. */
export function whereSql(filter: FindingFilter): WhereSql {
  const parts = [
    ...lists(
      'states',
      'state_rank',
      filter.states?.map((state) => findingStates.indexOf(state)),
    ),
    ...lists(
      'severities',
      'severity_rank',
      filter.severities?.map((severity) => severities.indexOf(severity)),
    ),
    ...lists('checkIds', 'check_id', filter.checkIds),
    ...equals('account', 'account', filter.account),
    ...equals('region', 'region', filter.region),
    ...equals('type', 'type', filter.type),
    ...equals('resource', 'resource_id', filter.resource),
    ...(filter.search ? [[searchSql, searched(filter.search.toLowerCase())] as const] : []),
  ];
  return {
    sql: parts.length === 0 ? '1' : parts.map(([sql]) => sql).join(' AND '),
    values: Object.assign({}, ...parts.map(([, values]) => values)),
  };
}

const columns: Readonly<Record<SortBy, string>> = {
  severity: 'f.severity_rank',
  state: 'f.state_rank',
  resource: 'f.resource_name',
  account: 'f.account',
  type: 'f.type',
  check: 'f.check_id',
  capturedAt: 'f.captured_at',
};

interface OrderSql {
  readonly key: string;
  readonly rank: string;
  readonly within: string;
  /** What must stand beside the rows. */
  readonly beside: string;
}

/** What an order says of each check, for one connection: to look into JSON for each of 400,000 rows takes as long as sorting them. */
export const rankTable = 'CREATE TEMP TABLE ranked (check_id TEXT PRIMARY KEY, key TEXT, rank INTEGER) WITHOUT ROWID';
const beside = 'LEFT JOIN ranked r ON r.check_id = f.check_id';

/** Key and place of a row's group, and the order inside a group. Ends with the id, so that pages never overlap. */
export function orderSql({ group, sort }: FindingOrder): OrderSql {
  const within = [
    ...sort.map(({ by, descending }) => `${columns[by]} ${descending ? 'DESC' : 'ASC'}`),
    'f.state_rank',
    'f.severity_rank DESC',
    'f.id',
  ].join(', ');
  // A plain 0 in ORDER BY would be the number of a column.
  const plain = { rank: 'NULL', within, beside: '' };
  if (group === 'none') return { ...plain, key: "''" };
  if (group === 'account' || group === 'type') return { ...plain, key: `f.${group}` };
  return { rank: 'r.rank', key: 'r.key', within, beside };
}
