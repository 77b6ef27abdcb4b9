import type { Control } from '@shared/domain/control.ts';
import { two } from '@shared/domain/words.ts';
import type { MatrixField } from './columns.ts';
import type { Mapping } from './mapping.ts';
import { type ReadCell, type ReadRow, shownText } from './read/cell-text.ts';
import type { Table } from './read/table.ts';

/** A reason why a row cannot be imported. */
export interface RowError {
  readonly row: number;
  /** The head over the cell; null when it is about the row. */
  readonly column: string | null;
  readonly message: string;
  readonly remedy: string | null;
}

/** A column of the file that is read, with the field it means. */
export interface ReadColumn {
  readonly at: number;
  readonly head: string;
  readonly field: MatrixField;
}

/** A row that says something of a control. */
export interface Line {
  readonly row: number;
  readonly id: string;
  /** The control of that id; null when the row adds one. */
  readonly control: Control | null;
  cell(at: number): ReadCell | undefined;
}

/** The columns of a table that a mapping names. */
export const readColumns = ({ columns }: Table, mapping: Mapping): readonly ReadColumn[] =>
  columns.flatMap(({ at, head }) => {
    const field = mapping.get(head);
    return field === undefined ? [] : [{ at, head, field }];
  });

/** What the matrix holds, to find the control that a row means. */
export interface Ids {
  readonly controls: readonly Control[];
  readonly removed: ReadonlyMap<string, string>;
}

/** The first number of `OWN-01` … that no control has, had or gets from the file. */
function freshIds({ controls, removed }: Ids, stated: readonly string[]): () => string {
  const taken = new Set([...controls.map(({ id }) => id), ...removed.keys(), ...stated].map((id) => id.toUpperCase()));
  let number = 0;
  return () => {
    do number += 1;
    while (taken.has(`OWN-${two(number)}`));
    return `OWN-${two(number)}`;
  };
}

/** Finds a control by its id as people write it. */
function finder(controls: readonly Control[]): (id: string) => Control | null {
  const exact = new Map(controls.map((control) => [control.id, control]));
  const folded = new Map(controls.map((control) => [control.id.toUpperCase(), control]));
  return (id) => exact.get(id) ?? folded.get(id.toUpperCase()) ?? null;
}

/** The rows as lines about controls. Rows that state no id get one of their own. */
export function linesOf(rows: readonly ReadRow[], columns: readonly ReadColumn[], ids: Ids): readonly Line[] {
  const idAt = columns.find(({ field }) => field === 'id')?.at;
  const stated = rows.map(({ cells }) => (idAt === undefined ? '' : shownText(cells[idAt]).trim()));
  const fresh = freshIds(ids, stated);
  const find = finder(ids.controls);
  return rows.map(({ row, cells }, place) => {
    const text = stated[place] || fresh();
    const control = find(text);
    return { row, control, id: control?.id ?? text, cell: (at) => cells[at] };
  });
}
