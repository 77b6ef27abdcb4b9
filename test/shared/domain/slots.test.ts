import { frequencies } from '@shared/domain/control.ts';
import { addDays, daysBetween } from '@shared/domain/period.ts';
import { slotsIn, slotWords } from '@shared/domain/slots.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const year = { from: '2026-01-01', to: '2026-12-31' };

test.each([
  ['annual', 1],
  ['semi-annual', 2],
  ['quarterly', 4],
  ['monthly', 12],
  ['weekly', 53],
  ['daily', 365],
] as const)('a calendar year has this many %s slots: %i', (frequency, number) => {
  expect(slotsIn(frequency, year)).toHaveLength(number);
});

test.each(['many-daily', 'per-event', 'continuous'] as const)('what is %s has no slots', (frequency) => {
  expect(slotsIn(frequency, year)).toEqual([]);
  expect(slotWords(frequency, year)).toBe('no slots');
});

test('slots are said with their number', () => {
  expect(slotWords('quarterly', year)).toBe('4 slots in the period');
  expect(slotWords('annual', year)).toBe('1 slot in the period');
  expect(slotWords('annual', { from: '2026-07-02', to: '2026-12-31' })).toBe('1 slot in the period');
  expect(slotWords('annual', { from: '2026-07-03', to: '2026-12-31' })).toBe('0 slots in the period');
});

test('a slot that an edge cuts counts when half of its days are inside', () => {
  // February 2026 has 28 days.
  expect(slotsIn('monthly', { from: '2026-02-15', to: '2026-02-28' })).toEqual([
    { from: '2026-02-01', to: '2026-02-28' },
  ]);
  expect(slotsIn('monthly', { from: '2026-02-16', to: '2026-02-28' })).toEqual([]);
  // Quarter 2 has 91 days; 46 are the half.
  expect(slotsIn('quarterly', { from: '2026-01-01', to: '2026-05-16' })).toHaveLength(2);
  expect(slotsIn('quarterly', { from: '2026-01-01', to: '2026-05-15' })).toHaveLength(1);
});

test('weeks are ISO weeks, across the turn of the year and in a leap year', () => {
  expect(slotsIn('weekly', { from: '2026-12-28', to: '2027-01-03' })).toEqual([
    { from: '2026-12-28', to: '2027-01-03' },
  ]);
  expect(slotsIn('weekly', { from: '2027-01-01', to: '2027-01-03' })).toEqual([]);
  expect(slotsIn('monthly', { from: '2028-02-01', to: '2028-02-29' })).toEqual([
    { from: '2028-02-01', to: '2028-02-29' },
  ]);
});

test('slots follow each other without a hole, and each lies at least half inside', () => {
  const start = fc.integer({ min: 0, max: 3_000 });
  const length = fc.integer({ min: 0, max: 550 });
  fc.assert(
    fc.property(fc.constantFrom(...frequencies), start, length, (frequency, offset, days) => {
      const from = addDays('2024-01-01', offset);
      const period = { from, to: addDays(from, days) };
      const slots = slotsIn(frequency, period);
      for (const [place, slot] of slots.entries()) {
        const before = slots[place - 1];
        if (before !== undefined) expect(slot.from).toBe(addDays(before.to, 1));
        const whole = daysBetween(slot.from, slot.to) + 1;
        const ends = [slot.from > from ? slot.from : from, slot.to < period.to ? slot.to : period.to];
        expect((daysBetween(ends[0] ?? '', ends[1] ?? '') + 1) * 2).toBeGreaterThanOrEqual(whole);
      }
    }),
    { numRuns: 300 },
  );
});
