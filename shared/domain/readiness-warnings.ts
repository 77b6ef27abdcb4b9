import type { Control } from './control.ts';
import { type Engagement, type PreviousReport, type ReportScope, reportPeriod } from './engagement.ts';
import { addDays, addMonths, dayCount, daysBetween, earlier, later, type Period } from './period.ts';
import { ageAnchor, enough, lengthWords, reportAge, slotNames } from './readiness.ts';
import { slotsIn } from './slots.ts';
import { counted, dayWords, listed } from './words.ts';

/** What a reader must know about dates: the rule's name and a full sentence with its numbers. */
export interface ReadinessWarning {
  readonly rule: string;
  /** `note`: a fact to know; `warning`: something an auditor would object to. */
  readonly level: 'note' | 'warning';
  readonly words: string;
}

const warning = (rule: string, words: string): ReadinessWarning => ({ rule, level: 'warning', words });
const note = (rule: string, words: string): ReadinessWarning => ({ rule, level: 'note', words });
const shortestMonths = 3;
const namesShown = 6;

function idsInWords(controls: readonly Control[]): string {
  const ids = controls.map(({ id }) => id);
  const rest = ids.length - namesShown;
  return rest > 0 ? `${ids.slice(0, namesShown).join(', ')} and ${counted(rest, 'other')}` : listed(ids);
}

/** The day a control began; null when it was there from the start. */
const beganOn = ({ earlier: before, effectiveFrom }: Control): string | null =>
  before[0] === undefined ? effectiveFrom : before[0].effectiveFrom;

/** The days of a period on which a control is there; null when there are none. */
function inForce(control: Control, period: Period): Period | null {
  const from = later(period.from, beganOn(control) ?? period.from);
  const to = earlier(period.to, control.effectiveTo ?? period.to);
  return from <= to ? { from, to } : null;
}

/** The wordings of a control that hold on some day of a period, oldest first, with those days. */
export function wordingsIn(control: Control, period: Period): readonly (Period & { readonly version: number })[] {
  const all = [...control.earlier, control];
  return all.flatMap(({ version, effectiveFrom }, place) => {
    const next = all[place + 1]?.effectiveFrom ?? null;
    const from = later(period.from, effectiveFrom ?? period.from);
    const last = next === null ? (control.effectiveTo ?? period.to) : addDays(next, -1);
    const to = earlier(period.to, last);
    return from <= to ? [{ from, to, version }] : [];
  });
}

function outsideWarnings(controls: readonly Control[], period: Period): readonly ReadinessWarning[] {
  const fromTheStart = controls.filter((control) => (beganOn(control) ?? period.from) <= period.from);
  const none = fromTheStart.filter((control) => {
    const days = inForce(control, period);
    return enough[control.frequency] !== undefined && days !== null && slotsIn(control.frequency, days).length === 0;
  });
  const frequencies = [...new Set(none.map(({ frequency }) => frequency))];
  return frequencies.map((frequency) => {
    const own = none.filter((control) => control.frequency === frequency);
    const subject = own.length === 1 ? '1 control declares' : `${own.length} controls declare`;
    return warning(
      'Occurrence outside the period',
      `${subject} to run by the ${slotNames[frequency] ?? 'slot'} (${idsInWords(own)}), and no ${slotNames[frequency] ?? 'slot'} lies at least half inside the days they are in force. Design can be evaluated, operation cannot: move the period, run the control again inside it, or disclose it.`,
    );
  });
}

function startWarning(control: Control, period: Period): readonly ReadinessWarning[] {
  const began = beganOn(control);
  const days = inForce(control, period);
  if (began === null || days === null || began <= period.from) return [];
  const { id, frequency } = control;
  const needed = enough[frequency];
  const expected = slotsIn(frequency, days).length;
  const counts =
    needed === undefined
      ? ''
      : ` ${counted(expected, `${frequency} occurrence`)} ${expected === 1 ? 'is' : 'are'} expected from then on; a new control needs ${needed}.`;
  const words = `${id} operates from ${dayWords(began)}, ${counted(daysBetween(period.from, began), 'day')} after the period begins. It is tested from that day; before it, what it serves (${listed(control.criteria)}) needs another control.${counts}`;
  return [(needed !== undefined && expected < needed ? warning : note)('Control starts inside the period', words)];
}

function changeWarning(control: Control, period: Period): readonly ReadinessWarning[] {
  const wordings = wordingsIn(control, period);
  if (wordings.length < 2) return [];
  const each = wordings.map(({ version, from, to }) => `version ${version} from ${dayWords(from)} to ${dayWords(to)}`);
  return [
    note(
      'Two wordings inside the period',
      `${control.id} has ${counted(wordings.length, 'wording')} inside the period: ${listed(each)}. They are ${wordings.length} populations and ${wordings.length} tests.`,
    ),
  ];
}

