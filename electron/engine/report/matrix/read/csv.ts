import { AppError } from '@shared/errors.ts';
import { CsvError, type Options, parse } from 'csv-parse/sync';
import { type ReadRow, textCell } from './cell-text.ts';
import { limits } from './limits.ts';
import { createRows } from './rows.ts';

const delimiters = [',', ';', '\t'] as const;
type Delimiter = (typeof delimiters)[number];

const common: Options = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
};

/** The first records as some delimiter makes them; none when it makes no sense of the quotes. */
function beginning(text: string, delimiter: Delimiter): readonly (readonly string[])[] {
  try {
    return parse(text, { ...common, delimiter, to: limits.headRows });
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

/** The delimiter under which most column heads are known; where none is, the one that makes most columns. */
function delimiterOf(text: string, isKnown: (head: string) => boolean): Delimiter {
  const rated = delimiters.map((delimiter) => {
    const records = beginning(text, delimiter);
    const known = Math.max(0, ...records.map((cells) => cells.filter(isKnown).length));
    return { delimiter, known, columns: Math.max(0, ...records.map(({ length }) => length)) };
  });
  return rated.sort((a, b) => b.known - a.known || b.columns - a.columns)[0]?.delimiter ?? ',';
}

function refusal(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error.lines === 'number' ? error.lines : 1;
  const what =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a quote is opened and never closed'
      : 'a quote stands inside a cell that is not quoted';
  return new AppError(
    'unreadable-file',
    `Line ${line} of the file: ${what}.`,
    'Save the file again as CSV in a spreadsheet program.',
  );
}

/** Reads a table of text. Its delimiter is told by its content; rows are numbered as a spreadsheet program shows them. */
export function csvRows(text: string, isKnown: (head: string) => boolean): readonly ReadRow[] {
  const rows = createRows();
  const onRecord = (record: readonly string[]): null => {
    rows.begin(rows.number() + 1);
    record.forEach((cell, column) => {
      rows.put(column, textCell(cell));
    });
    rows.end(record.length);
    return null;
  };
  try {
    parse(text, { ...common, delimiter: delimiterOf(text, isKnown), on_record: onRecord });
  } catch (error) {
    throw refusal(error);
  }
  return rows.all;
}
