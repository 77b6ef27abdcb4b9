import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scopeTruth } from '../../../../electron/engine/evaluate/scope.ts';
import { placeKey } from '../../../../electron/engine/evaluate/scope-declared.ts';
import { startingRegions } from '../../../../electron/engine/evaluate/scope-regions.ts';
import { account, cell, input, listed, prod, seen } from './scope.fixture.ts';

const regions = fc.constantFrom(...startingRegions.slice(0, 6), 'global');
const anyInput = fc
  .record({
    locations: fc.uniqueArray(
      fc.record({
        region: fc.constantFrom(...startingRegions.slice(0, 6)),
        stance: fc.constantFrom('in', 'excluded', 'unused'),
        reason: fc.constant('because'),
      }),
      { selector: ({ region }) => region, maxLength: 5 },
    ),
    stance: fc.constantFrom('in' as const, 'excluded' as const),
    isNamed: fc.boolean(),
    cells: fc.uniqueArray(
      fc.record({
        region: regions,
        recorder: fc.constantFrom('recording-all', 'recording-some', 'stopped', 'failing', 'none-found', 'not-read'),
      }),
      { selector: ({ region }) => region, maxLength: 7 },
    ),
    seen: fc.uniqueArray(
      fc.record({
        region: regions,
        type: fc.constantFrom('AWS::S3::Bucket', 'AWS::EC2::Instance'),
        resources: fc.nat(3),
        gone: fc.nat(2),
      }),
      { selector: ({ region, type }) => `${region} ${type}`, maxLength: 8 },
    ),
    listings: fc.subarray([...startingRegions.slice(0, 6)]),
  })
  .map((it) =>
    input({
      systems: it.isNamed ? [account({ stance: it.stance, locations: it.locations })] : [],
      cells: it.cells.map(({ region, recorder }) => cell(region, { recorder })),
      seen: it.seen.map(({ region, type, resources, gone }) => seen(region, type, resources, { gone })),
      listings: listed(it.listings),
    }),
  );

describe('whatever is declared and seen', () => {
  test('zero is said only of places that a delivered snapshot and a recorder of all types show', () => {
    fc.assert(
      fc.property(anyInput, (of) => {
        for (const { region, seen: number } of scopeTruth(of).cells)
          if (number === 0 && region !== 'global')
            expect([
              of.listings.has(placeKey(prod, region)),
              of.cells.find((it) => it.region === region)?.recorder,
            ]).toEqual([true, 'recording-all']);
      }),
    );
  });

  test('every place that does not agree is told by a difference, and every difference has its own id', () => {
    fc.assert(
      fc.property(anyInput, (of) => {
        const { cells, differences } = scopeTruth(of);
        expect(new Set(differences.map(({ id }) => id)).size).toBe(differences.length);
        for (const { region, state, declared, account: in_ } of cells) {
          const own = differences.filter((it) => it.account === in_ && (it.region === region || it.region === null));
          if (state !== 'agrees' && !(state === 'not-read' && declared !== 'in' && declared !== 'unused'))
            expect(own.length, `${region} ${state} ${declared}`).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('the same input gives the same truth in whatever order it comes', () => {
    fc.assert(
      fc.property(anyInput, (of) => {
        const turned = { ...of, cells: of.cells.toReversed(), seen: of.seen.toReversed() };
        expect(scopeTruth(turned)).toEqual(scopeTruth(of));
      }),
    );
  });
});
