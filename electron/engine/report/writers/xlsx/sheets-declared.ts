import type { Control } from '@shared/domain/control.ts';
import type { BinderModel } from '../../binder-model.ts';
import type { CriterionLine } from '../../model/criteria.ts';
import { type Sheet, sheet } from './sheet.ts';
import { ids, stacked } from './value.ts';

const readingWord = ({ kind }: CriterionLine): string => (kind === 'no-gap' ? 'no gap recorded' : kind);

/** One row a criterion: what stands for it and against it, side by side. */
export const criteriaSheet = ({ criteria }: BinderModel): Sheet =>
  sheet({
    name: 'Criteria',
    holds: 'Criteria in scope: controls, counts of verdicts, gaps, reading',
    paper: 'small',
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
      { head: 'Why', width: 60, kind: 'text', value: ({ reading }) => reading.because, isScreenOnly: true },
    ],
  });

const statusWord = ({ status, reason }: Control): string => (reason ? `${status}: ${reason}` : status);

/** The risk and control matrix, as declared, with how each row reads on what was seen. */
export const controlsSheet = ({ controls }: BinderModel): Sheet =>
  sheet({
    name: 'RCM',
    holds: 'Risk and control matrix: what is declared, and how it reads on what was seen',
    paper: 'large',
    frozen: 2,
    rows: controls,
    columns: [
      { head: 'Control', width: 9, kind: 'id', value: ({ control }) => control.id },
      { head: 'Title', width: 24, kind: 'text', wraps: true, value: ({ control }) => control.title },
      { head: 'Control activity', width: 46, kind: 'text', wraps: true, value: ({ control }) => control.statement },
      { head: 'Criteria', width: 9, kind: 'mono', wraps: true, value: ({ control }) => stacked(control.criteria) },
      { head: 'Risk', width: 22, kind: 'text', wraps: true, value: ({ control }) => control.risk },
      { head: 'Type', width: 11, kind: 'text', value: ({ control }) => control.type },
      { head: 'Nature', width: 10, kind: 'text', value: ({ control }) => control.nature },
      { head: 'Frequency', width: 11, kind: 'text', value: ({ control }) => control.frequency },
      { head: 'Owner', width: 17, kind: 'text', wraps: true, value: ({ control }) => control.owner },
      { head: 'Population', width: 24, kind: 'text', wraps: true, value: ({ control }) => control.population },
      { head: 'Test of design', width: 24, kind: 'text', wraps: true, value: ({ control }) => control.testOfDesign },
      {
        head: 'Test of operation',
        width: 32,
        kind: 'text',
        wraps: true,
        value: ({ control }) => stacked(control.testOfOperation),
      },
      { head: 'Status', width: 16, kind: 'text', wraps: true, value: ({ control }) => statusWord(control) },
      { head: 'Reading', width: 15, kind: 'mark', value: ({ reading }) => reading },
      { head: 'Over the period', width: 20, kind: 'text', wraps: true, value: ({ words }) => words },
      { head: 'Fail', width: 6, kind: 'count', value: ({ counts }) => counts.fail },
      { head: 'Lapsed', width: 8, kind: 'count', value: ({ counts }) => counts.lapsed },
      { head: 'Unknown', width: 9, kind: 'count', value: ({ counts }) => counts.unknown },
      { head: 'Pass', width: 7, kind: 'count', value: ({ counts }) => counts.pass },
      {
        head: 'Rules',
        width: 40,
        kind: 'mono',
        wraps: true,
        value: ({ control }) => stacked(control.checks),
        isScreenOnly: true,
      },
      {
        head: 'Evidence expected',
        width: 40,
        kind: 'text',
        wraps: true,
        value: ({ control }) => stacked(control.evidence),
        isScreenOnly: true,
      },
    ],
  });
