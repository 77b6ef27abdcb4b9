import type { Control, ControlChange, ControlEdit } from '@shared/domain/control.ts';
import { editOf, withChange } from './control-edit.ts';
import type { ControlNames } from './control-names.ts';
import { fieldText } from './field-text.ts';
import { type EditableField, editableField, fieldName, type MatrixField } from './matrix-fields.ts';

/** A text meant for a cell: typed, pasted or filled down. */
export interface CellText {
  readonly control: Control;
  readonly field: MatrixField;
  readonly text: string;
}

/** A cell as it is and as it would be, in words. */
interface PlannedCell {
  readonly id: string;
  readonly field: EditableField;
  readonly before: string;
  readonly after: string;
}

/** A text that cannot stand in its cell, with the reason. */
interface RefusedCell {
  readonly id: string;
  readonly field: MatrixField;
  readonly text: string;
  readonly why: string;
}

/** What texts would change, before they do. */
export interface Plan {
  readonly cells: readonly PlannedCell[];
  readonly refused: readonly RefusedCell[];
  /** Cells that say so already. */
  readonly same: number;
  readonly edits: readonly ControlEdit[];
  /** Controls that would be not applicable and have no reason yet. */
  readonly needReason: readonly string[];
}

type Names = Pick<ControlNames, 'systems'>;

/** One control while its cells are read one after the other. */
interface Row {
  readonly changed: Control;
  readonly change: ControlChange;
  readonly cells: readonly PlannedCell[];
  readonly refused: readonly RefusedCell[];
  readonly same: number;
}

const withRefusal = (row: Row, { control, field, text }: CellText, why: string): Row => ({
  ...row,
  refused: [...row.refused, { id: control.id, field, text, why }],
});

function withDerived(row: Row, cell: CellText): Row {
  const isEmpty = cell.text.trim() === '';
  const isItself = cell.field === 'id' && cell.text.trim() === cell.control.id;
  if (isEmpty || isItself) return row;
  return withRefusal(row, cell, `${fieldName(cell.field)} is not typed; it follows from something else.`);
}

function withCell(row: Row, cell: CellText, names: Names): Row {
  const field = editableField(cell.field);
  if (field === null) return withDerived(row, cell);
  const edit = editOf(row.changed, field, cell.text, names);
  if (edit.kind === 'same') return { ...row, same: row.same + 1 };
  if (edit.kind === 'refused') return withRefusal(row, cell, edit.why);
  const change: ControlChange =
    edit.kind === 'change' ? edit.change : { status: 'not-applicable', reason: row.changed.reason };
  const changed = withChange(row.changed, change);
  const said = {
    id: cell.control.id,
    field,
    before: fieldText(cell.control, field, names),
    after: fieldText(changed, field, names),
  };
  return { ...row, changed, change: { ...row.change, ...change }, cells: [...row.cells, said] };
}

function rowOf(texts: readonly CellText[], names: Names): readonly Row[] {
  const [first] = texts;
  if (first === undefined) return [];
  const empty: Row = { changed: first.control, change: {}, cells: [], refused: [], same: 0 };
  return [texts.reduce((row, cell) => withCell(row, cell, names), empty)];
}

const lacksReason = ({ changed, cells }: Row): boolean =>
  cells.length > 0 && changed.status === 'not-applicable' && changed.reason === null;

/** Reads texts into cells and gathers what they change: one edit a control, so that one undo takes all of it back. */
export function planOf(texts: readonly CellText[], names: Names): Plan {
  const ids = [...new Set(texts.map(({ control }) => control.id))];
  const rows = ids.flatMap((id) =>
    rowOf(
      texts.filter(({ control }) => control.id === id),
      names,
    ),
  );
  return {
    cells: rows.flatMap(({ cells }) => cells),
    refused: rows.flatMap(({ refused }) => refused),
    same: rows.reduce((sum, row) => sum + row.same, 0),
    edits: rows.flatMap(({ changed, change, cells }) =>
      cells.length === 0 ? [] : [{ kind: 'change', id: changed.id, change } as const],
    ),
    needReason: rows.filter(lacksReason).map(({ changed }) => changed.id),
  };
}

/** The edits of a plan with the reason given to the controls that need one. */
export const withReason = ({ edits, needReason }: Plan, reason: string): readonly ControlEdit[] =>
  edits.map((edit) =>
    edit.kind === 'change' && needReason.includes(edit.id) ? { ...edit, change: { ...edit.change, reason } } : edit,
  );
