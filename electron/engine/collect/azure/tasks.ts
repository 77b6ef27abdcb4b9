import type { Json, JsonObject } from '@shared/domain/json.ts';
import { isObject } from '@shared/domain/json.ts';
import { z } from 'zod';
import type { PlannedTask } from '../run/source.ts';
import { type Child, childrenOf, webConfig } from './children.ts';
import { queryOf, type Subject, webConfigQuery } from './subjects.ts';

/** What reading a task needs, as it is stored with it. */
const needs = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('graph'),
    query: z.string(),
    /** False for what lies above subscriptions. */
    isInSubscription: z.boolean(),
    /** Where Resource Graph is asked for sites, the sites asked for. */
    sites: z.array(z.string()).nullable(),
    /** True where Resource Manager is asked for the plans when Resource Graph has none. */
    isPricings: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('arm'),
    path: z.string(),
    version: z.string(),
    filter: z.string().nullable(),
    /** False for lists of a whole subscription: there an answer of 404 says nothing about what exists. */
    isBelowResource: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('unreadable'), actions: z.array(z.string()) }),
]);
export type Needs = z.infer<typeof needs>;

/** Reads back what a task needs. */
export const needsOf = ({ parameters }: PlannedTask): Needs => needs.parse(parameters);

type Own = Pick<PlannedTask, 'operation' | 'label' | 'types' | 'kind' | 'permission'>;

/** Resource Graph counts queries per person, over all subscriptions; Resource Manager per subscription. */
const graphBucket = 'Resource Graph';

function task(account: string, key: string, own: Own, given: Needs): PlannedTask {
  const bucket = given.kind === 'arm' ? account : graphBucket;
  return {
    ...own,
    key: `${account} ${key}`,
    account,
    region: 'global',
    bucket,
    expectedCalls: null,
    parameters: given,
  };
}

/** What every query of Resource Graph takes. */
export const graphPermission = 'Microsoft.ResourceGraph/resources/read';

/** A query of one subscription. `types` are those that the identity may read everywhere in it. */
export const graphTask = (account: string, subject: Subject, types: readonly string[]): PlannedTask =>
  task(
    account,
    `graph ${subject.label}`,
    { operation: subject.operation, label: subject.label, types, kind: 'graph-rows', permission: graphPermission },
    {
      kind: 'graph',
      query: queryOf(subject),
      isInSubscription: true,
      sites: null,
      isPricings: subject.types.includes('Microsoft.Security/pricings'),
    },
  );

/** Management groups lie above subscriptions, and those that the identity may not read are left out: it proves no absence. */
export const managementGroups = (tenant: string): PlannedTask =>
  task(
    tenant,
    'graph Management groups',
    {
      operation: 'subscriptions',
      label: 'Management groups',
      types: [],
      kind: 'graph-rows',
      permission: graphPermission,
    },
    {
      kind: 'graph',
      query: queryOf({ table: 'resourcecontainers', types: ['Microsoft.Management/managementGroups'] }),
      isInSubscription: false,
      sites: null,
      isPricings: false,
    },
  );

/** What the identity may not read is left out of answers without a word, so it stands in the run as denied. */
export const unreadableTask = (
  account: string,
  subject: Subject,
  types: readonly string[],
  actions: readonly string[],
): PlannedTask =>
  task(
    account,
    `unreadable ${subject.label}`,
    {
      operation: subject.operation,
      label: `${subject.label}: not allowed`,
      types,
      kind: 'graph-rows',
      permission: actions.join(', '),
    },
    { kind: 'unreadable', actions: [...actions] },
  );

/** An id as a path: every part is a name, whatever it holds. */
const pathOf = (id: string): string => id.split('/').map(encodeURIComponent).join('/');

