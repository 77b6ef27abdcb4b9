import type { SnapshotKind } from '@shared/domain/collection.ts';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';

const isText = (value: Json | undefined): value is string => typeof value === 'string' && value !== '';

const isId = (value: Json | undefined): boolean => isText(value) && /^\/?(subscriptions|providers)\//i.test(value);
const isType = (value: Json | undefined): boolean => isText(value) && /^\/?[a-z]+\.[\w.]+\/[\w/]+$/i.test(value);
const isSubscription = ({ id, tenantId, state }: JsonObject): boolean =>
  isText(id) && isText(tenantId) && isText(state) && /^[\da-f-]{36}$/i.test(id);

/** The kind a single row tells; null when it is no row of Azure. */
function kindOfRow(row: JsonObject): SnapshotKind | null {
  if (isText(row.complianceState) && isText(row.policyAssignmentId)) return 'policy-states';
  if ('eventTimestamp' in row && 'operationName' in row) return 'activity-log';
  const isRow = isId(row.id) || (isType(row.type) && isText(row.name) && !('configuration' in row));
  return isRow || isSubscription(row) ? 'azure-list' : null;
}

/** Resource Graph says with each row where it lies, which no other answer does. */
const isOfGraph = (row: JsonObject): boolean => 'subscriptionId' in row && 'tenantId' in row && 'properties' in row;

/**
 * The kind of list a row of Azure stands in, by what the row holds and the key it stands under (null in a bare list);
 * null when it is no row of Azure.
 */
export function azureKind(value: Json, key: string | null): SnapshotKind | null {
  if (!isObject(value)) return null;
  const name = key?.toLowerCase() ?? null;
  if (name === 'data') return kindOfRow(value) === null ? null : 'graph-rows';
  if (name !== null && name !== 'value') return null;
  const kind = kindOfRow(value);
  return name === null && kind === 'azure-list' && isOfGraph(value) ? 'graph-rows' : kind;
}

/** The kind of a whole object that is one row of Azure. */
export function kindOfAzureObject(value: JsonObject): SnapshotKind | null {
  const kind = kindOfRow(value);
  return kind === 'azure-list' ? 'azure-resource' : kind;
}

const listKeys = /^(value|nextlink|count|@odata\..*)$/i;

/** The kind of an answer whose list is empty, so that no row tells it; null when it is no answer of Azure. */
export function emptyAzureKind(whole: JsonObject): SnapshotKind | null {
  const keys = Object.keys(whole);
  if (Array.isArray(whole.data) && ('totalRecords' in whole || 'total_records' in whole)) return 'graph-rows';
  return Array.isArray(whole.value) && keys.every((key) => listKeys.test(key)) ? 'azure-list' : null;
}

/** True for kinds whose rows are resources or records of Azure. */
export const isAzureKind = (kind: SnapshotKind): boolean =>
  ['graph-rows', 'azure-list', 'azure-resource', 'policy-states', 'activity-log', 'azure-exchanges'].includes(kind);

const secrets = /^(access|refresh|id)_?token$/i;

/** A file with a live sign-in must not be kept, and whoever sent it must revoke it. */
export const holdsToken = (what: string): AppError =>
  new AppError(
    'unsupported-file',
    `it holds ${what}, which signs in to the cloud as a person; nothing of it was kept.`,
    'Delete the file, and have the client revoke the sign-in (az logout, then revoke the sessions of that user).',
  );

/** Refuses an object that is, or holds, a token. */
export function refuseToken(keys: readonly string[]): void {
  const found = keys.find((key) => secrets.test(key));
  if (found !== undefined) throw holdsToken(found);
}

const isStated = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== '';

/**
 * Says of an answer's head that the answer goes on elsewhere. A value too long to be kept counts as stated: `keys` has it.
 */
export function azureCuts(head: ReadonlyMap<string, Json>, keys: readonly string[], items: number): readonly string[] {
  const states = (key: string): boolean => (head.has(key) ? isStated(head.get(key)) : keys.includes(key));
  const hasNext = ['$skipToken', 'skip_token', 'skipToken', 'nextLink', '@odata.nextLink'].some(states);
  const isTruncated = String(head.get('resultTruncated') ?? head.get('result_truncated') ?? '') === 'true';
  const total = Number(head.get('totalRecords') ?? head.get('total_records') ?? 0);
  return [
    ...(hasNext
      ? [
          'Incomplete export: the answer has a next page that is not in this file, so what is missing here proves nothing.',
        ]
      : []),
    ...(isTruncated
      ? ['Incomplete export: Resource Graph cut the answer short, so what is missing here proves nothing.']
      : []),
    ...(!hasNext && !isTruncated && total > items
      ? [
          `Incomplete export: the answer counts ${total} records and holds ${items}, so what is missing here proves nothing.`,
        ]
      : []),
  ];
}
