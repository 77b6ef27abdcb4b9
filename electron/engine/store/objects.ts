import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** An object being written: bytes go in as they come, and the name is known at the end. */
export interface ObjectWriter {
  write(bytes: Uint8Array): void;
  /** Puts the object in its place (fsync, then rename) and returns its SHA-256. */
  commit(): string;
  /** Drops it; after a commit this does nothing. */
  abort(): void;
}

/** Content-addressed files that are never rewritten: `objects/sha256/ab/cdef…`. */
export interface Objects {
  create(): ObjectWriter;
  /** `length` bytes from `offset`. */
  read(sha256: string, offset: number, length: number): Buffer;
  has(sha256: string): boolean;
  /** Where a whole object lies, to be read as any file is; null when it is not there or its bytes were altered. */
  intact(sha256: string): string | null;
  /** A whole object, piece by piece; nothing when it is not there. */
  pieces(sha256: string): Iterable<Buffer>;
  /** Streams every object's bytes through SHA-256 and names those that are altered. */
  verify(): { readonly objects: readonly string[]; readonly altered: readonly string[] };
  close(): void;
}

const chunk = 1 << 20;

function digestOf(file: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunk);
  const handle = openSync(file, 'r');
  try {
    for (let got = readSync(handle, buffer); got > 0; got = readSync(handle, buffer))
      hash.update(buffer.subarray(0, got));
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

/** Makes a rename in a folder outlast a power cut. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } catch {
    // Windows cannot fsync a folder; the rename is durable there without it.
  } finally {
    closeSync(handle);
  }
}

function openWriter(root: string, place: (sha256: string) => string): ObjectWriter {
  const temporary = join(root, `incoming-${randomUUID()}`);
  const handle = openSync(temporary, 'wx', 0o600);
  const hash = createHash('sha256');
  let isOpen = true;
  return {
    write(bytes) {
      hash.update(bytes);
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    },
    commit() {
      const sha256 = hash.digest('hex');
      const target = place(sha256);
      const isKept = existsSync(target);
      // What is there already was synced when it came: empty answers are alike, and each sync is a wait for the disk.
      if (!isKept) fsyncSync(handle);
      closeSync(handle);
      isOpen = false;
      if (isKept) rmSync(temporary);
      else {
        mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
        chmodSync(temporary, 0o400);
        renameSync(temporary, target);
        syncFolder(dirname(target));
      }
      return sha256;
    },
    abort() {
      if (!isOpen) return;
      closeSync(handle);
      isOpen = false;
      rmSync(temporary, { force: true });
    },
  };
}

/** Opens the object store of a workspace and removes what an interrupted import left in its doorway. */
export function openObjects(workspace: string): Objects {
  const root = join(workspace, 'objects', 'sha256');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(root)) if (name.startsWith('incoming-')) rmSync(join(root, name), { force: true });
  const place = (sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2));
  const handles = new Map<string, number>();
  const handleOf = (sha256: string): number => {
    const known = handles.get(sha256);
    if (known !== undefined) return known;
    const opened = openSync(place(sha256), 'r');
    handles.set(sha256, opened);
    return opened;
  };
  return {
    create: () => openWriter(root, place),
    read(sha256, offset, length) {
      const buffer = Buffer.allocUnsafe(length);
      const got = readSync(handleOf(sha256), buffer, 0, length, offset);
      if (got !== length) throw new Error(`Object ${sha256} ends before byte ${offset + length}.`);
      return buffer;
    },
    has: (sha256) => statSync(place(sha256), { throwIfNoEntry: false }) !== undefined,
    intact: (sha256) => (existsSync(place(sha256)) && digestOf(place(sha256)) === sha256 ? place(sha256) : null),
    *pieces(sha256) {
      const size = statSync(place(sha256), { throwIfNoEntry: false })?.size ?? 0;
      for (let at = 0; at < size; at += chunk) yield this.read(sha256, at, Math.min(chunk, size - at));
    },
    verify() {
      const objects = readdirSync(root)
        .filter((folder) => folder.length === 2)
        .flatMap((folder) => readdirSync(join(root, folder)).map((rest) => folder + rest))
        .sort();
      return { objects, altered: objects.filter((sha256) => digestOf(place(sha256)) !== sha256) };
    },
    close() {
      for (const handle of handles.values()) closeSync(handle);
      handles.clear();
    },
  };
}
