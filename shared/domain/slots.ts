import type { Frequency } from './control.ts';
import { addDays, daysBetween, earlier, later, type Period } from './period.ts';
import { counted } from './words.ts';

/** Calendar months of a slot, from January. */
const months: Partial<Readonly<Record<Frequency, number>>> = {
  annual: 12,
  'semi-annual': 6,
  quarterly: 3,
  monthly: 1,
};

const monthStart = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

function monthSlot(day: string, length: number): Period {
  const date = new Date(day);
  const first = Math.floor(date.getUTCMonth() / length) * length;
  return {
    from: monthStart(date.getUTCFullYear(), first),
    to: addDays(monthStart(date.getUTCFullYear(), first + length), -1),
  };
}

/** An ISO week: Monday to Sunday. */
function weekSlot(day: string): Period {
  const from = addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
  return { from, to: addDays(from, 6) };
}

/** The calendar slot of a frequency that a day lies in; null for frequencies that follow events or never stop. */
function slotAt(frequency: Frequency, day: string): Period | null {
  const length = months[frequency];
  if (length !== undefined) return monthSlot(day, length);
  if (frequency === 'weekly') return weekSlot(day);
  return frequency === 'daily' ? { from: day, to: day } : null;
}

const days = ({ from, to }: Period): number => daysBetween(from, to) + 1;

/** A slot that an edge cuts counts when at least half of its days lie inside. */
function isInside(slot: Period, period: Period): boolean {
  const inside = { from: later(slot.from, period.from), to: earlier(slot.to, period.to) };
  return days(inside) * 2 >= days(slot);
}

/** The whole slots (quarter, month, ISO week …) in which a control of this frequency is expected to run inside a period. */
export function slotsIn(frequency: Frequency, period: Period): readonly Period[] {
  const slots: Period[] = [];
  let slot = slotAt(frequency, period.from);
  while (slot !== null && slot.from <= period.to) {
    if (isInside(slot, period)) slots.push(slot);
    slot = slotAt(frequency, addDays(slot.to, 1));
  }
  return slots;
}

/** `4 slots in the period`; `no slots` where nothing is due by the calendar. */
export function slotWords(frequency: Frequency, period: Period): string {
  if (slotAt(frequency, period.from) === null) return 'no slots';
  return `${counted(slotsIn(frequency, period).length, 'slot')} in the period`;
}
