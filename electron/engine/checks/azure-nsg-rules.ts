import { isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { type AddressRange, addressRange, everyAddress } from './azure-prefixes.ts';
import { isAbsent, isWord, word } from './azure-rows.ts';
import { onceFor } from './once.ts';
import { elements, first, inside, list, number, text } from './read.ts';

/** Ports from one to another, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** One end of a rule: addresses, tags and groups by name in lower case, and what could not be read. */
export interface End {
  readonly ranges: readonly AddressRange[];
  readonly names: readonly string[];
  readonly unread: readonly Property[];
  /** Where each of them stands. */
  readonly at: readonly Property[];
}

/** One inbound rule of a network security group. */
export interface NsgRule {
  /** `Rule allow-ssh (priority 300)`. */
  readonly label: string;
  readonly priority: number;
  readonly isAllow: boolean;
  /** `*`, `tcp`, `udp`, `icmp` … */
  readonly protocol: string;
  readonly ports: readonly PortRange[];
  readonly portsAt: readonly Property[];
  readonly source: End;
  /** True when the rule takes traffic from any port of the sender. */
  readonly isFromAnyPort: boolean;
  readonly destination: End;
  readonly sourceGroups: readonly Property[];
}

/** An inbound rule that lacks what a walk needs; `priority` is null when that is missing. */
interface Unread {
  readonly label: string;
  readonly priority: number | null;
  readonly at: Property;
}

/** Rows of the resource manager keep a rule's settings under `properties`; lists of the command line do not. */
const setting = (rule: Property, key: string): Property => {
  const nested = inside(rule, `properties.${key}`);
  return nested.value === undefined && !isUnset(inside(rule, key).value) ? inside(rule, key) : nested;
};

/** A setting that stands alone or, in the plural, as a list; the other form is absent or empty then. */
const both = (rule: Property, single: string, plural: string): readonly Property[] =>
  [setting(rule, single), ...elements(setting(rule, plural))].filter((at) => !isAbsent(at) && !Array.isArray(at.value));

const everyone = ['*', 'any', 'internet', '<nw>/0'];
const tag = /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)?$/;

function end(at: readonly Property[], groups: readonly Property[]): End {
  const words = at.map((one) => ({ one, name: word(one) ?? '' }));
  const read = words.map(({ one, name }) => ({
    one,
    name,
    ranges: everyone.includes(name) ? everyAddress : [addressRange(name)].flatMap((range) => range ?? []),
  }));
  const others = read.filter(({ ranges }) => ranges.length === 0);
  return {
    ranges: read.flatMap(({ ranges }) => ranges),
    names: [...others.filter(({ name }) => tag.test(name)), ...groups.map((one) => ({ name: word(one) ?? '' }))].map(
      ({ name }) => name,
    ),
    unread: others.filter(({ name }) => !tag.test(name)).map(({ one }) => one),
    at: [...at, ...groups],
  };
}

function portRange(at: Property): PortRange | null {
  if (text(at) === '*') return { from: 0, to: 65_535 };
  const [low = '', high = low, more] = String(at.value).trim().split('-');
  const [from, to] = [low, high].map((port) => (/^\d{1,5}$/.test(port.trim()) ? Number(port) : -1));
  if (from === undefined || to === undefined || more !== undefined) return null;
  return from < 0 || to > 65_535 || from > to ? null : { from, to };
}

const groupsAt = (rule: Property, key: string): readonly Property[] =>
  elements(setting(rule, key)).map((group) => inside(group, 'id'));

const nameOf = (rule: Property): string => text(inside(rule, 'name')) ?? '(no name)';

/** An inbound rule as it acts, or why it cannot be told; null for an outbound rule. */
function inbound(rule: Property): NsgRule | Unread | null {
  const [direction, access] = [setting(rule, 'direction'), setting(rule, 'access')];
  if (isWord(direction, 'Outbound')) return null;
  const priority = number(setting(rule, 'priority'));
  const label = `Rule ${nameOf(rule)} (priority ${priority ?? 'not stated'})`;
  const protocol = word(setting(rule, 'protocol'));
  const portsAt = both(rule, 'destinationPortRange', 'destinationPortRanges');
  const ports = portsAt.flatMap((at) => portRange(at) ?? []);
  const sourceGroups = groupsAt(rule, 'sourceApplicationSecurityGroups');
  const source = end(both(rule, 'sourceAddressPrefix', 'sourceAddressPrefixes'), sourceGroups);
  const missing = [
    [direction, isWord(direction, 'Inbound')],
    [access, isWord(access, 'Allow', 'Deny')],
    [setting(rule, 'priority'), priority !== null],
    [setting(rule, 'protocol'), protocol !== null],
    [portsAt.find((at) => portRange(at) === null) ?? setting(rule, 'destinationPortRange'), isWhole(ports, portsAt)],
    [source.unread[0] ?? setting(rule, 'sourceAddressPrefix'), source.at.length > 0 && source.unread.length === 0],
  ] as const;
  const [fault] = missing.find(([, isRead]) => !isRead) ?? [];
  if (fault !== undefined || priority === null || protocol === null)
    return { label, priority, at: fault ?? setting(rule, 'priority') };
  return {
    label,
    priority,
    isAllow: isWord(access, 'Allow'),
    protocol,
    ports,
    portsAt,
    source,
    isFromAnyPort: both(rule, 'sourcePortRange', 'sourcePortRanges').every((at) => isWord(at, '*', '0-65535')),
    destination: end(
      both(rule, 'destinationAddressPrefix', 'destinationAddressPrefixes'),
      groupsAt(rule, 'destinationApplicationSecurityGroups'),
    ),
    sourceGroups,
  };
}

const isWhole = (ports: readonly PortRange[], at: readonly Property[]): boolean =>
  at.length > 0 && ports.length === at.length;

/** The inbound rules of a group in the order in which the network walks them. */
export interface Walk {
  readonly rules: readonly NsgRule[];
  readonly unread: readonly Unread[];
}

/** The group's own inbound rules; null when the row does not hold them. Its default rules let in nothing from outside. */
export const walkOf = onceFor((group: Resource): Walk | null => {
  if (!Array.isArray(first(group, 'properties.securityRules').value)) return null;
  const read = list(group, 'properties.securityRules').flatMap((rule) => inbound(rule) ?? []);
  return {
    rules: read.flatMap((rule) => ('isAllow' in rule ? rule : [])).sort((a, b) => a.priority - b.priority),
    unread: read.flatMap((rule) => ('isAllow' in rule ? [] : rule)),
  };
});
