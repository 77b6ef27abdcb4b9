import { count } from '@shared/domain/words.ts';
import type { BinderModel } from '../../binder-model.ts';
import { glossary } from '../../model/method.ts';
import { type Sheet, sheet } from './sheet.ts';
import { instant } from './value.ts';

/** One row an entry of the log, oldest first, with the hash that covers it and the one before. */
export const logSheet = ({ log }: BinderModel): Sheet =>
  sheet({
    name: 'Audit log',
    holds: 'Every change made by a person or the engine; the same entries are in audit-log.jsonl',
    paper: 'small',
    frozen: 1,
    rows: log,
    columns: [
      { head: 'Entry', width: 8, kind: 'number', value: ({ seq }) => seq },
      { head: 'At (UTC)', width: 17, kind: 'time', value: ({ at }) => instant(at) },
      { head: 'By', width: 14, kind: 'text', value: ({ actor }) => actor },
      { head: 'Action', width: 24, kind: 'mono', value: ({ action }) => action },
      { head: 'Object', width: 26, kind: 'mono', value: ({ objectType, objectId }) => `${objectType}/${objectId}` },
      { head: 'Reason', width: 40, kind: 'text', value: ({ reason }) => reason },
      { head: 'Entry hash (SHA-256)', width: 67, kind: 'mono', value: ({ entryHash }) => entryHash },
    ],
  });

interface LegendRow {
  readonly word: string;
  readonly where: string;
  readonly meaning: string;
}

const legend = (model: BinderModel): readonly LegendRow[] => [
  { word: 'pass', where: 'Findings, State', meaning: 'The rule read the value and it is as expected.' },
  {
    word: 'fail',
    where: 'Findings, State',
    meaning: 'The rule read the value and it is not as expected at the instant judged.',
  },
  {
    word: 'lapsed',
    where: 'Findings, State',
    meaning:
      'It failed inside the period and is not seen to fail now: it passes, or is not known any more. It stays in the period.',
  },
  {
    word: 'unknown',
    where: 'Findings, State',
    meaning: 'It could not be judged; the reason stands under Because. Never counted as a pass.',
  },
  { word: 'not-applicable', where: 'Findings, State', meaning: 'Managed by the provider, or outside the rule.' },
  { word: 'contradicted', where: 'RCM, Reading', meaning: 'At least one finding of the control fails or lapsed.' },
  {
    word: 'supported',
    where: 'RCM, Reading',
    meaning: 'At least one finding passes and none contradicts. It does not conclude the control.',
  },
  {
    word: 'Exception',
    where: 'Exceptions',
    meaning:
      'A control was not designed or did not operate as described. A deviation is one tested item; the indicator is what it may mean for a criterion. Neither is an opinion.',
  },
  ...glossary.map(({ label, text }) => ({ word: label, where: 'all', meaning: text })),
  {
    word: 'Mark and value',
    where: 'all',
    meaning:
      'The mark is part of the number format. The cell holds the bare word, so filters and scripts see fail, not ■ fail.',
  },
  { word: 'Times', where: 'all', meaning: 'UTC, true date values, format yyyy-mm-dd hh:mm.' },
  { word: 'Empty cell', where: 'all', meaning: 'Nothing to state. Zero is written as 0.' },
  {
    word: 'Bars',
    where: 'Lapses',
    meaning: `Days lapsed, on a scale from 0 to ${count(Math.round(model.heading.daysJudged))}, the days judged.`,
  },
  {
    word: 'Formulas',
    where: 'all',
    meaning: 'None. Every cell is a typed value; text that begins with = + - @ is stored as text.',
  },
  {
    word: 'Codes',
    where: 'all',
    meaning: 'A character that cannot be seen is written as its code, such as \\u{202E}.',
  },
  { word: 'Long values', where: 'all', meaning: 'Cut at 32,000 characters and said so; findings.json has the whole.' },
  {
    word: 'Screen and paper',
    where: 'all',
    meaning: 'Columns at the right of the print area, such as whole hashes, are for the screen.',
  },
];

/** One row a word or mark. */
export const legendSheet = (model: BinderModel): Sheet =>
  sheet({
    name: 'Legend',
    holds: 'Marks, words and conventions',
    paper: 'small',
    frozen: 1,
    rows: legend(model),
    columns: [
      { head: 'Word or mark', width: 26, kind: 'mark', value: ({ word }) => word },
      { head: 'Where', width: 22, kind: 'text', value: ({ where }) => where },
      { head: 'Meaning', width: 100, kind: 'text', wraps: true, value: ({ meaning }) => meaning },
    ],
  });
