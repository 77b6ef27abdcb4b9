import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import type { Seen } from '@shared/domain/verdict.ts';
import { type Destination, destinationWords } from './azure-logs.ts';
import { isWord, nameIn, readChildren, rowNamed } from './azure-rows.ts';
import { seenOn } from './evidence.ts';
import { first, flag, inside, list, number, texts, within } from './read.ts';

export const workspaceType = 'microsoft.operationalinsights/workspaces';
export const tableType = 'microsoft.operationalinsights/workspaces/tables';
export const accountType = 'microsoft.storage/storageaccounts';
const lifecycleType = 'microsoft.storage/storageaccounts/managementpolicies';
export const containerType = 'microsoft.storage/storageaccounts/blobservices/containers';

/** The types that a check on retention reads. */
export const retentionTypes: readonly string[] = [workspaceType, tableType, accountType, lifecycleType, containerType];

/** How long a destination keeps the activity log. */
interface Kept {
  /** Days in all, archive included; infinite where nothing deletes, null where it cannot be told. */
  readonly total: number | null;
  /** Days during which the records can be searched. */
  readonly searchable: number;
  /** Names what proved it, as a clause. */
  readonly words: string;
  readonly seen: readonly Seen[];
}

const unread = (words: string, seen: readonly Seen[] = []): Kept => ({ total: null, searchable: 0, words, seen });

/** A period in days; negative numbers stand for a default that the row does not name. */
function daysAt(row: Resource, path: string): { readonly at: Property; readonly days: number | null } {
  const at = first(row, path);
  const days = number(at);
  return { at, days: days === null || days <= 0 ? null : days };
}

function keptInTable(table: Resource, where: string): Kept {
  const [inAll, open] = [daysAt(table, 'properties.totalRetentionInDays'), daysAt(table, 'properties.retentionInDays')];
  const days = inAll.days ?? open.days;
  const evidence = [inAll.at, open.at].map((at) => seenOn(table, at));
  if (days === null) return unread(`the table AzureActivity of ${where} does not state its retention`, evidence);
  const words = `the table AzureActivity of ${where} keeps the log ${days} days`;
  return { total: days, searchable: open.days ?? days, words, seen: evidence };
}

/** The retention of the table counts; that of the workspace stands in for it only when it is long enough. */
function keptInWorkspace(destination: Destination, needed: number, scene: Scene): Kept {
  const where = destinationWords(destination);
  const table = rowNamed(`${destination.id}/tables/AzureActivity`, tableType, scene).rows[0];
  if (table !== undefined) return keptInTable(table, where);
  const { rows, unread: because } = rowNamed(destination.id, workspaceType, scene);
  const [workspace] = rows;
  if (workspace === undefined) return unread(because?.slice(0, -1) ?? `${where} is not among the rows read`);
  const { at, days } = daysAt(workspace, 'properties.retentionInDays');
  const evidence = [seenOn(workspace, at)];
  if (days === null) return unread(`${where} does not state its retention`, evidence);
  const words = `the retention of ${where} is ${days} days`;
  if (days < needed)
    return unread(`${words} and its table AzureActivity, which may keep longer, was not read`, evidence);
  return { total: days, searchable: days, words, seen: evidence };
}

/** The container into which the platform writes the activity log. */
const logContainer = 'insights-activity-logs';

const deletion = 'definition.actions.baseBlob.delete';

/** The days after which a rule deletes log records; none for a rule that is off or speaks of other containers. */
function deletionsOf(rule: Property): readonly Property[] {
  const prefixes = texts(within(rule, 'definition.filters.prefixMatch')).map((one) => one.toLowerCase());
  const isOurs =
    prefixes.length === 0 || prefixes.some((one) => one.startsWith(logContainer) || logContainer.startsWith(one));
  if (flag(inside(rule, 'enabled')) === false || !isOurs) return [];
  return ['Modification', 'Creation', 'LastAccessTime']
    .map((event) => inside(rule, `${deletion}.daysAfter${event}GreaterThan`))
    .filter((at) => number(at) !== null);
}

function lockedDays(account: Resource, scene: Scene): { readonly days: number; readonly seen: readonly Seen[] } {
  const containers = readChildren(account, containerType, scene).rows.filter(
    ({ id }) => nameIn(id).toLowerCase() === logContainer,
  );
  const policy = 'properties.immutabilityPolicy.properties';
  const locked = containers.find((row) => isWord(first(row, `${policy}.state`), 'Locked'));
  if (locked === undefined) return { days: 0, seen: [] };
  const period = first(locked, `${policy}.immutabilityPeriodSinceCreationInDays`);
  return { days: number(period) ?? 0, seen: [seenOn(locked, period)] };
}

function keptInStorage(destination: Destination, needed: number, scene: Scene): Kept {
  const where = destinationWords(destination);
  const { rows, unread: because } = rowNamed(destination.id, accountType, scene);
  const [account] = rows;
  if (account === undefined) return unread(because?.slice(0, -1) ?? `${where} is not among the rows read`);
  const lock = lockedDays(account, scene);
  if (lock.days >= needed)
    return {
      total: lock.days,
      searchable: 0,
      words: `a locked policy of ${where} keeps the log ${lock.days} days`,
      seen: lock.seen,
    };
  const policies = readChildren(account, lifecycleType, scene);
  if (policies.rows.length === 0 && policies.unread !== null) return unread(policies.unread.slice(0, -1));
  const rules = policies.rows.flatMap((row) =>
    list(row, 'properties.policy.rules')
      .flatMap(deletionsOf)
      .map((at) => ({ row, at, days: number(at) ?? 0 })),
  );
  const [soonest] = rules.toSorted((a, b) => a.days - b.days);
  if (soonest === undefined)
    return {
      total: Number.POSITIVE_INFINITY,
      searchable: 0,
      words: `no lifecycle rule of ${where} deletes the log`,
      seen: [seenOn(account, first(account, 'id'))],
    };
  const words = `a lifecycle rule of ${where} deletes the log after ${soonest.days} days`;
  return { total: soonest.days, searchable: 0, words, seen: [seenOn(soonest.row, soonest.at)] };
}

/** How long a destination keeps the activity log, and what proves it; `needed` is the declared time in days. */
export function keptAt(destination: Destination, needed: number, scene: Scene): Kept {
  if (destination.kind === 'workspace') return keptInWorkspace(destination, needed, scene);
  if (destination.kind === 'storage account') return keptInStorage(destination, needed, scene);
  return unread(`${destinationWords(destination)} hands the log to a reader that is not seen here`);
}
