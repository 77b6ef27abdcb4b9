import type { Control } from '@shared/domain/control.ts';
import type { Period } from '@shared/domain/period.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import type { BinderModel } from '../../binder-model.ts';
import { fieldText } from '../../matrix/columns.ts';
import type { CriterionLine } from '../../model/criteria.ts';
import { earlierWords, wordingsWithin } from '../../model/wordings.ts';
import { type Column, type Sheet, sheet } from './sheet.ts';
import { ids, instant, stacked } from './value.ts';

const readingWord = ({ kind }: CriterionLine): string => (kind === 'no-gap' ? 'no gap recorded' : kind);

/** One row a criterion: what stands for it and against it, side by side. */
export function criteriaSheet({ criteria, conclusions }: BinderModel): Sheet {
  const conclusionOf = ({ reading }: CriterionLine) => conclusions.get(reading.criterion.id);
  return sheet({
    name: 'Criteria',
    holds: 'Criteria in scope: controls, counts of verdicts, gaps, reading, what a named person concluded',
    paper: 'large',
    frozen: 1,
    rows: criteria,
    columns: [
      { head: 'Criterion', width: 10, kind: 'id', value: ({ reading }) => reading.criterion.id },
      { head: 'Title (our own words)', width: 46, kind: 'text', value: ({ reading }) => reading.criterion.title },
      { head: 'Category', width: 15, kind: 'text', value: ({ reading }) => reading.criterion.category },
      { head: 'Cloud evidence', width: 10, kind: 'text', value: ({ reading }) => reading.criterion.cloudEvidence },
      { head: 'Controls', width: 9, kind: 'count', value: ({ reading }) => reading.controls.length },
      { head: 'With evidence', width: 9, kind: 'count', value: ({ reading }) => reading.controlsWithEvidence },
      { head: 'Fail', width: 7, kind: 'count', value: ({ reading }) => reading.counts.fail },
      { head: 'Lapsed', width: 8, kind: 'count', value: ({ reading }) => reading.counts.lapsed },
      { head: 'Unknown', width: 9, kind: 'count', value: ({ reading }) => reading.counts.unknown },
      { head: 'Pass', width: 7, kind: 'count', value: ({ reading }) => reading.counts.pass },
      { head: 'Not appl.', width: 10, kind: 'count', value: ({ reading }) => reading.counts['not-applicable'] },
      { head: 'Reading', width: 18, kind: 'mark', value: readingWord },
      { head: 'Severity', width: 13, kind: 'mark', value: ({ severity }) => severity },
      { head: 'Gaps', width: 25, kind: 'mono', wraps: true, value: ({ gaps }) => ids(gaps) },
      { head: 'Concluded', width: 21, kind: 'text', value: (line) => conclusionOf(line)?.word },
      { head: 'By', width: 18, kind: 'text', value: (line) => conclusionOf(line)?.by },
      { head: 'On', width: 11, kind: 'day', value: (line) => instant(conclusionOf(line)?.concludedOn) },
      {
        head: 'Reason of the conclusion',
        width: 60,
        kind: 'text',
        value: (line) => conclusionOf(line)?.reason,
        isScreenOnly: true,
      },
      { head: 'Why', width: 60, kind: 'text', value: ({ reading }) => reading.because, isScreenOnly: true },
    ],
  });
}

const statusWord = ({ status, reason }: Control): string => (reason ? `${status}: ${reason}` : status);

type ControlColumn = Column<ControlReading>;

/** What a control promises. */
const promised: readonly ControlColumn[] = [
  { head: 'Control', width: 9, kind: 'id', value: ({ control }) => control.id },
  { head: 'Title', width: 22, kind: 'text', wraps: true, value: ({ control }) => control.title },
  { head: 'Control activity', width: 44, kind: 'text', wraps: true, value: ({ control }) => control.statement },
  { head: 'Criteria', width: 9, kind: 'mono', wraps: true, value: ({ control }) => stacked(control.criteria) },
  { head: 'Key', width: 6, kind: 'text', value: ({ control }) => (control.isKey ? 'yes' : 'no') },
  { head: 'Risk', width: 20, kind: 'text', wraps: true, value: ({ control }) => control.risk },
  { head: 'Type', width: 11, kind: 'text', value: ({ control }) => control.type },
  { head: 'Nature', width: 10, kind: 'text', value: ({ control }) => control.nature },
  { head: 'Frequency', width: 11, kind: 'text', value: ({ control }) => control.frequency },
  { head: 'Owner', width: 17, kind: 'text', wraps: true, value: ({ control }) => control.owner },
];

