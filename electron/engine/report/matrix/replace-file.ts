import { randomUUID } from 'node:crypto';
import { lstat, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '@shared/errors.ts';
import { syncFolder, type Written, writeNew } from '../write-file.ts';

/** Puts a file in the place of another only when it is whole and on the disk; a failure leaves the old one as it was. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<Written> {
  const target = resolve(path);
  const found = await lstat(target).catch(() => null);
  if (found !== null && !found.isFile())
    throw new AppError('conflict', `${target} is not a file, so it is left as it is.`, 'Choose another name.');
  const beside = join(dirname(target), `.${basename(target)}.writing-${randomUUID().slice(0, 8)}`);
  try {
    const written = await writeNew(beside, [bytes]);
    await rename(beside, target);
    await syncFolder(dirname(target));
    return written;
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
