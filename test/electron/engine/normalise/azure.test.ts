import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { clean } from '../../../../electron/engine/normalise/azure/clean.ts';
import { armId, subscriptionOf, typeOfId } from '../../../../electron/engine/normalise/azure/id.ts';
import { azureRow } from '../../../../electron/engine/normalise/azure/row.ts';
import { stateText } from '../../../../electron/engine/normalise/azure/state.ts';

const subscription = '/subscriptions/0b1f6c2e-4d3a-4e87-9c5f-2a6d8e1b7f90';

test.each([
  [subscription, 'microsoft.resources/subscriptions'],
  [`${subscription}/resourceGroups/rg`, 'microsoft.resources/subscriptions/resourcegroups'],
  [`${subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v`, 'microsoft.keyvault/vaults'],
  [`${subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v/keys/k`, 'microsoft.keyvault/vaults/keys'],
  [
    `${subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/a/blobServices/default/containers/c`,
    'microsoft.storage/storageaccounts/blobservices/containers',
  ],
  [
    `${subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v/providers/Microsoft.Authorization/locks/l`,
    'microsoft.authorization/locks',
  ],
  ['/providers/Microsoft.Management/managementGroups/root', 'microsoft.management/managementgroups'],
  ['/providers/Microsoft.Authorization/roleAssignments/r', 'microsoft.authorization/roleassignments'],
  ['/somewhere/else', ''],
])('%s is a %s', (id, type) => {
  expect(typeOfId(armId(id))).toBe(type);
});

test('an id is compared in lower case, with its leading slash, and says its subscription', () => {
  expect(armId(`${subscription.slice(1).toUpperCase()}/`)).toBe(subscription);
  expect(subscriptionOf(`${subscription}/resourcegroups/rg`)).toBe(subscription.split('/')[2]);
  expect(subscriptionOf('/providers/microsoft.authorization/roleassignments/r')).toBe('');
});

const key = fc.stringMatching(/^[a-z][A-Za-z]{0,6}$/);
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>('TLS1_2', 'Enabled', true, false, 7),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));
const settings = fc
  .dictionary(key, tree, { maxKeys: 6 })
  .filter((it) => new Set(Object.keys(it).map((k) => k.toLowerCase())).size === Object.keys(it).length);

/** The same value with its keys the other way round, and with what is unset written out. */
function otherwise(value: Json): Json {
  if (Array.isArray(value)) return value.map(otherwise);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, inner]) => [name, otherwise(inner)] as const);
  return Object.fromEntries([['zzEmpty', []], ['zzNull', null], ...members.toReversed()]);
}

const row = (properties: JsonObject): JsonObject => ({
  id: `${subscription}/resourceGroups/rg/providers/Microsoft.Cache/redis/r`,
  name: 'r',
  type: 'Microsoft.Cache/redis',
  location: 'West Europe',
  properties,
});
const textOf = (raw: JsonObject): string => {
  const read = azureRow(raw);
  if (read === null) throw new Error('It is a row.');
  return stateText(read.row, read.envelope.type, read.envelope.region);
};

describe('the text of a state', () => {
  it('is the same whatever the order of keys, the case of ids and what is written out as unset', () => {
    fc.assert(
      fc.property(settings, (properties) => {
        const whole = row(properties);
        const again = {
          ...row(properties),
          id: String(whole.id).toUpperCase(),
          type: 'microsoft.cache/redis',
          location: 'westeurope',
          tenantId: 't',
          kind: '',
          etag: 'W/"1"',
          properties: otherwise(properties),
        };
        expect(textOf(again)).toBe(textOf(whole));
      }),
    );
  });

  it('is another for another value', () => {
    fc.assert(
      fc.property(settings, (properties) => {
        expect(textOf(row({ ...properties, aaChanged: 1 }))).not.toBe(textOf(row({ ...properties, aaChanged: 2 })));
      }),
    );
  });

  it('takes instants to the millisecond, and leaves what only looks like one', () => {
    const at = (made: string) => textOf(row({ made }));
    expect(at('2024-03-11T08:15:22.4178312Z')).toBe(at('2024-03-11T08:15:22.4170000Z'));
    expect(at('2024-03-11T08:15:22.4178312Z')).not.toBe(at('2024-03-11T08:15:22.4180000Z'));
    expect(at('2024-13-41T08:15:22Z')).toContain('2024-13-41T08:15:22Z');
  });
});

test('what needs no cleaning is the value itself', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(clean(value)).toBe(value);
    }),
  );
  const polluted: Json = JSON.parse('{ "a": [{ "__proto__": { "x": 1 }, "b": 2 }] }');
  expect(JSON.stringify(clean(polluted))).toBe('{"a":[{"b":2}]}');
});

test.each([null, [], {}, { name: 'x' }, { id: '' }, { id: 7, type: 'x' }, { type: 'Microsoft.Cache/redis' }])(
  '%j names neither what it is nor which one',
  (value) => {
    expect(azureRow(value)).toBeNull();
  },
);
