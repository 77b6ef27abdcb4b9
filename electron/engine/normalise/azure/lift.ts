import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';

/** What stands beside `properties` in a row of Resource Graph or the resource manager; the rest belongs below it. */
const outside: ReadonlySet<string> = new Set([
  ...['id', 'name', 'type', 'location', 'kind', 'sku', 'tags', 'identity', 'zones', 'plan', 'managedBy', 'etag'],
  ...['resourceGroup', 'subscriptionId', 'tenantId', 'extendedLocation', 'systemData', 'properties'],
  ...['createdTime', 'changedTime', 'provisioningState', 'apiVersion'],
]);

/** Of these, what a lifted row has below `properties`, or not at all. */
const inside: ReadonlySet<string> = new Set(['properties', 'provisioningState']);

/** True for a row that says that a resource exists and nothing of its settings, as `az resource list` prints. */
export const isThin = (row: JsonObject): boolean =>
  !isObject(row.properties) && Object.keys(row).every((key) => outside.has(key));

const isFlat = (row: JsonObject): boolean => !isObject(row.properties);

/** Children in the lists of a flattened row are flattened too: rules of a network security group, subnets. */
function liftChild(child: Json): Json {
  if (!isObject(child) || typeof child.id !== 'string' || !child.id.startsWith('/') || !isFlat(child)) return child;
  return isThin(child) ? child : lift(child);
}

const liftList = (value: Json): Json => (Array.isArray(value) ? value.map(liftChild) : value);

/** A row that the CLI printed flat, in the form of the resource manager: settings below `properties`. */
function lift(row: JsonObject): JsonObject {
  if (!isFlat(row)) return row;
  const members = Object.entries(row).map(([key, value]) => [key, liftList(value)] as const);
  return {
    ...Object.fromEntries(members.filter(([key]) => outside.has(key) && !inside.has(key))),
    properties: Object.fromEntries(members.filter(([key]) => !outside.has(key) || key === 'provisioningState')),
  };
}

function renamed(object: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  if (!Object.keys(object).some((key) => Object.hasOwn(names, key))) return object;
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [names[key] ?? key, value]));
}

const renamedEach = (list: Json | undefined, names: Readonly<Record<string, string>>): Json =>
  Array.isArray(list) ? list.map((it) => (isObject(it) ? renamed(it, names) : it)) : (list ?? null);

/** Names of the software kits and the CLI for what the resource manager calls otherwise, by type. */
const aliases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'microsoft.storage/storageaccounts': {
    enableHttpsTrafficOnly: 'supportsHttpsTrafficOnly',
    networkRuleSet: 'networkAcls',
  },
  'microsoft.authorization/roledefinitions': { roleType: 'type' },
};

/** Rules of a network rule set: the kits say what a value is, the resource manager does not. */
function networkRules(properties: JsonObject): JsonObject {
  const rules = properties.networkAcls;
  if (!isObject(rules)) return properties;
  return {
    ...properties,
    networkAcls: {
      ...rules,
      ...('ipRules' in rules
        ? { ipRules: renamedEach(rules.ipRules, { ipAddressOrRange: 'value', iPAddressOrRange: 'value' }) }
        : {}),
      ...('virtualNetworkRules' in rules
        ? { virtualNetworkRules: renamedEach(rules.virtualNetworkRules, { virtualNetworkResourceId: 'id' }) }
        : {}),
    },
  };
}

/** `MinTlsVersion` is `minTlsVersion` wherever the resource manager writes it. */
function camelCased(value: Json): Json {
  if (Array.isArray(value)) return value.map(camelCased);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, camelCased(inner)]),
  );
}

function ownNames(type: string, properties: JsonObject): JsonObject {
  const names = aliases[type];
  if (type === 'microsoft.web/sites/config') {
    const cased = camelCased(properties);
    return isObject(cased) ? cased : properties;
  }
  if (names === undefined) return properties;
  const known = renamed(properties, names);
  return type === 'microsoft.storage/storageaccounts' ? networkRules(known) : known;
}

/** A row with its settings below `properties`, under the names the resource manager gives them. */
export function inArmForm(type: string, row: JsonObject): JsonObject {
  if (isThin(row)) return row;
  const lifted = lift(row);
  return isObject(lifted.properties) ? { ...lifted, properties: ownNames(type, lifted.properties) } : lifted;
}
