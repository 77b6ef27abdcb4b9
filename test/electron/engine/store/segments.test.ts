import { type Segment, segmentKinds } from '@shared/domain/finding.ts';
import { verdictStatuses } from '@shared/domain/verdict.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { segmentsOf } from '../../../../electron/engine/evaluate/timeline.ts';
import { drawnAs, packSegments, unpackSegments } from '../../../../electron/engine/store/segments.ts';

const kind = fc.constantFrom('held', 'lapsed', 'unobserved', 'not-applicable') satisfies fc.Arbitrary<Segment['kind']>;
const instant = fc.date({ min: new Date('1971-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });

test('a packed line is the same line when unpacked', () => {
  const line = fc.array(
    fc.tuple(kind, instant, fc.nat(1e11)).map(([it, from, length]) => ({
      kind: it,
      from: from.toISOString(),
      to: new Date(from.getTime() + length).toISOString(),
    })),
  );
  fc.assert(
    fc.property(line, (segments) => {
      expect(unpackSegments(packSegments(segments))).toEqual(segments);
    }),
    { seed: 9, numRuns: 300 },
  );
});

test('the line of one that passes, drawn for another verdict, is the line of that verdict', () => {
  const text = instant.map((date) => date.toISOString());
  const made = fc.oneof(fc.constant(null), text);
  fc.assert(
    fc.property(fc.array(text, { minLength: 4, maxLength: 4 }), made, (instants, createdAt) => {
      const [from = '', to = '', until = '', end = ''] = instants.toSorted();
      for (const window of [
        { from, to: end },
        { from: to, to: until },
      ])
        for (const status of verdictStatuses) {
          const passing = segmentsOf([{ from: to, until, status: 'pass' }], window, createdAt);
          const own = segmentsOf([{ from: to, until, status }], window, createdAt);
          expect(drawnAs(passing, segmentKinds[status])).toEqual(own);
        }
    }),
    { seed: 9, numRuns: 300 },
  );
});
