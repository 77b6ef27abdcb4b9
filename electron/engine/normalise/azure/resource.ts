import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import type { Identity } from '../aws/resource.ts';
import { timeOf } from '../aws/time.ts';
import { azureRow } from './row.ts';

function tagsOf(tags: Json | undefined): Readonly<Record<string, string>> {
  if (!isObject(tags)) return {};
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value ?? '')]));
}

/** When the cloud says it was made; few rows say so. */
function createdAt(row: JsonObject): string | null {
  const { systemData, properties } = row;
  const inside = isObject(properties) ? properties : {};
  const said = [
    isObject(systemData) ? systemData.createdAt : null,
    inside.createdOn,
    inside.creationTime,
    inside.creationDate,
    inside.timeCreated,
  ].find((value) => typeof value === 'string');
  return timeOf(said ?? null);
}

/** One reading of a resource in the internal shape: the whole row is its configuration. */
export function azureResourceOf(raw: Json, identity: Identity): Resource {
  const row = azureRow(raw)?.row ?? {};
  return {
    ...identity,
    createdAt: createdAt(row),
    tags: tagsOf(row.tags),
    relationships: [],
    configuration: row,
    supplementaryConfiguration: {},
  };
}

/** A subscription, or a tenant, as a resource: absence is judged on the container. */
export const azureContainerOf = (account: string, isTenant: boolean, asOf: string): Resource => ({
  provider: 'azure',
  account,
  region: 'global',
  type: isTenant ? 'azure.tenant' : 'azure.subscription',
  id: account,
  name: account,
  arn: null,
  capturedAt: asOf,
  isDeleted: false,
  createdAt: null,
  standing: 'evidence',
  tags: {},
  relationships: [],
  configuration: {},
  supplementaryConfiguration: {},
});
