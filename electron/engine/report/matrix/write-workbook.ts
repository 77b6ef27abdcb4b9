import { heading } from '../model/heading.ts';
import { openBook } from '../writers/xlsx/book.ts';
import { columnLetter, openCover, openSheet, type Worksheet } from '../writers/xlsx/page.ts';
import type { Sheet } from '../writers/xlsx/sheet.ts';
import { writeSheet } from '../writers/xlsx/write-sheet.ts';
import { matrixColumns } from './columns.ts';
import { writeReadMe } from './read-me.ts';
import { criteriaSheet, listRange, listsSheet, matrixSheet } from './sheets.ts';
import type { MatrixSource } from './source.ts';

/** Rows below the last control that offer the lists too. */
const spareRows = 500;

interface Validation {
  readonly type: 'list';
  readonly allowBlank: boolean;
  readonly formulae: readonly string[];
  readonly showErrorMessage: boolean;
  readonly errorTitle: string;
  readonly error: string;
}

/** exceljs writes validations of whole ranges, and types only those of single cells. */
type Validated = Worksheet & { readonly dataValidations: { add(range: string, validation: Validation): void } };

/** Drop-downs in the columns that hold a word of a list. */
function addLists(worksheet: Worksheet, rows: number): void {
  const { dataValidations } = worksheet as Validated;
  matrixColumns.forEach(({ field, head }, at) => {
    const range = listRange(field);
    if (range === null) return;
    const letter = columnLetter(at);
    dataValidations.add(`${letter}2:${letter}${rows + spareRows + 1}`, {
      type: 'list',
      allowBlank: true,
      formulae: [range],
      showErrorMessage: true,
      errorTitle: head,
      error: 'Choose a word of the list. The sheet Lists says what each means.',
    });
  });
}

/** New rows get the formats of the columns, so that ids stay text and days stay days. */
function styleNewRows(worksheet: Worksheet, plan: Sheet): void {
  plan.columns.forEach((_, at) => {
    worksheet.getColumn(at + 1).style = plan.style(at, null);
  });
}

/** The bytes of the workbook of a control matrix. The same source gives the same bytes. */
export async function matrixWorkbook(source: MatrixSource): Promise<Buffer> {
  const { engagement, exportedAt: asOf, head } = source;
  const model = { heading: heading({ engagement, asOf }), head };
  const { workbook, finish } = await openBook(asOf);
  writeReadMe(openCover(workbook, 'Read me', model, 'A4'), source);
  const plans = [matrixSheet(source), criteriaSheet(source), listsSheet(source)];
  for (const plan of plans) {
    const worksheet = openSheet(workbook, plan, model, 'A4');
    if (plan.name === 'Control matrix') {
      styleNewRows(worksheet, plan);
      addLists(worksheet, plan.size);
    }
    await writeSheet(worksheet, plan, () => undefined);
  }
  return finish();
}
