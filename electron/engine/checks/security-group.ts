import type { Property, Resource } from '@shared/domain/resource.ts';
import { type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { counted } from './evidence.ts';
import { isInternet, type Widest } from './internet.ts';
import { onceFor } from './once.ts';
import { type Traffic, traffic, trafficWords } from './ports.ts';
import { first, inside, list, listWithin, seen, text } from './read.ts';

/** One inbound rule of a security group, with the properties that say what it admits and from where. */
export interface InboundRule {
  /** `Rule 2 of 3`, counted as the item lists them. */
  readonly label: string;
  /** Null when protocol or ports could not be read. */
  readonly allowed: Traffic | null;
  readonly terms: readonly Property[];
  readonly sources: readonly Property[];
  readonly prefixLists: readonly Property[];
  /** Other groups that the rule admits. */
  readonly groups: readonly Property[];
}

/** What a key holds in each element of a list of the rule. */
const inEach = (rule: Property, listKey: string, key: string): readonly Property[] =>
  listWithin(rule, listKey).map((element) => inside(element, key));

/** Items of 2016 carry only `ipRanges`, as texts; later ones carry both, so only one is read. */
function v4Sources(rule: Property): readonly Property[] {
  const ranges = listWithin(rule, 'ipv4Ranges');
  const read = ranges.length > 0 ? ranges : listWithin(rule, 'ipRanges');
  return read.map((range) => (typeof range.value === 'string' ? range : inside(range, 'cidrIp')));
}

function inboundRule(rule: Property, place: number, { length }: readonly Property[]): InboundRule {
  const protocol = inside(rule, 'ipProtocol');
  const from = inside(rule, 'fromPort');
  const to = inside(rule, 'toPort');
  return {
    label: `Rule ${place + 1} of ${length}`,
    allowed: traffic(protocol, from, to),
    terms: [protocol, from, to].filter(({ value }) => value !== undefined && value !== null),
    sources: [...v4Sources(rule), ...inEach(rule, 'ipv6Ranges', 'cidrIpv6')],
    prefixLists: inEach(rule, 'prefixListIds', 'prefixListId'),
    groups: inEach(rule, 'userIdGroupPairs', 'groupId'),
  };
}

/** The inbound rules of a group; null when the item does not list them, since an absent list may be an incomplete item. */
export const inboundRules = onceFor((group: Resource): readonly InboundRule[] | null => {
  const { value } = first(group, 'configuration.ipPermissions');
  if (value === undefined || typeof value === 'string') return null;
  return list(group, 'configuration.ipPermissions').map(inboundRule);
});

/** The sources of a rule that stand for the internet. */
export const openSources = ({ sources }: InboundRule, widest: Widest): readonly Property[] =>
  sources.filter((source) => isInternet(text(source) ?? '', widest) === true);

/** `Rule 2 of 3 admits tcp 22 from 0.0.0.0/0`, without the period. */
export function admission({ label, allowed }: InboundRule, from: readonly Property[]): string {
  const sources = from.map((source) => text(source) ?? 'an unreadable source');
  return `${label} admits ${allowed === null ? 'traffic' : trafficWords(allowed)} from ${sources.join(' and ')}`;
}

/** The properties an open rule rests on: its sources, then its ports. */
export const ruleSeen = ({ terms }: InboundRule, from: readonly Property[]): readonly Seen[] =>
  [...from, ...terms].map(seen);

/** Why a rule that may be open cannot be judged; null when it is settled. `isBarred`: traffic that must not be open. */
function doubt(rule: InboundRule, widest: Widest, isBarred: (allowed: Traffic) => boolean): Verdict | null {
  const { label, allowed, terms, prefixLists } = rule;
  if (allowed !== null && !isBarred(allowed)) return null;
  const unread = rule.sources.filter((source) => isInternet(text(source) ?? '', widest) === null);
  if (allowed === null) {
    const open = openSources(rule, widest);
    return open.length + unread.length + prefixLists.length > 0
      ? unknown(`${label} has a protocol or a port range that could not be read.`, [...terms, ...open].map(seen))
      : null;
  }
  if (unread.length > 0)
    return unknown(`${admission(rule, unread)}, which is not an address range.`, ruleSeen(rule, unread));
  return prefixLists.length === 0
    ? null
    : unknown(`${admission(rule, prefixLists)}, whose addresses the item does not hold.`, ruleSeen(rule, prefixLists));
}

function firstDoubt(
  rules: readonly InboundRule[],
  widest: Widest,
  isBarred: (allowed: Traffic) => boolean,
): Verdict | null {
  for (const rule of rules) {
    const found = doubt(rule, widest, isBarred);
    if (found !== null) return found;
  }
  return null;
}

/** Parts the rules into those open to the internet for barred traffic, and the first doubt among the others. */
export function openRules(
  rules: readonly InboundRule[],
  widest: Widest,
  isBarred: (allowed: Traffic) => boolean,
): { readonly open: readonly InboundRule[]; readonly doubt: Verdict | null } {
  const open = rules.filter((rule) => rule.allowed && isBarred(rule.allowed) && openSources(rule, widest).length > 0);
  return { open, doubt: firstDoubt(rules, widest, isBarred) };
}

const seenLimit = 8;

/** What a pass over all rules rests on: who is admitted where, as far as eight properties go. */
export function rulesSeen(rules: readonly InboundRule[]): readonly Seen[] {
  const found: Property[] = [];
  for (const { sources, prefixLists, groups, terms } of rules) {
    found.push(...sources, ...prefixLists, ...groups, ...terms);
    if (found.length >= seenLimit) break;
  }
  return found.slice(0, seenLimit).map(seen);
}

/** How much hangs on the group: `the item names 2 network interfaces that use the group`. */
export function usesWords({ relationships }: Resource): string {
  const uses = relationships.filter(({ type }) => type === 'AWS::EC2::NetworkInterface').length;
  if (uses === 0) return 'the item names no network interface that uses the group';
  return `the item names ${counted(uses, 'network interface')} that ${uses === 1 ? 'uses' : 'use'} the group`;
}
