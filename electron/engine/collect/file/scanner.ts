import { AppError } from '@shared/errors.ts';

/** A value of the outermost object, or an element of its lists, as bytes with their place in the body. */
export interface Member {
  /** The key it stands under; null when the body is itself a list. */
  readonly key: string | null;
  /** True for one element of a list, false for a whole value. */
  readonly isElement: boolean;
  readonly offset: number;
  readonly bytes: Buffer;
}

export interface ScanLimits {
  readonly depth: number;
  readonly memberBytes: number;
}

export interface Scanner {
  push(chunk: Buffer): void;
  /** Ends the body; throws when it ends inside something. */
  end(): void;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openList = 0x5b;
const backslash = 0x5c;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

type Phase = 'top' | 'key' | 'inside-key' | 'colon' | 'value' | 'element' | 'inside' | 'primitive' | 'after' | 'done';

interface State {
  phase: Phase;
  isObject: boolean;
  /** True while inside the list under a key. */
  inList: boolean;
  key: string | null;
  depth: number;
  inString: boolean;
  isEscaped: boolean;
  /** Place of the chunk in the body. */
  base: number;
  start: number;
  parts: Buffer[];
  size: number;
  count: number;
  mayClose: boolean;
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const broken = (state: State, at: number, what: string): AppError => {
  const place = state.count > 0 ? `after ${state.count} items, ` : '';
  return new AppError('unreadable-file', `${place}at byte ${state.base + at}: ${what}`);
};

/** How deep the JSON is after a byte outside of strings. */
function deeper(depth: number, byte: number): number {
  if (byte === openObject || byte === openList) return depth + 1;
  return byte === closeObject || byte === closeList ? depth - 1 : depth;
}

/**
 * Skips to the end of the object, list or string begun; the hot loop of an import, so it runs through a string without
 * asking anything else. Returns the place after it, or the chunk's length.
 */
function skipInside(chunk: Buffer, from: number, state: State, limits: ScanLimits): number {
  let { depth, inString, isEscaped } = state;
  let at = from;
  let isOver = false;
  while (at < chunk.length && !isOver) {
    if (isEscaped) isEscaped = false;
    else if (inString) {
      while (at < chunk.length && chunk[at] !== quote && chunk[at] !== backslash) at += 1;
      if (at === chunk.length) break;
      isEscaped = chunk[at] === backslash;
      inString = isEscaped;
      isOver = !inString && depth === 0;
    } else {
      const byte = chunk[at] ?? 0;
      if (byte === quote) inString = true;
      else if (byte >= openList) {
        depth = deeper(depth, byte);
        if (depth > limits.depth) throw broken(state, at, `it is nested deeper than ${limits.depth} levels.`);
        isOver = depth === 0;
      }
    }
    at += 1;
  }
  state.depth = depth;
  state.inString = inString;
  state.isEscaped = isEscaped;
  if (isOver) state.phase = 'after';
  return at;
}

function skipPrimitive(chunk: Buffer, from: number, state: State): number {
  let at = from;
  while (at < chunk.length) {
    const byte = chunk[at] ?? 0;
    if (isSpace(byte) || byte === comma || byte === closeList || byte === closeObject) {
      state.phase = 'after';
      return at;
    }
    at += 1;
  }
  return at;
}

function begin(chunk: Buffer, at: number, state: State): void {
  const byte = chunk[at];
  state.start = state.base + at;
  state.parts = [];
  state.size = 0;
  state.depth = 0;
  state.inString = false;
  state.phase = byte === quote || byte === openObject || byte === openList ? 'inside' : 'primitive';
}

function keep(chunk: Buffer, from: number, to: number, state: State, limits: ScanLimits): void {
  state.size += to - from;
  if (state.size > limits.memberBytes)
    throw new AppError(
      'too-large',
      `at byte ${state.start}: one item is larger than ${Math.round(limits.memberBytes / 1e6)} MB.`,
    );
  // A slice of the chunk stays valid: chunks are never reused.
  state.parts.push(chunk.subarray(from, to));
}

const bytesOf = (state: State): Buffer =>
  state.parts.length === 1 ? (state.parts[0] ?? Buffer.alloc(0)) : Buffer.concat(state.parts);

function between(chunk: Buffer, at: number, state: State): void {
  const byte = chunk[at] ?? 0;
  switch (state.phase) {
    case 'top':
      if (byte !== openObject && byte !== openList)
        throw broken(state, at, 'it does not begin with { or [, so it is not JSON.');
      state.isObject = byte === openObject;
      state.phase = state.isObject ? 'key' : 'element';
      state.mayClose = true;
      return;
    case 'key':
      if (byte === closeObject && state.mayClose) state.phase = 'done';
      else if (byte === quote) {
        begin(chunk, at, state);
        state.phase = 'inside-key';
      } else throw broken(state, at, 'a key was expected.');
      return;
    case 'colon':
      if (byte !== colon) throw broken(state, at, 'a colon was expected.');
      state.phase = 'value';
      return;
    case 'value':
      if (byte === openList) {
        state.inList = true;
        state.phase = 'element';
        state.mayClose = true;
      } else begin(chunk, at, state);
      return;
    case 'element':
      if (byte === closeList && state.mayClose) closeOf(state);
      else if (byte === comma || byte === closeList || byte === closeObject)
        throw broken(state, at, 'a value was expected.');
      else begin(chunk, at, state);
      return;
    default:
      after(chunk, at, state);
  }
}

function closeOf(state: State): void {
  if (!state.isObject) {
    state.phase = 'done';
    return;
  }
  state.inList = false;
  state.phase = 'after';
}

function after(chunk: Buffer, at: number, state: State): void {
  const byte = chunk[at] ?? 0;
  if (state.phase === 'done') throw broken(state, at, 'more follows after the end of the JSON.');
  const inElements = state.inList || !state.isObject;
  state.mayClose = false;
  if (byte === comma) state.phase = inElements ? 'element' : 'key';
  else if (byte === closeList && inElements) closeOf(state);
  else if (byte === closeObject && !inElements) state.phase = 'done';
  else throw broken(state, at, 'a comma or the end of the list was expected.');
}

function parseKey(state: State): string {
  try {
    return String(JSON.parse(bytesOf(state).toString('utf8')));
  } catch {
    throw broken(state, 0, 'a key cannot be read.');
  }
}

/** Hands over what was captured, or takes it as the key of the next value. */
function finish(state: State, wasKey: boolean, onMember: (member: Member) => void): void {
  if (wasKey) {
    state.key = parseKey(state);
    state.phase = 'colon';
    return;
  }
  const isElement = state.inList || !state.isObject;
  if (isElement) state.count += 1;
  onMember({ key: state.key, isElement, offset: state.start, bytes: bytesOf(state) });
}

const capturing = (phase: Phase): boolean => phase === 'inside' || phase === 'inside-key' || phase === 'primitive';

/**
 * Cuts a JSON body into the values of its outermost object and the elements of the lists in it, as bytes, in one pass
 * and without holding more than one of them. Deliveries are one huge line, so nothing may be read as a whole.
 */
export function createScanner(onMember: (member: Member) => void, limits: ScanLimits): Scanner {
  const state: State = {
    phase: 'top',
    isObject: true,
    inList: false,
    key: null,
    depth: 0,
    inString: false,
    isEscaped: false,
    base: 0,
    start: 0,
    parts: [],
    size: 0,
    count: 0,
    mayClose: true,
  };
  const capture = (chunk: Buffer, from: number): number => {
    const wasKey = state.phase === 'inside-key';
    const to = state.phase === 'primitive' ? skipPrimitive(chunk, from, state) : skipInside(chunk, from, state, limits);
    keep(chunk, from, to, state, limits);
    if (state.phase === 'after') finish(state, wasKey, onMember);
    return to;
  };
  return {
    push(chunk) {
      let at = 0;
      while (at < chunk.length) {
        if (!capturing(state.phase)) {
          if (isSpace(chunk[at] ?? 0)) {
            at += 1;
            continue;
          }
          between(chunk, at, state);
        }
        if (capturing(state.phase)) at = capture(chunk, at);
        else at += 1;
      }
      state.base += chunk.length;
    },
    end() {
      if (state.phase === 'top') throw broken(state, 0, 'there is nothing in it.');
      if (state.phase !== 'done')
        throw broken(
          state,
          0,
          `the file ends early, ${state.inList || capturing(state.phase) ? 'inside an item' : 'before its last bracket'}.`,
        );
    },
  };
}
