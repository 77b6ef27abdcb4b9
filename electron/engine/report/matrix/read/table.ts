import { count, counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { type ReadRow, shownText } from './cell-text.ts';
import { csvRows } from './csv.ts';
import { decodeText, type Encoding } from './encoding.ts';
import { type Column, columnsOf, knownHeadRow, likelyHeadRow } from './head.ts';
import { kindOf } from './kind.ts';
import { limits } from './limits.ts';
import type { Merge } from './sheet-cells.ts';
import { openWorkbook, type Workbook } from './workbook.ts';

/** A table with one row of column heads, from a workbook or a text file. */
export interface Table {
  /** Empty for a text file. */
  readonly sheet: string;
  /** Null for a workbook. */
  readonly encoding: Encoding | null;
  readonly headRow: number;
  /** How many cells the head row has in a text file. */
  readonly width: number | null;
  readonly columns: readonly Column[];
  readonly rows: readonly ReadRow[];
  readonly merges: readonly Merge[];
  /** The first cells of the sheet "Read me", where the workbook has one. */
  readonly readMe: ReadonlyMap<string, string>;
}

type Found = Omit<Table, 'headRow' | 'width' | 'columns'>;

function tableBelow(head: ReadRow, found: Found): Table {
  const rows = found.rows.filter(({ row }) => row > head.row);
  if (rows.length > limits.rows)
    throw new AppError(
      'too-large',
      `The file has ${counted(rows.length, 'row')}; at most ${count(limits.rows)} are read.`,
      'Leave only the rows of the matrix in it.',
    );
  return { ...found, rows, headRow: head.row, width: head.width, columns: columnsOf(head, rows) };
}

const noTable = (where: string): AppError =>
  new AppError(
    'bad-input',
    `None of the first ${limits.headRows} rows ${where} holds column heads.`,
    'Put a row of heads, such as Control ID and Control description, above the rows.',
  );

function textTable(bytes: Buffer, isKnown: (head: string) => boolean): Table {
  const { text, encoding } = decodeText(bytes);
  const rows = csvRows(text, isKnown);
  const head = knownHeadRow(rows, isKnown) ?? likelyHeadRow(rows);
  if (head === null) throw noTable('of the file');
  return tableBelow(head, { sheet: '', encoding, rows, merges: [], readMe: new Map() });
}

/** The sheet with the matrix, by its name, else by its heads, and last the first sheet that has heads at all. */
async function matrixSheet(workbook: Workbook, isKnown: (head: string) => boolean): Promise<string | null> {
  const visible = workbook.sheets.filter(({ isHidden }) => !isHidden).map(({ name }) => name);
  const own = workbook.sheets.map(({ name }) => name).filter((name) => name === 'Control matrix');
  const candidates = [...new Set([...own, ...visible])];
  for (const name of candidates) if (knownHeadRow(await workbook.beginning(name), isKnown) !== null) return name;
  for (const name of candidates) if (likelyHeadRow(await workbook.beginning(name)) !== null) return name;
  return null;
}

const labels = (rows: readonly ReadRow[]): ReadonlyMap<string, string> =>
  new Map(rows.map(({ cells }) => [shownText(cells[0]), shownText(cells[1])]));

async function workbookTable(bytes: Buffer, isKnown: (head: string) => boolean): Promise<Table> {
  const workbook = await openWorkbook(bytes);
  const sheet = await matrixSheet(workbook, isKnown);
  if (sheet === null) throw noTable('of any sheet');
  const { rows, merges } = await workbook.cells(sheet);
  const head = knownHeadRow(rows, isKnown) ?? likelyHeadRow(rows);
  if (head === null) throw noTable('of any sheet');
  const hasReadMe = workbook.sheets.some(({ name }) => name === 'Read me');
  const readMe = hasReadMe ? labels(await workbook.beginning('Read me')) : new Map<string, string>();
  return tableBelow(head, { sheet, encoding: null, rows, merges, readMe });
}

/** Reads the table of a file. `isKnown` says which column heads can be told without being asked. */
export async function readTable(bytes: Buffer, isKnown: (head: string) => boolean): Promise<Table> {
  return kindOf(bytes) === 'workbook' ? workbookTable(bytes, isKnown) : textTable(bytes, isKnown);
}
