import type { Control, Frequency } from './control.ts';
import { type Engagement, type ReportScope, reportPeriod, type StalenessAnchor } from './engagement.ts';
import { addDays, addMonths, dayCount, daysBetween, earlier, type Period, wholeMonths } from './period.ts';
import { slotsIn } from './slots.ts';
import { counted, dayWords } from './words.ts';

/** A day that planning depends on. */
export interface ReadinessDate {
  readonly what: string;
  readonly on: string;
  /** The rule behind it, in full sentences. */
  readonly words: string;
  /** Days from today; negative when the day has passed. */
  readonly left: number;
}

type Dated = Omit<ReadinessDate, 'left'>;

/** Occurrences of a control that an auditor can usually test a sample from. */
export const enough: Partial<Readonly<Record<Frequency, number>>> = {
  annual: 1,
  'semi-annual': 1,
  quarterly: 2,
  monthly: 2,
  weekly: 5,
  daily: 25,
};

/** What a calendar slot of a frequency is called. */
export const slotNames: Partial<Readonly<Record<Frequency, string>>> = {
  annual: 'calendar year',
  'semi-annual': 'half-year',
  quarterly: 'quarter',
  monthly: 'month',
  weekly: 'week',
  daily: 'day',
};

/** After the end of its period a report is fresh for 9 months, ageing to 12, and stale from then on. */
const freshMonths = 9;
const staleMonths = 12;
const lateMonths = 3;
/** Lengths that auditors and buyers know, besides the engagement's own. */
const usualMonths = [12, 6, 3] as const;

/** `12 months` where whole months fit exactly, else `200 days`. */
export function lengthWords(period: Period): string {
  const months = wholeMonths(period);
  return months === null ? counted(dayCount(period), 'day') : counted(months, 'month');
}

/** The first day of the latest period of some months that ends on a day. */
export const latestStart = (endOn: string, months: number): string => addMonths(addDays(endOn, 1), -months);

/** From which day the age of a report counts: its period end, or its own date where that is the anchor and known. */
export function ageAnchor(scope: ReportScope, reportedOn: string | null, chosen: StalenessAnchor) {
  const end = { on: reportPeriod(scope).to, name: scope.reportType === 1 ? 'as-of date' : 'period end' };
  const named = ({ on, name }: typeof end): string => `the ${name}, ${dayWords(on)}`;
  if (reportedOn === null) {
    const because = chosen === 'report-date' ? ', because no report date is written down' : '';
    return { on: end.on, words: `${named(end)}${because}`, other: '' };
  }
  const report = { on: reportedOn, name: 'report date' };
  const [used, other] = chosen === 'period-end' ? [end, report] : [report, end];
  const line = dayWords(addMonths(other.on, staleMonths));
  return { on: used.on, words: named(used), other: ` Counted from ${named(other)}, the 12-month line is ${line}.` };
}

/** The last days on which a report is fresh and not yet stale, and the first on which it is late. */
export const reportAge = (anchorOn: string, endOn: string) => ({
  freshUntil: addMonths(anchorOn, freshMonths),
  currentUntil: addMonths(anchorOn, staleMonths),
  lateFrom: addDays(addMonths(endOn, lateMonths), 1),
});

function ageDates({ scope, reportOn, stalenessAnchor }: Engagement): readonly Dated[] {
  const { to } = reportPeriod(scope);
  const anchor = ageAnchor(scope, reportOn, stalenessAnchor);
  const { freshUntil, currentUntil, lateFrom } = reportAge(anchor.on, to);
  return [
    {
      what: 'First day on which the report is late',
      on: lateFrom,
      words: `A report dated more than ${lateMonths} months after ${dayWords(to)} is a late report.`,
    },
    {
      what: 'Last day on which the report is fresh',
      on: freshUntil,
      words: `${freshMonths} months after ${anchor.words}.`,
    },
    {
      what: '12-month line',
      on: currentUntil,
      words: `${staleMonths} months after ${anchor.words}; the report is stale from the next day on.${anchor.other}`,
    },
  ];
}

