import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '@shared/errors.ts';
import { limits } from './limits.ts';

// O_NONBLOCK: opening a FIFO must not wait for a writer that never comes.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function refusedOpen({ code, message }: NodeJS.ErrnoException): AppError {
  return code === 'ELOOP'
    ? new AppError('unsupported-file', 'The file is a symbolic link.', 'Choose the file it points to.')
    : new AppError('unreadable-file', `The file cannot be opened (${code ?? message}).`, 'Check its name and rights.');
}

async function plainBytes(handle: FileHandle): Promise<Buffer> {
  const stat = await handle.stat();
  if (!stat.isFile()) throw new AppError('unsupported-file', 'It is a folder or a device, not a file.');
  if (stat.size === 0) throw new AppError('unreadable-file', 'The file is empty (0 bytes).');
  if (stat.size > limits.fileBytes)
    throw new AppError(
      'too-large',
      `The file has ${Math.ceil(stat.size / 2 ** 20)} MB; at most ${limits.fileBytes / 2 ** 20} MB are read.`,
      'Leave out sheets and pictures that are not part of the matrix.',
    );
  return handle.readFile();
}

/** The bytes of a plain file of a size that a matrix may have. */
export async function fileBytes(path: string): Promise<Buffer> {
  const handle = await open(path, flags).catch((error: NodeJS.ErrnoException) => {
    throw refusedOpen(error);
  });
  try {
    return await plainBytes(handle);
  } finally {
    await handle.close();
  }
}
