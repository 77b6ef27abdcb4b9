import { reportLabel } from '@shared/domain/engagement.ts';
import { count } from '@shared/domain/words.ts';
import { disclaimer } from '../model/method.ts';
import { put, type Styled } from '../writers/xlsx/cover.ts';
import type { Worksheet } from '../writers/xlsx/page.ts';
import { columnStyle, coverStyles, headStyle } from '../writers/xlsx/styles.ts';
import { matrixColumns } from './columns.ts';
import { type MatrixSource, matrixFormat } from './source.ts';

const { title, subtitle, notice, limit, label } = coverStyles;
const text = columnStyle('text', false, false);
const mono = columnStyle('mono', false, false);
const time = { ...columnStyle('time', false, false), alignment: { ...text.alignment } };

const steps: readonly string[] = [
  'Edit the sheet Control matrix. Keep its name and the heads of its columns; sort, filter and hide as you like.',
  'Write lists one entry a line: Alt+Enter in Excel, Ctrl+Enter in LibreOffice.',
  'Choose words from the lists of the cells; the sheet Lists says what each means. Write values, not formulas, and true dates.',
  'A row with a new id adds a control. A control whose row is taken out stays in the matrix as it is.',
  'Columns in grey are not edited here. When they were changed the file is refused, so that nothing is lost without a word.',
  'Import the file in Fieldwork. A preview names every change and every row that is wrong; nothing is changed while a row is wrong.',
];

function facts({ engagement, exportedAt, toolVersion, head, controls }: MatrixSource): readonly (readonly Styled[])[] {
  const line = (name: string, value: unknown, style = text, remark: Styled = [null, text]): readonly Styled[] => [
    [name, label],
    [value, style],
    remark,
  ];
  return [
    line('Service', engagement.service || 'not stated'),
    line('Time zone', engagement.timeZone, text, ['Days are calendar days there.', text]),
    line('Exported at', new Date(exportedAt), time, ['UTC', text]),
    line('Program', `Fieldwork ${toolVersion}`),
    line('Controls', count(controls.length)),
    line('Audit log entries', count(head.entries), text, [head.hash, mono]),
    line('Engagement', engagement.id, mono),
    line('Format', matrixFormat),
  ];
}

function writeTable(worksheet: Worksheet, heads: readonly string[], rows: readonly (readonly Styled[])[]): void {
  put(worksheet, 12, [[null, limit]]);
  put(
    worksheet,
    18,
    heads.map((head, at) => [head, headStyle('text', at === 0)]),
  );
  for (const cells of rows) put(worksheet, 16, cells);
}

/** Writes the first sheet: whose matrix, how to edit it and bring it back, and what the columns mean. */
export function writeReadMe(worksheet: Worksheet, source: MatrixSource): void {
  worksheet.columns = [{ width: 28 }, { width: 40 }, { width: 92 }];
  put(worksheet, 30, [[source.engagement.client, title]]);
  put(worksheet, 18, [[`${reportLabel(source.engagement.scope)}: control matrix`, subtitle]]);
  put(worksheet, 24, [[`${disclaimer}.`, notice]]);
  for (const cells of facts(source)) put(worksheet, 16, cells);
  writeTable(
    worksheet,
    ['How to edit it and bring it back', '', ''],
    steps.map((step, at) => [[`${at + 1}  ${step}`, limit]]),
  );
  writeTable(
    worksheet,
    ['Column', 'Edited here', 'What it holds'],
    matrixColumns.map(({ field, head, isReadOnly, meaning }) => [
      [head, label],
      [isReadOnly ? (field === 'id' ? 'only in new rows' : 'no') : 'yes', text],
      [meaning, text],
    ]),
  );
  worksheet.commit();
}
