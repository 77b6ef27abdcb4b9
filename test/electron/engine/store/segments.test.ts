import type { Segment } from '@shared/domain/finding.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packSegments, unpackSegments } from '../../../../electron/engine/store/segments.ts';

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
