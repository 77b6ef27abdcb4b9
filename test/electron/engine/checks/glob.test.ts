import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globMatches } from '../../../../electron/engine/checks/glob.ts';

/** The slow and obvious reading of a pattern, to compare with. */
function oracle(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') return oracle(pattern.slice(1), text) || (text !== '' && oracle(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && oracle(pattern.slice(1), text.slice(1));
}

const letters = (max: number, ...units: readonly string[]) =>
  fc.array(fc.constantFrom(...units), { maxLength: max }).map((all) => all.join(''));

test('a pattern is read as its definition says', () => {
  fc.assert(
    fc.property(letters(7, 'a', 'b', '*', '?'), letters(8, 'a', 'b'), (pattern, text) => {
      expect(globMatches(pattern, text)).toBe(oracle(pattern, text));
    }),
    { numRuns: 2000 },
  );
});

test('a text without wildcards matches itself', () => {
  fc.assert(fc.property(letters(30, 'a', 'B', ':', '/', '-'), (text) => globMatches(text, text)));
});

test('a pattern full of stars cannot stall a run', () => {
  const started = performance.now();
  expect(globMatches(`${'a*'.repeat(2_000)}b`, 'a'.repeat(20_000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('case decides, because names of buckets and roles have one', () => {
  expect(globMatches('arn:aws:s3:::Logs*', 'arn:aws:s3:::logs-2026')).toBe(false);
});
