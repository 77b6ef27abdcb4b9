import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rotationDays, scheduleHours } from '../../../../electron/engine/checks/rotation-schedule.ts';

test.each([
  ['rate(10 days)', 10],
  ['rate(1 day)', 1],
  ['rate(4 hours)', 4 / 24],
  ['cron(0 8 1 * ? *)', 31],
  ['cron(0 8 * * ? *)', 1],
  ['cron(0 16 ? * SUN *)', 7],
  ['cron(0 16 ? * MON-FRI *)', 3],
  ['cron(0 8 1,15 * ? *)', 17],
  ['cron(0 8 1/10 * ? *)', 10],
  ['cron(0 8 L * ? *)', 31],
  ['cron(0 8 ? * 2#1 *)', 35],
  ['cron(0 8 ? * 6L *)', 35],
  ['cron(0 8 1 1/3 ? *)', 92],
  ['cron(0 8 1 JAN ? *)', 366],
  [' CRON(0 8 ? JUN MON *) ', 343],
] as const)('%s leaves at most %s days between two rotations', (expression, days) => {
  expect(rotationDays(expression)).toBe(days);
});

test.each([
  '',
  'rate(ten days)',
  'cron(0 8 15W * ? *)',
  'cron(0 8 L-3 * ? *)',
  'cron(0 8 1 * ? 2027)',
  'cron(0 8 1 * ?)',
  'cron(0 8 40 * ? *)',
  'cron(0 8 31 FEB ? *)',
  'cron(0 8 */0 * ? *)',
])('"%s" tells no interval', (expression) => {
  expect(rotationDays(expression)).toBeNull();
});

test('any text ends in a positive count of days or in none, and never throws', () => {
  const field = fc.stringMatching(/^[0-9A-Z*?,/#L-]{1,5}$/);
  const expression = fc.oneof(
    fc.string(),
    fc.tuple(field, field, field).map(([day, month, weekday]) => `cron(0 8 ${day} ${month} ${weekday} *)`),
  );
  fc.assert(
    fc.property(expression, (text) => {
      const days = rotationDays(text);
      expect(days === null || days >= 0).toBe(true);
    }),
  );
});

test('a rate in days is that count', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1000 }), (days) => rotationDays(`rate(${days} days)`) === days));
});

test.each([
  ['rate(12 hours)', 12],
  ['rate(1 day)', 24],
  ['cron(0 5 ? * * *)', 24],
  ['cron(0 5,17 ? * * *)', 12],
  ['cron(0 4,6 ? * * *)', 22],
  ['cron(0 0/4 * * ? *)', 4],
  ['cron(15 * * * ? *)', 1],
  ['cron(0 5 ? * SUN *)', 168],
  ['cron(0 25 ? * * *)', null],
  ['whenever', null],
])('%s leaves %s hours between two runs', (expression, hours) => {
  expect(scheduleHours(expression)).toBe(hours);
});
