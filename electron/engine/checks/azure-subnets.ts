import type { Property, Resource } from '@shared/domain/resource.ts';
import { comparable } from './azure-rows.ts';
import { elements, inside, list, text, within } from './read.ts';

/** The interfaces that have an address in a subnet, by id. */
export function interfacesIn(subnet: Property): readonly string[] {
  const ids = within(subnet, 'properties.ipConfigurations')
    .flatMap(elements)
    .map((one) => text(inside(one, 'id')) ?? '');
  const found = ids.flatMap((id) => /^(.*\/networkinterfaces\/[^/]+)\//.exec(comparable(id))?.[1] ?? []);
  return [...new Set(found)];
}

const uses = [
  'ipConfigurations',
  'privateEndpoints',
  'serviceAssociationLinks',
  'resourceNavigationLinks',
  'applicationGatewayIPConfigurations',
];

/** True when something has an address in the subnet. */
export const isInUse = (subnet: Property): boolean =>
  uses.some((key) => elements(inside(subnet, `properties.${key}`)).length > 0);

/** The interfaces to which security groups are attached, by id. */
export const guardedInterfaces = (groups: readonly Resource[]): ReadonlySet<string> =>
  new Set(
    groups.flatMap((group) =>
      list(group, 'properties.networkInterfaces').map((one) => comparable(text(inside(one, 'id')) ?? '')),
    ),
  );
