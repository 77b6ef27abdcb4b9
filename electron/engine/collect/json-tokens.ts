/** A span of the decoded value of a token. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** One text value of a JSON document, with its place and the names it stands under. */
export interface JsonToken {
  /** Where the characters between the quotes stand. */
  readonly start: number;
  readonly end: number;
  /** Names from the outside in; `[]` for a list. */
  readonly path: readonly string[];
  /** The text of the member that names this one: `DB_PASSWORD` of `{ "name": "DB_PASSWORD", "value": … }`. */
  readonly pair: string | null;
  /** The text with its escapes undone. */
  value(): string;
  /** Spans of the value as spans of the document. */
  outer(spans: readonly Span[]): readonly Span[];
}

interface Level {
  readonly isList: boolean;
  /** The name of the member that is being read. */
  name: string;
  pair: string | null;
  /** Texts of this object, which wait for their pair until it ends. */
  readonly texts: { readonly token: Omit<JsonToken, 'pair'> }[];
}

const quote = 0x22;
const backslash = 0x5c;

/** The place of the closing quote of a string that begins at `from`; the length when it has none. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at += 1;
  }
  return text.length;
}

function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return typeof value === 'string' ? value : raw;
  } catch {
    return raw;
  }
}

/** How many characters an escape takes in the document: each stands for one of the value. */
const widthAt = (raw: string, at: number): number =>
  raw.charCodeAt(at) !== backslash ? 1 : raw.charAt(at + 1) === 'u' ? 6 : 2;

function spansOutside(text: string, start: number, end: number, spans: readonly Span[]): readonly Span[] {
  const raw = text.slice(start, end);
  if (!raw.includes('\\') || spans.length === 0)
    return spans.map((span) => ({ ...span, start: start + span.start, end: start + span.end }));
  const places: number[] = [];
  for (let at = 0; at < raw.length; at += widthAt(raw, at)) places.push(start + at);
  places.push(end);
  return spans.map((span) => ({ ...span, start: places[span.start] ?? end, end: places[span.end] ?? end }));
}

const tokenAt = (text: string, start: number, end: number, path: readonly string[]): Omit<JsonToken, 'pair'> => ({
  start,
  end,
  path,
  value: () => unescaped(text.slice(start, end)),
  outer: (spans) => spansOutside(text, start, end, spans),
});

const isNameEnd = (text: string, from: number): boolean => /^\s*:/.test(text.slice(from, from + 32));

const pathOf = (levels: readonly Level[]): readonly string[] =>
  levels.slice(1).map(({ isList, name }) => (isList ? '[]' : name));

/**
 * Every text value of a JSON document, in order of place. A document that is broken or cut gives what can be told; nothing is
 * thrown. `pairNames` are the members that name their siblings.
 */
export function jsonTokens(text: string, pairNames: RegExp): readonly JsonToken[] {
  const found: JsonToken[] = [];
  const root: Level = { isList: true, name: '', pair: null, texts: [] };
  const levels: Level[] = [root];
  const close = (level: Level): void => {
    for (const { token } of level.texts) found.push({ ...token, pair: level.pair });
  };
  const takeString = (from: number): number => {
    const end = endOfString(text, from);
    const level = levels.at(-1) ?? root;
    if (!level.isList && isNameEnd(text, end + 1)) level.name = unescaped(text.slice(from + 1, end));
    else {
      const token = tokenAt(text, from + 1, end, pathOf(levels));
      if (!level.isList && pairNames.test(level.name)) level.pair = token.value();
      level.texts.push({ token });
    }
    return end;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = takeString(at);
    else if (character === '{' || character === '[')
      levels.push({ isList: character === '[', name: '', pair: null, texts: [] });
    else if ((character === '}' || character === ']') && levels.length > 1) close(levels.pop() ?? root);
  }
  for (const level of levels.reverse()) close(level);
  return found.sort((a, b) => a.start - b.start);
}
