import type { Json } from '@shared/domain/json.ts';
import { type EditableField, isEditable, type MatrixField, type Related } from './columns.ts';
import { exportedText, isSameText } from './exported.ts';
import type { Ids, Line, ReadColumn } from './lines.ts';
import { type ReadCell, shownText } from './read/cell-text.ts';
import { isRefusal, type Names, readValue } from './values.ts';

/** What a file is compared with. */
export interface Base extends Ids {
  readonly names: Names;
  relatedTo(criteria: readonly string[]): Related;
  /** The day a new wording holds from; null corrects the wording in force. */
  readonly from: string | null;
}

/** Notes a reason against a row. */
export type Complain = (field: MatrixField | null, message: string, remedy: string | null) => void;

const putBack = 'Put it back, or export the matrix again if the control changed after the file was written.';

/** A column that is not edited here must say what the matrix says; in a new row it is empty. */
function checkReadOnly(
  { control }: Line,
  { field, head }: ReadColumn,
  text: string,
  base: Base,
  complain: Complain,
): void {
  if (control === null) {
    if (text.trim() !== '') complain(field, `${head} is not edited here.`, 'Leave the cell empty in a new row.');
    return;
  }
  const stated = exportedText(field, control, base.relatedTo(control.criteria));
  if (isSameText(text, stated)) return;
  complain(field, `${head} is not edited here: the file says "${text}", the matrix "${stated}".`, putBack);
}

/** Fields that a new control may leave empty although they hold a word of a list. */
const usualFields: ReadonlySet<EditableField> = new Set(['targetCadence', 'isKey', 'status']);

/** Undefined where a row says nothing new. */
function newText({ control }: Line, field: EditableField, text: string): string | undefined {
  if (control === null) return text.trim() === '' && usualFields.has(field) ? undefined : text;
  return isSameText(text, exportedText(field, control)) ? undefined : text;
}

/** The values that a row states and the matrix does not, by field. */
export function statedValues(
  line: Line,
  columns: readonly ReadColumn[],
  base: Base,
  complain: Complain,
): ReadonlyMap<EditableField, Json> {
  const values = new Map<EditableField, Json>();
  for (const column of columns) {
    const cell: ReadCell = line.cell(column.at) ?? '';
    if (typeof cell === 'object') complain(column.field, cell.message, cell.remedy);
    else if (isEditable(column.field)) {
      const text = newText(line, column.field, cell);
      const read = text === undefined ? undefined : readValue(column.field, text, base.names);
      if (read === undefined) continue;
      if (isRefusal(read)) complain(column.field, read.message, read.remedy);
      else values.set(column.field, read.value);
    } else if (column.field !== 'id') checkReadOnly(line, column, shownText(cell), base, complain);
  }
  return values;
}
