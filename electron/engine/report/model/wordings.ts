import type { Control, Wording } from '@shared/domain/control.ts';
import { addDays, type Period } from '@shared/domain/period.ts';
import { dayWords } from '@shared/domain/words.ts';

/** A wording with the days it held; null where it held from the start, or goes on. */
interface WordingLine extends Wording {
  readonly version: number;
  readonly from: string | null;
  readonly to: string | null;
}

/** Every wording of a control, oldest first. */
function wordingsOf(control: Control): readonly WordingLine[] {
  const all = [...control.earlier, control];
  return all.map((wording, at) => {
    const next = all[at + 1];
    const end = next === undefined ? control.effectiveTo : next.effectiveFrom && addDays(next.effectiveFrom, -1);
    return { ...wording, from: wording.effectiveFrom, to: end ?? null };
  });
}

/** How many wordings were in force on days of the report: each is a population of its own. */
export const wordingsWithin = (control: Control, days: Period): number =>
  wordingsOf(control).filter(({ from, to }) => (from ?? '') <= days.to && (to === null || to >= days.from)).length;

const span = ({ from, to }: WordingLine): string =>
  `${from === null ? 'from the start' : `from ${dayWords(from)}`} to ${to === null ? 'now' : dayWords(to)}`;

/** The wordings before the one in force, each with its days and what an auditor tests by. */
export const earlierWords = (control: Control): readonly string[] =>
  wordingsOf(control)
    .slice(0, -1)
    .map(
      (line) =>
        `Version ${line.version}, ${span(line)}: ${line.statement} (${line.nature}, ${line.frequency}; population: ${line.population || 'not named'})`,
    );
