import type { SnapshotKind } from '@shared/domain/collection.ts';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { Standing } from '@shared/domain/resource.ts';
import { placeOfArn, typeOfArn } from './arn.ts';
import { timeOf } from './time.ts';

/** What an item says about itself before its configuration is read. */
export interface Envelope {
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly arn: string | null;
  /** ISO 8601 UTC; null when the item does not say. */
  readonly capturedAt: string | null;
  readonly stateId: string;
  readonly isDeleted: boolean;
  readonly standing: Standing;
}

/** The keys of all three shapes, each alias on its own: old and third-party files mix them. */
const none = {
  accountId: '',
  awsAccountId: '',
  arn: '',
  ARN: '',
  awsRegion: '',
  resourceType: '',
  resourceId: '',
  resourceName: '',
  configurationItemStatus: '',
  configurationStateId: '',
  configurationStateID: '',
};
const keys = Object.keys(none) as readonly (keyof typeof none)[];

/** What stands under the keys as text, empty where nothing does; null when one holds neither text nor a number. Done for each item of an import. */
function wordsOf(item: JsonObject): typeof none | null {
  const words = { ...none };
  for (const key of keys) {
    const value = item[key] ?? '';
    if (typeof value !== 'string' && typeof value !== 'number') return null;
    words[key] = String(value);
  }
  return words;
}

/** An ARN somewhere in the configuration tells the type of a row that does not. */
function arnWithin(configuration: Json | undefined): string {
  if (!isObject(configuration)) return '';
  const found = Object.entries(configuration).find(
    ([key, value]) => key.toLowerCase().endsWith('arn') && typeof value === 'string' && typeOfArn(value) !== null,
  );
  return found === undefined ? '' : String(found[1]);
}

const statusOf = (status: string) => ({
  isDeleted: status.startsWith('ResourceDeleted'),
  isRecorded: status !== '' && !status.endsWith('NotRecorded'),
});

/** Reads an item's envelope; null when it names neither a type nor an ARN that tells one. */
export function envelopeOf(item: Json): Envelope | null {
  if (!isObject(item)) return null;
  const it = wordsOf(item);
  if (it === null) return null;
  const inner = it.resourceType === '' || it.resourceId === '' ? arnWithin(item.configuration) : '';
  const arn = it.arn || it.ARN || inner;
  const type = it.resourceType || typeOfArn(arn) || '';
  const id = it.resourceId || arn;
  if (type === '' || id === '') return null;
  const place = placeOfArn(arn);
  const account = it.awsAccountId || it.accountId;
  const { isDeleted, isRecorded } = statusOf(it.configurationItemStatus);
  return {
    account: account || place.account,
    region: it.awsRegion || place.region,
    type,
    id,
    name: it.resourceName || id,
    arn: arn === '' ? null : arn,
    capturedAt: timeOf(item.configurationItemCaptureTime ?? null),
    stateId: it.configurationStateId || it.configurationStateID,
    isDeleted,
    standing: account !== '' && (isRecorded || isDeleted) ? 'evidence' : 'inventory',
  };
}

/** Kinds whose rows are configuration items; the rest are answers about AWS Config itself. */
export const holdsItems = (kind: SnapshotKind): boolean =>
  [
    'config-snapshot',
    'config-history',
    'query-result',
    'resource-history',
    'batch-items',
    'discovered-resources',
    'notification',
    'rule-event',
    'item',
    'item-list',
  ].includes(kind);

/** Kinds that list every change, so that a state held until the next one. */
export const listsEveryChange = (kind: SnapshotKind): boolean =>
  kind === 'config-history' || kind === 'resource-history';
