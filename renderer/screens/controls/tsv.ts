const guarded = (text: string): string => (/^[=+\-@]/.test(text) ? `'${text}` : text);
const unguarded = (text: string): string => (/^'[=+\-@]/.test(text) ? text.slice(1) : text);

/** Reads what a spreadsheet puts on the clipboard: tabs between cells, and quotes around cells that hold a break or a tab. */
export function parseTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  // A quoted cell, in which two quotes are one, or everything up to the next tab or line end; then what ended it.
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/gy;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let found = cell.exec(source); found !== null; found = cell.exec(source)) {
    const [, quoted, plain = '', end] = found;
    rows.at(-1)?.push(unguarded(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
    if (end === '') break;
    if (end === '\n') rows.push([]);
  }
  return rows;
}

/** A text that a spreadsheet takes as one cell and never as a formula. */
function tsvCell(text: string): string {
  const safe = guarded(text);
  return /[\t\n\r"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as tab-separated text, ready to paste into a spreadsheet. */
export const tsvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(tsvCell).join('\t')).join('\n');
