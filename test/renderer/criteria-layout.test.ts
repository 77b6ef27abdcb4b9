import type { Reading } from '@shared/domain/criterion.ts';
import { type CriterionReading, noCounts } from '@shared/domain/reading.ts';
import { expect, test } from 'vitest';
import {
  cellNumber,
  columnsOf,
  shortName,
  standingCount,
  stepAlong,
  stepFrom,
} from '../../renderer/ui/criteria-layout.ts';

function reading(id: string, group: string, standing: Reading = 'silent'): CriterionReading {
  return {
    criterion: { id, title: id, category: 'security', group, groupTitle: `${group} in words`, cloudEvidence: 'direct' },
    reading: standing,
    counts: { ...noCounts, fail: 7, lapsed: 2, unknown: 1 },
    controls: [],
    controlsWithEvidence: 3,
    because: '',
  };
}

const criteria = [
  reading('CC1.1', 'CC1'),
  reading('CC1.2', 'CC1'),
  reading('CC2.1', 'CC2', 'contradicted'),
  reading('X1.1', 'X1', 'supported'),
];
const columns = columnsOf(criteria);

test('criteria stand in one column a group, in the order given', () => {
  expect(columns.map(({ group, cells }) => [group, cells.length])).toEqual([
    ['CC1', 2],
    ['CC2', 1],
    ['X1', 1],
  ]);
});

test('a known group has a short name and an unknown one its own title', () => {
  expect(columns.map(shortName)).toEqual(['Environment', 'Informing', 'X1 in words']);
});

test('arrows walk the grid, stop at its edges and enter a shorter column at its last cell', () => {
  expect(stepFrom({ column: 0, row: 0 }, 'ArrowDown', columns)).toEqual({ column: 0, row: 1 });
  expect(stepFrom({ column: 0, row: 1 }, 'ArrowDown', columns)).toEqual({ column: 0, row: 1 });
  expect(stepFrom({ column: 0, row: 1 }, 'ArrowRight', columns)).toEqual({ column: 1, row: 0 });
  expect(stepFrom({ column: 0, row: 0 }, 'ArrowLeft', columns)).toEqual({ column: 0, row: 0 });
  expect(stepFrom({ column: 2, row: 0 }, 'ArrowRight', columns)).toEqual({ column: 2, row: 0 });
  expect(stepFrom({ column: 0, row: 0 }, 'a', columns)).toBeNull();
});

test('a contradicted cell counts failing and lapsed findings, a supported one controls with evidence, a silent one nothing', () => {
  expect(cellNumber(reading('a', 'b', 'contradicted'))).toBe(9);
  expect(cellNumber(reading('a', 'b', 'supported'))).toBe(3);
  expect(cellNumber(reading('a', 'b', 'silent'))).toBeNull();
});

test('standings are counted side by side', () => {
  expect(standingCount(criteria, 'silent')).toBe(2);
  expect(standingCount(criteria, 'contradicted')).toBe(1);
});

test('where groups run on like words, sideways goes through all cells and up and down from group to group', () => {
  const at = (column: number, row: number, key: string) => stepAlong({ column, row }, key, columns);
  expect(at(0, 1, 'ArrowRight')).toEqual({ column: 1, row: 0 });
  expect(at(1, 0, 'ArrowLeft')).toEqual({ column: 0, row: 1 });
  expect(at(0, 1, 'ArrowDown')).toEqual({ column: 1, row: 0 });
  expect(at(2, 0, 'ArrowRight')).toEqual({ column: 2, row: 0 });
  expect(at(0, 0, 'x')).toBeNull();
});
