/** A word that a cell may hold, what it means, and what other people write for it. */
interface Word {
  readonly word: string;
  readonly meaning: string;
  readonly others: readonly string[];
}
const word = (name: string, meaning: string, ...others: readonly string[]): Word => ({ word: name, meaning, others });

/** The words of each column that has a list. What others write stands there only where it can mean one thing. */
export const wordLists = {
  type: [
    word('preventive', 'Stops the event before it happens.', 'preventative', 'prevent', 'p'),
    word('detective', 'Finds the event after it happened.', 'detect', 'd'),
    word('corrective', 'Repairs what the event did.', 'correct', 'c'),
  ],
  nature: [
    word('manual', 'A person carries it out.', 'm'),
    word('automated', 'A system carries it out.', 'automatic', 'auto', 'automatically', 'a'),
    word(
      'hybrid',
      'A person carries it out with what a system brings.',
      ...['semi automated', 'semi automatic', 'mixed', 'it dependent manual', 'partially automated'],
    ),
  ],
  frequency: [
    word('annual', 'Once a year.', 'annually', 'yearly', 'every year', 'once a year', 'once per year', 'per year'),
    word(
      'semi-annual',
      'Twice a year.',
      ...['semi annually', 'semiannual', 'semiannually', 'half yearly', 'twice a year', 'every half year'],
      ...['every six months', 'every 6 months'],
    ),
    word(
      'quarterly',
      'Once a quarter.',
      ...['quarter', 'every quarter', 'each quarter', 'per quarter', 'once a quarter', 'once per quarter'],
      ...['every three months', 'every 3 months'],
    ),
    word('monthly', 'Once a month.', 'month', 'every month', 'each month', 'per month', 'once a month'),
    word('weekly', 'Once a week.', 'week', 'every week', 'each week', 'per week', 'once a week'),
    word('daily', 'Once a day.', 'day', 'every day', 'each day', 'per day', 'once a day'),
    word(
      'many-daily',
      'Several times a day.',
      ...['many times a day', 'multiple times a day', 'multiple times per day', 'several times a day', 'hourly'],
    ),
    word(
      'per-event',
      'Each time the event happens: a joiner, a change, an incident.',
      ...['ad hoc', 'adhoc', 'as needed', 'as required', 'when needed', 'on demand', 'event', 'event driven'],
      ...['event based', 'every event', 'each event', 'per occurrence', 'each occurrence', 'upon occurrence'],
    ),
    word(
      'continuous',
      'A system enforces it all the time.',
      ...['continuously', 'ongoing', 'on going', 'always', 'real time', 'constantly'],
    ),
  ],
  status: [
    word('in-place', 'It runs.', 'implemented', 'active', 'operating', 'operational', 'live', 'in operation'),
    word('planned', 'It is decided and does not run yet.', 'in progress', 'to be implemented'),
    word('not-applicable', 'It does not apply; the reason says why.', 'n a', 'na'),
  ],
  isKey: [
    word('key', 'The criterion cannot do without it.', 'yes', 'y', 'true', '1', 'x', 'key control', 'primary'),
    word(
      'supporting',
      'It supports key controls.',
      ...['no', 'n', 'false', '0', 'non key', 'not key', 'secondary', 'supporting control'],
    ),
  ],
} as const satisfies Readonly<Record<string, readonly Word[]>>;
export type WordList = keyof typeof wordLists;

const isWordList = (name: string): name is WordList => Object.hasOwn(wordLists, name);

/** The list that a field takes its words from; null for a field that is free text. */
export const wordListOf = (field: string): WordList | null =>
  field === 'targetCadence' ? 'frequency' : isWordList(field) ? field : null;

/** Letters and digits only, small, with single spaces: how words and column heads are compared. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The word of a list that a text means; null when it means none of them for certain. */
export function wordFor(list: WordList, text: string): string | null {
  const wanted = folded(text);
  const words: readonly Word[] = wordLists[list];
  return words.find((it) => folded(it.word) === wanted || it.others.includes(wanted))?.word ?? null;
}