/** The read of one child of a resource, or of a subscription. */
export const childTask = (
  account: string,
  child: Child,
  parent: { readonly id: string; readonly name: string | null },
): PlannedTask =>
  task(
    account,
    `GET ${parent.id.toLowerCase()}${child.path.toLowerCase()}`,
    {
      operation: child.operation,
      label: parent.name === null ? child.label : `${child.label} of ${parent.name}`,
      types: child.types,
      kind: child.isNamesOnly === true ? 'names' : 'azure-list',
      permission: child.permission,
    },
    {
      kind: 'arm',
      path: `${pathOf(parent.id)}${child.path}`,
      version: child.version,
      filter: null,
      isBelowResource: parent.name !== null,
    },
  );

/** What events of the Activity Log take. */
export const eventsPermission = 'Microsoft.Insights/eventtypes/values/read';

/** Events of the Activity Log between two instants. */
export const eventsTask = (account: string, days: number, from: string, to: string): PlannedTask =>
  task(
    account,
    `events ${days}`,
    {
      operation: 'activity-log',
      label: `Events of the last ${days} days`,
      types: [],
      kind: 'activity-log',
      permission: eventsPermission,
    },
    {
      kind: 'arm',
      path: `/subscriptions/${account}/providers/Microsoft.Insights/eventtypes/management/values`,
      version: '2015-04-01',
      filter: `eventTimestamp ge '${from}' and eventTimestamp le '${to}'`,
      isBelowResource: false,
    },
  );

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** True for a row of the subscription: what lies elsewhere leads nowhere. */
const liesIn = (account: string, id: string): boolean => id.toLowerCase().startsWith(`/subscriptions/${account}/`);

/**
 * Sites asked of Resource Graph at once: their configurations fit one page, so that what is missing can be told, and their ids
 * keep the query short, since nothing is written about how long one may be.
 */
const sitesAtOnce = 50;

function webConfigTasks(account: string, sites: readonly string[]): readonly PlannedTask[] {
  const places = Array.from({ length: Math.ceil(sites.length / sitesAtOnce) }, (_, at) => at * sitesAtOnce);
  return places.map((from) => {
    const some = sites.slice(from, from + sitesAtOnce);
    const own = { operation: 'web', label: `Configuration of ${some.length} apps`, types: webConfig.types } as const;
    return task(
      account,
      `graph configuration ${some[0]?.toLowerCase() ?? ''}`,
      { ...own, kind: 'graph-rows', permission: webConfig.permission },
      { kind: 'graph', query: webConfigQuery(some), isInSubscription: true, sites: some, isPricings: false },
    );
  });
}

const isSite = ({ type }: JsonObject): boolean => /^microsoft\.web\/sites(\/slots)?$/i.test(text(type));
const leads = (row: JsonObject): boolean => childrenOf[text(row.type).toLowerCase()] !== undefined || isSite(row);

/** The reads that rows lead to. */
export function leadsOf(account: string, rows: readonly Json[]): readonly PlannedTask[] {
  const leading = rows.filter((row): row is JsonObject => isObject(row) && leads(row) && liesIn(account, text(row.id)));
  const children = leading.flatMap((row) => {
    const known = childrenOf[text(row.type).toLowerCase()] ?? [];
    const parent = { id: text(row.id), name: text(row.name) || text(row.id) };
    return known.filter((child) => child.of?.(row) ?? true).map((child) => childTask(account, child, parent));
  });
  const sites = leading.filter(isSite);
  return [
    ...children,
    ...webConfigTasks(
      account,
      sites.map(({ id }) => text(id)),
    ),
  ];
}

/** The reads of configurations that Resource Graph has no row of. */
export function missingConfigs(
  account: string,
  sites: readonly string[],
  rows: readonly Json[],
): readonly PlannedTask[] {
  const found = new Set(rows.map((row) => (isObject(row) ? text(row.id).toLowerCase().split('/config')[0] : '')));
  return sites
    .filter((id) => !found.has(id.toLowerCase()))
    .map((id) => childTask(account, webConfig, { id, name: id.slice(id.lastIndexOf('/') + 1) }));
}
