import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '@shared/errors.ts';

/** `FWRK`: says that a database is a Fieldwork engagement. */
export const applicationId = 0x4657524b;

const headerLength = 100;
const magic = 'SQLite format 3\0';

const damaged = (file: string, what: string): AppError =>
  new AppError(
    'workspace-damaged',
    `${file} ${what}. Nothing was changed.`,
    'Restore the folder from a copy; the damaged files stay where they are.',
  );

function checkFileKind(file: string): number {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new AppError(
      'workspace-missing',
      `There is no engagement at ${file}.`,
      'Create one with init, or choose another folder.',
    );
  if (stat.isSymbolicLink() || !stat.isFile() || stat.nlink > 1)
    throw new AppError(
      'workspace-foreign',
      `${file} is a link or not a plain file, so it is not opened.`,
      'Open the folder the engagement really lies in.',
    );
  return stat.size;
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(headerLength);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, headerLength, 0);
  } finally {
    closeSync(handle);
  }
  return header;
}

/**
 * Looks at the file before SQLite does. SQLite calls an empty file a healthy database, so size, magic and owner are
 * checked first and nothing is ever created in place of a damaged workspace. Returns the schema number.
 */
export function inspectDatabase(file: string, newestSchema: number): number {
  const size = checkFileKind(file);
  if (size < headerLength) throw damaged(file, `is ${size === 0 ? 'empty' : `cut off after ${size} bytes`}`);
  const header = readHeader(file);
  if (header.toString('latin1', 0, 16) !== magic)
    throw new AppError(
      'workspace-foreign',
      `${file} is not a database.`,
      'Choose the folder of a Fieldwork engagement.',
    );
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  if (header.readUInt32BE(68) !== applicationId)
    throw new AppError(
      'workspace-foreign',
      `${file} belongs to another program.`,
      'Choose the folder of a Fieldwork engagement.',
    );
  if (size % pageSize !== 0) throw damaged(file, `is cut off: ${size} bytes are not whole pages of ${pageSize}`);
  const schema = header.readUInt32BE(60);
  if (schema > newestSchema)
    throw new AppError(
      'workspace-newer',
      `${file} was written by a newer Fieldwork (schema ${schema}; this program knows ${newestSchema}). It was not opened.`,
      'Open it with the newer version.',
    );
  if (schema < 1) throw damaged(file, 'has no schema');
  return schema;
}