function startDates(period: Period): readonly Dated[] {
  const own: Dated = {
    what: `Latest start of a period of ${lengthWords(period)}`,
    on: period.from,
    words: `Controls have to operate from this day for a period of ${lengthWords(period)} that ends on ${dayWords(period.to)}.`,
  };
  const shorter = usualMonths
    .map((months) => ({ months, on: latestStart(period.to, months) }))
    .filter(({ on }) => on > period.from)
    .map(({ months, on }) => ({
      what: `Latest start of a period of ${months} months`,
      on,
      words: `A shorter period of ${months} months ending on ${dayWords(period.to)} would begin here.${months === 3 ? ' 3 months are the usual minimum of a Type II.' : ''}`,
    }));
  return [own, ...shorter];
}

/** The frequencies that controls in force somewhere in the period declare, in the order of `enough`. */
function declared(controls: readonly Control[], period: Period): readonly (readonly [Frequency, number])[] {
  const inForce = controls.filter(
    ({ status, effectiveTo }) => status !== 'not-applicable' && (effectiveTo === null || effectiveTo >= period.from),
  );
  const used = new Set(inForce.map(({ frequency }) => frequency));
  return Object.entries(enough).flatMap(([name, number]) => {
    const frequency = [...used].find((it) => it === name);
    return frequency === undefined ? [] : [[frequency, number] as const];
  });
}

/** The last day on which the first of `number` occurrences can fall, one in each slot that is left; null when too few fit. */
export function lastDayFor(frequency: Frequency, number: number, period: Period): string | null {
  const slot = slotsIn(frequency, period).at(-number);
  return slot === undefined ? null : earlier(slot.to, period.to);
}

/** The last day on which a control may start and still have `number` expected occurrences; null when too few fit. */
export function lastStartFor(frequency: Frequency, number: number, period: Period): string | null {
  const slot = slotsIn(frequency, period).at(-number);
  if (slot === undefined) return null;
  const start = addDays(earlier(slot.to, period.to), 1 - Math.ceil(dayCount(slot) / 2));
  return start < period.from ? period.from : start;
}

function occurrenceDates(frequency: Frequency, number: number, period: Period): readonly Dated[] {
  const last = lastDayFor(frequency, number, period);
  const start = lastStartFor(frequency, number, period);
  if (last === null || start === null) return [];
  const slot = slotNames[frequency] ?? 'slot';
  const expected = counted(number, 'expected occurrence');
  const begin: Dated = {
    what: `Latest start of a new ${frequency} control`,
    on: start,
    words: `From here it still has ${expected} by ${dayWords(period.to)}.${frequency === 'daily' ? '' : ` A ${slot} counts when at least half of it lies inside.`}`,
  };
  if (number === 1 || frequency === 'daily') return [begin];
  const first: Dated = {
    what: `Last day a ${frequency} control can still occur ${number === 2 ? 'twice' : `${number} times`}`,
    on: last,
    words: `The first of ${number} occurrences falls on this day at the latest: one in each of the last ${counted(number, slot)} of the period.`,
  };
  return [begin, first];
}

/** The days that planning depends on, by date. `today` is a calendar day in the client's zone. */
export function readinessDates(
  engagement: Engagement,
  controls: readonly Control[],
  today: string,
): readonly ReadinessDate[] {
  const { scope } = engagement;
  const periodDates =
    scope.reportType === 1
      ? []
      : [
          ...startDates(scope.period),
          ...declared(controls, scope.period).flatMap(([frequency, number]) =>
            occurrenceDates(frequency, number, scope.period),
          ),
        ];
  return [...periodDates, ...ageDates(engagement)]
    .map((date) => ({ ...date, left: daysBetween(today, date.on) }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
