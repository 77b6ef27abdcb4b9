import { isUtf8 } from 'node:buffer';
import { AppError } from '@shared/errors.ts';

export type Encoding = 'utf-8' | 'utf-8 with BOM' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The text of a file and the encoding it is in. */
export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

const asCsv = 'Save it as "CSV UTF-8" in a spreadsheet program.';

/** The encoding by the byte order mark, by whether the bytes are UTF-8, else the one Windows uses in western Europe. */
function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8 with BOM';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** The bytes of a text file as text. A file that holds NUL is no text and is refused. */
export function decodeText(bytes: Buffer): Decoded {
  const encoding = encodingOf(bytes);
  try {
    const label = encoding === 'utf-8 with BOM' ? 'utf-8' : encoding;
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    const nul = text.indexOf('\u0000');
    if (nul === -1) return { text, encoding };
    const line = text.slice(0, nul).split('\n').length;
    throw new AppError('unsupported-file', `Line ${line} of the file holds a NUL, which is no text.`, asCsv);
  } catch (error) {
    if (error instanceof TypeError)
      throw new AppError('unreadable-file', `The file is not valid ${encoding} text.`, asCsv);
    throw error;
  }
}
