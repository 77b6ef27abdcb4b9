import type { SnapshotKind } from '@shared/domain/collection.ts';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';
import { type Body, type Encoding, openBody, type Sink } from './bytes.ts';
import { deliveredKind, isItem, kindOfList, kindOfObject, unknownKind } from './detect.ts';
import { azureCuts, azureKind, emptyAzureKind, isAzureKind, refuseToken } from './detect-azure.ts';
import { noItem, parseItem, parseJson, type RawItem } from './raw-item.ts';
import { isExchange, onlyAnswer, type Pages, readExchange, readTable } from './read-azure.ts';
import { createScanner, type Member } from './scanner.ts';

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
  pages: Pages;
}

/** From the first row on, the body need not be kept whole. */
function begin(progress: Progress, kind: SnapshotKind): void {
  progress.kind ??= kind;
  progress.whole = [];
  progress.items += 1;
  if (progress.items > itemLimit)
    throw new AppError('too-large', `it holds more than ${itemLimit} rows.`, 'Split it by resource type.');
}

const plain = { ...onlyAnswer, isPlain: true };

function takeItem(member: Member, kind: SnapshotKind, progress: Progress, input: ReadInput): void {
  begin(progress, kind);
  const what = `item ${progress.items}`;
  const { bytes, offset } = member;
  // Nothing but what it holds tells that a row of a bare list is an item, so it is read at once.
  const known = kind === 'item-list' ? parseItem(bytes, offset, what) : null;
  if (known !== null && !isItem(known)) throw noItem(what, offset);
  const value = () => known ?? parseItem(bytes, offset, what);
  // Written out: this is done for each of 100,000 items.
  input.onItem({ value, bytes, offset, kind, readAt: null, answer: 0, isPlain: true });
}

function takeRow(item: RawItem, progress: Progress, input: ReadInput): void {
  begin(progress, item.kind);
  const value = item.value();
  if (!isObject(value))
    throw new AppError('unsupported-file', `item ${progress.items} at byte ${item.offset} is no row of Azure.`);
  refuseToken(Object.keys(value));
  input.onItem(item);
}

/** A row that stands in a bare list or under a key that is not AWS's own: what it holds tells what it is. */
function takeLoose(member: Member, progress: Progress, input: ReadInput): void {
  const { key, bytes, offset } = member;
  if (key !== null && !looseKeys.has(key.toLowerCase())) return;
  if (progress.kind === 'item-list') {
    takeItem(member, 'item-list', progress, input);
    return;
  }
  const value = parseJson(bytes, offset, `item ${progress.items + 1}`);
  if (key === 'exchanges' && isExchange(value)) {
    progress.kind ??= 'azure-exchanges';
    progress.whole = [];
    readExchange(value, member, progress.pages, (item) => takeRow(item, progress, input));
    return;
  }
  const kind = azureKind(value, key);
  if (kind !== null) takeRow({ value: () => value, bytes, offset, kind, ...plain }, progress, input);
  else if (progress.kind !== null)
    throw new AppError('unsupported-file', `item ${progress.items + 1} at byte ${offset} is no row of Azure.`);
  else if (isObject(value) && key === null) refuseOrTake(value, member, progress, input);
  else if (key === null) takeItem(member, 'item-list', progress, input);
}

function refuseOrTake(value: JsonObject, member: Member, progress: Progress, input: ReadInput): void {
  refuseToken(Object.keys(value));
  takeItem(member, 'item-list', progress, input);
}

const looseKeys = new Set(['value', 'data', 'exchanges']);

function takeMember(member: Member, progress: Progress, input: ReadInput): void {
  const { key, isElement, bytes, offset } = member;
  if (key !== null && progress.keys.at(-1) !== key) progress.keys.push(key);
  if (isElement) {
    const kind = key === null ? null : kindOfList(key);
    if (kind === null) takeLoose(member, progress, input);
    else takeItem(member, kind, progress, input);
  } else if (key === 'data' && bytes[0] === 0x7b)
    readTable(member, onlyAnswer, (item) => takeRow(item, progress, input));
  else if (key !== null && bytes.length < 4096) progress.head.set(key, parseJson(bytes, offset, key));
}

/** An answer whose list is empty has no element to tell its kind by; its key does. */
function emptyListKind(progress: Progress, whole: Json): SnapshotKind | null {
  if (!isObject(whole)) return null;
  progress.head = new Map(Object.entries(whole));
  const key = Object.keys(whole).find((name) => Array.isArray(whole[name]) && kindOfList(name) !== null);
  return key === undefined ? emptyAzureKind(whole) : kindOfList(key);
}

function finishWhole(progress: Progress, start: number, input: ReadInput): SnapshotKind {
  const text = Buffer.concat(progress.whole);
  if (text.length === 0) throw unknownKind(progress.keys);
  const value = parseJson(text, start, 'the file');
  const empty = emptyListKind(progress, value);
  if (empty !== null) return empty;
  if (!isObject(value)) throw unknownKind(progress.keys);
  refuseToken(Object.keys(value));
  const { kind, item } = kindOfObject(value);
  const from = text.indexOf(0x7b);
  const bytes = text.subarray(from, text.lastIndexOf(0x7d) + 1);
  input.onItem({ value: () => item, bytes, offset: start + from, kind, ...onlyAnswer, isPlain: item === value });
  return kind;
}

/** Pages that a recorded answer points to and no recorded question asked for. */
const isMissing = ({ wanted, asked }: Pages): boolean =>
  wanted.some((next) => !asked.some((question) => question.includes(next)));

function cutsOf({ kind, head, keys, items, pages }: Progress): readonly string[] {
  if (kind !== 'azure-exchanges') return azureCuts(head, keys, items);
  return isMissing(pages) ? azureCuts(new Map([['nextLink', 'stated']]), [], items) : [];
}

const notesOf = (progress: Progress, kind: SnapshotKind): readonly string[] => {
  const token = progress.head.get('nextToken') ?? progress.head.get('NextToken');
  return [
    ...(typeof token === 'string'
      ? ['The answer has a next page that is not in this file, so what is missing here proves nothing.']
      : []),
    ...(isAzureKind(kind) ? cutsOf(progress) : []),
    ...(progress.items === 0 && !['item', 'notification', 'rule-event', 'azure-resource'].includes(kind)
      ? ['The list in this file is empty.']
      : []),
  ];
};

const encodingWords = (encoding: Encoding, isGzip: boolean): string => (isGzip ? `${encoding}, gzip` : encoding);

/**
 * Reads one file of AWS Config or Azure, whatever its kind, shape or encoding, item by item. Throws an AppError whose message
 * completes "<file>: …" when it is damaged, too large or of another kind; the caller then keeps nothing of it.
 */
export async function readCloudFile(input: ReadInput): Promise<FileReading> {
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
    pages: { wanted: [], asked: [] },
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
