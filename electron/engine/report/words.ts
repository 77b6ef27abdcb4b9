const months = [
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
const parts = (at: string) => {
  const date = new Date(at);
  return { day: date.getUTCDate(), month: months[date.getUTCMonth()] ?? '', year: date.getUTCFullYear() };
};

/** `30 September 2026` for a day or an instant, in UTC. */
export function longDay(at: string): string {
  const { day, month, year } = parts(at);
  return `${day} ${month} ${year}`;
}

/** `30 Sep`, for a day whose year is plain from the page. */
export function shortDay(at: string): string {
  const { day, month } = parts(at);
  return `${day} ${month.slice(0, 3)}`;
}

/** `30 Sep 2026` */
export const day = (at: string): string => `${shortDay(at)} ${parts(at).year}`;

/** `23:59`, in UTC. */
export function clock(at: string): string {
  const date = new Date(at);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** `Sep` */
export const monthName = (at: string): string => parts(at).month.slice(0, 3);

/** `1,284` */
export const count = (value: number): string => value.toLocaleString('en-GB');

/** `1 lapse`, `94 lapses` */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** `0.4 days`, `1 day`, `18.8 days`, `120 days`: tenths below a hundred. */
export function days(value: number): string {
  const rounded = value < 100 ? Math.round(value * 10) / 10 : Math.round(value);
  return rounded === 1 ? '1 day' : `${count(rounded)} days`;
}

const small = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

/** `Nine` up to twelve, `13` above: for the first word of a heading. */
export const numberWord = (value: number): string => small[value] ?? count(value);

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  const head = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  return head.length === 0 ? last : `${head.join(', ')} and ${last}`;
}

/** The first few of a list in words, and how many more there are: `a, b, c and 12 more`. */
export function listedUpTo(words: readonly string[], most: number): string {
  return words.length <= most ? listed(words) : listed([...words.slice(0, most), `${count(words.length - most)} more`]);
}

/** The sentence with its first letter large. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The text with a period at its end, unless it has one. */
export const withPeriod = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
