import type { ControlEdit } from '@shared/domain/control.ts';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { type LineChange, readLine } from './line-edit.ts';
import type { Base } from './line-values.ts';
import { type Line, linesOf, type ReadColumn, type RowError, readColumns } from './lines.ts';
import { areOwnHeads, type Mapping } from './mapping.ts';
import type { Table } from './read/table.ts';
import { bodyRows, duplicateErrors, mergeErrors, raggedErrors } from './row-errors.ts';

/** Errors shown at once; a file with more is not repaired from a list. */
const mostErrors = 1000;

/** What a file would change in the matrix, and every reason against it. Any error stops all of it. */
export interface Comparison {
  readonly changes: readonly Omit<LineChange, 'edit'>[];
  readonly edits: readonly ControlEdit[];
  readonly errors: readonly RowError[];
  /** Rows that say what the matrix says. */
  readonly same: number;
  /** Controls that the file does not name. */
  readonly notInFile: readonly string[];
}

function refuseUseless(columns: readonly ReadColumn[]): void {
  if (columns.some(({ field }) => field === 'id' || field === 'title' || field === 'statement')) return;
  throw new AppError(
    'bad-input',
    'No column of the file is read as the id, the title or the statement of a control.',
    'Say which column holds them.',
  );
}

/** In a workbook of ours every row has an id; one that lost it must not come back as another control. */
function lostIds(lines: readonly Line[], columns: readonly ReadColumn[], table: Table): readonly RowError[] {
  const id = columns.find(({ field }) => field === 'id');
  if (id === undefined || !areOwnHeads(table.columns.map(({ head }) => head))) return [];
  return lines
    .filter(({ cell }) => cell(id.at) === undefined)
    .map(({ row }) => ({
      row,
      column: id.head,
      message: 'The row has no id.',
      remedy: 'Write the id of the control, or a new one to add a control, or empty the row.',
    }));
}

function capped(errors: readonly RowError[]): readonly RowError[] {
  const sorted = errors.toSorted((a, b) => a.row - b.row);
  const next = sorted[mostErrors];
  if (next === undefined) return sorted;
  const message = `${counted(sorted.length - mostErrors, 'more error is', 'more errors are')} not listed; this is where they begin.`;
  return [...sorted.slice(0, mostErrors), { row: next.row, column: null, message, remedy: null }];
}

/** Compares the rows of a file with the matrix, field by field. Pure: nothing is changed. */
export function compareMatrix(table: Table, mapping: Mapping, base: Base): Comparison {
  const columns = readColumns(table, mapping);
  refuseUseless(columns);
  const rows = bodyRows(table, columns);
  const lines = linesOf(rows, columns, base);
  const broken = [
    ...raggedErrors(rows, table),
    ...mergeErrors(rows, columns, table),
    ...lostIds(lines, columns, table),
  ];
  const unreadable = new Set(broken.map(({ row }) => row));
  const readings = lines.filter(({ row }) => !unreadable.has(row)).map((line) => readLine(line, columns, base));
  const twice = duplicateErrors(lines, columns.find(({ field }) => field === 'id')?.head ?? null);
  const isTwice = new Set(twice.map(({ row }) => row));
  const changes = readings.flatMap(({ change }) => change ?? []).filter(({ row }) => !isTwice.has(row));
  const named = new Set(lines.flatMap(({ control }) => control?.id ?? []));
  return {
    changes: changes.map(({ edit: _edit, ...change }) => change),
    edits: changes.map(({ edit }) => edit),
    errors: capped([...broken, ...twice, ...readings.flatMap(({ errors }) => errors)]),
    same: readings.filter(({ change, errors }) => change === null && errors.length === 0).length,
    notInFile: base.controls.map(({ id }) => id).filter((id) => !named.has(id)),
  };
}
