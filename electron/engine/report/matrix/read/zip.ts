import { count, counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { limits } from './limits.ts';

/** The parts of a workbook, read one at a time. */
export interface Parts {
  has(name: string): boolean;
  /** The bytes of a part. */
  bytes(name: string): Promise<Buffer>;
}

const asXlsx = 'Save it as .xlsx in a spreadsheet program.';

function damaged(error: unknown): AppError {
  const why = error instanceof Error ? error.message : String(error);
  return new AppError(
    'unreadable-file',
    `The workbook is damaged or cut off (${why}).`,
    'Save it again, or ask for it again.',
  );
}

/** A part that unpacks to far more than it packs is a bomb; a small one may be very regular. */
const isBomb = ({ compressedSize, uncompressedSize }: Entry): boolean =>
  uncompressedSize > limits.ratioFloor && uncompressedSize > compressedSize * limits.ratio;

function tooLarge(what: string): AppError {
  return new AppError('too-large', `The workbook ${what}, so it is not unpacked.`, asXlsx);
}

function checkEntry(entry: Entry, total: number): void {
  if (entry.isEncrypted())
    throw new AppError('unsupported-file', 'The workbook is encrypted.', 'Remove the password and save it as .xlsx.');
  if (isBomb(entry)) throw tooLarge(`unpacks to more than ${limits.ratio} times its size (${entry.fileName})`);
  if (total > limits.inflatedBytes) throw tooLarge(`unpacks to more than ${count(limits.inflatedBytes / 2 ** 20)} MB`);
}

/** The directory of the zip, checked before anything is unpacked. Names are compared without their case, as Office does. */
async function directory(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > limits.zipEntries) throw tooLarge(`has more than ${counted(limits.zipEntries, 'part')}`);
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    checkEntry(entry, total);
    const name = entry.fileName.toLowerCase();
    if (entries.has(name))
      throw new AppError('unsupported-file', `The workbook holds the part ${entry.fileName} twice.`, asXlsx);
    entries.set(name, entry);
  }
  return entries;
}

/** Unpacks one part. The library ends the stream with an error as soon as it holds more than the directory says. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Turns what the library throws into a refusal. */
const guarded = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw error instanceof AppError ? error : damaged(error);
  });

/** Opens a zip whose directory keeps to the limits. */
export async function openZip(bytes: Buffer): Promise<Parts> {
  const zip = await guarded(fromBufferPromise(bytes));
  const entries = await guarded(directory(zip));
  return {
    has: (name) => entries.has(name.toLowerCase()),
    bytes: (name) => {
      const entry = entries.get(name.toLowerCase());
      return entry === undefined ? Promise.reject(damaged(`${name} is missing`)) : guarded(unpack(zip, entry));
    },
  };
}
