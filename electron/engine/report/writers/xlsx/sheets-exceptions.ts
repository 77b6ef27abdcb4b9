import type { BinderModel } from '../../binder-model.ts';
import { answeringFor, type ExceptionLine } from '../../model/exceptions.ts';
import { type Column, type Sheet, sheet } from './sheet.ts';
import { ids, instant, stacked } from './value.ts';

const saidUnder = (label: string) => (line: ExceptionLine) =>
  line.response.find((said) => said.label === label)?.text ?? null;
const remarked = (label: string) => (line: ExceptionLine) =>
  line.remarks.find((said) => said.label === label)?.text ?? null;

type ExceptionColumn = Column<ExceptionLine>;
const wide = (head: string, width: number, value: ExceptionColumn['value']): ExceptionColumn => ({
  head,
  width,
  kind: 'text',
  wraps: true,
  value,
});
const onScreen = (head: string, width: number, value: ExceptionColumn['value']): ExceptionColumn => ({
  ...wide(head, width, value),
  isScreenOnly: true,
});

/** What was found. */
const found: readonly ExceptionColumn[] = [
  { head: 'Exception', width: 10, kind: 'id', value: ({ exception }) => exception.id },
  { head: 'Control', width: 8, kind: 'mono', value: ({ exception }) => exception.controlId },
  { head: 'Criteria', width: 7, kind: 'mono', wraps: true, value: ({ exception }) => stacked(exception.criteria) },
  { head: 'Kind', width: 10, kind: 'text', value: ({ kind }) => kind },
  { head: 'Severity', width: 12, kind: 'mark', value: ({ severity }) => severity.level },
  wide('Result', 28, ({ exception }) => exception.title),
  { head: 'Tested', width: 7, kind: 'count', value: ({ exception }) => exception.sampleSize },
  { head: 'Deviations', width: 9, kind: 'count', value: ({ exception }) => exception.deviationCount },
  { head: 'From', width: 11, kind: 'day', value: ({ exception }) => instant(exception.windowStart) },
  { head: 'To', width: 11, kind: 'day', value: ({ exception }) => instant(exception.windowEnd) },
  wide('Selection and test', 24, ({ test }) => test),
];

/** What management says of it. */
const answered: readonly ExceptionColumn[] = [
  wide('Cause', 26, saidUnder('Cause')),
  wide('Looked back', 25, saidUnder('Looked back')),
  wide('For customers', 25, saidUnder('For customers')),
  wide('Other controls', 17, saidUnder('Other controls')),
  wide('Instances fixed', 16, saidUnder('Instances fixed')),
  wide('Cause removed', 28, saidUnder('Cause removed')),
  wide('Owner', 12, answeringFor),
  { head: 'Due', width: 11, kind: 'day', value: ({ dueOn }) => instant(dueOn) },
  wide('State', 15, ({ state }) => state),
];

const evidenceText = ({ evidence }: ExceptionLine): string =>
  stacked(evidence.map(({ item, file }) => [item.id, file ?? item.title, item.sha256 ?? ''].join(' ').trim()));

/** The rest, at the right of what is printed. */
const rest: readonly ExceptionColumn[] = [
  onScreen('What was found', 60, ({ exception }) => exception.description),
  onScreen('Items', 60, ({ exception }) => stacked(exception.affectedItems.map(({ words }) => words))),
  onScreen('Position', 26, ({ position }) => position),
  onScreen('In its words', 60, saidUnder('In its words')),
  onScreen('Proof', 40, saidUnder('Proof')),
  onScreen('How a repeat is noticed', 40, saidUnder('A repeat')),
  onScreen('Indicator', 50, ({ indicator }) => indicator),
  onScreen('Severity, because', 60, ({ severity }) => severity.parts.map(({ words }) => words).join(' ')),
  onScreen('Risk accepted', 40, remarked('Accepted')),
  onScreen('Verified', 40, remarked('Verified')),
  onScreen('Withdrawn', 40, remarked('Withdrawn')),
  onScreen('Repeats', 20, remarked('Repeats')),
  onScreen('Auditor', 40, remarked('Auditor')),
  { ...onScreen('Evidence, file, SHA-256', 67, evidenceText), kind: 'mono' },
  { ...onScreen('Rules', 40, ({ checks }) => ids(checks)), kind: 'mono' },
];

const scores: readonly ExceptionColumn[] = [
  { head: 'Points of 10', width: 8, kind: 'days', value: ({ rubric }) => rubric.score, isScreenOnly: true },
  onScreen('Reading of the response', 14, ({ rubric }) => rubric.band),
];

/** One row an exception. The rubric's reading stands in it only when asked for: it helps the author, not the auditor. */
export const exceptionsSheet =
  (withScores: boolean) =>
  ({ exceptions }: BinderModel): Sheet =>
    sheet({
      name: 'Exceptions',
      holds: 'Exceptions with management’s responses, withdrawn ones too; the words are management’s own',
      paper: 'large',
      frozen: 2,
      rows: exceptions,
      columns: [...found, ...answered, ...rest, ...(withScores ? scores : [])],
    });
