import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What was written: its hash and its size. */
export interface Written {
  readonly sha256: string;
  readonly bytes: number;
}

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  // Windows cannot open or sync a folder; a rename is durable there without it.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Writes a new file piece by piece, hashing on the way, and returns once the disk has it. */
export async function writeNew(path: string, pieces: Iterable<string | Uint8Array>): Promise<Written> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for (const piece of pieces) {
      const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
      hash.update(chunk);
      bytes += chunk.byteLength;
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}
