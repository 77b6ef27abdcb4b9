import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '@shared/errors.ts';

/** Where bytes go while they are read. */
export interface Sink {
  write(bytes: Uint8Array): void;
}

export interface BytesInput {
  readonly path: string;
  /** Gets every byte of the file as it lies on the disk. */
  readonly raw: Sink;
  readonly signal: AbortSignal;
  /** Called with the bytes of the file read so far. */
  readonly onBytes: (bytes: number) => void;
}

export type Encoding = 'utf-8' | 'utf-8 with BOM' | 'utf-16le' | 'utf-16be';
export interface Body {
  readonly encoding: Encoding;
  readonly isGzip: boolean;
  /** True when the chunks are the file's own bytes, so that places in the body are places in the file. */
  readonly isRaw: boolean;
  /** How many bytes of the body are a byte order mark before the text. */
  readonly start: number;
  /** The body as UTF-8: exactly what gunzip and iconv make of the file, byte order mark included. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Closes the file; needed however the reading ends. */
  close(): Promise<void>;
}

const chunkBytes = 1 << 20;
/** Recorded configuration packs about 10 to 40 times; beyond this a file is a bomb, not a delivery. */
const ratioLimit = 100;
const ratioFloor = 16 << 20;
const noFollow = constants.O_NOFOLLOW ?? 0;

async function openFile(path: string): Promise<{ handle: FileHandle; bytes: number }> {
  // O_NONBLOCK: opening a FIFO must not wait for a writer that never comes.
  const handle = await open(path, constants.O_RDONLY | noFollow | (constants.O_NONBLOCK ?? 0)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ELOOP')
        throw new AppError('unsupported-file', 'it is a symbolic link; choose the file it points to.');
      throw new AppError('unreadable-file', `it cannot be opened (${error.code ?? error.message}).`);
    },
  );
  const stat = await handle.stat();
  if (!stat.isFile() || stat.size === 0) {
    await handle.close();
    throw new AppError(
      stat.isFile() ? 'unreadable-file' : 'unsupported-file',
      stat.isFile() ? 'it is empty (0 bytes).' : 'it is not a plain file.',
    );
  }
  return { handle, bytes: stat.size };
}

async function* rawChunks(handle: FileHandle, { raw, signal, onBytes }: BytesInput): AsyncGenerator<Buffer> {
  let total = 0;
  for (;;) {
    signal.throwIfAborted();
    const buffer = Buffer.allocUnsafe(chunkBytes);
    const { bytesRead } = await handle.read(buffer, 0, chunkBytes);
    if (bytesRead === 0) return;
    const chunk = buffer.subarray(0, bytesRead);
    raw.write(chunk);
    total += bytesRead;
    onBytes(total);
    yield chunk;
  }
}

/** Gives back the first chunk as well, so that a stream can be told by its beginning. */
async function peek(chunks: AsyncGenerator<Buffer>): Promise<{ first: Buffer; all: AsyncGenerator<Buffer> }> {
  const { value } = await chunks.next();
  const first = value ?? Buffer.alloc(0);
  async function* all(): AsyncGenerator<Buffer> {
    if (first.length > 0) yield first;
    yield* chunks;
  }
  return { first, all: all() };
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Unpacks and counts on the unpacked stream: the sizes a gzip file declares may lie. */
async function* unpack(packed: AsyncGenerator<Buffer>, packedBytes: number): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  const source = Readable.from(packed);
  source.on('error', (error) => gunzip.destroy(error));
  let total = 0;
  try {
    for await (const chunk of source.pipe(gunzip)) {
      total += chunk.length;
      if (total > ratioFloor && total > packedBytes * ratioLimit)
        throw new AppError('too-large', `it unpacks to more than ${ratioLimit} times its size, so it is refused.`);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new AppError(
        'unreadable-file',
        `its gzip data is damaged or cut off after ${total} unpacked bytes (${error.message}).`,
      );
    throw error;
  } finally {
    source.destroy();
  }
}

/** A byte order mark takes three bytes once it is UTF-8. */
const markBytes = 3;

function encodingOf(first: Buffer): { encoding: Encoding; start: number } {
  if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf)
    return { encoding: 'utf-8 with BOM', start: markBytes };
  if (first[0] === 0xff && first[1] === 0xfe) return { encoding: 'utf-16le', start: markBytes };
  if (first[0] === 0xfe && first[1] === 0xff) return { encoding: 'utf-16be', start: markBytes };
  if (first[0] !== 0 && first[1] === 0) return { encoding: 'utf-16le', start: 0 };
  if (first[0] === 0 && first[1] !== 0) return { encoding: 'utf-16be', start: 0 };
  return { encoding: 'utf-8', start: 0 };
}

async function* toUtf8(chunks: AsyncGenerator<Buffer>, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
    yield Buffer.from(decoder.decode(), 'utf8');
  } catch (error) {
    if (error instanceof TypeError) throw new AppError('unreadable-file', `it is not valid ${encoding} text.`);
    throw error;
  }
}

async function decodeBody(handle: FileHandle, packedBytes: number, input: BytesInput): Promise<Omit<Body, 'close'>> {
  const outer = await peek(rawChunks(handle, input));
  const packed = isGzip(outer.first);
  const inner = packed ? await peek(unpack(outer.all, packedBytes)) : outer;
  if (packed && isGzip(inner.first)) throw new AppError('unsupported-file', 'it is packed twice.');
  if (packed && inner.first.length === 0) throw new AppError('unreadable-file', 'it unpacks to nothing.');
  const { encoding, start } = encodingOf(inner.first);
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  return {
    encoding,
    isGzip: packed,
    isRaw: !packed && !isWide,
    start,
    chunks: isWide ? toUtf8(inner.all, encoding) : inner.all,
  };
}

/** Opens a file of unknown kind as UTF-8 text: gzip and UTF-16 are told by their first bytes, never by the name. */
export async function openBody(input: BytesInput): Promise<Body> {
  const { handle, bytes } = await openFile(input.path);
  try {
    return { ...(await decodeBody(handle, bytes, input)), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
