import { reportLabel } from '@shared/domain/engagement.ts';
import { counted, dayWords } from '@shared/domain/words.ts';
import { heading } from '../model/heading.ts';
import { disclaimer } from '../model/method.ts';
import { sentenceCase } from '../words.ts';
import { openBook } from '../writers/xlsx/book.ts';
import { put, type Styled } from '../writers/xlsx/cover.ts';
import { openCover, openForm, type Worksheet } from '../writers/xlsx/page.ts';
import { columnStyle, coverStyles, headStyle } from '../writers/xlsx/styles.ts';
import { writeForm } from './form-sheet.ts';
import { type FormSource, type FormsSource, formsFormat, readMeName } from './source.ts';

const { title, subtitle, notice, limit, label, link } = coverStyles;
const text = columnStyle('text', false, false);
const mono = columnStyle('mono', false, false);
const day = { ...columnStyle('day', false, false), alignment: { ...text.alignment } };
const time = { ...columnStyle('time', false, false), alignment: { ...text.alignment } };

const steps: readonly string[] = [
  'Each sheet is one exception: what was found, then ten short sections in which management answers in its own words.',
  'The person who answers for the control fills in the boxes, before the day under “Due by”. Everything else is locked.',
  'Say what is true. A gap that is named weighs less than one that is found: “there was none” and “not yet” are answers.',
  '“Done” needs proof: a file, from where, of which day. Send the files along; without them completion is not accepted.',
  'Write values, not formulas, and true days. Keep the names of the sheets. Leave a box empty when there is nothing to say.',
  'Save as .xlsx under any name and send it back. Fieldwork shows every change and every conflict before it takes anything over.',
];

function facts({ engagement, exportedAt, toolVersion, forms }: FormsSource): readonly (readonly Styled[])[] {
  const [first] = forms.map(({ dueOn }) => dueOn).sort();
  const row = (name: string, value: unknown, style = text): readonly Styled[] => [
    [name, label],
    [value, style],
    [null, text],
  ];
  return [
    row('Client', engagement.client),
    row('Service', engagement.service || 'not stated'),
    row('Forms', counted(forms.length, 'exception')),
    row('First one due', first === undefined ? 'none' : dayWords(first)),
    row('Exported at (UTC)', new Date(exportedAt), time),
    row('Program', `Fieldwork ${toolVersion}`),
    row('Engagement', engagement.id, mono),
    row('Format', formsFormat),
  ];
}

function writeRow(worksheet: Worksheet, { exception, level, dueOn }: FormSource): void {
  const { id, response, title: name } = exception;
  const cells: readonly Styled[] = [
    [null, link],
    [name, text],
    [exception.controlId, mono],
    [sentenceCase(level), text],
    [new Date(`${dueOn}T00:00:00.000Z`), day],
    [response.ownerName || response.ownerRole || 'not named', text],
  ];
  put(worksheet, 16, cells, { text: id, hyperlink: `#'${id}'!B1` });
}

async function writeReadMe(worksheet: Worksheet, source: FormsSource): Promise<void> {
  const { engagement, forms } = source;
  worksheet.columns = [{ width: 20 }, { width: 72 }, { width: 12 }, { width: 11 }, { width: 13 }, { width: 28 }];
  put(worksheet, 30, [[engagement.client, title]]);
  put(worksheet, 18, [[`${reportLabel(engagement.scope)}: management’s responses to exceptions`, subtitle]]);
  put(worksheet, 24, [[`${disclaimer}.`, notice]]);
  for (const cells of facts(source)) put(worksheet, 16, cells);
  put(worksheet, 12, [[null, limit]]);
  put(
    worksheet,
    18,
    ['How to fill it in and send it back', '', '', '', '', ''].map((head, at) => [head, headStyle('text', at === 0)]),
  );
  steps.forEach((step, at) => {
    put(worksheet, 16, [[`${at + 1}  ${step}`, limit]]);
  });
  put(worksheet, 12, [[null, limit]]);
  put(
    worksheet,
    18,
    ['Exception', 'What was found', 'Control', 'Severity', 'Due by', 'Owner'].map((head, at) => [
      head,
      headStyle('text', at === 0),
    ]),
  );
  for (const form of forms) writeRow(worksheet, form);
  await worksheet.protect('', { formatRows: true, formatColumns: true });
  worksheet.commit();
}

/** The bytes of a workbook of response forms. The same source gives the same bytes. */
export async function formsWorkbook(source: FormsSource): Promise<Buffer> {
  const { engagement, exportedAt: asOf, head } = source;
  const model = { heading: heading({ engagement, asOf }), head };
  const { workbook, finish } = await openBook(asOf);
  await writeReadMe(openCover(workbook, readMeName, model, 'A4'), source);
  for (const form of source.forms) await writeForm(openForm(workbook, form.exception.id, model), form, source);
  return finish();
}
