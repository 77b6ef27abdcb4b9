import type { ExampleResource } from '@shared/domain/check.ts';
import type { JsonObject } from '@shared/domain/json.ts';

const group = '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/app/providers';

/** The id of a row in the examples' resource group: `armId('microsoft.sql/servers/databases', 'orders/main')`. */
export function armId(type: string, name: string): string {
  const [provider = '', ...kinds] = type.split('/');
  const names = name.split('/');
  return [group, provider, ...kinds.flatMap((kind, place) => [kind, names[place] ?? 'default'])].join('/');
}

/** A raw row for an example. A child's name holds its parents': `orders/main`. Without properties it is a thin row. */
export function armRow(type: string, name: string, properties?: JsonObject, more: JsonObject = {}): ExampleResource {
  const own = name.split('/').at(-1) ?? name;
  return {
    type,
    id: armId(type, name),
    name: own,
    configuration: {
      id: armId(type, name),
      name: own,
      type,
      location: 'westeurope',
      ...(properties === undefined ? {} : { properties }),
      ...more,
    },
  };
}
