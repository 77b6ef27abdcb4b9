import type { Output } from '@shared/contract/contract.ts';
import type { Control, ControlStatus } from '@shared/domain/control.ts';
import type { TrustCategory } from '@shared/domain/engagement.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { categoriesOf, type Standing } from './control-words.ts';

export const gapKinds = ['no-criterion', 'no-evidence', 'only-control'] as const;
export type GapKind = (typeof gapKinds)[number];

/** What the matrix shows; an empty list lets everything through. */
export interface ControlFilter {
  /** Leaves out controls that serve only criteria out of scope. */
  readonly isInScope: boolean;
  readonly categories: readonly TrustCategory[];
  readonly criteria: readonly string[];
  readonly owners: readonly string[];
  readonly natures: readonly Control['nature'][];
  readonly standings: readonly Standing[];
  readonly statuses: readonly ControlStatus[];
  readonly gaps: readonly GapKind[];
  readonly search: string;
}

export const noFilter: ControlFilter = {
  isInScope: false,
  categories: [],
  criteria: [],
  owners: [],
  natures: [],
  standings: [],
  statuses: [],
  gaps: [],
  search: '',
};
/** What is shown before anybody filtered. */
export const firstFilter: ControlFilter = { ...noFilter, isInScope: true };

/** What filters need to know besides the control. */
export interface FilterFacts {
  /** The categories of the report. */
  readonly categories: readonly TrustCategory[];
  /** Null before the engine has said what is open. */
  readonly gaps: Output<'matrix.state'>['gaps'] | null;
}

/** True when a control serves a category of the report, or names no criterion yet. */
export function isInScope(control: Control, { categories }: Pick<FilterFacts, 'categories'>): boolean {
  const of = categoriesOf(control);
  return control.criteria.length === 0 || categories.some((category) => of.has(category));
}

/** True when a control has an open place of this kind. */
export function hasGap({ id, criteria, status }: Control, kind: GapKind, { gaps }: Pick<FilterFacts, 'gaps'>): boolean {
  if (gaps === null) return false;
  if (kind === 'no-criterion') return gaps.controlsWithoutCriterion.includes(id);
  if (kind === 'no-evidence') return gaps.controlsWithoutEvidence.includes(id);
  return status !== 'not-applicable' && criteria.some((one) => gaps.criteriaWithOneControl.includes(one));
}

const holds = <T>(chosen: readonly T[], isThere: (value: T) => boolean): boolean =>
  chosen.length === 0 || chosen.some(isThere);

function hasText({ control }: ControlReading, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const text = [control.id, control.title, control.statement, control.owner, control.performer, ...control.criteria];
  return wanted === '' || text.join('\n').toLowerCase().includes(wanted);
}

/** True when a control passes the filter: fields must all hold, the values of one field may either. */
export function isShown(reading: ControlReading, filter: ControlFilter, facts: FilterFacts): boolean {
  const { control } = reading;
  const categories = categoriesOf(control);
  return (
    (!filter.isInScope || isInScope(control, facts)) &&
    holds(filter.categories, (category) => categories.has(category)) &&
    holds(filter.criteria, (id) => control.criteria.includes(id)) &&
    holds(filter.owners, (owner) => control.owner === owner) &&
    holds(filter.natures, (nature) => control.nature === nature) &&
    holds(filter.standings, (standing) => reading.reading === standing) &&
    holds(filter.statuses, (status) => control.status === status) &&
    holds(filter.gaps, (kind) => hasGap(control, kind, facts)) &&
    hasText(reading, filter.search)
  );
}
