import type { Output } from '@shared/contract/contract.ts';
import type { Reading } from '@shared/domain/criterion.ts';
import { counted } from '@shared/domain/words.ts';

export type CriterionView = Output<'criterion.list'>[number];

/** What the list is narrowed to; null means that the field does not matter. */
export interface CriteriaFilter {
  readonly search: string;
  readonly group: string | null;
  readonly reading: Reading | null;
  readonly conclusion: 'concluded' | 'not-concluded' | null;
  readonly controls: 'none' | 'one' | null;
}

export const noFilter: CriteriaFilter = { search: '', group: null, reading: null, conclusion: null, controls: null };

/** A control that is written off as not applicable carries nothing. */
export const workingControls = ({ controls }: CriterionView): CriterionView['controls'] =>
  controls.filter(({ control }) => control.status !== 'not-applicable');

function fitsControls(view: CriterionView, wanted: CriteriaFilter['controls']): boolean {
  if (wanted === null) return true;
  return workingControls(view).length === (wanted === 'none' ? 0 : 1);
}

/** True when every field of the filter that matters fits. */
export function isShown(view: CriterionView, filter: CriteriaFilter): boolean {
  const { criterion, reading } = view.reading;
  const words = filter.search.trim().toLowerCase();
  const isConcluded = view.conclusion !== null;
  return (
    (words === '' || `${criterion.id} ${criterion.title}`.toLowerCase().includes(words)) &&
    (filter.group === null || criterion.group === filter.group) &&
    (filter.reading === null || reading === filter.reading) &&
    (filter.conclusion === null || isConcluded === (filter.conclusion === 'concluded')) &&
    fitsControls(view, filter.controls)
  );
}

/** A line of the list: the head of a group with its standing, or a criterion. */
export type CriteriaLine =
  | { readonly kind: 'group'; readonly group: string; readonly title: string; readonly words: string }
  | { readonly kind: 'criterion'; readonly view: CriterionView };

const readings = ['contradicted', 'supported', 'silent'] as const;

/** `8 criteria: 5 contradicted, 2 supported, 1 silent` */
export function readingCounts(views: readonly CriterionView[]): string {
  const parts = readings.flatMap((word) => {
    const number = views.filter(({ reading }) => reading.reading === word).length;
    return number === 0 ? [] : [`${number} ${word}`];
  });
  const total = counted(views.length, 'criterion', 'criteria');
  return parts.length === 0 ? total : `${total}: ${parts.join(', ')}`;
}

/** The criteria that fit, under the heads of their groups. */
export function criteriaLines(views: readonly CriterionView[], filter: CriteriaFilter): readonly CriteriaLine[] {
  const shown = views.filter((view) => isShown(view, filter));
  const groups = new Map(shown.map(({ reading: { criterion } }) => [criterion.group, criterion.groupTitle]));
  return [...groups].flatMap(([group, title]): readonly CriteriaLine[] => {
    const own = shown.filter(({ reading }) => reading.criterion.group === group);
    return [
      { kind: 'group', group, title, words: readingCounts(own) },
      ...own.map((view): CriteriaLine => ({ kind: 'criterion', view })),
    ];
  });
}

/** The nearest line with a criterion at or after a line in the direction of a step, so that heads are stepped over. */
export function criterionLine(lines: readonly CriteriaLine[], from: number, by: 1 | -1): number | null {
  for (let line = from; line >= 0 && line < lines.length; line += by)
    if (lines[line]?.kind === 'criterion') return line;
  return null;
}

/** The line of a criterion; -1 when the filter hides it. */
export const lineOf = (lines: readonly CriteriaLine[], id: string | null): number =>
  lines.findIndex((line) => line.kind === 'criterion' && line.view.reading.criterion.id === id);
