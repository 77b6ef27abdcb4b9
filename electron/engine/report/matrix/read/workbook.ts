import { AppError } from '@shared/errors.ts';
import type { ReadRow } from './cell-text.ts';
import { dateStyles } from './dates.ts';
import { limits } from './limits.ts';
import { type Shared, type SheetCells, sheetCells } from './sheet-cells.ts';
import { sharedStrings } from './strings.ts';
import { type SheetEntry, type WorkbookParts, workbookParts } from './workbook-parts.ts';
import { openZip, type Parts } from './zip.ts';

/** An open workbook: its sheets, and what is in their cells. */
export interface Workbook {
  readonly sheets: readonly Pick<SheetEntry, 'name' | 'isHidden'>[];
  /** The first rows of a sheet, where heads are looked for. */
  beginning(sheet: string): Promise<readonly ReadRow[]>;
  cells(sheet: string): Promise<SheetCells>;
}

async function sharedOf(parts: Parts, { strings, styles, is1904 }: WorkbookParts): Promise<Shared> {
  return {
    is1904,
    strings: strings === null ? [] : sharedStrings(strings, await parts.bytes(strings)),
    dateStyles: styles === null ? [] : dateStyles(styles, await parts.bytes(styles)),
  };
}

/** Opens a workbook from its bytes. Nothing in it is trusted: sizes, types and texts are checked on the way. */
export async function openWorkbook(bytes: Buffer): Promise<Workbook> {
  const parts = await openZip(bytes);
  const book = await workbookParts(parts);
  const shared = await sharedOf(parts, book);
  const read = async (sheet: string, lastRow?: number): Promise<SheetCells> => {
    const entry = book.sheets.find(({ name }) => name === sheet);
    if (entry === undefined) throw new AppError('not-found', `The workbook has no sheet ${sheet}.`);
    return sheetCells(entry.part, await parts.bytes(entry.part), shared, lastRow);
  };
  return {
    sheets: book.sheets,
    beginning: async (sheet) => (await read(sheet, limits.headRows)).rows,
    cells: (sheet) => read(sheet),
  };
}
