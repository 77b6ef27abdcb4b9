import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, isInternet, widestSource } from '../../../../electron/engine/checks/internet.ts';

const numbered = (address: string): number => address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
const network = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => ({ address, prefix }));
const cidr = ({ address, prefix }: { readonly address: string; readonly prefix: number }) => `${address}/${prefix}`;

describe('a source counts as the internet', () => {
  test.each([
    ['0.0.0.0/0', true],
    ['128.0.0.0/1', true],
    ['8.0.0.0/7', true],
    ['10.0.0.0/8', false],
    ['203.0.113.7/32', false],
    ['203.0.113.7', false],
    ['::/0', true],
    ['2000::/3', true],
    ['2001:db8::/32', false],
    ['fc00::/7', false],
    ['fe80::/10', false],
    ['2001:db8::1', false],
  ])('%s: %s', (source, expected) => {
    expect(isInternet(source, widestSource)).toBe(expected);
  });

  test.each(['', '0.0.0.0/33', '256.0.0.0/0', '1.2.3/8', '::/129', 'pl-0a1', 'sg-0a1', '0.0.0.0/0 '])(
    'cannot be told of "%s"',
    (source) => {
      expect(isInternet(source, widestSource)).toBeNull();
    },
  );

  test('by its prefix alone in IPv4', () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 1, max: 32 }), (source, v4) => {
        expect(isInternet(cidr(source), { v4, v6: 32 })).toBe(source.prefix < v4);
      }),
    );
  });
});

describe('a range covers another', () => {
  test('when every address of the inner lies in the outer', () => {
    fc.assert(
      fc.property(network, network, (outer, inner) => {
        const size = 2 ** (32 - outer.prefix);
        const isInside =
          inner.prefix >= outer.prefix &&
          Math.floor(numbered(outer.address) / size) === Math.floor(numbered(inner.address) / size);
        expect(covers(cidr(outer), cidr(inner))).toBe(isInside);
      }),
    );
  });

  test('itself, always', () => {
    fc.assert(fc.property(network, (range) => covers(cidr(range), cidr(range))));
  });

  test('never across IPv4 and IPv6', () => {
    expect(covers('0.0.0.0/0', '::/0')).toBe(false);
    expect(covers('::/0', '0.0.0.0/0')).toBe(false);
  });

  test('of IPv6 when it is the whole space', () => {
    expect(covers('::/0', '2000::/3')).toBe(true);
  });
});
