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

/** `07`: two digits, for clocks. */
export const two = (value: number): string => String(value).padStart(2, '0');

const parts = (at: string) => {
  const date = new Date(at);
  return { day: date.getUTCDate(), month: months[date.getUTCMonth()] ?? '', year: date.getUTCFullYear() };
};

/** `Sep` for an instant or a day, in UTC. */
export const monthName = (at: string): string => parts(at).month.slice(0, 3);

/** `17 Sep`: a day whose year is plain from the page. */
export const shortDay = (at: string): string => `${parts(at).day} ${monthName(at)}`;

/** `17 Sep 2026` */
export const dayWords = (at: string): string => `${shortDay(at)} ${parts(at).year}`;

/** `17 September 2026` */
export function longDay(at: string): string {
  const { day, month, year } = parts(at);
  return `${day} ${month} ${year}`;
}

/** `23:59`, in UTC. */
export function clock(at: string): string {
  const date = new Date(at);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** An instant in a sentence: `2 Sep 2026 11:26 UTC`. The exact one stands beside it as evidence. */
export const instantInWords = (at: string): string => `${dayWords(at)} ${clock(at)} UTC`;

/** `1,284` */
export const count = (value: number): string => value.toLocaleString('en-GB');

/** `1 finding`, `94 findings`, `0 findings` */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  const head = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  return head.length === 0 ? last : `${head.join(', ')} and ${last}`;
}
