import { type JsonToken, jsonTokens } from './json-tokens.ts';

/** Where a secret stands in a text, and what it is once every escaping is undone. */
export interface Secret {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

const secretWords =
  'pass(?:word|wd|phrase|code)|pwd|secret|api[_-]?key|access[_-]?key|private[_-]?key|account[_-]?key|shared[_-]?key|encryption[_-]?key|auth[_-]?key|client[_-]?secret|secret[_-]?access[_-]?key|secret[_-]?key|connection[_-]?string|credentials?|(?:auth|access|refresh|session|bearer|api|security|sas|personal|oauth|github|slack|bot)[_-]?token';
/** Names whose text is a secret: they end with such a word. */
const secretName = new RegExp(`(?:${secretWords})s?$`, 'i');
/** Names under which every variable is replaced: people keep secrets in environment variables. */
const environmentName = /^(?:environment|environmentvariables|env|variables|appsettings|connectionstrings)$/i;
const pairName = /^(?:name|key|optionname|parametername|parameterkey)$/i;
const pairValue = /^(?:value|optionvalue|parametervalue|securevalue|connectionstring)$/i;

interface Shape {
  readonly pattern: RegExp;
  /** The group that is the secret; 0 for the whole match. */
  readonly group: number;
}

/** What gives a secret away wherever it stands. */
const shapes: readonly Shape[] = [
  { pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{12,20}\b/g, group: 0 },
  { pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g, group: 0 },
  { pattern: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g, group: 0 },
  { pattern: /(?:[?&;\s]|^)sig=([A-Za-z0-9%+/=_-]{16,})/g, group: 1 },
  {
    pattern: /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd|SharedSecret)\s*=\s*([^;"'\s&]{3,})/gi,
    group: 1,
  },
  { pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"']{0,200}:([^\s/@"']{1,200})@/gi, group: 1 },
  { pattern: /\bBearer\s+([A-Za-z0-9._~+/=-]{20,})/g, group: 1 },
  {
    pattern:
      /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|xox[abeprs]-[\w-]{10,}|sk_live_\w{16,}|rk_live_\w{16,}|glpat-[\w-]{16,}|AIza[\w-]{30,})/g,
    group: 0,
  },
];
/** Forty letters say nothing by themselves; beside a key id or a key word they do. */
const fortyLetters = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;
const besideForty = /\b(?:AKIA|ASIA)[A-Z0-9]{12,20}\b|aws_secret|secret_access_key|secretaccesskey/i;

/** Values that are no secret although their name says so: references, masks, flags. */
const harmless =
  /^(?:|true|false|null|none|\*+|\d{1,3}|arn:aws[\w-]*:.*|\{\{resolve:.*|@Microsoft\.KeyVault\(.*|https:\/\/[\w.-]+\.vault\.[\w.-]+\/.*|\/subscriptions\/.*|AWS_[A-Z_]+|(?:Enabled|Disabled|Optional|Required))$/i;

const pagingNames = /^(?:nexttoken|nextlink|@odata\.nextlink|\$?skiptoken)$/i;

/** Part of every such shape: most texts hold none of these and are looked at once. */
const shapeHint =
  /a[ks]ia|eyj|-----begin|sig=|(?:key|signature|password|pwd|secret)\s*=|:\/\/[^\s/"']*@|bearer\s|gh[pousr]_|github_pat_|xox|[sr]k_live_|glpat-|aiza|aws_secret|secret_?access_?key/i;

function shapedIn(text: string): readonly Secret[] {
  if (!shapeHint.test(text)) return [];
  const found: Secret[] = [];
  const add = (pattern: RegExp, group: number): void => {
    for (const match of text.matchAll(pattern)) {
      const value = match[group] ?? '';
      const start = match.index + (group === 0 ? 0 : match[0].lastIndexOf(value));
      if (value !== '') found.push({ start, end: start + value.length, value });
    }
  };
  for (const { pattern, group } of shapes) add(pattern, group);
  if (besideForty.test(text)) add(fortyLetters, 0);
  return withoutOverlaps(found);
}

/** In order, the longer of two that overlap. */
function withoutOverlaps(found: readonly Secret[]): readonly Secret[] {
  const kept: Secret[] = [];
  for (const secret of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === undefined || secret.start >= last.end) kept.push(secret);
  }
  return kept;
}

const isNamed = ({ path, pair }: JsonToken): boolean => {
  const name = path.at(-1) ?? '';
  if (secretName.test(name)) return true;
  return pairValue.test(name) && pair !== null && secretName.test(pair);
};

/** Under an environment every text is a variable's value, but for the names of a list of pairs. */
function isVariable({ path }: JsonToken): boolean {
  const place = path.slice(0, -1).findLastIndex((name) => environmentName.test(name));
  if (place < 0) return false;
  const holder = (path[place] ?? '').toLowerCase();
  const name = path.at(-1) ?? '';
  const isInList = path[place + 1] === '[]';
  if (isInList) return pairValue.test(name);
  // `environment` alone also holds images and sizes; `environment.variables` holds variables only.
  return holder !== 'environment' && path.length === place + 2;
}

/** Secrets of a text that may be JSON, or JSON inside a string of it, to any depth. */
export function secretsOf(text: string, outside: readonly string[] = [], depth = 0): readonly Secret[] {
  const found: Secret[] = [];
  for (const token of jsonTokens(text, pairName)) {
    if (depth === 0 && token.path.length === 1 && pagingNames.test(token.path[0] ?? '')) continue;
    found.push(...secretsIn({ ...token, path: [...outside, ...token.path] }, depth));
  }
  return found;
}

function secretsIn(token: JsonToken, depth: number): readonly Secret[] {
  const { start, end } = token;
  const value = token.value();
  if (value === '') return [];
  if ((isNamed(token) || isVariable(token)) && !harmless.test(value)) return [{ start, end, value }];
  return isJson(value) && depth < 8 ? innerOf(token, value, depth) : token.outer(shapedIn(value));
}

const isJson = (value: string): boolean => /^\s*[{["]/.test(value);

/** JSON in a string is looked through like the rest; what is no JSON after all is taken as text. */
function innerOf(token: JsonToken, value: string, depth: number): readonly Secret[] {
  const inner = secretsOf(value, token.path, depth + 1);
  return token.outer(inner.length > 0 ? inner : shapedIn(value));
}
