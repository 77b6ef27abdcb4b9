/** Words that a secret is called by, or begins with, in lower case. One of them stands near every secret that is looked for. */
const joined = (left: readonly string[], right: string): readonly string[] =>
  left.flatMap((word) => ['', '_', '-'].map((link) => `${word}${link}${right}`));

const always: readonly string[] = [
  ...['passphrase', 'passcode', 'pwd', 'secret', 'credential', 'private key', 'sharedaccess'],
  ...joined(['api', 'access', 'private', 'account', 'shared', 'encryption', 'auth'], 'key'),
  ...joined(['auth', 'access', 'refresh', 'session', 'bearer', 'api', 'security', 'sas', 'personal'], 'token'),
  ...joined(['oauth', 'github', 'slack', 'bot'], 'token'),
  ...joined(['connection'], 'string'),
  ...['sig=', 'u003d', 'bearer ', 'ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
  ...['sk_live_', 'rk_live_', 'glpat-', 'aiza'],
];

const holder = /^(?:variables)?\\*"\s*:\s*[{[]/;
/** Behind a word that does not end the name of a flag or a number, such as `disablePasswordAuthentication`. */
const noFlag = /^(?!\w*\\*"\s*:\s*(?:true|false|null|-?\d))/;
/** What is looked for behind the word; the rest from its start. */
const behind: readonly RegExp[] = [holder, noFlag];
/** Words met everywhere, with what must stand there for a secret. */
const sometimes: readonly (readonly [string, RegExp])[] = [
  ['password', noFlag],
  ['passwd', noFlag],
  ['environment', holder],
  ['"env', holder],
  ['variables', holder],
  ['appsettings', holder],
  ['akia', /^AKIA[A-Z0-9]{12}/],
  ['asia', /^ASIA[A-Z0-9]{12}/],
  ['eyj', /^eyJ[\w-]{8,}\.eyJ/],
  ['xox', /^xox[abeprs]-/],
  ['://', /^:\/\/[^\s/"'\\]{0,200}@/],
  [':\\/', /^:\\+\/\\+\/[^\s/"'\\]{0,200}@/],
];

interface Word {
  readonly text: string;
  readonly check: RegExp | null;
}
const words: readonly Word[] = [
  ...always.map((text) => ({ text, check: null })),
  ...sometimes.map(([text, check]) => ({ text, check })),
];

/** A word that may stand around a pair of characters, and how far before the pair it would begin. */
interface Candidate {
  readonly word: Word;
  readonly codes: Uint8Array;
  readonly before: number;
}

/** From the commonest letter to the rarest; what is no letter counts as common. */
const commonness = 'etaoinsrhldcumfpgwybvkxjqz';

const rarity = (text: string, at: number): number =>
  commonness.indexOf(text.charAt(at)) + commonness.indexOf(text.charAt(at + 1));

/** The rarest pair of a word that begins at an even place of it, or at an odd one. */
function rarestPair(text: string, parity: number): number {
  const places = Array.from({ length: text.length - 1 }, (_, at) => at).filter((at) => at % 2 === parity);
  return places.reduce((best, at) => (rarity(text, at) > rarity(text, best) ? at : best), places[0] ?? 0);
}

const bothCases = (letter: string): readonly number[] => [
  ...new Set([letter.charCodeAt(0), letter.toUpperCase().charCodeAt(0)]),
];

/**
 * Words by a pair of their characters, as two bytes are read at once. A word has a pair for each way it can lie on even places,
 * so every second place is enough to look at.
 */
function byPair(): { readonly numbers: Uint16Array; readonly lists: readonly (readonly Candidate[])[] } {
  const numbers = new Uint16Array(1 << 16);
  const lists: Candidate[][] = [[]];
  const add = (pair: number, candidate: Candidate): void => {
    const number = numbers[pair] || lists.length;
    numbers[pair] = number;
    lists[number] = [...(lists[number] ?? []), candidate];
  };
  for (const word of words)
    for (const parity of [0, 1]) {
      const before = rarestPair(word.text, parity);
      const candidate = { word, codes: Uint8Array.from(Buffer.from(word.text, 'latin1')), before };
      for (const first of bothCases(word.text.charAt(before)))
        for (const second of bothCases(word.text.charAt(before + 1))) add(first | (second << 8), candidate);
    }
  return { numbers, lists };
}

const { numbers, lists } = byPair();

/** Characters looked at to tell whether a word means anything: a web token's head is long, what follows a name is short. */
const reach = { behind: 64, start: 1024 };

function isMeant({ text, check }: Word, bytes: Buffer, end: number): boolean {
  if (check === null) return true;
  const isBehind = behind.includes(check);
  const from = isBehind ? end : end - text.length;
  return check.test(bytes.toString('latin1', from, from + (isBehind ? reach.behind : reach.start)));
}

const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);

function stands({ codes }: Candidate, bytes: Buffer, start: number): boolean {
  if (start < 0 || start + codes.length > bytes.length) return false;
  for (let at = 0; at < codes.length; at += 1) if (codes[at] !== lower(bytes[start + at] ?? 0)) return false;
  return true;
}

/** The bytes two by two; a copy where they do not lie on even places. */
function pairsOf(bytes: Uint8Array): Uint16Array {
  const even = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Uint16Array(even.buffer, even.byteOffset, even.byteLength >> 1);
}

/** True when one of the words of a pair stands around it and means something. */
function isHint(candidates: readonly Candidate[], bytes: Buffer, at: number): boolean {
  for (const candidate of candidates) {
    const start = at - candidate.before;
    const end = start + candidate.codes.length;
    if (stands(candidate, bytes, start) && isMeant(candidate.word, bytes, end)) return true;
  }
  return false;
}

/** True when something in the bytes may be a secret: one quick reading, which most answers leave without a hint. */
export function mayHoldSecret(given: Uint8Array): boolean {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const pairs = pairsOf(given);
  for (let at = 0; at < pairs.length; at += 1) {
    const number = numbers[pairs[at] ?? 0] ?? 0;
    if (number !== 0 && isHint(lists[number] ?? [], bytes, at * 2)) return true;
  }
  return false;
}
