import type { AuditException } from '@shared/domain/exception.ts';
import type { PointId, Response } from '@shared/domain/response.ts';
import { count, counted, dayWords, listed } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import type { DataValidation, Style } from 'exceljs';
import { sentenceCase } from '../words.ts';
import { visible } from '../writers/visible.ts';
import { val } from '../writers/xlsx/cell.ts';
import type { Worksheet } from '../writers/xlsx/page.ts';
import { fields, type Section, sections } from './fields.ts';
import type { Entry, FormField } from './kinds.ts';
import { answerDigest, answerDigests, formDigest } from './machine.ts';
import { type FormSource, type FormsSource, formsFormat } from './source.ts';
import { formStyles } from './styles.ts';

const widths = { label: 23, answer: 66, example: 36 } as const;
const charactersPerUnit = 1.34;
const lineHeight = 12.6;
const mostHeight = 400;

function heightOf(text: string, width: number): number {
  const room = Math.floor((width - 2) * charactersPerUnit);
  const lines = text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / room)), 0);
  return lines * lineHeight + 6;
}

type Written = readonly [value: unknown, style: Partial<Style>];

function put(worksheet: Worksheet, height: number, cells: readonly Written[], entry?: DataValidation): void {
  const row = worksheet.addRow(cells.map(([value]) => val(value)));
  cells.forEach(([, style], at) => {
    row.getCell(at + 1).style = style;
  });
  if (entry !== undefined) row.getCell(2).dataValidation = entry;
  row.height = Math.min(mostHeight, height);
  row.commit();
}

const mostItems = 25;
const span = (from: string | null, to: string | null): string =>
  from === null ? '' : `, ${from.slice(0, 10)} to ${to === null ? 'open' : to.slice(0, 10)}`;

