import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OfferedFile } from './list-files.ts';

/** A stored file as it can be offered once more, and the end of it. */
interface StoredCopy {
  readonly file: OfferedFile;
  readonly sha256: string;
  remove(): void;
}

/** Lays stored bytes down outside the workspace, under the name they were offered by, so that they are read as any file is. */
export function copyStored(pieces: Iterable<Buffer>, label: string): StoredCopy {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-again-'));
  const path = join(folder, 'file');
  const handle = openSync(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for (const piece of pieces) {
      hash.update(piece);
      writeFileSync(handle, piece);
      bytes += piece.length;
    }
  } finally {
    closeSync(handle);
  }
  return {
    file: { path, label, bytes },
    sha256: hash.digest('hex'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
