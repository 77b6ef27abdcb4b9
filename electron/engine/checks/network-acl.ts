import type { Property, Resource } from '@shared/domain/resource.ts';
import { covers, isInternet, type Widest } from './internet.ts';
import { reaches, type Traffic, traffic } from './ports.ts';
import { flag, inside, list, number, text } from './read.ts';

/** One inbound entry of a network access list. A null part could not be read. */
export interface AclEntry {
  readonly order: number | null;
  readonly action: 'allow' | 'deny' | null;
  readonly allowed: Traffic | null;
  readonly source: Property;
  readonly terms: readonly Property[];
}

function entry(at: Property): AclEntry {
  const [order, action] = [inside(at, 'ruleNumber'), inside(at, 'ruleAction')];
  const [protocol, from, to] = [inside(at, 'protocol'), inside(at, 'portRange.from'), inside(at, 'portRange.to')];
  const v4 = inside(at, 'cidrBlock');
  const word = text(action)?.toLowerCase();
  return {
    order: number(order),
    action: word === 'allow' || word === 'deny' ? word : null,
    allowed: traffic(protocol, from, to),
    source: text(v4) === null ? inside(at, 'ipv6CidrBlock') : v4,
    terms: [order, action, protocol, from, to].filter(({ value }) => value !== undefined && value !== null),
  };
}

/** The inbound entries in the order in which the network walks them; those without a number come first. */
export const inboundEntries = (acl: Resource): readonly AclEntry[] =>
  list(acl, 'configuration.entries')
    .filter((at) => flag(inside(at, 'egress')) !== true)
    .map(entry)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));

/** True when the entry says all that a walk needs. */
export const isReadable = ({ order, action, allowed, source }: AclEntry, widest: Widest): boolean =>
  order !== null && action !== null && allowed !== null && isInternet(text(source) ?? '', widest) !== null;

/** Walks towards a TCP port: the allow from the internet that no earlier deny covers, or an unreadable entry before it. */
export function firstOpening(entries: readonly AclEntry[], port: number, widest: Widest): AclEntry | null {
  const denied: string[] = [];
  for (const found of entries) {
    const source = text(found.source) ?? '';
    if (!isReadable(found, widest)) return found;
    if (found.allowed === null || !reaches(found.allowed, 'tcp', port)) continue;
    if (found.action === 'deny') denied.push(source);
    else if (isInternet(source, widest) && !denied.some((range) => covers(range, source))) return found;
  }
  return null;
}
