import type { Input, Output } from '@shared/contract/contract.ts';
import type { Severity } from '@shared/domain/check.ts';
import type { FindingState } from '@shared/domain/finding.ts';

export type FindingQuery = Input<'finding.query'>;
export type FindingFilter = FindingQuery['filter'];
export type FilterField = keyof FindingFilter;
type FindingTab = FindingQuery['tab'];
export type FindingGrouping = FindingQuery['group'];
export type FindingSort = FindingQuery['sort'][number];
export type FindingChoices = Output<'finding.query'>['choices'];

/** The tabs in reading order, with the words on them. */
export const tabs = [
  { value: 'to-judge', label: 'To judge' },
  { value: 'fail', label: 'Fail' },
  { value: 'lapsed', label: 'Lapsed' },
  { value: 'unknown', label: 'Unknown' },
  { value: 'all', label: 'All verdicts' },
] as const satisfies readonly { readonly value: FindingTab; readonly label: string }[];

/** What the list can be grouped by. */
export const groupings = [
  { value: 'check', label: 'check' },
  { value: 'criterion', label: 'criterion' },
  { value: 'account', label: 'account' },
  { value: 'type', label: 'resource type' },
  { value: 'none', label: 'nothing' },
] as const satisfies readonly { readonly value: FindingGrouping; readonly label: string }[];

/** The word of every state, as filters and rows print it. */
export const stateWords: Readonly<Record<FindingState, string>> = {
  fail: 'fail',
  lapsed: 'lapsed',
  unknown: 'unknown',
  pass: 'pass',
  'not-applicable': 'not applicable',
};

/** The fields a filter can name, in the order of the menu. */
export const fieldWords: Readonly<Record<FilterField, string>> = {
  state: 'Verdict',
  severity: 'Severity',
  check: 'Check',
  control: 'Control',
  criterion: 'Criterion',
  account: 'Account',
  region: 'Region',
  type: 'Resource type',
  resource: 'Resource',
};

/** `a`, `a or b`, `a, b or c` */
function either(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

const rising: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** `medium or higher` for an unbroken run up to critical, otherwise the list. */
export function severityFilterWords(levels: readonly Severity[]): string {
  const chosen = rising.filter((level) => levels.includes(level));
  const from = rising.length - chosen.length;
  const isRunToTop = chosen.length >= 3 && chosen.every((level, place) => level === rising[from + place]);
  return isRunToTop ? `${chosen[0]} or higher` : either(chosen);
}

/** A filter as people read it: `Severity is medium or higher`. */
interface FilterWords {
  readonly field: FilterField;
  readonly name: string;
  readonly value: string;
}

function valueWords(filter: FindingFilter, field: FilterField, choices: FindingChoices | null): string | null {
  if (field === 'state') return filter.state?.length ? either(filter.state.map((state) => stateWords[state])) : null;
  if (field === 'severity') return filter.severity?.length ? severityFilterWords(filter.severity) : null;
  const value = filter[field];
  if (value === undefined) return null;
  if (field !== 'check') return value;
  return choices?.checks.find(({ id }) => id === value)?.title ?? value;
}

const fields: readonly FilterField[] = [
  'state',
  'severity',
  'check',
  'control',
  'criterion',
  'account',
  'region',
  'type',
  'resource',
];

/** Every filter set, in words and in a fixed order. */
export function filterWords(filter: FindingFilter, choices: FindingChoices | null): readonly FilterWords[] {
  return fields.flatMap((field) => {
    const value = valueWords(filter, field, choices);
    return value === null ? [] : [{ field, name: fieldWords[field], value }];
  });
}

/** The filter without one field. */
export function withoutField(filter: FindingFilter, field: FilterField): FindingFilter {
  const { [field]: _dropped, ...rest } = filter;
  return rest;
}

/** Sort after a click on a column head: alone, or with Shift as one more key; the same column again turns round, a third time drops out. */
export function nextSort(sort: readonly FindingSort[], by: FindingSort['by'], isAdding: boolean): FindingSort[] {
  const current = sort.find((key) => key.by === by);
  const others = isAdding ? sort.filter((key) => key.by !== by) : [];
  if (current === undefined) return [...others, { by, descending: false }].slice(-4);
  return current.descending ? others : [...others, { by, descending: true }];
}