/** What it is tested by; two wordings inside the period are two populations. */
const tested = (days: Period): readonly ControlColumn[] => [
  { head: 'Version', width: 8, kind: 'number', value: ({ control }) => control.version },
  { head: 'Wordings in period', width: 9, kind: 'count', value: ({ control }) => wordingsWithin(control, days) },
  { head: 'Population', width: 24, kind: 'text', wraps: true, value: ({ control }) => control.population },
  { head: 'Test of design', width: 24, kind: 'text', wraps: true, value: ({ control }) => control.testOfDesign },
  {
    head: 'Test of operation',
    width: 32,
    kind: 'text',
    wraps: true,
    value: ({ control }) => stacked(control.testOfOperation),
  },
];

/** How it reads on what was seen. */
const read: readonly ControlColumn[] = [
  { head: 'Status', width: 16, kind: 'text', wraps: true, value: ({ control }) => statusWord(control) },
  { head: 'Reading', width: 15, kind: 'mark', value: ({ reading }) => reading },
  { head: 'Over the period', width: 20, kind: 'text', wraps: true, value: ({ words }) => words },
  { head: 'Fail', width: 6, kind: 'count', value: ({ counts }) => counts.fail },
  { head: 'Lapsed', width: 8, kind: 'count', value: ({ counts }) => counts.lapsed },
  { head: 'Unknown', width: 9, kind: 'count', value: ({ counts }) => counts.unknown },
  { head: 'Pass', width: 7, kind: 'count', value: ({ counts }) => counts.pass },
];

/** The exceptions that stand against a control. */
const raised = (exceptionsOf: BinderModel['exceptionsOf']): ControlColumn => ({
  head: 'Exceptions',
  width: 10,
  kind: 'mono',
  wraps: true,
  value: ({ control }) => ids((exceptionsOf.control.get(control.id) ?? []).map(({ exception }) => exception.id)),
});

const more = (
  head: string,
  width: number,
  kind: ControlColumn['kind'],
  value: (control: Control) => unknown,
): ControlColumn => ({
  head,
  width,
  kind,
  value: ({ control }) => value(control),
  isScreenOnly: true,
  ...(kind === 'day' ? {} : { wraps: true }),
});

/** The rest of the row, at the right of what is printed. */
const rest: readonly ControlColumn[] = [
  more('Effective from', 12, 'day', ({ effectiveFrom }) => instant(effectiveFrom)),
  more('Effective to', 12, 'day', ({ effectiveTo }) => instant(effectiveTo)),
  more('Earlier wordings', 60, 'text', (control) => stacked(earlierWords(control))),
  more('Declared values', 46, 'mono', (control) => fieldText('declares', control)),
  more('Performer', 18, 'text', ({ performer }) => performer),
  more('Systems', 10, 'mono', ({ systems }) => stacked(systems)),
  more('Policy', 24, 'text', ({ policy }) => policy),
  more('Rules', 40, 'mono', ({ checks }) => stacked(checks)),
  more('Evidence expected', 40, 'text', ({ evidence }) => stacked(evidence)),
];

/** The risk and control matrix, as declared, with how each row reads on what was seen. */
export const controlsSheet = ({ controls, days, exceptionsOf }: BinderModel): Sheet =>
  sheet({
    name: 'RCM',
    holds: 'Risk and control matrix: what is declared, and how it reads on what was seen',
    paper: 'large',
    frozen: 2,
    rows: controls,
    columns: [...promised, ...tested(days), ...read, raised(exceptionsOf), ...rest],
  });
