import { lstatSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

/** A file offered for import, under the name it was offered by. */
export interface OfferedFile {
  readonly path: string;
  readonly label: string;
  readonly bytes: number;
}

/** A file's name is data: control characters are shown, never obeyed. */
const cleaned = (text: string): string => text.replace(/\p{Cc}/gu, '\u{fffd}').normalize('NFC');

function walk(path: string, root: string): readonly OfferedFile[] {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  const label = cleaned(path === root ? basename(path) : join(basename(root), relative(root, path)));
  if (stat === undefined || !stat.isDirectory()) return [{ path, label, bytes: stat?.size ?? 0 }];
  return readdirSync(path)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .flatMap((name) => walk(join(path, name), root));
}

/** Every file under the paths a person chose, folders walked through, links never followed. */
export const listFiles = (paths: readonly string[]): readonly OfferedFile[] =>
  paths.flatMap((path) => walk(path, path));
