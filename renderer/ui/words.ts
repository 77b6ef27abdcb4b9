import { clock, counted, dayWords, shortDay, two } from '@shared/domain/words.ts';

/** `16 Sep 2026 07:44:12 UTC` */
export function instantWords(at: string): string {
  return `${dayWords(at)} ${clock(at)}:${two(new Date(at).getUTCSeconds())} UTC`;
}

/** `16 Sep 07:42 UTC` */
export function minuteWords(at: string): string {
  return `${shortDay(at)} ${clock(at)} UTC`;
}

/** `214` or `1.2k`: for cells too narrow for four digits, where the exact number stands in the label. */
export const shortCount = (value: number): string => (value < 1000 ? String(value) : `${(value / 1000).toFixed(1)}k`);

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
