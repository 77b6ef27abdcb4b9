const irregular = {
  are: 'is',
  bypass: 'bypasses',
  carry: 'carries',
  deny: 'denies',
  do: 'does',
  have: 'has',
  miss: 'misses',
  notify: 'notifies',
  pass: 'passes',
  publish: 'publishes',
  reach: 'reaches',
  rely: 'relies',
  vary: 'varies',
};
/** No word among them also stands before a noun, as `read` does in `read replicas`. */
const regular = [
  'accept admit allow answer ask assign begin belong deliver depart depend deviate differ drop encrypt exceed exist expire',
  'expose fall follow gather give grant hide hold ignore include inherit join keep lack leave let lie listen lose name need',
  'offer omit open permit present receive record refuse remain remove report require resolve rest retain rotate route run',
  'send serve show sign skip stand stay store survive take tolerate trust use violate wait write',
].flatMap((words) => words.split(' '));

/** Verbs of the sentences in which checks say what failing resources do, each with its form after one. */
const verbs: ReadonlyMap<string, string> = new Map([
  ...Object.entries(irregular),
  ...regular.map((verb) => [verb, `${verb}s`] as const),
]);

/** After these a word is no verb: `certificates in use`. */
const before: ReadonlySet<string> = new Set(['in', 'of', 'for', 'on', 'no', 'that', 'their']);

/** True for a verb that says what the subject does: the first of the sentence, or one joined to the first. */
const isMain = (last: string, isFirst: boolean): boolean =>
  isFirst ? last !== '' && !before.has(last) : last === 'or' || last === 'and' || last.endsWith(',');

/** Subjects of more than one noun: `databases and brokers`, `virtual networks in use`. */
const isJoined = (subject: string): boolean => /,| (and|or|of|in|that) /.test(subject);

const singular = (noun: string): string => noun.replace(/ies$/, 'y').replace(/s$/, '');

/**
 * What failing resources do, said of one: `accounts have no trail` becomes `accounts has no trail`, as in `1 of 3 accounts
 * has`, and `account has no trail` where there is no other.
 */
export function forOne(failsAs: string, population?: number): string {
  let verbAt = -1;
  const one = failsAs.split(' ').map((word, at, words) => {
    const verb = verbs.get(word.replace(/,$/, ''));
    if (verb === undefined || !isMain(words[at - 1] ?? '', verbAt < 0)) return word;
    if (verbAt < 0) verbAt = at;
    return word.endsWith(',') ? `${verb},` : verb;
  });
  if (verbAt < 0) return failsAs;
  const subject = one.slice(0, verbAt).join(' ');
  const rest = one.slice(verbAt).join(' ').replaceAll(' their ', ' its ');
  return `${population === 1 && !isJoined(subject) ? singular(subject) : subject} ${rest}`;
}
