import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressRange,
  countOf,
  everyAddress,
  isWiderThan,
  rangeBetween,
  without,
} from '../../../../electron/engine/checks/azure-prefixes.ts';

const ranges = (...written: readonly string[]) => written.flatMap((one) => addressRange(one) ?? []);
const eight = { v4: 8, v6: 32 };
const cidr = fc
  .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
  .map(([address, prefix]) => ranges(`${address}/${prefix}`));

describe('an address or prefix', () => {
  test.each([
    ['10.0.0.0/8', 0x0a000000n, 0x0affffffn],
    ['10.1.2.3/8', 0x0a000000n, 0x0affffffn],
    ['203.0.113.7', 0xcb007107n, 0xcb007107n],
    ['0.0.0.0/0', 0n, 0xffffffffn],
    ['::1', 1n, 1n],
    ['::/0', 0n, (1n << 128n) - 1n],
    ['2001:db8::/32', 0x20010db8n << 96n, (0x20010db9n << 96n) - 1n],
    ['::ffff:10.0.0.1', 0xffff0a000001n, 0xffff0a000001n],
    ['1:2:3:4:5:6:7:8', 0x00010002000300040005000600070008n, 0x00010002000300040005000600070008n],
  ])('%s holds its addresses', (written, from, to) => {
    expect(addressRange(written)).toMatchObject({ from, to });
  });
  test.each([
    '',
    'Internet',
    '256.0.0.0/8',
    '10.0.0.0/33',
    '10.0.0/8',
    '::/129',
    '1::2::3',
    '1:2:3',
    '10.0.0.0/8/8',
    ':',
  ])('cannot be read from "%s"', (written) => {
    expect(addressRange(written)).toBeNull();
  });
  test('two addresses make a range only in their order and of one version', () => {
    expect(rangeBetween('0.0.0.0', '255.255.255.255')).toEqual(addressRange('0.0.0.0/0'));
    expect(rangeBetween('10.0.0.2', '10.0.0.1')).toBeNull();
    expect(rangeBetween('10.0.0.1', '::1')).toBeNull();
  });
});

describe('ranges together', () => {
  test('add up to nearly the whole space although each is a part of it', () => {
    const parts = ['0.0.0.0/2', '64.0.0.0/3', '96.0.0.0/4', '112.0.0.0/5', '120.0.0.0/6', '124.0.0.0/7', '126.0.0.0/8'];
    expect(countOf(ranges(...parts, '128.0.0.0/1'), 4)).toBe(2n ** 32n - 2n ** 24n);
    expect(isWiderThan(ranges(...parts, '128.0.0.0/1'), { v4: 16, v6: 32 })).toBe(true);
  });
  test('count an address once that two of them hold', () => {
    expect(countOf(ranges('20.0.0.0/8', '20.1.0.0/16', '20.0.0.0/8'), 4)).toBe(2n ** 24n);
  });
  test('of private space are never wide', () => {
    expect(isWiderThan(ranges('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'), eight)).toBe(false);
    expect(isWiderThan(ranges('20.0.0.0/8'), eight)).toBe(false);
    expect(isWiderThan(ranges('20.0.0.0/8', '22.0.0.0/8'), eight)).toBe(true);
    expect(isWiderThan(ranges('2000::/3'), eight)).toBe(true);
  });
  test('leave nothing when every address is taken away, and the other version when one is', () => {
    expect(without(ranges('8.0.0.0/7', '::/0'), everyAddress)).toEqual([]);
    expect(without(everyAddress, ranges('0.0.0.0/0'))).toEqual(ranges('::/0'));
  });
  test('lose exactly what they share with the ranges taken away', () => {
    fc.assert(
      fc.property(cidr, cidr, (whole, taken) => {
        const left = without(whole, taken);
        const shared = countOf(whole, 4) - countOf(left, 4);
        expect(countOf([...left, ...taken], 4)).toBe(countOf(left, 4) + countOf(taken, 4));
        expect(countOf([...whole, ...taken], 4)).toBe(countOf(whole, 4) + countOf(taken, 4) - shared);
      }),
    );
  });
});