function endWarning({ id, effectiveTo }: Control, period: Period): readonly ReadinessWarning[] {
  if (effectiveTo === null || effectiveTo < period.from || effectiveTo >= period.to) return [];
  return [
    note(
      'Control ends inside the period',
      `${id} ends on ${dayWords(effectiveTo)}, ${counted(daysBetween(effectiveTo, period.to), 'day')} before the period does. It is tested up to that day; name the control that replaces it.`,
    ),
  ];
}

function shortWarning(period: Period): readonly ReadinessWarning[] {
  if (addMonths(period.from, shortestMonths) <= addDays(period.to, 1)) return [];
  return [
    warning(
      'Short period',
      `The period of ${lengthWords(period)} is shorter than ${shortestMonths} months, the usual minimum of a Type II report.`,
    ),
  ];
}

/** A hole or an overlap between two periods. A first Type II after a Type I has neither. */
function neighbourWarning(period: Period, previous: PreviousReport | null): readonly ReadinessWarning[] {
  if (previous?.scope.reportType !== 2) return [];
  const end = previous.scope.period.to;
  const hole = { from: addDays(end, 1), to: addDays(period.from, -1) };
  if (hole.from === period.from) return [];
  if (hole.from < period.from)
    return [
      warning(
        'Hole between reports',
        `${counted(dayCount(hole), 'day')} from ${dayWords(hole.from)} to ${dayWords(hole.to)} ${dayCount(hole) === 1 ? 'is' : 'are'} in no report: the previous period ended on ${dayWords(end)} and this one begins on ${dayWords(period.from)}.`,
      ),
    ];
  const shared = { from: period.from, to: earlier(end, period.to) };
  return [
    warning(
      'Overlap of reports',
      `${counted(dayCount(shared), 'day')} from ${dayWords(shared.from)} to ${dayWords(shared.to)} ${dayCount(shared) === 1 ? 'is' : 'are'} in the previous report too.`,
    ),
  ];
}

function lateWarning(what: string, scope: ReportScope, reportedOn: string | null): readonly ReadinessWarning[] {
  const { to } = reportPeriod(scope);
  if (reportedOn === null || reportedOn < reportAge(to, to).lateFrom) return [];
  return [
    warning(
      'Late report',
      `The date of ${what}, ${dayWords(reportedOn)}, is ${daysBetween(to, reportedOn)} days after ${dayWords(to)}, more than 3 months.`,
    ),
  ];
}

function ageWarning({ previous, stalenessAnchor }: Engagement, today: string): readonly ReadinessWarning[] {
  if (previous === null) return [];
  const anchor = ageAnchor(previous.scope, previous.reportedOn, stalenessAnchor);
  const { freshUntil, currentUntil } = reportAge(anchor.on, anchor.on);
  const age = `It is ${counted(daysBetween(anchor.on, today), 'day')} old today, counted from ${anchor.words}.${anchor.other}`;
  if (today > currentUntil)
    return [
      warning('Stale report', `The previous report is stale since ${dayWords(addDays(currentUntil, 1))}. ${age}`),
    ];
  if (today <= freshUntil) return [];
  return [note('Ageing report', `The previous report is ageing and stale after ${dayWords(currentUntil)}. ${age}`)];
}

function asOfWarning(scope: ReportScope, today: string): readonly ReadinessWarning[] {
  if (scope.reportType === 2 || scope.asOfOn <= today) return [];
  return [
    note(
      'As-of date in the future',
      `The as-of date, ${dayWords(scope.asOfOn)}, is ${counted(daysBetween(today, scope.asOfOn), 'day')} ahead. What is seen until then does not show that day.`,
    ),
  ];
}

function periodWarnings(engagement: Engagement, controls: readonly Control[]): readonly ReadinessWarning[] {
  const { scope, previous } = engagement;
  if (scope.reportType === 1) return [];
  const { period } = scope;
  const applying = controls.filter(({ status }) => status !== 'not-applicable');
  return [
    ...shortWarning(period),
    ...neighbourWarning(period, previous),
    ...outsideWarnings(applying, period),
    ...applying.flatMap((control) => [
      ...startWarning(control, period),
      ...changeWarning(control, period),
      ...endWarning(control, period),
    ]),
  ];
}

/** What a reader must know about the dates of an engagement, warnings first. `today` is a day in the client's zone. */
export function readinessWarnings(
  engagement: Engagement,
  controls: readonly Control[],
  today: string,
): readonly ReadinessWarning[] {
  const { scope, previous, reportOn } = engagement;
  const all = [
    ...periodWarnings(engagement, controls),
    ...lateWarning('this report', scope, reportOn),
    ...(previous === null ? [] : lateWarning('the previous report', previous.scope, previous.reportedOn)),
    ...ageWarning(engagement, today),
    ...asOfWarning(scope, today),
  ];
  return [...all.filter(({ level }) => level === 'warning'), ...all.filter(({ level }) => level === 'note')];
}
