import { TextInput } from '@mantine/core';
import { type ReportScope, reportInterval, stalenessAnchors } from '@shared/domain/engagement.ts';
import { isTimeZone } from '@shared/domain/period.ts';
import { instantInWords } from '@shared/domain/words.ts';
import { CategoryBoxes } from '../../ui/category-boxes.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { dateErrors, scopeOf } from '../../ui/report-dates.ts';
import { ReportDatesInput } from '../../ui/report-dates-input.tsx';
import { Segments } from '../../ui/segments.tsx';
import { TimeZoneSelect } from '../../ui/time-zone-select.tsx';
import type { FactsDraft, FactsErrors } from './facts-draft.ts';
import { Field } from './field.tsx';
import { ReportTypeSegments } from './report-type-segments.tsx';

export interface FieldsProps {
  readonly draft: FactsDraft;
  readonly errors: FactsErrors;
  readonly change: (part: Partial<FactsDraft>) => void;
}

/** Who the client is, and what the report is about. */
export function ClientFields({ draft, errors, change }: FieldsProps) {
  return (
    <>
      <Field label="Client" inputId="client">
        <TextInput
          id="client"
          value={draft.client}
          error={errors.client}
          onChange={(event) => change({ client: event.currentTarget.value })}
        />
      </Field>
      <Field label="Service" inputId="service" hint="What the report is about, as its title page names it.">
        <TextInput
          id="service"
          value={draft.service}
          error={errors.service}
          onChange={(event) => change({ service: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

const daysWords = (scope: ReportScope, timeZone: string): string => {
  const { from, to } = reportInterval({ scope, timeZone });
  return `The report covers ${instantInWords(from)} to ${instantInWords(to)}.`;
};

/** Type, dates, time zone and categories: what findings are judged by. */
export function ReportFields({ draft, errors, change }: FieldsProps) {
  const isWhole = Object.keys(dateErrors(draft)).length === 0 && isTimeZone(draft.timeZone);
  return (
    <>
      <Field label="Type">
        <ReportTypeSegments
          label="Type of the report"
          value={draft.reportType}
          onChange={(reportType) => change({ reportType })}
        />
      </Field>
      <Field label={draft.reportType === 1 ? 'Date' : 'Period'} hint="Both days included; at most 18 months.">
        <ReportDatesInput dates={draft} errors={errors} onChange={change} />
      </Field>
      <Field
        label="Time zone"
        inputId="time-zone"
        hint={isWhole ? daysWords(scopeOf(draft), draft.timeZone) : undefined}
      >
        <TimeZoneSelect
          id="time-zone"
          value={draft.timeZone}
          error={errors.timeZone}
          onChange={(timeZone) => change({ timeZone })}
        />
      </Field>
      <Field
        label="Categories"
        hint="Security is in every report. The criteria of a category that is off are not shown."
      >
        <CategoryBoxes chosen={draft.categories} onChange={(categories) => change({ categories })} />
      </Field>
    </>
  );
}

const anchorWords = { 'period-end': 'Period end', 'report-date': 'Report date' } as const;
const anchors = stalenessAnchors.map((value) => ({ value, label: anchorWords[value] }));

/** Who examines, when they report, and from which day the report's age counts. */
export function AuditorFields({ draft, errors, change }: FieldsProps) {
  return (
    <>
      <Field label="Auditor firm" inputId="auditor" hint="The CPA firm; empty while none is chosen.">
        <TextInput
          id="auditor"
          value={draft.auditor}
          maxLength={200}
          onChange={(event) => change({ auditor: event.currentTarget.value })}
        />
      </Field>
      <Field label="Report date">
        <DayInput
          label="Expected or issued on"
          value={draft.reportOn}
          error={errors.reportOn}
          isOptional
          onChange={(reportOn) => change({ reportOn })}
        />
      </Field>
      <Field label="Age counts from" hint="Practice counts from the period end; both dates are shown.">
        <Segments
          label="From which day the age of a report counts"
          data={anchors}
          value={draft.stalenessAnchor}
          onChange={(stalenessAnchor) => change({ stalenessAnchor })}
        />
      </Field>
    </>
  );
}
