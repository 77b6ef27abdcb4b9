import type { Gap } from '@shared/domain/coverage.ts';
import type { StateCounts } from '@shared/domain/reading.ts';
import { count, counted, dayWords } from '@shared/domain/words.ts';
import { days, listedUpTo, withPeriod } from '../words.ts';
import { total } from './counts.ts';
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

/** A label and a sentence. */
export interface Remark {
  readonly label: string;
  readonly text: string;
}

const mostFacts = 5;
/** Gap numbers named in a sentence. */
const mostListed = 8;

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
  return ` The longest open lapse has lasted ${days(longest.days)}, ${start} ${dayWords(longest.lapse.from)}.`;
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
  const largest = notRead[0];
  const why = largest
    ? ` Most hang on ${placeName(largest.account, largest.region)} (${count(largest.verdictsUnknown)}): ${withPeriod(largest.reason)}`
    : ' Each finding carries its reason.';
  const sentence = `verdicts could not be given; they are unknown, not passed.${why}`;
  return [{ value: count(counts.unknown), unit: `of ${count(total(counts))}`, sentence, gap: null, criteria: [] }];
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

const named = (ids: readonly string[]): string => listedUpTo(ids, mostListed);

/** What can still be changed in the period, and what cannot. Empty for a report on one date. */
export function remaining(gaps: readonly GapBlock[], counts: StateCounts, heading: Heading): readonly Remark[] {
  if (!heading.isPeriod) return [];
  const open = gaps.filter(({ check }) => check.counts.fail > 0).map(({ id }) => id);
  const stay = gaps.filter(({ lapses }) => lapses.length > 0).map(({ id }) => id);
  const left = Math.floor(heading.daysLeft);
  const still = open.length === 1 ? 'still fails' : 'still fail';
  const remarks: readonly (Remark & { readonly isSaid: boolean })[] = [
    {
      isSaid: true,
      label: 'Days left',
      text: `${left === 0 ? 'No days' : days(left)} of the period remain after ${heading.judgedDay}.`,
    },
    { isSaid: open.length > 0, label: 'Open', text: `${named(open)} ${still}. Each later day lengthens a lapse.` },
    {
      isSaid: stay.length > 0,
      label: 'Not repairable',
      text: `The lapses of ${named(stay)} stay in the period. They need a response, not only a repair.`,
    },
    {
      isSaid: counts.unknown > 0,
      label: 'Unknown',
      text: `${counted(counts.unknown, 'verdict')} can be given once what was not read is read.`,
    },
  ];
  return remarks.filter(({ isSaid }) => isSaid).map(({ label, text }) => ({ label, text }));
}
