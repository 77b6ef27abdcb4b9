import { type ControlFilter, firstFilter, noFilter } from './control-filter.ts';
import type { MatrixSort } from './control-lines.ts';
import { fieldColumn, matrixFields } from './matrix-fields.ts';

/** A way to look at the matrix that a person gave a name: filters, order and columns. */
export interface SavedView {
  readonly name: string;
  readonly filter: ControlFilter;
  readonly sort: readonly MatrixSort[];
  readonly hidden: readonly string[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** True when every field of a filter is there and of its kind. */
function isFilter(value: unknown): value is ControlFilter {
  if (!isObject(value)) return false;
  return Object.entries(noFilter).every(([field, like]) =>
    Array.isArray(like) ? isTexts(value[field]) : typeof value[field] === typeof like,
  );
}

const isSort = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.field === 'string' &&
  fieldColumn(value.field) !== undefined &&
  typeof value.isDescending === 'boolean';

const isView = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.name === 'string' &&
  isFilter(value.filter) &&
  Array.isArray(value.sort) &&
  value.sort.every(isSort) &&
  isTexts(value.hidden);

/** True for views as they are kept on this computer; anything else is forgotten. */
export const areViews = (value: unknown): value is readonly SavedView[] => Array.isArray(value) && value.every(isView);

const hiddenAtFirst = matrixFields.filter(({ isHiddenAtFirst }) => isHiddenAtFirst).map(({ id }) => id);
/** Columns for reading the tests of a control beside its evidence. */
const testColumns = ['title', 'evidence', 'population', 'testOfDesign', 'testOfOperation', 'isKey', 'criteria'];

/** Views that everybody has. */
export const ownViews: readonly SavedView[] = [
  { name: 'In scope', filter: firstFilter, sort: [], hidden: hiddenAtFirst },
  { name: 'All controls', filter: noFilter, sort: [], hidden: hiddenAtFirst },
  {
    name: 'Open places',
    filter: { ...firstFilter, gaps: ['no-criterion', 'no-evidence', 'only-control'] },
    sort: [],
    hidden: hiddenAtFirst,
  },
  {
    name: 'Tests',
    filter: firstFilter,
    sort: [],
    hidden: matrixFields.filter(({ id }) => !testColumns.includes(id)).map(({ id }) => id),
  },
];

/** The views with one kept under its name; one of the same name gives way. */
export const withView = (views: readonly SavedView[], view: SavedView): readonly SavedView[] => [
  ...views.filter(({ name }) => name !== view.name),
  view,
];
