import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, endOfDay, instantOf } from '../../../../electron/engine/checks/instants.ts';

// Far from UTC, so that a time read in the zone of the machine cannot pass.
process.env.TZ = 'America/Los_Angeles';

const at = (value: string | number | null) => ({ path: 'configuration.notAfter', value });
const instant = Date.UTC(2022, 1, 21, 18, 37, 48);

test.each([
  ['2022-02-21T18:37:48.000Z'],
  ['2022-02-21T18:37:48'],
  ['2022-02-21T19:37:48+01:00'],
  ['Feb 21, 2022 6:37:48 PM'],
  [instant],
  [instant / 1000],
  [String(instant)],
  ['1.645468668E12'],
] as const)('%s is the same instant, read in UTC', (written) => {
  expect(instantOf(at(written))).toBe(instant);
});

test.each([null, '', 'never', 'RSA 2048', 'Feb 40, 2022 6:37:48 PM'])('%j is no instant', (written) => {
  expect(instantOf(at(written))).toBeNull();
});

test('an instant survives being written as ISO text and as milliseconds', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1975-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (date) => {
      expect(instantOf(at(date.toISOString()))).toBe(date.getTime());
      expect(instantOf(at(date.getTime()))).toBe(date.getTime());
    }),
  );
});

test('a day is the day in UTC', () => {
  expect(dayOf(Date.UTC(2026, 10, 4, 23, 59))).toBe('2026-11-04');
});

test.each([
  ['2026-11-04', 0, '2026-11-05T00:00:00.000Z'],
  ['2026-12-31', 2, '2027-01-03T00:00:00.000Z'],
  ['9999-12-31', 0, '9999-12-31T23:59:59.999Z'],
  ['2026-11-04', 1e18, '9999-12-31T23:59:59.999Z'],
  ['2026-11-04', -1e18, '1970-01-01T00:00:00.000Z'],
  ['2026-13-01', 0, null],
  ['soon', 0, null],
  [undefined, 0, null],
])('%s and %d days more are over at %s', (day, further, instant) => {
  expect(endOfDay(day, further)).toBe(instant);
});
