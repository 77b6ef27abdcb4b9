import type { Segment } from '@shared/domain/finding.ts';
import { criteriaGrid } from '@shared/domain/pictures/criteria-grid.ts';
import { monthStarts, place, stripShapes } from '@shared/domain/pictures/period-strip.ts';
import { describe, expect, it } from 'vitest';
import { hatch } from '../../../../electron/engine/report/writers/pdf/svg.ts';

const year = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };

describe('the period strip', () => {
  it('puts an instant in proportion and holds those outside at the nearer end', () => {
    expect(place('2026-07-02T12:00:00.000Z', year)).toBeCloseTo(0.5, 6);
    expect([place('2025-01-01T00:00:00.000Z', year), place('2028-01-01T00:00:00.000Z', year)]).toEqual([0, 1]);
  });

  it('knows the first midnights of the months that begin inside a span', () => {
    const months = monthStarts({ from: '2025-11-15T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' });
    expect(months).toEqual(['2025-12-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z']);
  });

  it('keeps a lapse of minutes visible and inside the strip, and nothing else wider than it was', () => {
    const segments: readonly Segment[] = [
      { kind: 'held', from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:05:00.000Z' },
      { kind: 'lapsed', from: '2026-12-31T23:55:00.000Z', to: '2027-01-01T00:00:00.000Z' },
    ];
    const [held, lapsed] = stripShapes(segments, year, 365, 2);
    expect(held?.width).toBeCloseTo(5 / 1440, 6);
    expect(lapsed).toEqual({ kind: 'lapsed', x: 363, width: 2 });
  });

  it('leaves out a stretch that has no length', () => {
    const segments: readonly Segment[] = [{ kind: 'held', from: year.to, to: '2027-03-01T00:00:00.000Z' }];
    expect(stripShapes(segments, year, 100, 2)).toEqual([]);
  });
});

describe('the criteria grid', () => {
  const members = [
    { id: 'CC1.1', group: 'CC1' },
    { id: 'CC1.2', group: 'CC1' },
    { id: 'A1.1', group: 'A1' },
  ];
  const measure = { cellWidth: 40, cellHeight: 30, cellGap: 2, groupGap: 6, headSize: 100 };

  it('runs groups as rows on paper', () => {
    const { cells, width, height } = criteriaGrid(members, measure, 'rows');
    expect(cells.map(({ x, y }) => [x, y])).toEqual([
      [100, 0],
      [142, 0],
      [100, 36],
    ]);
    expect([width, height]).toEqual([182, 66]);
  });

  it('hangs the same groups as columns on the screen', () => {
    const { cells, heads, width, height } = criteriaGrid(members, measure, 'columns');
    expect(cells.map(({ x, y }) => [x, y])).toEqual([
      [0, 100],
      [0, 132],
      [46, 100],
    ]);
    expect(heads.map(({ id, x, y }) => [id, x, y])).toEqual([
      ['CC1', 0, 0],
      ['A1', 46, 0],
    ]);
    expect([width, height]).toEqual([86, 162]);
  });

  it('is empty without criteria', () => {
    expect(criteriaGrid([], measure, 'rows')).toEqual({ width: 0, height: 0, heads: [], cells: [] });
  });
});

describe('a hatched rectangle', () => {
  it('draws no line outside its edges', () => {
    const ends = [...hatch(10, 20, 33, 7, '#000').matchAll(/(x1|x2|y1|y2)="([\d.]+)"/g)];
    expect(ends.length).toBeGreaterThan(20);
    for (const [, name, value] of ends) {
      const [low, high] = name?.startsWith('x') ? [10, 43] : [20, 27];
      expect(Number(value)).toBeGreaterThanOrEqual(low);
      expect(Number(value)).toBeLessThanOrEqual(high);
    }
  });
});
