import { counted, listed } from '@shared/domain/words.ts';
import type { CellHyperlinkValue, Style } from 'exceljs';
import type { BinderModel } from '../../binder-model.ts';
import { disclaimer, limits } from '../../model/method.ts';
import { sentenceCase } from '../../words.ts';
import { val } from './cell.ts';
import type { Worksheet } from './page.ts';
import type { Sheet } from './sheet.ts';
import { columnStyle, coverStyles, headStyle } from './styles.ts';

/** A value and how it is written. */
export type Styled = readonly [value: unknown, style: Partial<Style>];

const { title, subtitle, notice, limit, label, link } = coverStyles;
const text = columnStyle('text', false, false);
const mono = columnStyle('mono', false, false);
const time = columnStyle('time', false, false);
const day = columnStyle('day', false, false);
const number = columnStyle('count', false, false);

/** A row of a page. `first` is a link of our own making to a sheet: the only cell that does not pass through `val`. */
export function put(worksheet: Worksheet, height: number, cells: readonly Styled[], first?: CellHyperlinkValue): void {
  const row = worksheet.addRow(cells.map(([value]) => val(value)));
  if (first !== undefined) row.getCell(1).value = first;
  cells.forEach(([, style], at) => {
    row.getCell(at + 1).style = style;
  });
  row.height = height;
  row.commit();
}

function facts({
  heading,
  categories,
  criteria,
  program,
  head,
  number: binder,
}: BinderModel): readonly (readonly Styled[])[] {
  const line = (name: string, value: Styled, remark: Styled = [null, text]): readonly Styled[] => [
    [name, label],
    value,
    remark,
  ];
  const lastDay = new Date(Date.parse(heading.span.to) - 86_400_000);
  return [
    line('Period from', [new Date(heading.span.from), day]),
    line(
      'Period to',
      [lastDay, day],
      [`${sentenceCase(heading.dayOf)} judged. All times in this workbook are UTC.`, text],
    ),
    line('Judged as of', [new Date(heading.asOf), time]),
    ...(heading.partial === null ? [] : [line('Partly read', [null, text], [heading.partial, text])]),
    line(
      'Categories',
      [categories.length, number],
      [`${sentenceCase(listed(categories))}: ${counted(criteria.length, 'criterion', 'criteria')}`, text],
    ),
    line('Binder', [binder, number], [program, text]),
    line('Audit log entries', [head.entries, number], [head.hash, mono]),
  ];
}

/** Writes the cover: whose binder, of what period, what it may be read as, and what each sheet holds. */
export function writeCover(worksheet: Worksheet, model: BinderModel, sheets: readonly Sheet[]): void {
  worksheet.columns = [{ width: 24 }, { width: 18 }, { width: 92 }];
  put(worksheet, 30, [[model.heading.client, title]]);
  put(worksheet, 18, [[`${model.heading.report}: binder`, subtitle]]);
  put(worksheet, 24, [[`${disclaimer}.`, notice]]);
  for (const sentence of limits) put(worksheet, 14, [[sentence, limit]]);
  put(worksheet, 12, [[null, limit]]);
  for (const cells of facts(model)) put(worksheet, 16, cells);
  put(worksheet, 12, [[null, limit]]);
  put(worksheet, 18, [
    ['Sheet', headStyle('text', true)],
    ['Rows', headStyle('count', false)],
    ['What it holds', headStyle('text', false)],
  ]);
  for (const { name, size, holds } of sheets) {
    put(
      worksheet,
      16,
      [
        [null, link],
        [size, number],
        [holds, text],
      ],
      { text: name, hyperlink: `#'${name}'!A1` },
    );
  }
  worksheet.commit();
}
