/** Addresses from one to another, both included, as whole numbers. */
export interface AddressRange {
  readonly version: 4 | 6;
  readonly from: bigint;
  readonly to: bigint;
}

const bitsOf = { 4: 32n, 6: 128n } as const;
const v4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

function v4Value(address: string): bigint | null {
  if (!v4.test(address)) return null;
  const octets = address.split('.').map(Number);
  return octets.every((octet) => octet <= 255) ? octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n) : null;
}

/** The 16-bit groups of one side of `::`, an IPv4 tail counted as two; null when one is none. */
function groups(side: string): readonly bigint[] | null {
  if (side === '') return [];
  const read = side.split(':').map((group, place, all) => {
    const tail = place === all.length - 1 ? v4Value(group) : null;
    if (tail !== null) return [tail >> 16n, tail & 0xffffn];
    return /^[\da-f]{1,4}$/i.test(group) ? [BigInt(`0x${group}`)] : null;
  });
  return read.some((one) => one === null) ? null : read.flatMap((one) => one ?? []);
}

function v6Value(address: string): bigint | null {
  const sides = address.split('::');
  const [head, tail] = [groups(sides[0] ?? ''), groups(sides[1] ?? '')];
  if (head === null || tail === null || sides.length > 2 || !address.includes(':')) return null;
  const missing = 8 - head.length - tail.length;
  if (sides.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return all.reduce((sum, group) => (sum << 16n) + group, 0n);
}

/** The addresses of `10.0.0.0/8`, `10.0.0.4` or `2001:db8::/32`; null when it is none of these. */
export function addressRange(written: string): AddressRange | null {
  const [address = '', prefix, rest] = written.trim().split('/');
  const four = v4Value(address);
  const version = four === null ? 6 : 4;
  const value = four ?? v6Value(address);
  const length = prefix === undefined ? bitsOf[version] : /^\d{1,3}$/.test(prefix) ? BigInt(prefix) : null;
  if (value === null || length === null || length > bitsOf[version] || rest !== undefined) return null;
  const size = 1n << (bitsOf[version] - length);
  const from = (value / size) * size;
  return { version, from, to: from + size - 1n };
}

/** The addresses from one to another as a firewall rule names them; null when they are none or stand in the wrong order. */
export function rangeBetween(first: string, last: string): AddressRange | null {
  const [from, to] = [addressRange(first), addressRange(last)];
  if (from === null || to === null || from.version !== to.version || from.from > to.to) return null;
  return { version: from.version, from: from.from, to: to.to };
}

/** Every address there is. */
export const everyAddress: readonly AddressRange[] = ['0.0.0.0/0', '::/0'].flatMap((all) => addressRange(all) ?? []);

const inner = [
  ...['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  ...['::1/128', 'fc00::/7', 'fe80::/10'],
].flatMap((range) => addressRange(range) ?? []);

function less(range: AddressRange, taken: AddressRange): readonly AddressRange[] {
  if (range.version !== taken.version || taken.to < range.from || taken.from > range.to) return [range];
  const before = { ...range, to: taken.from - 1n };
  const after = { ...range, from: taken.to + 1n };
  return [before, after].filter(({ from, to }) => from <= to);
}

/** What is left of the ranges when others are taken away. */
export const without = (ranges: readonly AddressRange[], taken: readonly AddressRange[]): readonly AddressRange[] =>
  taken.reduce<readonly AddressRange[]>((left, one) => left.flatMap((range) => less(range, one)), ranges);

/** How many addresses the ranges hold together, each counted once. */
export function countOf(ranges: readonly AddressRange[], version: 4 | 6): bigint {
  let [count, reached] = [0n, -1n];
  for (const { from, to } of ranges.filter((one) => one.version === version).toSorted(byStart)) {
    const start = from > reached ? from : reached + 1n;
    if (to >= start) count += to - start + 1n;
    if (to > reached) reached = to;
  }
  return count;
}

const byStart = (a: AddressRange, b: AddressRange): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

/** True when the ranges together hold more public addresses than one range of that prefix length: they add up. */
export function isWiderThan(ranges: readonly AddressRange[], prefix: { readonly v4: number; readonly v6: number }) {
  const open = without(ranges, inner);
  return (
    countOf(open, 4) > 1n << (bitsOf[4] - BigInt(prefix.v4)) || countOf(open, 6) > 1n << (bitsOf[6] - BigInt(prefix.v6))
  );
}
