import { onceForText } from './once.ts';

/** Prefix lengths: a source with a shorter prefix counts as the internet. */
export interface Widest {
  readonly v4: number;
  readonly v6: number;
}

/** Wider than any single owner's space: the limits where a check declares none of its own. */
export const widestSource: Widest = { v4: 8, v6: 32 };

interface Range {
  readonly version: 4 | 6;
  readonly address: string;
  readonly prefix: number;
}

const v4 = /^(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,2}))?$/;
const v6 = /^([\da-f]*:[\da-f:.]*)(?:\/(\d{1,3}))?$/i;

const range = onceForText((cidr: string): Range | null => {
  const [, four, fourPrefix = '32'] = v4.exec(cidr) ?? [];
  if (four?.split('.').every((octet) => Number(octet) <= 255) && Number(fourPrefix) <= 32)
    return { version: 4, address: four, prefix: Number(fourPrefix) };
  const [, six, sixPrefix = '128'] = v6.exec(cidr) ?? [];
  return six !== undefined && Number(sixPrefix) <= 128 ? { version: 6, address: six, prefix: Number(sixPrefix) } : null;
});

/** Unique local and link-local IPv6: wide, and yet not the internet. IPv4 has no private range wider than /8. */
const isPrivate = ({ version, address }: Range): boolean => version === 6 && /^(?:f[cd]|fe[89ab])/i.test(address);

/** True when a source is wide enough to stand for the internet; null when it is not an address range. */
export function isInternet(cidr: string, widest: Widest): boolean | null {
  const source = range(cidr);
  if (source === null) return null;
  return source.prefix < (source.version === 4 ? widest.v4 : widest.v6) && !isPrivate(source);
}

const bits = (address: string): number => address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);

/** True when every address of `inner` lies in `outer`. IPv6 answers for the whole space and for equal texts only. */
export function covers(outer: string, inner: string): boolean {
  const [wide, narrow] = [range(outer), range(inner)];
  if (wide === null || narrow === null || wide.version !== narrow.version || wide.prefix > narrow.prefix) return false;
  if (wide.prefix === 0 || outer === inner) return true;
  const size = 2 ** (32 - wide.prefix);
  return wide.version === 4 && Math.floor(bits(wide.address) / size) === Math.floor(bits(narrow.address) / size);
}
