import type { Control, ControlEdit } from '@shared/domain/control.ts';
import { changedControl, idProblems, isSameControl, newControl, problemsOf } from '@shared/domain/control-change.ts';
import { AppError } from '@shared/errors.ts';
import { fieldText, isEditable, type MatrixField, matrixColumns } from './columns.ts';
import { limitedEdit } from './limited.ts';
import { type Base, type Complain, statedValues } from './line-values.ts';
import type { Line, ReadColumn, RowError } from './lines.ts';
import { newFields } from './new-control.ts';

/** A field of a control as it was and as the file wants it. */
interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What a row changes, ready to be carried out. */
export interface LineChange {
  readonly kind: 'add' | 'change';
  readonly row: number;
  readonly id: string;
  readonly title: string;
  readonly fields: readonly FieldChange[];
  readonly edit: ControlEdit;
}

/** How one row was read: a change, the reasons against it, or neither when the row says what the matrix says. */
export interface LineReading {
  readonly change: LineChange | null;
  readonly errors: readonly RowError[];
}

/** What people see of a control before and after, column by column. */
const fieldChanges = (before: Control | null, after: Control): readonly FieldChange[] =>
  matrixColumns
    .map(({ field }) => field)
    .filter(isEditable)
    .map((field) => ({
      field,
      before: before === null ? '' : fieldText(field, before),
      after: fieldText(field, after),
    }))
    .filter((it) => it.before !== it.after);

function wantedEdit(line: Line, columns: readonly ReadColumn[], base: Base, complain: Complain): object {
  const values = statedValues(line, columns, base, complain);
  const { id, control } = line;
  if (control !== null) return { kind: 'change', id, change: Object.fromEntries(values) };
  const hasTitles = columns.some(({ field }) => field === 'title');
  return { kind: 'add', id, fields: Object.fromEntries(newFields(id, values, hasTitles)) };
}

/** The control as the edit would leave it; null where the edit cannot be made on that day. */
function afterEdit({ control, id }: Line, edit: ControlEdit, { from }: Base, complain: Complain): Control | null {
  if (edit.kind === 'add') return newControl(id, edit.fields, from);
  if (edit.kind === 'remove' || control === null) return null;
  try {
    return changedControl(control, edit.change, from);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    complain(null, error.message, error.remedy ?? null);
    return null;
  }
}

/** What would be wrong with the control and is not wrong already. */
function checkControl({ control }: Line, after: Control, base: Base, complain: Complain): void {
  const old = new Set(control === null ? [] : problemsOf(control, base.names).map(({ words }) => words));
  for (const { field, words } of problemsOf(after, base.names)) if (!old.has(words)) complain(field, words, null);
}

/** A reason is kept with the status not-applicable alone; one that a person typed must not be lost without a word. */
function checkReason(edit: ControlEdit, after: Control, complain: Complain): void {
  const typed = edit.kind === 'add' ? edit.fields.reason : edit.kind === 'change' ? edit.change.reason : null;
  if (typed && after.status !== 'not-applicable')
    complain('reason', 'A reason is kept only with the status not-applicable.', 'Empty the cell, or set the status.');
}

/** Collects the reasons against a row; one a column is enough. */
function complaints({ row }: Line, columns: readonly ReadColumn[]) {
  const errors: RowError[] = [];
  const told = new Set<MatrixField>();
  const complain: Complain = (field, message, remedy) => {
    if (field !== null && told.has(field)) return;
    if (field !== null) told.add(field);
    errors.push({ row, column: columns.find((it) => it.field === field)?.head ?? null, message, remedy });
  };
  return { errors, complain };
}

/** A new control needs an id that no other has or had; what else its row says of one that is gone is of no use. */
function checkNewId({ id, control }: Line, { removed }: Base, complain: Complain): boolean {
  if (control !== null) return true;
  for (const { words } of idProblems(id, new Set(), removed)) complain('id', words, null);
  return !removed.has(id);
}

/** Reads one row against the matrix. */
export function readLine(line: Line, columns: readonly ReadColumn[], base: Base): LineReading {
  const { errors, complain } = complaints(line, columns);
  if (!checkNewId(line, base, complain)) return { change: null, errors };
  const limited = limitedEdit(wantedEdit(line, columns, base, complain));
  if ('excess' in limited) {
    for (const { field, message } of limited.excess) complain(field, message, null);
    return { change: null, errors };
  }
  const { edit } = limited;
  if (edit.kind === 'change' && Object.keys(edit.change).length === 0) return { change: null, errors };
  const after = afterEdit(line, edit, base, complain);
  if (after === null) return { change: null, errors };
  checkControl(line, after, base, complain);
  checkReason(edit, after, complain);
  if (errors.length > 0 || isSameControl(line.control, after)) return { change: null, errors };
  const kind = line.control === null ? 'add' : 'change';
  const fields = fieldChanges(line.control, after);
  return { change: { kind, row: line.row, id: line.id, title: after.title, fields, edit }, errors };
}
