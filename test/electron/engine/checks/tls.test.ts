import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tlsVersion, tlsWords } from '../../../../electron/engine/checks/tls.ts';

describe('a TLS version', () => {
  test.each([
    ['1.2', 1.2],
    ['TLSv1', 1],
    ['TLSv1_2016', 1],
    ['TLSv1.1_2016', 1.1],
    ['TLSv1.2_2021', 1.2],
    ['TLSv1.3', 1.3],
    ['TLS1_2', 1.2],
    ['Protocol-TLSv1.1', 1.1],
    ['Protocol-SSLv3', 0],
    ['SSLv3', 0],
  ])('is read from %s as %d', (text, version) => {
    expect(tlsVersion(text)).toBe(version);
  });

  test.each(['', 'TLS', '12', 'v1.2', 'TLSv1.22', 'ELBSecurityPolicy-2016-08', 'TLSv1.2_1999', '1.2.3'])(
    'is not read from "%s"',
    (text) => {
      expect(tlsVersion(text)).toBeNull();
    },
  );

  test('keeps its order through every way of writing it', () => {
    const version = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 9 }));
    const written = ([major, minor]: readonly [number, number]) => tlsVersion(`TLSv${major}.${minor}_2021`) ?? -1;
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(written(a) - written(b))).toBe(Math.sign(a[0] * 10 + a[1] - (b[0] * 10 + b[1])));
      }),
    );
  });

  test('is written in words', () => {
    expect([0, 1, 1.2].map(tlsWords)).toEqual(['SSL', 'TLS 1.0', 'TLS 1.2']);
  });
});
