import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { type ReadCell, type ReadRow, shownText } from '../matrix/read/cell-text.ts';
import { kindOf } from '../matrix/read/kind.ts';
import { openWorkbook } from '../matrix/read/workbook.ts';
import { columnLetter } from '../writers/xlsx/page.ts';
import { fields } from './fields.ts';
import { type FormField, isRefused, type Named, type Understood } from './kinds.ts';
import { columns, formDigest, type Machine } from './machine.ts';
import { formsFormat, readMeName } from './source.ts';

/** Something in a returned workbook that cannot be taken, with where it stands. */
export interface FormError {
  readonly sheet: string;
  /** `B14`; null when it is about the whole sheet. */
  readonly cell: string | null;
  readonly message: string;
}

/** An answer as it came back, and the digest of what it was when the form went out. */
export interface ReturnedAnswer {
  readonly field: FormField;
  readonly cell: string;
  readonly went: string;
  readonly answer: Understood;
}
/** The form of one exception as it came back. */
export interface ReturnedForm {
  readonly exceptionId: string;
  readonly sheet: string;
  readonly answers: readonly ReturnedAnswer[];
}
export interface ReturnedForms {
  readonly forms: readonly ReturnedForm[];
  readonly errors: readonly FormError[];
}

/** What forms are read against. */
export interface FormsKnown {
  readonly engagementId: string;
  /** For each exception, what its form may name. */
  readonly named: ReadonlyMap<string, Named>;
}

interface FieldRow {
  readonly row: number;
  readonly cell: ReadCell | undefined;
  readonly went: string;
}

/** The hidden first row says whose form a sheet is; null for a sheet that is none. */
function machineOf(rows: readonly ReadRow[]): Machine | null {
  const cells = rows.find(({ row }) => row === 1)?.cells ?? [];
  const [format = '', engagement = '', exception = '', digest = ''] = [0, 1, 2, 3].map((at) => shownText(cells[at]));
  return format.startsWith('Fieldwork response form') ? { format, engagement, exception, digest } : null;
}

function fieldRows(rows: readonly ReadRow[]): ReadonlyMap<string, readonly FieldRow[]> {
  const found = new Map<string, readonly FieldRow[]>();
  for (const { row, cells } of rows) {
    const name = row === 1 ? '' : shownText(cells[columns.name]);
    const one = { row, cell: cells[columns.answer], went: shownText(cells[columns.digest]) };
    if (name !== '') found.set(name, [...(found.get(name) ?? []), one]);
  }
  return found;
}

function readAnswer(field: FormField, { row, cell, went }: FieldRow, named: Named): ReturnedAnswer | FormError {
  const place = `${columnLetter(columns.answer)}${row}`;
  if (typeof cell === 'object')
    return { sheet: '', cell: place, message: `${field.label}: ${cell.message} ${cell.remedy}` };
  const raw = cell ?? '';
  const { kind } = field.entry;
  const read = field.read(kind === 'prose' || kind === 'line' ? raw : raw.trim(), named);
  if (isRefused(read)) return { sheet: '', cell: place, message: `${field.label}: ${read.message}` };
  return { field, cell: place, went, answer: read };
}

/** Why a sheet is not the form it seems to be; null when it is. */
function foreign(sheet: string, machine: Machine, { engagementId, named }: FormsKnown): string | null {
  const { format, engagement, exception } = machine;
  if (format !== formsFormat) return `The form is of another version (${format}); this one is read: ${formsFormat}.`;
  if (engagement !== engagementId) return `The form belongs to another engagement (${engagement || 'none stated'}).`;
  if (!named.has(exception)) return `There is no exception ${exception || 'without an id'} in this engagement.`;
  if (sheet !== exception)
    return `The sheet is named ${sheet}, and its form is of ${exception}: an id was edited. Restore the name or fill in a new form.`;
  return null;
}

const isError = (read: ReturnedAnswer | FormError): read is FormError => 'message' in read;

function readForm(sheet: string, rows: readonly ReadRow[], machine: Machine, named: Named): ReturnedForms {
  const byName = fieldRows(rows);
  const whole = (message: string): ReturnedForms => ({ forms: [], errors: [{ sheet, cell: null, message }] });
  const missing = fields.find(({ name }) => byName.get(name)?.length !== 1);
  if (missing !== undefined)
    return whole(
      `The row “${missing.label}” is ${byName.has(missing.name) ? 'there more than once' : 'missing'}. Fill in a new form.`,
    );
  const lines = fields.flatMap((field) => (byName.get(field.name) ?? []).map((one) => ({ field, one })));
  if (
    formDigest(
      machine,
      lines.map(({ one }) => one.went),
    ) !== machine.digest
  )
    return whole('The hidden ids of the form were edited, so nothing tells what it answers. Fill in a new form.');
  const read = lines.map(({ field, one }) => readAnswer(field, one, named));
  return {
    forms: [{ exceptionId: machine.exception, sheet, answers: read.flatMap((it) => (isError(it) ? [] : [it])) }],
    errors: read.filter(isError).map((error) => ({ ...error, sheet })),
  };
}

function refuseTwice({ forms, errors }: ReturnedForms): ReturnedForms {
  const twice = forms.filter(({ exceptionId }, at) => forms.findIndex((it) => it.exceptionId === exceptionId) < at);
  return {
    forms,
    errors: [
      ...errors,
      ...twice.map(({ sheet, exceptionId }) => ({
        sheet,
        cell: null,
        message: `The workbook holds two forms of ${exceptionId}.`,
      })),
    ],
  };
}

/** Reads a workbook of forms that came back. Nothing in it is trusted; what cannot be taken is named. */
export async function readForms(bytes: Buffer, known: FormsKnown): Promise<ReturnedForms> {
  if (kindOf(bytes) !== 'workbook')
    throw new AppError('unsupported-file', 'The file is no workbook.', 'Send back the form as .xlsx.');
  const workbook = await openWorkbook(bytes);
  const found: ReturnedForms[] = [];
  for (const { name: sheet } of workbook.sheets.filter(({ name }) => name !== readMeName)) {
    const { rows } = await workbook.cells(sheet);
    const machine = machineOf(rows);
    const why = machine === null ? 'The sheet is no response form.' : foreign(sheet, machine, known);
    const named = known.named.get(machine?.exception ?? '');
    if (machine === null || why !== null || named === undefined)
      found.push({ forms: [], errors: [{ sheet, cell: null, message: why ?? 'The sheet is no response form.' }] });
    else found.push(readForm(sheet, rows, machine, named));
  }
  if (found.length === 0)
    throw new AppError('bad-input', `The workbook holds ${counted(0, 'form')}.`, 'Choose the file that was sent out.');
  return refuseTwice({ forms: found.flatMap((it) => it.forms), errors: found.flatMap((it) => it.errors) });
}
