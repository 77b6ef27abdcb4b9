import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScanner, type Member } from '../../../../electron/engine/collect/file/scanner.ts';

const limits = { depth: 64, memberBytes: 1 << 20 };

/** Scans a text in chunks of a size and gives back what was cut out of it. */
function scan(text: string, chunk: number): readonly Member[] {
  const found: Member[] = [];
  const scanner = createScanner((member) => found.push(member), limits);
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += chunk) scanner.push(bytes.subarray(at, at + chunk));
  scanner.end();
  return found;
}

const parsed = (members: readonly Member[]): unknown[] =>
  members.map(({ bytes }) => JSON.parse(bytes.toString('utf8')));

test('any list is cut into its elements, wherever the chunks end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 5 })),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      (list, chunk, isPretty) => {
        const text = JSON.stringify({ head: 'x', configurationItems: list, tail: null }, null, isPretty ? 2 : 0);
        const elements = scan(text, chunk).filter(({ isElement }) => isElement);
        expect(parsed(elements)).toEqual(JSON.parse(JSON.stringify(list)));
      },
    ),
    { seed: 7, numRuns: 300 },
  );
});

test('each element says the place its bytes stand at', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), fc.integer({ min: 1, max: 17 }), (list, chunk) => {
      const text = JSON.stringify(list);
      const bytes = Buffer.from(text, 'utf8');
      for (const member of scan(text, chunk))
        expect(bytes.subarray(member.offset, member.offset + member.bytes.length).equals(member.bytes)).toBe(true);
    }),
    { seed: 11, numRuns: 300 },
  );
});

test('a body cut anywhere is refused, never read as shorter', () => {
  const text = JSON.stringify({ fileVersion: '1.0', configurationItems: [{ a: 'x"y\\' }, { b: [1, 2] }] });
  for (let length = 0; length < text.length; length += 1)
    expect(() => scan(text.slice(0, length), 5), `${length} bytes`).toThrow();
});

test.each([
  ['{"a":1}{"b":2}', 'more follows'],
  ['[1 2]', 'a comma'],
  ['{"a" 1}', 'a colon'],
  ['{,}', 'a key'],
  ['[1,]', 'a value'],
  ['PK\u0003\u0004', 'does not begin'],
  ['   ', 'nothing in it'],
])('%s is refused with its place', (text, words) => {
  expect(() => scan(text, 3)).toThrow(words);
});

test('ten thousand levels are refused without recursion', () => {
  expect(() => scan(`[${'['.repeat(10_000)}${']'.repeat(10_000)}]`, 1000)).toThrow('deeper than 64 levels');
});

test('an element larger than the limit is refused by its place', () => {
  expect(() => scan(`["${'x'.repeat(2 << 20)}"]`, 65_536)).toThrow('larger than 1 MB');
});
