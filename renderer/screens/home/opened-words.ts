import dayjs from 'dayjs';

/** `Today 08:52`, `Tue 15 Sep` within a week, `7 Sep 2026` before; in the computer's own zone. */
export function openedWords(openedAt: string, now: Date): string {
  const at = dayjs(openedAt);
  if (at.isSame(now, 'day')) return `Today ${at.format('HH:mm')}`;
  const days = dayjs(now).diff(at, 'day', true);
  return at.format(days >= 0 && days < 7 ? 'ddd D MMM' : 'D MMM YYYY');
}
