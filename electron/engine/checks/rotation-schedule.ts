const dayMilliseconds = 86_400_000;
const unitDays: Readonly<Record<string, number>> = { minute: 1 / 1440, hour: 1 / 24, day: 1 };
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Whether a day of the calendar is in a field of the expression. */
type Matches = (day: Date) => boolean;

interface Field {
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
  readonly of: (day: Date) => number;
}

const dayOfMonth: Field = { from: 1, to: 31, names: [], of: (day) => day.getUTCDate() };
const month: Field = { from: 1, to: 12, names: months, of: (day) => day.getUTCMonth() + 1 };
const hourOfDay: Field = { from: 0, to: 23, names: [], of: (day) => day.getUTCHours() };
const dayOfWeek: Field = { from: 1, to: 7, names: weekdays, of: (day) => day.getUTCDay() + 1 };

const isLastOfMonth: Matches = (day) => new Date(day.getTime() + dayMilliseconds).getUTCDate() === 1;

function placeOf(word: string, { from, to, names }: Field): number | null {
  const value = names.includes(word) ? names.indexOf(word) + 1 : /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN;
  return value >= from && value <= to ? value : null;
}

/** One item of a list: `*`, `5`, `MON-FRI`, `1/7`, `2-20/3`. */
function item(word: string, field: Field): Matches | null {
  const [range = '', step = '1'] = word.split('/');
  const [first = '', last] = range === '*' ? [String(field.from), String(field.to)] : range.split('-');
  const from = placeOf(first, field);
  const to = placeOf(last ?? (word.includes('/') ? String(field.to) : first), field);
  if (from === null || to === null || !/^[1-9]\d?$/.test(step)) return null;
  return (day) => field.of(day) >= from && field.of(day) <= to && (field.of(day) - from) % Number(step) === 0;
}

/** The forms that count inside a month: `L`, `6L`, `2#1`. */
function special(word: string, field: Field): Matches | null {
  if (word === 'L' && field === dayOfMonth) return isLastOfMonth;
  const [, name = '', which = ''] = (field === dayOfWeek ? /^(\w{1,3}?)(L|#[1-5])$/.exec(word) : null) ?? [];
  const weekday = placeOf(name, field);
  if (weekday === null) return null;
  const isInPlace: Matches =
    which === 'L'
      ? (day) => new Date(day.getTime() + 7 * dayMilliseconds).getUTCMonth() !== day.getUTCMonth()
      : (day) => Math.ceil(day.getUTCDate() / 7) === Number(which.slice(1));
  return (day) => field.of(day) === weekday && isInPlace(day);
}

function matcher(words: string, field: Field): Matches | null {
  if (words === '?') return () => true;
  const items = words.split(',').map((word) => item(word, field) ?? special(word, field));
  return items.includes(null) ? null : (day) => items.some((matches) => matches?.(day));
}

/** The longest wait between two days that match; five years hold every form, leap days included. */
function longestWait(isDue: Matches): number | null {
  const start = Date.UTC(2024, 0, 1);
  const due = Array.from({ length: 5 * 366 }, (_, day) => day).filter((day) =>
    isDue(new Date(start + day * dayMilliseconds)),
  );
  const waits = due.slice(1).map((day, place) => day - (due[place] ?? day));
  return waits.length === 0 ? null : Math.max(...waits);
}

function cronDays(fields: readonly string[]): number | null {
  const [, , ofMonth = '', inMonth = '', ofWeek = '', year = ''] = fields;
  const parts = [matcher(ofMonth, dayOfMonth), matcher(inMonth, month), matcher(ofWeek, dayOfWeek)];
  if (fields.length !== 6 || year !== '*' || parts.includes(null)) return null;
  return longestWait((day) => parts.every((matches) => matches?.(day)));
}

/** The longest interval in days that a schedule such as `rate(10 days)` or `cron(0 8 1 * ? *)` leaves between two rotations; null when it cannot be told. */
export function rotationDays(expression: string): number | null {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/i.exec(expression.trim()) ?? [];
  if (count !== undefined) return Number(count) * (unitDays[unit.toLowerCase()] ?? Number.NaN);
  const [, fields] = /^cron\((.+)\)$/i.exec(expression.trim()) ?? [];
  return fields === undefined ? null : cronDays(fields.trim().toUpperCase().split(/\s+/));
}

const hourMilliseconds = 3_600_000;

/** The longest wait in hours between two runs of one day and the next; null when the hours cannot be told. */
function hoursBetween(words: string): number | null {
  const matches = matcher(words, hourOfDay);
  if (matches === null) return null;
  const due = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    matches(new Date(Date.UTC(2024, 0, 1) + hour * hourMilliseconds)),
  );
  const [first] = due;
  if (first === undefined) return null;
  return Math.max(...due.map((hour, place) => (due[place + 1] ?? first + 24) - hour));
}

/** The longest interval in hours that a schedule such as `rate(12 hours)` or `cron(0 5,17 ? * * *)` leaves between two runs; null when it cannot be told. */
export function scheduleHours(expression: string): number | null {
  const days = rotationDays(expression);
  const [, fields = ''] = /^cron\((.+)\)$/i.exec(expression.trim()) ?? [];
  if (days === null || days > 1 || fields === '') return days === null ? null : days * 24;
  return hoursBetween(fields.trim().toUpperCase().split(/\s+/)[1] ?? '');
}
