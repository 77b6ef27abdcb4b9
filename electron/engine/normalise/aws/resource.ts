import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { Relationship, Resource, ResourceRef, Standing } from '@shared/domain/resource.ts';
import { decode } from './decode.ts';
import { timeOf } from './time.ts';

/** What is already known of a version when its raw item is read again. */
export interface Identity extends ResourceRef {
  readonly arn: string | null;
  readonly capturedAt: string;
  readonly isDeleted: boolean;
  readonly standing: Standing;
}

const objectOf = (value: Json | undefined): JsonObject => {
  const decoded = decode(value ?? null);
  return isObject(decoded) ? decoded : {};
};

const isOfTexts = (map: JsonObject): map is Readonly<Record<string, string>> =>
  Object.values(map).every((value) => typeof value === 'string');

/** Tags come as a map, or as a list of key and value. */
function tagsOf(tags: Json | undefined): Readonly<Record<string, string>> {
  if (isObject(tags) && isOfTexts(tags)) return tags;
  if (isObject(tags)) return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value ?? '')]));
  if (!Array.isArray(tags)) return {};
  return Object.fromEntries(
    tags.filter(isObject).map((tag) => [String(tag.key ?? tag.tag ?? ''), String(tag.value ?? '')]),
  );
}

function relationshipsOf(list: Json | undefined): readonly Relationship[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).map((it) => ({
    type: String(it.resourceType ?? ''),
    id: String(it.resourceId ?? it.resourceName ?? ''),
    label: String(it.relationshipName ?? it.name ?? ''),
  }));
}

/** Finds the item in a row that wraps it: a notification or the event a rule was called with. */
function unwrap(raw: Json): JsonObject {
  const value = decode(raw);
  if (!isObject(value)) return {};
  if (isObject(value.configurationItem)) return value.configurationItem;
  const event = value.invokingEvent;
  return isObject(event) && isObject(event.configurationItem) ? event.configurationItem : value;
}

/** One version of a resource in the internal shape, from its raw item as parsed JSON. */
export function resourceOf(raw: Json, identity: Identity): Resource {
  const item = isObject(raw) && 'configuration' in raw ? raw : unwrap(raw);
  return {
    ...identity,
    createdAt: timeOf(item.resourceCreationTime ?? null),
    tags: tagsOf(item.tags),
    relationships: relationshipsOf(item.relationships),
    configuration: 'configuration' in item ? objectOf(item.configuration) : objectOf(item),
    supplementaryConfiguration: objectOf(item.supplementaryConfiguration),
  };
}

/** The account, or one region of it, as a resource: absence is judged on the container. */
export function containerOf(account: string, region: string | null, asOf: string): Resource {
  const isRegion = region !== null;
  return {
    provider: 'aws',
    account,
    region: region ?? 'global',
    type: isRegion ? 'aws.account-region' : 'aws.account',
    id: isRegion ? `${account}/${region}` : account,
    name: isRegion ? `${account} ${region}` : account,
    arn: null,
    capturedAt: asOf,
    isDeleted: false,
    createdAt: null,
    standing: 'evidence',
    tags: {},
    relationships: [],
    configuration: {},
    supplementaryConfiguration: {},
  };
}
