import type { Control } from '@shared/domain/control.ts';
import type { CheckReading } from '@shared/domain/reading.ts';
import { count, counted, dayWords, listed } from '@shared/domain/words.ts';
import { days, listedUpTo, withPeriod } from '../words.ts';
import type { FindingLine, LapseLine } from './findings.ts';
import { failing, isGrave } from './gap-order.ts';
import type { Heading } from './heading.ts';

/** A label and its value, printed side by side. */
export interface Part {
  readonly label: string;
  readonly value: string;
}

/** What should be true: the rule's condition, and the control that declares it. The statement itself stands in the matrix. */
export function expected({ title, controls }: CheckReading, control: Control | undefined): string {
  if (control === undefined) return `${withPeriod(title)} No control in the matrix promises it.`;
  const rest = controls.filter((id) => id !== control.id);
  const others = rest.length > 0 ? ` Also read for ${listedUpTo(rest, 4)}.` : '';
  return `${withPeriod(title)} Promised by ${control.id} (${control.title}), declared as ${control.frequency}.${others}`;
}

function tally({ counts, population }: CheckReading): string {
  const { fail, lapsed, unknown } = counts;
  return `${listed([
    `${count(fail)} of ${counted(population, 'resource')} judged ${fail === 1 ? 'fails' : 'fail'} now`,
    ...(lapsed > 0 ? [`${count(lapsed)} failed earlier in the period`] : []),
    ...(unknown > 0 ? [`${count(unknown)} more could not be judged`] : []),
  ])}.`;
}

function story(lapses: readonly LapseLine[]): readonly string[] {
  const open = lapses.filter(({ lapse }) => lapse.to === null).toSorted((a, b) => b.days - a.days)[0];
  const ended = lapses.filter(({ lapse }) => lapse.to !== null).length;
  const began = open?.lapse.isStartUncertain ? 'was first seen on' : 'began on';
  return [
    ...(open
      ? [`The longest open lapse ${began} ${dayWords(open.lapse.from)}: ${days(open.days)} inside the period.`]
      : []),
    ...(ended > 0 ? [`${counted(ended, 'lapse')} ended and ${ended === 1 ? 'stays' : 'stay'} in the period.`] : []),
  ];
}

function firstFact(lines: readonly FindingLine[]): readonly string[] {
  const finding = lines[0]?.finding;
  if (finding === undefined) return [];
  const because = finding.state === 'lapsed' ? finding.lapses.at(-1)?.because : finding.because;
  return because ? [`${finding.resource.name}: ${because}`] : [];
}

/** What was seen, in sentences: how many, since when, and the first fact word for word. */
export const observed = (
  check: CheckReading,
  lines: readonly FindingLine[],
  lapses: readonly LapseLine[],
  { isPeriod }: Heading,
): readonly string[] => [tally(check), ...(isPeriod ? story(lapses) : []), ...firstFact(lines)];

/** The parts behind a severity, so that the word does not stand alone. */
export function severityParts(check: CheckReading, lapses: readonly LapseLine[], heading: Heading): readonly Part[] {
  const longest = Math.max(0, ...lapses.map((line) => line.days));
  const judged = count(Math.round(heading.daysJudged));
  return [
    { label: 'Extent', value: `${count(failing(check))} of ${count(check.population)}` },
    { label: 'Failing now', value: count(check.counts.fail) },
    ...(heading.isPeriod ? [{ label: 'Longest lapse', value: `${days(longest)} of ${judged}` }] : []),
    { label: 'Not judged', value: count(check.counts.unknown) },
    { label: 'Criteria', value: count(check.criteria.length) },
  ];
}

/** What it may lead to, in the words an auditor uses; never an opinion. */
export function effect({ severity, criteria, controls, why }: CheckReading): string {
  const listing = `An exception${controls[0] === undefined ? '' : ` on ${controls[0]}`} is likely to be listed.`;
  const risk = criteria[0] === undefined ? listing : `Indicates a risk of a qualified opinion on ${criteria[0]}.`;
  return [withPeriod(why), isGrave(severity) ? risk : listing, 'The judgement is the auditor’s.'].join(' ');
}
