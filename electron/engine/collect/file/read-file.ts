import { isUtf8 } from 'node:buffer';
import type { SnapshotKind } from '@shared/domain/collection.ts';
import { isObject, type Json } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';
import { type Body, type Encoding, openBody, type Sink } from './bytes.ts';
import { deliveredKind, isItem, kindOfList, kindOfObject, unknownKind } from './detect.ts';
import { createScanner, type Member } from './scanner.ts';

/** One row of a file: what it says, and where exactly its bytes stand in the body. */
export interface RawItem {
  readonly value: Json;
  readonly bytes: Buffer;
  readonly offset: number;
  /** The kind of the list it stood in. */
  readonly kind: SnapshotKind;
}

export interface ReadInput {
  readonly path: string;
  readonly raw: Sink;
  /** Gets the decoded body when it is not the file itself (packed, or UTF-16). */
  readonly body: Sink;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
  readonly onItem: (item: RawItem) => void;
}

export interface FileReading {
  readonly kind: SnapshotKind;
  readonly encoding: string;
  /** True when places are places in the file itself. */
  readonly isRaw: boolean;
  readonly notes: readonly string[];
}

const limits = { depth: 64, memberBytes: 64 << 20 };
/** A whole small object (a bare item, a notification) is kept up to this size. */
const wholeBytes = 64 << 20;
/** Beyond this an import would take longer than a person waits; a delivery has hundreds of thousands at most. */
const itemLimit = 5_000_000;

interface Progress {
  kind: SnapshotKind | null;
  items: number;
  head: Map<string, Json>;
  keys: string[];
  isList: boolean;
  whole: Buffer[];
  wholeSize: number;
}

function parse(bytes: Buffer, offset: number, what: string): Json {
  if (!isUtf8(bytes)) throw new AppError('unreadable-file', `${what} at byte ${offset} is not valid UTF-8 text.`);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new AppError(
      'unreadable-file',
      `${what} at byte ${offset} is not valid JSON (${error instanceof Error ? error.message : 'unknown'}).`,
    );
  }
}

function takeElement(member: Member, progress: Progress, input: ReadInput): void {
  const kind = member.key === null ? 'item-list' : kindOfList(member.key);
  if (kind === null) return;
  progress.kind ??= kind;
  progress.whole = [];
  progress.items += 1;
  if (progress.items > itemLimit)
    throw new AppError('too-large', `it holds more than ${itemLimit} rows.`, 'Split it by resource type.');
  const what = `item ${progress.items}`;
  const row = parse(member.bytes, member.offset, what);
  const value = typeof row === 'string' ? parse(Buffer.from(row, 'utf8'), member.offset, what) : row;
  if (!isObject(value) || (kind === 'item-list' && !isItem(value)))
    throw new AppError('unsupported-file', `${what} at byte ${member.offset} is no configuration item.`);
  input.onItem({ value, bytes: member.bytes, offset: member.offset, kind });
}

function takeMember(member: Member, progress: Progress, input: ReadInput): void {
  if (member.key !== null && progress.keys.at(-1) !== member.key) progress.keys.push(member.key);
  if (member.isElement) takeElement(member, progress, input);
  else if (member.key !== null && member.bytes.length < 4096)
    progress.head.set(member.key, parse(member.bytes, member.offset, member.key));
}

/** An answer whose list is empty has no element to tell its kind by; its key does. */
function emptyListKind(progress: Progress, whole: Json): SnapshotKind | null {
  if (!isObject(whole)) return null;
  const key = Object.keys(whole).find((name) => Array.isArray(whole[name]) && kindOfList(name) !== null);
  if (key === undefined) return null;
  progress.head = new Map(Object.entries(whole));
  return kindOfList(key);
}

function finishWhole(progress: Progress, start: number, input: ReadInput): SnapshotKind {
  const text = Buffer.concat(progress.whole);
  if (text.length === 0) throw unknownKind(progress.keys);
  const value = parse(text, start, 'the file');
  const empty = emptyListKind(progress, value);
  if (empty !== null) return empty;
  if (!isObject(value)) throw unknownKind(progress.keys);
  const { kind, item } = kindOfObject(value);
  const from = text.indexOf(0x7b);
  const bytes = text.subarray(from, text.lastIndexOf(0x7d) + 1);
  input.onItem({ value: item, bytes, offset: start + from, kind });
  return kind;
}

const notesOf = (progress: Progress, kind: SnapshotKind): readonly string[] => {
  const token = progress.head.get('nextToken') ?? progress.head.get('NextToken');
  return [
    ...(typeof token === 'string'
      ? ['The answer has a next page that is not in this file, so what is missing here proves nothing.']
      : []),
    ...(progress.items === 0 && !['item', 'notification', 'rule-event'].includes(kind)
      ? ['The list in this file is empty.']
      : []),
  ];
};

const encodingWords = (encoding: Encoding, isGzip: boolean): string => (isGzip ? `${encoding}, gzip` : encoding);

/**
 * Reads one file of AWS Config, whatever its kind, shape or encoding, item by item. Throws an AppError whose message
 * completes "<file>: …" when it is damaged, too large or of another kind; the caller then keeps nothing of it.
 */
export async function readConfigFile(input: ReadInput): Promise<FileReading> {
  const body = await openBody(input);
  try {
    return await readBody(body, input);
  } finally {
    await body.close();
  }
}

async function readBody(body: Body, input: ReadInput): Promise<FileReading> {
  const progress: Progress = {
    kind: null,
    items: 0,
    head: new Map(),
    keys: [],
    isList: false,
    whole: [],
    wholeSize: 0,
  };
  const scanner = createScanner(
    (member) => takeMember({ ...member, offset: member.offset + body.start }, progress, input),
    limits,
  );
  let mark = body.start;
  for await (const whole of body.chunks) {
    if (!body.isRaw) input.body.write(whole);
    const chunk = whole.subarray(mark);
    mark = 0;
    if (progress.kind === null && progress.wholeSize <= wholeBytes) {
      progress.whole.push(chunk);
      progress.wholeSize += chunk.length;
    }
    scanner.push(chunk);
  }
  scanner.end();
  const found = progress.kind ?? finishWhole(progress, body.start, input);
  const kind = deliveredKind(found, progress.head);
  return {
    kind,
    encoding: encodingWords(body.encoding, body.isGzip),
    isRaw: body.isRaw,
    notes: notesOf(progress, kind),
  };
}
