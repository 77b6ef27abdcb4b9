import { expect, test, vi } from 'vitest';
import { onceFor } from '../../../../electron/engine/checks/once.ts';

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