function itemsOf({ affectedItems }: AuditException): string {
  const shown = affectedItems.slice(0, mostItems).map(({ words, from, to }) => `${words}${span(from, to)}`);
  const more = affectedItems.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${count(more)} more, listed in the binder.`] : [])].join('\n');
}

function countsOf({ deviationCount, sampleSize }: AuditException): string {
  if (deviationCount === null) return '';
  return sampleSize === null ? count(deviationCount) : `${count(deviationCount)} of ${count(sampleSize)}`;
}

function facts({ exception, control, level, dueOn }: FormSource): readonly (readonly [string, string])[] {
  const { windowStart, windowEnd, detectedOn, evidence } = exception;
  const window =
    windowStart === null ? '' : `${dayWords(windowStart)} to ${windowEnd === null ? 'open' : dayWords(windowEnd)}`;
  const all: readonly (readonly [string, string])[] = [
    ['Control', [exception.controlId, control?.title ?? ''].join('  ').trim()],
    ['As the control is described', control?.statement ?? ''],
    ['Criteria', listed(exception.criteria)],
    ['What was found', exception.description],
    ['How many', countsOf(exception)],
    ['Items', itemsOf(exception)],
    ['On which days', window],
    ['Found on', dayWords(detectedOn)],
    ['Repeats', exception.repeatOf ?? ''],
    ['Severity', sentenceCase(level)],
    ['Due by', dayWords(dueOn)],
    ['Evidence on file', evidence.map(({ id, title }) => `${id}  ${title}`).join('\n')],
  ];
  return all.filter(([, text]) => text.trim() !== '');
}

const error = (title: string, text: string) => ({ showErrorMessage: true, errorTitle: title, error: text });

/** What the spreadsheet program lets into a cell. */
function validation({ label, entry }: FormField): DataValidation | undefined {
  const common = { allowBlank: true };
  const title = label.slice(0, 32);
  switch (entry.kind) {
    case 'list':
      return {
        ...common,
        type: 'list',
        formulae: [`"${entry.words.join(',')}"`],
        ...error(title, 'Choose a word of the list.'),
      };
    case 'day':
      return {
        ...common,
        type: 'date',
        operator: 'between',
        formulae: [new Date('2000-01-01T00:00:00.000Z'), new Date('2099-12-31T00:00:00.000Z')],
        ...error(title, 'Write a day with year, month and day, such as 2026-12-31.'),
      };
    case 'whole':
      return {
        ...common,
        type: 'whole',
        operator: 'greaterThanOrEqual',
        formulae: [0],
        ...error(title, 'Write a whole number of 0 or more.'),
      };
    case 'ids':
      return undefined;
    default:
      return {
        ...common,
        type: 'textLength',
        operator: 'lessThanOrEqual',
        formulae: [entry.most],
        ...error(title, `At most ${counted(entry.most, 'character is', 'characters are')} kept.`),
      };
  }
}

const hints: Readonly<Partial<Record<Entry['kind'], string>>> = {
  list: 'Choose from the list.',
  day: 'A day: 2026-12-31.',
  whole: 'A whole number.',
};

function hintOf({ entry, label }: FormField): string {
  if (entry.kind !== 'ids') return hints[entry.kind] ?? '';
  return label === 'Control ids'
    ? 'Ids of the control matrix, with commas: IAM-05, LOG-03.'
    : 'Ids of “Evidence on file” above. Send new files along.';
}

/** Text of a cell holds 32,767 characters; codes for characters that cannot be seen may need more. */
const mostInCell = 32_000;

function answerCell(field: FormField, response: Response, id: string): Written {
  const text = field.text(response);
  if (visible(text).length > mostInCell)
    throw new AppError(
      'too-large',
      `${id}, ${field.label}: the text does not fit into a cell of a form, because of characters that cannot be seen.`,
      'Type the text again without them.',
    );
  if (text !== '' && field.entry.kind === 'day') return [new Date(`${text}T00:00:00.000Z`), formStyles.day];
  if (text !== '' && field.entry.kind === 'whole') return [Number(text), formStyles.whole];
  const style = field.entry.kind === 'day' ? formStyles.day : field.entry.kind === 'whole' ? formStyles.whole : null;
  return [text, style ?? formStyles.text];
}

const isTall = ({ entry, label }: FormField): boolean =>
  entry.kind === 'prose' && !['Method of looking back', 'If not, why not'].includes(label);

function writeField(worksheet: Worksheet, field: FormField, { exception }: FormSource, example: string): void {
  const cell = answerCell(field, exception.response, exception.id);
  const text = String(cell[0] instanceof Date ? '' : cell[0]);
  const beside = example === '' ? hintOf(field) : example;
  const least = isTall(field) ? 62 : 19;
  const height = Math.max(
    least,
    heightOf(text, widths.answer),
    heightOf(beside, widths.example),
    heightOf(field.label, widths.label),
  );
  const digest = answerDigest(field.text(exception.response));
  const cells: readonly Written[] = [
    [field.label, formStyles.ask],
    cell,
    [beside, formStyles.example],
    [field.name, formStyles.machine],
    [digest, formStyles.machine],
  ];
  put(worksheet, height, cells, validation(field));
}

/** The field of a section beside which the good example stands: its longest text. */
const leadOf = (point: PointId): FormField | undefined => {
  const own = fields.filter((field) => field.point === point);
  return own.find(isTall) ?? own[0];
};

function writeSection(
  worksheet: Worksheet,
  section: Section,
  at: number,
  form: FormSource,
  examples: FormsSource['examples'],
): void {
  const height = Math.max(26, heightOf(section.question, widths.answer) + 6);
  put(worksheet, height, [
    [`${at + 1}  ${section.title}`, formStyles.section],
    [section.question, formStyles.question],
    [at === 0 ? 'Grey: a good answer from elsewhere' : null, formStyles.hint],
  ]);
  const lead = leadOf(section.point);
  for (const field of fields.filter(({ point }) => point === section.point))
    writeField(worksheet, field, form, field === lead ? (examples.get(section.point) ?? '') : '');
  put(worksheet, 9, []);
}

function writeHead(worksheet: Worksheet, form: FormSource, { engagement }: FormsSource): void {
  const { exception } = form;
  const ids = { engagement: engagement.id, exception: exception.id };
  const machine = [formsFormat, ids.engagement, ids.exception, formDigest(ids, answerDigests(exception.response))];
  const first = worksheet.addRow(machine);
  for (let at = 1; at <= machine.length; at += 1) first.getCell(at).style = formStyles.machine;
  first.hidden = true;
  first.commit();
  put(worksheet, Math.max(30, heightOf(exception.title, widths.answer / 1.35)), [
    [exception.id, formStyles.id],
    [exception.title, formStyles.title],
  ]);
  put(worksheet, 20, [
    ['Management’s response', formStyles.about],
    [`${engagement.client}. Boxes are to be filled in; the rest is locked.`, formStyles.about],
  ]);
  for (const [label, text] of facts(form))
    put(worksheet, Math.max(18, heightOf(text, widths.answer)), [
      [label, formStyles.label],
      [text, formStyles.fact],
    ]);
  put(worksheet, 12, []);
}

/** Writes the form of one exception: facts that are locked, the ten sections as boxes, and who it belongs to, hidden. */
export async function writeForm(worksheet: Worksheet, form: FormSource, source: FormsSource): Promise<void> {
  const { label, answer, example } = widths;
  worksheet.columns = [
    { width: label },
    { width: answer },
    { width: example },
    { width: 10, hidden: true },
    { width: 10, hidden: true },
  ];
  writeHead(worksheet, form, source);
  sections.forEach((section, at) => {
    writeSection(worksheet, section, at, form, source.examples);
  });
  await worksheet.protect('', { formatRows: true, formatColumns: true });
  worksheet.commit();
}
