import type { Gap } from '@shared/domain/coverage.ts';
import type { FindingState } from '@shared/domain/finding.ts';
import type { ControlReading, StateCounts } from '@shared/domain/reading.ts';
import { noCounts } from '@shared/domain/reading.ts';
import { count, counted, day, days, listedUpTo, withPeriod } from '../words.ts';
import type { CriterionLine } from './criteria.ts';
import type { FindingLine } from './findings.ts';
import type { GapBlock } from './gaps.ts';
import { type Heading, placeName } from './heading.ts';

/** A number, its unit, and the sentence that continues them. */
export interface Fact {
  readonly value: string;
  readonly unit: string;
  readonly sentence: string;
  /** The gap it is about; null for the line about what is unknown. */
  readonly gap: string | null;
  readonly criteria: readonly string[];
}

/** A row of the counts table; the parts stand side by side and are never folded into one figure. */
export interface CountRow {
  readonly what: string;
  readonly all: number;
  readonly without: number;
  readonly with: number;
  readonly notJudged: string;
}

/** A label and a sentence. */
export interface Remark {
  readonly label: string;
  readonly text: string;
}

const mostFacts = 5;
/** Gap numbers named in a sentence. */
const mostListed = 8;

/** Findings by state. */
export function stateCounts(findings: readonly FindingLine[]): StateCounts {
  const counts: Record<FindingState, number> = { ...noCounts };
  for (const { finding } of findings) counts[finding.state] += 1;
  return counts;
}

/** A sentence such as `3 of 14 groups open …` as its number, its unit and its rest; without a number, all is rest. */
function numbered(title: string): Pick<Fact, 'value' | 'unit' | 'sentence'> {
  const [, value = '', all = '', sentence = title] = /^([\d,]+) of ([\d,]+) (.+)$/s.exec(title) ?? [];
  return { value, unit: all === '' ? '' : `of ${all}`, sentence };
}

function since({ lapses, check }: GapBlock, { isPeriod }: Heading): string {
  const isOpen = check.counts.fail > 0;
  const longest = lapses.filter(({ lapse }) => (lapse.to === null) === isOpen).toSorted((a, b) => b.days - a.days)[0];
  if (!isPeriod || longest === undefined) return '';
  if (!isOpen) return ` Repaired; the longest lapse of ${days(longest.days)} stays in the period.`;
  const start = longest.lapse.isStartUncertain ? 'first seen' : 'since';
  return ` The longest open lapse has lasted ${days(longest.days)}, ${start} ${day(longest.lapse.from)}.`;
}

function gapFact(gap: GapBlock, heading: Heading): Fact {
  const { sentence, ...number } = numbered(gap.title);
  return {
    ...number,
    sentence: `${withPeriod(sentence)}${since(gap, heading)}`,
    gap: gap.id,
    criteria: gap.check.criteria,
  };
}

function unknownFact(counts: StateCounts, notRead: readonly Gap[]): readonly Fact[] {
  if (counts.unknown === 0) return [];
  const all = Object.values(counts).reduce((sum, value) => sum + value, 0);
  const largest = notRead[0];
  const why = largest
    ? ` Most hang on ${placeName(largest.account, largest.region)} (${count(largest.verdictsUnknown)}): ${withPeriod(largest.reason)}`
    : ' Each finding carries its reason.';
  const sentence = `verdicts could not be given; they are unknown, not passed.${why}`;
  return [{ value: count(counts.unknown), unit: `of ${count(all)}`, sentence, gap: null, criteria: [] }];
}

/** At most five lines, gravest first; the last is about what is unknown, when anything is. */
export function facts(
  gaps: readonly GapBlock[],
  counts: StateCounts,
  notRead: readonly Gap[],
  heading: Heading,
): readonly Fact[] {
  const ignorance = unknownFact(counts, notRead);
  return [...gaps.slice(0, mostFacts - ignorance.length).map((gap) => gapFact(gap, heading)), ...ignorance];
}

const having = <T>(rows: readonly T[], is: (row: T) => boolean): number => rows.filter(is).length;

/** Criteria, controls and verdicts in figures. */
export function countRows(
  criteria: readonly CriterionLine[],
  controls: readonly ControlReading[],
  counts: StateCounts,
): readonly CountRow[] {
  const all = Object.values(counts).reduce((sum, value) => sum + value, 0);
  const gapped = having(criteria, ({ kind }) => kind === 'gap');
  const clear = having(criteria, ({ kind }) => kind === 'no-gap');
  const against = having(controls, ({ reading }) => reading === 'contradicted');
  const supported = having(controls, ({ reading }) => reading === 'supported');
  return [
    {
      what: 'Criteria',
      all: criteria.length,
      without: clear,
      with: gapped,
      notJudged: count(criteria.length - clear - gapped),
    },
    {
      what: 'Controls in the matrix',
      all: controls.length,
      without: supported,
      with: against,
      notJudged: count(controls.length - supported - against),
    },
    {
      what: 'Verdicts (check × resource)',
      all,
      without: counts.pass,
      with: counts.fail + counts.lapsed,
      notJudged: `${count(counts.unknown)} unknown, ${count(counts['not-applicable'])} n/a`,
    },
  ];
}

/** What can still be changed in the period, and what cannot. Empty for a report on one date. */
export function remaining(gaps: readonly GapBlock[], counts: StateCounts, heading: Heading): readonly Remark[] {
  if (!heading.isPeriod) return [];
  const open = gaps.filter(({ check }) => check.counts.fail > 0).map(({ id }) => id);
  const stay = gaps.filter(({ lapses }) => lapses.length > 0).map(({ id }) => id);
  return [
    {
      label: 'Days left',
      text: `${sentenceOfDays(heading.daysLeft)} of the period remain after ${heading.judgedDay}.`,
    },
    ...(open.length > 0
      ? [
          {
            label: 'Open',
            text: `${listedUpTo(open, mostListed)} ${open.length === 1 ? 'still fails' : 'still fail'}. Each later day lengthens a lapse.`,
          },
        ]
      : []),
    ...(stay.length > 0
      ? [
          {
            label: 'Not repairable',
            text: `The lapses of ${listedUpTo(stay, mostListed)} stay in the period. They need a response, not only a repair.`,
          },
        ]
      : []),
    ...(counts.unknown > 0
      ? [
          {
            label: 'Unknown',
            text: `${counted(counts.unknown, 'verdict')} can be given once what was not read is read.`,
          },
        ]
      : []),
  ];
}

const sentenceOfDays = (value: number): string => (value === 0 ? 'No days' : days(Math.floor(value)));
