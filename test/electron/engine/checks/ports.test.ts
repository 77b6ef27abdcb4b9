import type { Json } from '@shared/domain/json.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, reaches, traffic, trafficWords } from '../../../../electron/engine/checks/ports.ts';

const at = (value: Json | undefined) => ({ path: 'example', value });
const read = (protocol: Json, from?: Json, to?: Json) => traffic(at(protocol), at(from), at(to));

describe('the traffic of a rule', () => {
  test.each([
    ['-1', undefined, undefined, 'every protocol and port'],
    [-1, null, null, 'every protocol and port'],
    ['tcp', 22, 22, 'tcp 22'],
    ['6', 22, 23, 'tcp 22-23'],
    [17, 53, 53, 'udp 53'],
    ['TCP', '3306', '3306', 'tcp 3306'],
    ['tcp', 3306.0, 3306.0, 'tcp 3306'],
    ['icmp', -1, -1, 'icmp'],
    ['58', undefined, undefined, 'icmpv6'],
    ['50', undefined, undefined, 'protocol 50'],
  ])('of protocol %s, ports %s to %s, is %s', (protocol, from, to, words) => {
    const found = read(protocol, from, to);
    expect(found === null ? null : trafficWords(found)).toBe(words);
  });

  test.each([
    ['tcp', undefined, undefined],
    ['tcp', 443, 80],
    ['tcp', -1, -1],
    ['udp', 0, 70_000],
    ['tcp', 'ssh', 'ssh'],
    ['quic', 443, 443],
    ['300', undefined, undefined],
    [6.5, 22, 22],
    [null, 22, 22],
  ])('of protocol %s, ports %s to %s, cannot be read', (protocol, from, to) => {
    expect(read(protocol, from, to)).toBeNull();
  });

  test('without ports opens no port, and with every protocol opens all', () => {
    expect([read('icmp'), read('-1')].map((one) => one !== null && isWithin(one, [80]))).toEqual([true, false]);
    expect([read('icmp'), read('-1')].map((one) => one !== null && reaches(one, 'tcp', 22))).toEqual([false, true]);
  });

  test('of udp does not reach a tcp port', () => {
    const dns = read('udp', 53, 53);
    expect(dns !== null && reaches(dns, 'tcp', 53)).toBe(false);
  });

  test('lies within a list when each of its ports is on it', () => {
    const port = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(port, port, fc.array(port), (a, b, ports) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const found = read('tcp', from, to);
        const every = Array.from({ length: to - from + 1 }, (_, step) => from + step);
        expect(found !== null && isWithin(found, ports)).toBe(every.every((one) => ports.includes(one)));
      }),
    );
  });
});
