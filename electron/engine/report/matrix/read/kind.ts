import { AppError } from '@shared/errors.ts';

interface Signature {
  readonly bytes: readonly number[];
  readonly what: string;
}
const ascii = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')];

/** Files that people take for a table, by their first bytes. */
const others: readonly Signature[] = [
  { bytes: ascii('%PDF'), what: 'a PDF' },
  { bytes: [0x89, ...ascii('PNG')], what: 'a PNG picture' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a JPEG picture' },
  { bytes: ascii('GIF8'), what: 'a GIF picture' },
  { bytes: [0x1f, 0x8b], what: 'packed with gzip' },
  { bytes: ascii('7z\xbc\xaf'), what: 'a 7z archive' },
  { bytes: ascii('Rar!'), what: 'a RAR archive' },
  { bytes: ascii('SQLite format'), what: 'a database' },
  { bytes: ascii('{\\rtf'), what: 'a text document (RTF)' },
];
const oldOffice = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const zip = [0x50, 0x4b];

const startsWith = (bytes: Buffer, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

const asXlsx = 'Open it in a spreadsheet program and save it as .xlsx.';

/** Word, Excel and PowerPoint keep a password-protected file and the old formats in the same container. */
function refuseOldOffice(bytes: Buffer): never {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw new AppError(
      'unsupported-file',
      'The workbook is protected by a password.',
      'Open it, remove the password and save it as .xlsx.',
    );
  throw new AppError('unsupported-file', 'The file is in an old Office format, such as .xls.', asXlsx);
}

/** The first character that is not a blank, past a byte order mark. */
const firstCharacter = (bytes: Buffer): string =>
  bytes.toString('latin1', 0, 512).replace(/^[\xEF\xBB\xBF\s]+/, '')[0] ?? '';

/** Whether a file is a workbook or a table of text, told by its bytes and never by its name; anything else is refused. */
export function kindOf(bytes: Buffer): 'workbook' | 'text' {
  if (startsWith(bytes, zip)) return 'workbook';
  if (startsWith(bytes, oldOffice)) refuseOldOffice(bytes);
  const other = others.find((it) => startsWith(bytes, it.bytes));
  if (other !== undefined)
    throw new AppError('unsupported-file', `The file is ${other.what}, not a workbook or a table.`, asXlsx);
  if (firstCharacter(bytes) === '<')
    throw new AppError('unsupported-file', 'The file is a web page or XML, whatever its name says.', asXlsx);
  return 'text';
}
