import { auditException } from '@shared/contract/exception-shapes.ts';
import type { Response } from '@shared/domain/response.ts';
import { expect, test } from 'vitest';
import { readRubric } from '../../../../../electron/engine/evaluate/rubric/rubric.ts';
import { contextOf, exceptionNamed, writtenFor } from './responses.fixture.ts';

const { response } = writtenFor('substantive', 'leavers');
const limit = 20_000;
const filledWith = (text: string): string => text.repeat(Math.ceil(limit / text.length)).slice(0, limit);
const numbered = (sentence: (nth: number) => string): string =>
  filledWith(Array.from({ length: 900 }, (_, nth) => sentence(nth)).join(' '));
const { description } = exceptionNamed('leavers');

const long = {
  'hundreds of sentences that say new things': numbered((nth) => `Team ${nth} keeps word${nth} in tool${nth}.`),
  'the finding again and again': filledWith(`${description} `),
  'thousands of sentences of one letter': filledWith('a. '),
  'thousands of short sentences of the finding': filledWith('T-104 kept access. 2 of 25. '),
  'one sentence without an end': filledWith('access leavers days '),
  'phrases from end to end': filledWith('human error oversight minor reminded '),
} satisfies Record<string, string>;
const inAll = (text: string): Response => ({
  ...response,
  statement: text,
  rootCause: text,
  lookback: { ...response.lookback, text, method: text, whyNot: text },
  impact: text,
  compensating: text,
  correction: text,
  correctiveAction: text,
  proof: text,
  monitoring: text,
  repeatWhy: text,
});
/** Milliseconds of work, the best of some runs: what it takes when nothing else does. */
function fastest(read: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const from = process.threadCpuUsage();
    read();
    const { user, system } = process.threadCpuUsage(from);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

const [first] = exceptionNamed('leavers').affectedItems;
const items = Array.from({ length: 1000 }, (_, nth) => ({
  ...first,
  words: `sg-${nth}aa (group ${nth} of 111122223333)`,
}));
const longFinding = numbered((nth) => `Leaver${nth} kept access${nth} in tool${nth} for days${nth}.`).slice(0, 4000);
const small = contextOf('leavers');
const large = contextOf('leavers', {
  description: longFinding,
  affectedItems: auditException.shape.affectedItems.parse(items),
});
const typed = Object.entries({ ...long, 'a long finding again and again': filledWith(`${longFinding} `) });

test.each(typed)('a keystroke in a cause of 20,000 characters, %s, is read within 50 ms', (_, text) => {
  expect(text).toHaveLength(limit);
  for (const context of [small, large])
    expect(fastest(() => readRubric({ ...response, rootCause: text }, context))).toBeLessThan(50);
});

test.each(typed)('and within 50 ms when all twelve sections hold as much: %s', (_, text) => {
  for (const context of [small, large]) expect(fastest(() => readRubric(inAll(text), context))).toBeLessThan(50);
});
