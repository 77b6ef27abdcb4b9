import type { SnapshotKind } from '@shared/domain/collection.ts';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';
import { kindOfAzureObject } from './detect-azure.ts';

/** The lists an answer of AWS Config carries its rows in, with the kind each means. */
const listKinds: Readonly<Record<string, SnapshotKind>> = {
  configurationitems: 'resource-history',
  results: 'query-result',
  baseconfigurationitems: 'batch-items',
  resourceidentifiers: 'discovered-resources',
  configurationrecorders: 'recorders',
  configurationrecordersstatus: 'recorder-status',
  deliverychannels: 'delivery-channels',
  deliverychannelsstatus: 'delivery-channel-status',
  retentionconfigurations: 'retention',
  configrules: 'config-rules',
  configrulesevaluationstatus: 'rule-evaluation-status',
  compliancebyconfigrules: 'rule-compliance',
  aggregatecompliancebyconfigrules: 'rule-compliance',
  evaluationresults: 'rule-evaluations',
  aggregateevaluationresults: 'rule-evaluations',
  conformancepackdetails: 'conformance-packs',
  conformancepackrulecompliancelist: 'conformance-packs',
  conformancepackruleevaluationresults: 'conformance-packs',
  configurationaggregators: 'aggregators',
  aggregatedsourcestatuslist: 'aggregator-sources',
};

/** The kind a list's key means; null when it is no list of AWS Config. */
export const kindOfList = (key: string): SnapshotKind | null => listKinds[key.toLowerCase()] ?? null;

const has = (object: JsonObject, key: string): boolean =>
  Object.keys(object).some((name) => name.toLowerCase() === key.toLowerCase());

/** True for something that can stand as a configuration item, whichever of the three shapes. */
export const isItem = (value: Json): boolean =>
  isObject(value) && (has(value, 'configuration') || (has(value, 'resourceType') && has(value, 'resourceId')));

/** A delivered file says its version; a snapshot also has an id, a history file has none or a null one. */
export function deliveredKind(kind: SnapshotKind, head: ReadonlyMap<string, Json>): SnapshotKind {
  if (kind !== 'resource-history' || !head.has('fileVersion')) return kind;
  return typeof head.get('configSnapshotId') === 'string' ? 'config-snapshot' : 'config-history';
}

/** What a whole small object is: a bare item, a change notification or the event a rule was called with. */
export function kindOfObject(value: JsonObject): { readonly kind: SnapshotKind; readonly item: Json } {
  if (isObject(value.configurationItem)) return { kind: 'notification', item: value.configurationItem };
  if (typeof value.invokingEvent === 'string') return { kind: 'rule-event', item: invokedItem(value.invokingEvent) };
  if (isItem(value)) return { kind: 'item', item: value };
  const azure = kindOfAzureObject(value);
  if (azure !== null) return { kind: azure, item: value };
  throw unknownKind(Object.keys(value));
}

function invokedItem(event: string): Json {
  const parsed: Json = JSON.parse(event);
  if (isObject(parsed) && isObject(parsed.configurationItem)) return parsed.configurationItem;
  throw new AppError('unsupported-file', 'its invokingEvent holds no configuration item.');
}

/** Refuses a file by naming the keys found. */
export function unknownKind(keys: readonly string[]): AppError {
  const found =
    keys.length === 0 ? 'no keys' : `the keys ${keys.slice(0, 6).join(', ')}${keys.length > 6 ? ' and others' : ''}`;
  return new AppError(
    'unsupported-file',
    `it is JSON with ${found}, which is no file or answer of AWS Config or Azure.`,
    'Export with the AWS or Azure CLI, or take the file from the delivery bucket.',
  );
}
