import type { Property } from '@shared/domain/resource.ts';
import { number, text } from './read.ts';

/** What a network rule lets through: everything, a port range, or a protocol that has no ports. */
export type Traffic =
  | { readonly kind: 'all' }
  | { readonly kind: 'ports'; readonly protocol: 'tcp' | 'udp'; readonly from: number; readonly to: number }
  | { readonly kind: 'portless'; readonly protocol: string };

const protocols: Readonly<Record<string, string>> = { '-1': 'all', 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };

/** The protocol's name, or its IANA number where it has no ports; null when it is neither. */
function protocolName(protocol: Property): string | null {
  const code = number(protocol);
  if (code === null) return text(protocol)?.toLowerCase() ?? null;
  return protocols[code] ?? (Number.isInteger(code) && code >= 0 && code <= 255 ? `protocol ${code}` : null);
}

/** Reads a rule's protocol and port range as AWS writes them; null when they cannot be read. */
export function traffic(protocol: Property, from: Property, to: Property): Traffic | null {
  const name = protocolName(protocol);
  if (name === null) return null;
  if (name === 'all') return { kind: 'all' };
  if (name !== 'tcp' && name !== 'udp')
    return /^(?:icmp|icmpv6|protocol \d+)$/.test(name) ? { kind: 'portless', protocol: name } : null;
  const [low, high] = [number(from), number(to)];
  if (low === null || high === null || low < 0 || high > 65_535 || low > high) return null;
  return { kind: 'ports', protocol: name, from: low, to: high };
}

/** True when the traffic holds a port of a protocol. */
export function reaches(allowed: Traffic, protocol: 'tcp' | 'udp', port: number): boolean {
  if (allowed.kind === 'all') return true;
  return allowed.kind === 'ports' && allowed.protocol === protocol && allowed.from <= port && port <= allowed.to;
}

/** True when every port of the traffic is on the list; a protocol without ports opens none. */
export function isWithin(allowed: Traffic, ports: readonly number[]): boolean {
  if (allowed.kind !== 'ports') return allowed.kind === 'portless';
  const inside = new Set(ports.filter((port) => allowed.from <= port && port <= allowed.to));
  return inside.size === allowed.to - allowed.from + 1;
}

/** `tcp 22`, `udp 0-65535`, `icmp`, `every protocol and port`. */
export function trafficWords(allowed: Traffic): string {
  if (allowed.kind === 'all') return 'every protocol and port';
  if (allowed.kind === 'portless') return allowed.protocol;
  return `${allowed.protocol} ${allowed.from === allowed.to ? allowed.from : `${allowed.from}-${allowed.to}`}`;
}
