import type { Control } from '@shared/domain/control.ts';
import type { Criterion } from '@shared/domain/criterion.ts';
import { type Sheet, sheet } from '../writers/xlsx/sheet.ts';
import { quietStyle } from '../writers/xlsx/styles.ts';
import { ids } from '../writers/xlsx/value.ts';
import { columnOf, fieldText, type MatrixColumn, type MatrixField, matrixColumns } from './columns.ts';
import type { MatrixSource } from './source.ts';
import { type WordList, wordListOf, wordLists } from './words.ts';

/** Columns from here on are for the screen: the paper is not wide enough for all. */
const firstOnScreenOnly = matrixColumns.findIndex(({ field }) => field === 'reason');

function written({ field, kind }: MatrixColumn, control: Control, source: MatrixSource): unknown {
  if (field === 'version') return control.version;
  const text = fieldText(field, control, source.relatedTo(control.criteria));
  return kind === 'day' && text !== '' ? new Date(`${text}T00:00:00.000Z`) : text;
}

/** One row a control, one column a field: the sheet that is edited and read back. */
export function matrixSheet(source: MatrixSource): Sheet {
  const plan = sheet({
    name: 'Control matrix',
    holds: 'The controls; edit here',
    paper: 'large',
    frozen: 3,
    rows: source.controls,
    columns: matrixColumns.map((column, at) => ({
      head: column.head,
      width: column.width,
      kind: column.kind,
      value: (control: Control) => written(column, control, source),
      ...(column.kind === 'day' || column.kind === 'number' ? {} : { wraps: true as const }),
      ...(at >= firstOnScreenOnly ? { isScreenOnly: true as const } : {}),
    })),
  });
  const greys = matrixColumns.map((column) =>
    column.isReadOnly && column.field !== 'id' ? quietStyle(column.kind) : null,
  );
  return { ...plan, style: (at, cell) => greys[at] ?? plan.style(at, cell) };
}

/** Every criterion with the controls that name it. */
export function criteriaSheet({ criteria, controls, engagement }: MatrixSource): Sheet {
  const controlsOf = ({ id }: Criterion): string =>
    ids(controls.filter((control) => control.criteria.includes(id)).map((control) => control.id));
  return sheet({
    name: 'Criteria',
    holds: 'The criteria and their controls; not read back',
    paper: 'small',
    frozen: 1,
    rows: criteria,
    columns: [
      { head: 'Criterion', width: 10, kind: 'id', value: ({ id }) => id },
      { head: 'Title (our own words)', width: 50, kind: 'text', wraps: true, value: ({ title }) => title },
      { head: 'Category', width: 20, kind: 'text', value: ({ category }) => category },
      {
        head: 'In scope',
        width: 9,
        kind: 'text',
        value: ({ category }) => (engagement.categories.includes(category) ? 'yes' : 'no'),
      },
      { head: 'Controls', width: 60, kind: 'mono', wraps: true, value: controlsOf },
    ],
  });
}

interface ListRow {
  readonly list: WordList | 'systems';
  readonly word: string;
  readonly meaning: string;
}

const lists = ['type', 'nature', 'frequency', 'isKey', 'status'] as const satisfies readonly WordList[];

const listRows = ({ systems }: MatrixSource): readonly ListRow[] => [
  ...lists.flatMap((list) => wordLists[list].map(({ word, meaning }) => ({ list, word, meaning }))),
  ...systems.map(({ id, name }) => ({ list: 'systems' as const, word: id, meaning: name })),
];

const listName = (list: ListRow['list']): string =>
  list === 'frequency'
    ? [columnOf('frequency'), columnOf('targetCadence')].map(({ head }) => head).join(', ')
    : columnOf(list).head;

/** The words that columns with a list may hold. */
export const listsSheet = (source: MatrixSource): Sheet =>
  sheet({
    name: 'Lists',
    holds: 'The words allowed; not read back',
    paper: 'small',
    frozen: 1,
    rows: listRows(source),
    columns: [
      { head: 'Column', width: 36, kind: 'text', value: ({ list }) => listName(list) },
      { head: 'Word', width: 20, kind: 'mono', value: ({ word }) => word },
      { head: 'Meaning', width: 80, kind: 'text', value: ({ meaning }) => meaning },
    ],
  });

/** The cells of the sheet "Lists" that hold the words of a column, as a formula; null for a column without a list. */
export function listRange(field: MatrixField): string | null {
  const list = wordListOf(field);
  if (list === null) return null;
  const rows = lists.flatMap((name) => wordLists[name].map(() => name));
  return `Lists!$B$${rows.indexOf(list) + 2}:$B$${rows.lastIndexOf(list) + 2}`;
}
