import type { Parameter, Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { addressRange, countOf, isWiderThan } from './azure-prefixes.ts';
import { isAbsent, isWord } from './azure-rows.ts';
import { counted } from './evidence.ts';
import { widestSource } from './internet.ts';
import { flagOf, numberOf } from './parameters.ts';
import { elements, find, first, inside, list, seen, text } from './read.ts';

/** Parameters of a check that judges the network rules of a service. */
export const networkParameters: readonly Parameter[] = [
  {
    name: 'widestTotalV4',
    unit: 'prefix length',
    meaning: 'the sum of the address rules may not exceed one range of this size',
    default: 16,
    stricter: 'higher',
  },
  {
    name: 'requirePrivateEndpoint',
    unit: 'boolean',
    meaning: 'demand a private endpoint',
    default: false,
    stricter: 'true',
  },
];

/** An open connection of a private endpoint; rows that show no state of the connection count, since lists drop it. */
function isConnected(connection: Property): boolean {
  const state = inside(connection, 'properties.privateLinkServiceConnectionState.status');
  return isAbsent(state) || isWord(state, 'Approved');
}

/** A restricted service that must also have a private endpoint. */
function withEndpoint(row: Resource, scene: Scene, restricted: Verdict): Verdict {
  const connections = first(row, 'properties.privateEndpointConnections');
  if (!flagOf(scene, 'requirePrivateEndpoint') || elements(connections).some(isConnected)) return restricted;
  const evidence = [seen(connections), ...restricted.seen];
  return isAbsent(connections)
    ? unknown('A private endpoint is demanded, and the row does not list its connections.', evidence)
    : fail('A private endpoint is demanded, and none is connected.', evidence);
}

/** Refused by default: what the address rules let in again, taken together. */
function judgeRules(what: string, row: Resource, scene: Scene, evidence: readonly Seen[]): Verdict {
  const rules = find(row, 'properties.networkAcls.ipRules').flatMap(elements);
  const values = rules.map((rule) => inside(rule, 'value'));
  const ranges = values.flatMap((value) => addressRange(text(value) ?? '') ?? []);
  const all = [...evidence, ...values.slice(0, 6).map(seen)];
  const widest = { ...widestSource, v4: numberOf(scene, 'widestTotalV4') };
  if (isWiderThan(ranges, widest)) {
    const count = countOf(ranges, 4).toLocaleString('en-US');
    return fail(
      `${what} denies by default, but its ${counted(rules.length, 'address rule')} together let in ${count} IPv4 addresses, more than a /${widest.v4}.`,
      all,
    );
  }
  if (ranges.length < rules.length) return unknown(`An address rule of ${what.toLowerCase()} could not be read.`, all);
  const networks = list(row, 'properties.networkAcls.virtualNetworkRules').length;
  return withEndpoint(
    row,
    scene,
    pass(
      `${what} denies by default and lets in ${counted(rules.length, 'address rule')} and ${counted(networks, 'subnet')}.`,
      all,
    ),
  );
}

/** The verdict on `publicNetworkAccess` and `networkAcls`, read in this order. `what` begins the sentence: `The vault`. */
export function judgeNetwork(what: string, row: Resource, scene: Scene): Verdict {
  const access = first(row, 'properties.publicNetworkAccess');
  const action = first(row, 'properties.networkAcls.defaultAction');
  const evidence = [access, action].map(seen);
  if (isWord(access, 'Disabled', 'SecuredByPerimeter'))
    return withEndpoint(
      row,
      scene,
      pass(`The public network access of ${what.toLowerCase()} is ${text(access)}.`, evidence),
    );
  if (!isAbsent(access) && !isWord(access, 'Enabled'))
    return unknown(`The public network access of ${what.toLowerCase()} could not be read.`, evidence);
  if (isWord(action, 'Deny')) return judgeRules(what, row, scene, evidence);
  if (isWord(action, 'Allow')) return fail(`${what} accepts connections from every network by default.`, evidence);
  if (!isAbsent(action)) return unknown(`The default action of ${what.toLowerCase()} could not be read.`, evidence);
  if (isAbsent(access)) return unknown('The row states neither publicNetworkAccess nor networkAcls.', evidence);
  return fail(`${what} has public network access and no network rules, so it accepts every network.`, evidence);
}
