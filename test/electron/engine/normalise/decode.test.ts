import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../../../electron/engine/normalise/aws/decode.ts';

const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*' }] };

test('JSON in a string, twice in a string and URL-encoded become the same value', () => {
  const once = JSON.stringify(policy);
  for (const text of [once, JSON.stringify(once), encodeURIComponent(once), ` ${once}`, `\n${once}`])
    expect(decode(text)).toEqual(policy);
});

test('a query row wraps values and they are unwrapped, in lists too', () => {
  expect(decode({ state: { value: 'available' }, groups: [{ value: 'sg-1' }, { value: 'sg-2' }] })).toEqual({
    state: 'available',
    groups: ['sg-1', 'sg-2'],
  });
  expect(decode({ tags: [{ key: 'a', value: 'b' }] })).toEqual({ tags: [{ key: 'a', value: 'b' }] });
});

test('text that only looks like JSON stays text', () => {
  for (const text of ['{not json', '[1, 2', '%7Bbroken', '"', 'plain', '', '100%']) expect(decode(text)).toBe(text);
});

test('keys that reach a prototype are dropped at every depth', () => {
  const hostile: unknown = JSON.parse(
    '{"a":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"b":1}}',
  );
  const value = decode(hostile as never);
  expect(value).toEqual({ a: { b: 1 } });
  expect('polluted' in {}).toBe(false);
});

test('what needs no decoding is the same object, so large items cost nothing', () => {
  const item = { a: [1, { b: 'c' }], d: null };
  expect(decode(item)).toBe(item);
});

test('no JSON value makes it throw or grow without end', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const once = decode(value as never);
      expect(JSON.stringify(once).length).toBeLessThanOrEqual(JSON.stringify(value).length);
    }),
    { seed: 3, numRuns: 500 },
  );
});
