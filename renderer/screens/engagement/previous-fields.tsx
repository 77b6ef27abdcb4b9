import { Checkbox, TextInput } from '@mantine/core';
import { DayInput } from '../../ui/day-input.tsx';
import { ReportDatesInput } from '../../ui/report-dates-input.tsx';
import { noPrevious, type PreviousDraft } from './facts-draft.ts';
import { Field } from './field.tsx';
import type { FieldsProps } from './report-fields.tsx';
import { ReportTypeSegments } from './report-type-segments.tsx';

interface ReportProps {
  readonly previous: PreviousDraft;
  readonly errors: FieldsProps['errors']['previous'];
  readonly change: (part: Partial<PreviousDraft>) => void;
}

function Report({ previous, errors, change }: ReportProps) {
  return (
    <>
      <Field label="Type">
        <ReportTypeSegments
          label="Type of the previous report"
          value={previous.reportType}
          onChange={(reportType) => change({ reportType })}
        />
      </Field>
      <Field label={previous.reportType === 1 ? 'Date' : 'Period'}>
        <ReportDatesInput dates={previous} errors={errors} onChange={change} />
      </Field>
      <Field label="Reported on">
        <DayInput
          label="Date of the report"
          value={previous.reportedOn}
          error={errors.reportedOn}
          isOptional
          onChange={(reportedOn) => change({ reportedOn })}
        />
      </Field>
      <Field label="Auditor firm" inputId="previous-auditor">
        <TextInput
          id="previous-auditor"
          value={previous.auditor}
          maxLength={200}
          onChange={(event) => change({ auditor: event.currentTarget.value })}
        />
      </Field>
      <Field label="Opinion" inputId="previous-opinion" hint="In the words printed in that report.">
        <TextInput
          id="previous-opinion"
          value={previous.opinion}
          maxLength={400}
          onChange={(event) => change({ opinion: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

/** The report before this one: holes, overlaps and its age are told from it. */
export function PreviousFields({ draft, errors, change }: FieldsProps) {
  const { previous } = draft;
  return (
    <>
      <Checkbox
        label="There is a report before this one"
        checked={previous !== null}
        onChange={(event) => change({ previous: event.currentTarget.checked ? noPrevious : null })}
      />
      {previous === null ? null : (
        <Report
          previous={previous}
          errors={errors.previous}
          change={(part) => change({ previous: { ...previous, ...part } })}
        />
      )}
    </>
  );
}
