import type { Property, Resource } from '@shared/domain/resource.ts';
import type { Seen } from '@shared/domain/verdict.ts';
import type { End, NsgRule, PortRange, Walk } from './azure-nsg-rules.ts';
import { type AddressRange, countOf, everyAddress, isWiderThan, without } from './azure-prefixes.ts';
import { counted, listed } from './evidence.ts';
import type { Widest } from './internet.ts';
import { list, seen, text } from './read.ts';

type Protocol = 'tcp' | 'udp';

/** Ports of one protocol that a rule opens to the internet and that no earlier rule closes. */
export interface Opening extends PortRange {
  readonly rule: NsgRule;
  readonly protocol: Protocol;
  /** True when only IPv6 is left of the sources, because IPv4 is denied before or was never named. */
  readonly isOnlyV6: boolean;
}

const holds = (ports: readonly PortRange[], port: number): boolean =>
  ports.some(({ from, to }) => from <= port && port <= to);

const isFor = (rule: NsgRule, protocol: Protocol): boolean => rule.protocol === '*' || rule.protocol === protocol;

/** Inside a network every address an inbound rule can protect belongs to it, so this tag means all of them. */
const isEverywhere = ({ names, at }: End): boolean => at.length === 0 || names.includes('virtualnetwork');

/** True when a rule for the first end also takes all that goes to the second. */
function takesIn(wide: End, narrow: End): boolean {
  if (isEverywhere(wide) || without(everyAddress, wide.ranges).length === 0) return true;
  if (isEverywhere(narrow) || narrow.unread.length > 0) return false;
  return narrow.names.every((name) => wide.names.includes(name)) && without(narrow.ranges, wide.ranges).length === 0;
}

/** The sources of an allow from which a port can still be reached after the denies that are walked before it. */
function left(allow: NsgRule, protocol: Protocol, port: number, { rules }: Walk): readonly AddressRange[] {
  const denies = rules.filter(
    (rule) =>
      !rule.isAllow &&
      rule.priority < allow.priority &&
      rule.isFromAnyPort &&
      isFor(rule, protocol) &&
      holds(rule.ports, port) &&
      takesIn(rule.destination, allow.destination),
  );
  return without(
    allow.source.ranges,
    denies.flatMap(({ source }) => source.ranges),
  );
}

/** The allow's ports cut where any deny begins or ends, so that one port answers for each piece. */
function pieces(allow: NsgRule, { rules }: Walk): readonly PortRange[] {
  const cuts = rules
    .filter(({ isAllow }) => !isAllow)
    .flatMap(({ ports }) => ports.flatMap(({ from, to }) => [from, to + 1]));
  return allow.ports.flatMap(({ from, to }) => {
    const starts = [...new Set([from, ...cuts.filter((cut) => from < cut && cut <= to)])].sort((a, b) => a - b);
    return starts.map((start, place) => ({ from: start, to: (starts[place + 1] ?? to + 1) - 1 }));
  });
}

function joined(openings: readonly Opening[]): readonly Opening[] {
  const whole: Opening[] = [];
  for (const next of openings) {
    const last = whole.at(-1);
    const isNext = last?.protocol === next.protocol && last.to + 1 === next.from && last.isOnlyV6 === next.isOnlyV6;
    if (last !== undefined && isNext) whole[whole.length - 1] = { ...last, to: next.to };
    else whole.push(next);
  }
  return whole;
}

function openedBy(allow: NsgRule, walk: Walk, widest: Widest): readonly Opening[] {
  const protocols = (['tcp', 'udp'] as const).filter((protocol) => isFor(allow, protocol));
  const found = protocols.flatMap((protocol) =>
    pieces(allow, walk).flatMap((ports): readonly Opening[] => {
      const sources = left(allow, protocol, ports.from, walk);
      const isOnlyV6 = countOf(sources, 4) === 0n;
      return isWiderThan(sources, widest) ? [{ ...ports, rule: allow, protocol, isOnlyV6 }] : [];
    }),
  );
  return joined(found);
}

/** Every opening to the internet, in the order in which the network walks the rules. Protocols without ports open none. */
export const openings = (walk: Walk, widest: Widest): readonly Opening[] =>
  walk.rules
    .filter(({ isAllow, source }) => isAllow && isWiderThan(source.ranges, widest))
    .flatMap((rule) => openedBy(rule, walk, widest));

/** `tcp 22`, `udp 0-65535`. */
export const portWords = ({ protocol, from, to }: Opening): string =>
  `${protocol} ${from === to ? from : `${from}-${to}`}`;

/** Sources as a sentence names them; a long list is cut. */
export function sourceWords({ rule, isOnlyV6 }: Opening): string {
  const words = rule.source.at.map((at) => text(at) ?? 'an unreadable source');
  const shown =
    words.length > 3 ? `${words.slice(0, 2).join(', ')} and ${words.length - 2} more prefixes` : listed(words);
  return isOnlyV6 ? `${shown} over IPv6` : shown;
}

/** The properties a rule rests on: sources, then ports. */
export const nsgSeen = ({ source, portsAt }: NsgRule): readonly Seen[] =>
  [...source.at.slice(0, 3), ...portsAt.slice(0, 3)].map(seen);

const countAt = (group: Resource, path: string): number => list(group, path).length;

/** How much hangs on the group: `the group is attached to nothing`. */
export function attachedWords(group: Resource): string {
  const subnets = countAt(group, 'properties.subnets');
  const interfaces = countAt(group, 'properties.networkInterfaces');
  if (subnets + interfaces === 0) return 'the group is attached to no subnet and no interface';
  return `the group guards ${counted(subnets, 'subnet')} and ${counted(interfaces, 'network interface')}`;
}

/** The first rule that could not be read and that might close what an opening shows. */
export function hiddenBefore({ unread }: Walk, opening: Opening | undefined): Property | null {
  const before = unread.find(
    ({ priority }) => priority === null || opening === undefined || priority < opening.rule.priority,
  );
  return before?.at ?? null;
}
