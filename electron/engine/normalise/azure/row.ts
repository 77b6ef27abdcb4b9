import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { Envelope } from '../aws/envelope.ts';
import { timeOf } from '../aws/time.ts';
import { clean } from './clean.ts';
import { armId, lastOf, subscriptionOf, typeOfId } from './id.ts';
import { inArmForm, isThin } from './lift.ts';

/** One row of Azure: what it says of itself, and the row in the form checks read. */
export interface AzureRow {
  /** Its state is left to whoever keeps it; see `stateText`. */
  readonly envelope: Envelope;
  readonly row: JsonObject;
  /** What a reader of the file must know of rows like this one; null for most. */
  readonly note: string | null;
}

/** Events of the Activity Log: kept, shown, judged by nothing. */
const eventType = 'azure.activity-log-event';
const stateType = 'microsoft.policyinsights/policystates';
const settingType = 'microsoft.insights/diagnosticsettings';
const subscriptionType = 'microsoft.resources/subscriptions';

const word = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Rows in which `properties` is JSON as text, as tables print it. */
function parsedProperties(row: JsonObject): JsonObject {
  const text = word(row.properties);
  if (!text.startsWith('{')) return row;
  try {
    return { ...row, properties: JSON.parse(text) };
  } catch {
    return row;
  }
}

/** A state of a policy as its own answer gives it: flat and without an id. It is one for each resource and rule. */
function namedState(row: JsonObject): JsonObject {
  const rule = lastOf(armId(word(row.policyDefinitionReferenceId) || word(row.policyDefinitionId)));
  const name = [lastOf(armId(word(row.policyAssignmentId))), rule].join('.');
  return { ...row, id: `${word(row.resourceId)}/providers/${stateType}/${name}`, name, type: stateType };
}

function namedEvent(row: JsonObject): JsonObject {
  const operation = isObject(row.operationName) ? word(row.operationName.value) : word(row.operationName);
  return { ...row, id: word(row.id) || `/events/${word(row.eventDataId)}`, name: operation, type: eventType };
}

/** A subscription as `az account list` prints it: its id is the bare one. */
const namedSubscription = (row: JsonObject): JsonObject => ({
  ...row,
  id: `/subscriptions/${word(row.id)}`,
  subscriptionId: word(row.id),
  type: subscriptionType,
});

const isBare = (id: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);

/** Gives rows that lack an id, a name or a type what they are known by. */
function named(row: JsonObject): JsonObject {
  if (typeof row.complianceState === 'string' && !isObject(row.properties)) return namedState(row);
  if ('eventTimestamp' in row && 'operationName' in row) return namedEvent(row);
  return isBare(word(row.id)) && 'tenantId' in row ? namedSubscription(row) : row;
}

/** The graph lists a site's configuration under two types. */
function typeOf(row: JsonObject, id: string): string {
  const stated = word(row.type).toLowerCase().replace(/^\//, '');
  return (stated.includes('/') || stated === eventType ? stated : typeOfId(id)).replace(/\/config\/web$/, '/config');
}

/** `East US 2` and `eastus2` are one region; a row without one belongs to all. */
const regionOf = (location: string): string => location.toLowerCase().replaceAll(' ', '') || 'global';

const propertiesOf = (row: JsonObject): JsonObject => (isObject(row.properties) ? row.properties : {});

/** Only states and events say when they held. */
function instantOf(type: string, row: JsonObject): string | null {
  if (type === eventType) return timeOf(row.eventTimestamp ?? null);
  return type === stateType ? timeOf(propertiesOf(row).timestamp ?? null) : null;
}

/** The CLI's list of a subscription's settings asks an old API, which does not know groups of categories. */
function withoutLostGroups(type: string, raw: JsonObject, row: JsonObject): JsonObject {
  if (type !== settingType || isObject(raw.properties)) return row;
  const { logs, ...properties } = propertiesOf(row);
  if (logs === undefined) return row;
  const hasCategory = Array.isArray(logs) && logs.some((log) => isObject(log) && word(log.category) !== '');
  return hasCategory ? row : { ...row, properties };
}

const flatNote =
  'The CLI printed these rows flat. Findings name their settings as the resource manager does, below properties.';
const groupNote =
  'This list leaves out groups of categories, so a setting that exports all logs looks empty in it. Read the diagnostic settings with az rest and api-version 2021-05-01-preview.';

function noteOf(type: string, raw: JsonObject, row: JsonObject): string | null {
  if (isObject(raw.properties) || type === eventType || type === stateType || type === subscriptionType) return null;
  if (type === settingType) return groupNote;
  return isThin(row) ? null : flatNote;
}

function envelopeOf(type: string, id: string, row: JsonObject): Envelope {
  const account = (subscriptionOf(id) || word(row.subscriptionId) || word(row.tenantId)).toLowerCase();
  return {
    account,
    region: regionOf(word(row.location)),
    type,
    id,
    name: word(row.name) || word(propertiesOf(row).displayName) || lastOf(id),
    arn: word(row.id),
    capturedAt: instantOf(type, row),
    stateId: '',
    isDeleted: false,
    standing: isThin(row) ? 'inventory' : 'evidence',
  };
}

/** A row in the form checks read, whichever answer or command it comes from. */
function formed(raw: JsonObject): { readonly type: string; readonly id: string; readonly row: JsonObject } | null {
  const cleaned = clean(raw);
  if (!isObject(cleaned)) return null;
  const row = named(parsedProperties(cleaned));
  const id = armId(word(row.id));
  const type = typeOf(row, id);
  if (id === '/' || type === '') return null;
  return { type, id, row: type === eventType ? row : withoutLostGroups(type, row, inArmForm(type, row)) };
}

/** Reads a row of Azure; null when it names neither a type nor an id that tells one. */
export function azureRow(raw: Json): AzureRow | null {
  if (!isObject(raw)) return null;
  const found = formed(raw);
  if (found === null) return null;
  const { type, id, row } = found;
  return { envelope: envelopeOf(type, id, row), row, note: noteOf(type, raw, row) };
}
