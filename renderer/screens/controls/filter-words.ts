import { categoryWords } from '../../ui/category-words.ts';
import { type ControlFilter, type GapKind, noFilter } from './control-filter.ts';
import { natureNames, standingWords, statusWords } from './control-words.ts';

export const gapWords: Readonly<Record<GapKind, string>> = {
  'no-criterion': 'No criterion',
  'no-evidence': 'No evidence',
  'only-control': 'Only control of a criterion',
};

/** One filter in words, and the fields it is made of. */
interface Chip {
  readonly field: string;
  readonly value: string;
  readonly of: keyof ControlFilter;
}

const either = (words: readonly string[]): string => words.join(' or ').toLowerCase();
const exactly = (words: readonly string[]): string => words.join(' or ');

/** The filters that hold, in words. `inScope` and `all` count controls. */
export function filterChips(filter: ControlFilter, inScope: number, all: number): readonly Chip[] {
  const { categories, criteria, owners, natures, standings, statuses, gaps } = filter;
  const chips: readonly (Chip & { readonly isOn: boolean })[] = [
    { of: 'isInScope', field: 'In scope', value: `${inScope} of ${all}`, isOn: filter.isInScope },
    {
      of: 'categories',
      field: 'Category is',
      value: either(categories.map((one) => categoryWords[one])),
      isOn: categories.length > 0,
    },
    { of: 'criteria', field: 'Criterion is', value: exactly(criteria), isOn: criteria.length > 0 },
    {
      of: 'owners',
      field: 'Owner is',
      value: exactly(owners.map((one) => one || 'nobody named')),
      isOn: owners.length > 0,
    },
    {
      of: 'natures',
      field: 'Nature is',
      value: either(natures.map((one) => natureNames[one])),
      isOn: natures.length > 0,
    },
    {
      of: 'standings',
      field: 'Standing is',
      value: either(standings.map((one) => standingWords[one])),
      isOn: standings.length > 0,
    },
    {
      of: 'statuses',
      field: 'Status is',
      value: either(statuses.map((one) => statusWords[one])),
      isOn: statuses.length > 0,
    },
    { of: 'gaps', field: 'Gap is', value: either(gaps.map((one) => gapWords[one])), isOn: gaps.length > 0 },
  ];
  return chips.filter(({ isOn }) => isOn).map(({ field, value, of }) => ({ field, value, of }));
}

/** The filter without one of its fields. */
export const withoutFilter = (filter: ControlFilter, of: keyof ControlFilter): ControlFilter => ({
  ...filter,
  [of]: noFilter[of],
});
