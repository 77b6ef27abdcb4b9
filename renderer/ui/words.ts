const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const wholeMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const two = (value: number): string => String(value).padStart(2, '0');

/** `Sep` for an instant or a day, in UTC. */
export const monthName = (at: string): string => months[new Date(at).getUTCMonth()] ?? '';

/** `17 Sep`: a day inside a period whose year is known. */
export const shortDay = (at: string): string => `${new Date(at).getUTCDate()} ${monthName(at)}`;

/** `17 Sep 2026` */
export const dayWords = (at: string): string => `${shortDay(at)} ${new Date(at).getUTCFullYear()}`;

/** `17 September 2026` */
export function longDay(at: string): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${wholeMonths[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}

/** `16 Sep 2026 07:44:12 UTC` */
export function instantWords(at: string): string {
  const date = new Date(at);
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${dayWords(at)} ${clock} UTC`;
}

/** `16 Sep 07:42 UTC` */
export function minuteWords(at: string): string {
  const date = new Date(at);
  return `${shortDay(at)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

/** `1,284` */
export const count = (value: number): string => value.toLocaleString('en-GB');

/** `214` or `1.2k`: for cells too narrow for four digits, where the exact number stands in the label. */
export const shortCount = (value: number): string => (value < 1000 ? String(value) : `${(value / 1000).toFixed(1)}k`);

/** `1 finding`, `94 findings`, `0 findings` */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** `3 days`, `5 hours`, `40 minutes`: how long an interval lasted, in its largest fitting unit. */
export function durationWords(from: string, to: string): string {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  if (minutes < 120) return counted(minutes, 'minute');
  if (minutes < 48 * 60) return counted(Math.round(minutes / 60), 'hour');
  return counted(Math.round(minutes / 1440), 'day');
}

const units = ['B', 'kB', 'MB', 'GB'] as const;

/** `812 B`, `4.2 MB`: a size with decimal units. */
export function bytesWords(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? 'B'}`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  const head = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  return head.length === 0 ? last : `${head.join(', ')} and ${last}`;
}
