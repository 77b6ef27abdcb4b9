import { expect, test, vi } from 'vitest';
import { onceFor, onceForEach, onceForText } from '../../../../electron/engine/checks/once.ts';

test('a question about the same object is answered once, also when the answer is undefined', () => {
  const answer = vi.fn((about: { readonly name?: string }) => about.name);
  const ask = onceFor(answer);
  const [named, unnamed] = [{ name: 'group' }, {}];
  expect([ask(named), ask(named)]).toEqual(['group', 'group']);
  expect([ask(unnamed), ask(unnamed)]).toEqual([undefined, undefined]);
  expect(answer).toHaveBeenCalledTimes(2);
});

test('an equal object is another one, and an earlier one is asked about anew', () => {
  const answer = vi.fn((about: { readonly name: string }) => about.name);
  const ask = onceFor(answer);
  const first = { name: 'group' };
  for (const about of [first, { name: 'group' }, first]) ask(about);
  expect(answer).toHaveBeenCalledTimes(3);
});

test('each of several objects is asked about once, by turns too', () => {
  const answer = vi.fn((about: readonly string[]) => about[0] ?? null);
  const ask = onceForEach(answer);
  const [one, none] = [['aws:SourceArn'], []];
  expect([one, none, one, none].map(ask)).toEqual(['aws:SourceArn', null, 'aws:SourceArn', null]);
  expect(answer).toHaveBeenCalledTimes(2);
});

test('a text is asked about once, also when the answer is null, and again after a thousand others', () => {
  const answer = vi.fn((about: string) => (about === '' ? null : about.length));
  const ask = onceForText(answer);
  expect([ask('0.0.0.0/0'), ask('0.0.0.0/0'), ask(''), ask('')]).toEqual([9, 9, null, null]);
  expect(answer).toHaveBeenCalledTimes(2);
  for (let place = 0; place < 1_000; place += 1) ask(`10.0.0.${place}`);
  expect(ask('0.0.0.0/0')).toBe(9);
  expect(answer).toHaveBeenCalledTimes(1_003);
});
