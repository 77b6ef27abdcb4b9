import { randomUUID } from 'node:crypto';
import { lstat, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '@shared/errors.ts';
import { listFiles } from './list-files.ts';
import { listedNames } from './verify-binder.ts';
import { syncFolder } from './write-file.ts';
import { binderFormat } from './writers/json.ts';

type Standing = 'absent' | 'empty' | 'binder';

const isOurs = async (folder: string): Promise<boolean> =>
  (await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => '')).includes(`"format": "${binderFormat}"`);

/** What stands at the target. A folder with anything in it that is not ours is refused, so that nobody's files are lost. */
async function standing(target: string): Promise<Standing> {
  const found = await lstat(target).catch(() => null);
  if (found === null) return 'absent';
  const remedy = 'Choose another folder.';
  if (!found.isDirectory()) throw new AppError('conflict', `${target} is not a folder.`, remedy);
  if ((await readdir(target)).length === 0) return 'empty';
  if (!(await isOurs(target)))
    throw new AppError('conflict', `${target} holds files and is not a binder, so it is left as it is.`, remedy);
  const listed = await listedNames(target);
  const foreign = (await listFiles(target)).find((name) => !listed.has(name));
  if (foreign === undefined) return 'binder';
  throw new AppError(
    'conflict',
    `${join(target, foreign)} is not part of the binder in that folder, so the folder is left as it is.`,
    remedy,
  );
}

async function swap(whole: string, target: string, was: Standing): Promise<void> {
  if (was !== 'binder') {
    if (was === 'empty') await rm(target, { recursive: true });
    return rename(whole, target);
  }
  const aside = `${target}.replaced-${randomUUID().slice(0, 8)}`;
  await rename(target, aside);
  try {
    await rename(whole, target);
  } catch (error) {
    await rename(aside, target);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/** Fills a new folder beside the target and puts it in the target's place only when it is whole; a failure leaves the target as it was. */
export async function replaceFolder<T>(folder: string, fill: (folder: string) => Promise<T>): Promise<T> {
  const target = resolve(folder);
  const was = await standing(target);
  const beside = join(dirname(target), `${basename(target)}.writing-${randomUUID().slice(0, 8)}`);
  try {
    const result = await fill(beside);
    await syncFolder(beside);
    await swap(beside, target, was);
    await syncFolder(dirname(target));
    return result;
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  }
}
