import type { Control } from './control.ts';
import { type Engagement, type ReportScope, reportLabel, reportPeriod } from './engagement.ts';
import { addDays, addMonths, dayCount, type Period, wholeMonths } from './period.ts';
import { wordingsIn } from './readiness-warnings.ts';
import type { System } from './system.ts';
import { count, counted, dayWords, listed } from './words.ts';

function nextPeriod(period: Period): Period {
  const from = addDays(period.to, 1);
  const months = wholeMonths(period);
  return { from, to: months === null ? addDays(from, dayCount(period) - 1) : addDays(addMonths(from, months), -1) };
}

/** The report after one: a period of the same length from the day after its end, or the same date a year on. */
export const nextScope = (scope: ReportScope): ReportScope =>
  scope.reportType === 1
    ? { reportType: 1, asOfOn: addMonths(scope.asOfOn, 12) }
    : { reportType: 2, period: nextPeriod(scope.period) };

/** What is new about the engagement of the next report. */
export type NextReport = Pick<Engagement, 'id' | 'scope' | 'createdAt'>;

/** The engagement of the next report: who and where stay, this report becomes the previous one. */
export const nextEngagement = (old: Engagement, next: NextReport): Engagement => ({
  ...old,
  ...next,
  reportOn: null,
  // What the auditor concluded is for a person to copy from the printed report.
  previous: { scope: old.scope, reportedOn: old.reportOn, auditor: old.auditor, opinion: '' },
  rolledFrom: old.id,
});

/** A control as the next report starts with it: wordings that ended before it are left behind. */
export function carriedControl(control: Control, scope: ReportScope): Control {
  const inside = new Set(wordingsIn(control, reportPeriod(scope)).map(({ version }) => version));
  return { ...control, earlier: control.earlier.filter(({ version }) => inside.has(version)) };
}

/** What an engagement holds, for saying what becomes of it. */
export interface RolledOver {
  readonly old: Engagement;
  readonly next: Engagement;
  readonly controls: readonly Control[];
  readonly systems: readonly System[];
  readonly mappings: number;
  /** How many of each thing stay behind, in the order to say it. */
  readonly left: readonly { readonly count: number; readonly one: string; readonly many: string }[];
}

const shown = 6;

function some(words: readonly string[], between: string): string {
  const rest = words.length - shown;
  return rest > 0
    ? `${words.slice(0, shown).join(between)}${between}and ${counted(rest, 'other')}`
    : words.join(between);
}

const withStatus = (controls: readonly Control[], status: Control['status']): readonly Control[] =>
  controls.filter((control) => control.status === status);

const parts = (pieces: readonly (readonly [number, string])[]): string =>
  listed(pieces.filter(([number]) => number > 0).map(([number, what]) => `${count(number)} ${what}`));

/** What the next engagement starts with, in sentences with numbers. */
export function keptWords({ old, controls, systems, mappings }: RolledOver): readonly string[] {
  const standing = parts([
    [withStatus(controls, 'in-place').length, 'in place'],
    [withStatus(controls, 'planned').length, 'planned'],
    [withStatus(controls, 'not-applicable').length, 'not applicable'],
  ]);
  const inside = systems.filter(({ stance }) => stance === 'in').length;
  const register = parts([
    [inside, 'in'],
    [systems.length - inside, 'excluded'],
  ]);
  return [
    `${counted(controls.length, 'control')} with the wording in force (${standing}), its version number and its first day.`,
    ...(systems.length === 0
      ? []
      : [`${counted(systems.length, 'system')} of the scope register (${register}), as scope memo version 1.`]),
    `${counted(old.categories.length, 'trust category', 'trust categories')}, the time zone ${old.timeZone}, ${old.auditor === '' ? 'no auditor firm' : `the auditor firm ${old.auditor}`} and ${counted(old.people.length, 'person', 'people')}.`,
    ...(mappings === 0 ? [] : [`${counted(mappings, 'column mapping')} of the client's own files.`]),
    `This report, ${reportLabel(old.scope)}, as the previous report, its opinion left empty.`,
  ];
}

/** What stays behind in the engagement rolled over, in sentences with numbers. */
export function resetWords({ controls, next, left }: RolledOver): readonly string[] {
  const dropped = controls.reduce(
    (sum, control) => sum + control.earlier.length - carriedControl(control, next.scope).earlier.length,
    0,
  );
  const wordings = counted(dropped, 'earlier wording');
  return [
    ...left
      .filter((it) => it.count > 0)
      .map((it) => `${counted(it.count, it.one, it.many)} ${it.count === 1 ? 'stays' : 'stay'} with this engagement.`),
    ...(dropped === 0
      ? []
      : [`${wordings} ended before the new report and ${dropped === 1 ? 'stays' : 'stay'} behind.`]),
    'The new audit log begins with this engagement’s id and the head of its log.',
  ];
}

interface Named {
  readonly id: string;
}

/** A sentence about some objects, with the words for one and for several of them; nothing about none. */
function about<T extends Named>(
  all: readonly T[],
  words: readonly [one: string, many: string],
  nameOf: (one: T) => string,
  ask: readonly [one: string, many: string],
): readonly string[] {
  if (all.length === 0) return [];
  const which = all.length === 1 ? 0 : 1;
  return [`${count(all.length)} ${words[which]} (${some(all.map(nameOf), '; ')}): ${ask[which]}.`];
}

const idOf = ({ id }: Named): string => id;

/** What a person must look at again before relying on it, in sentences with numbers. */
export function reviewWords({ old, next, controls, systems }: RolledOver): readonly string[] {
  const { from } = reportPeriod(next.scope);
  const day = dayWords(from);
  const ended = controls.filter(({ effectiveTo }) => effectiveTo !== null && effectiveTo < from);
  return [
    ...about(
      withStatus(controls, 'not-applicable'),
      ['reason why a control does not apply is carried over', 'reasons why controls do not apply are carried over'],
      idOf,
      ['confirm that it still holds', 'confirm that each still holds'],
    ),
    ...about(withStatus(controls, 'planned'), ['control is planned', 'controls are planned'], idOf, [
      `say whether it is in place by ${day}`,
      `say which are in place by ${day}`,
    ]),
    ...about(
      ended,
      [`control ended before ${day}`, `controls ended before ${day}`],
      ({ id, effectiveTo }) => `${id} on ${dayWords(effectiveTo ?? from)}`,
      ['remove it, or name what replaces it', 'remove them, or name what replaces each'],
    ),
    ...about(
      systems.filter(({ stance }) => stance === 'excluded'),
      ['system is excluded with a reason', 'systems are excluded with a reason'],
      ({ id, name, reason }) => `${id} ${name}: ${reason.replace(/\.$/, '')}`,
      ['confirm that it still holds', 'confirm that each still holds'],
    ),
    `The previous report has no ${old.reportOn === null ? 'date and no opinion' : 'opinion'} yet: copy ${old.reportOn === null ? 'them' : 'it'} from the printed report once it is issued.`,
  ];
}
